"""What a path leads to, whatever the elements are: elements of some kinds, a number, something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ea_repo.metamodel import Vocabulary
from ea_repo.select.field_paths import NoSuchField, values_at


@dataclass(frozen=True)
class PathEnd:
    """The end of a path; `kinds` are those that its last link leads to, or that have its field."""

    kinds: tuple[str, ...]
    is_link: bool
    is_number: bool
    """Whether it is a field with one number, of every kind that has it."""


def path_end(path: str, vocabulary: Vocabulary, among: Sequence[str] = ()) -> PathEnd:
    """What a path that exists leads to from these kinds, all by default; where they differ, what holds of all."""
    kinds: tuple[str, ...] = tuple(among or vocabulary.kinds)
    steps = path.split(".")
    for place, step in enumerate(steps):
        having = [name for name in kinds if _has(vocabulary, name, step)]
        ends = link_ends(step, having, vocabulary)
        if not ends:
            numbers = [_one_number(vocabulary, name, steps[place:]) for name in having]
            return PathEnd(tuple(having), is_link=False, is_number=bool(numbers) and all(numbers))
        kinds = ends
    return PathEnd(kinds, is_link=True, is_number=False)


def link_ends(step: str, kinds: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The kinds that a link of some kinds, or a relation by its inverse name, leads to."""
    ends: list[str] = []
    for name in kinds:
        links, inverses = vocabulary.kinds[name].links, vocabulary.inverses(name)
        if step in links:
            ends += [special for target in links[step].to for special in vocabulary.family(target)]
        elif step in inverses:
            ends += [special for end in inverses[step] for special in vocabulary.family(end.kind)]
    return tuple(dict.fromkeys(ends))


def _has(vocabulary: Vocabulary, kind: str, step: str) -> bool:
    return step in vocabulary.kinds[kind].fields or step in vocabulary.inverses(kind)


def _one_number(vocabulary: Vocabulary, kind: str, path: Sequence[str]) -> bool:
    """Whether a field of a kind holds a single number; a number in a list of groups (a budget) is several."""
    of = vocabulary.kinds[kind]
    try:
        steps = [values_at(of, path[:length]) for length in range(1, len(path) + 1)]
    except NoSuchField:
        return False
    last = steps[-1]
    return last is not None and last.are_numbers and not any(values and "tuple" in values.types for values in steps)
