"""Loops: chains of links that come back to where they start, along fields that must never do so."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.graph.engine import Engine
from ea_repo.metamodel import Vocabulary


@dataclass(frozen=True, slots=True)
class Loop:
    """A chain of links of one field that comes back: its elements in order; the link of the last one closes it."""

    field: str
    ids: tuple[str, ...]

    @property
    def closing(self) -> tuple[str, str, str]:
        """The (id, field, target) of the link that closes the loop."""
        return self.ids[-1], self.field, self.ids[0]


def find_loops(engine: Engine, only: Container[str] | None = None) -> Iterator[Loop]:
    """One loop for each link that closes one, in the order of fields (all, or only these), then of ids."""
    for field, kind_names in sorted(_acyclic_fields(engine.vocabulary).items()):
        done: set[str] = set()
        for start in sorted(_with_links(engine, field, kind_names)) if only is None or field in only else ():
            if start not in done:
                yield from _loops_from(engine, field, start, done)


def fields_with_loops_from(engine: Engine, ids: Iterable[str]) -> set[str]:
    """The fields along which one comes, from some of these elements, to a loop."""
    starts = list(ids)
    fields: set[str] = set()
    for field, kind_names in _acyclic_fields(engine.vocabulary).items():
        done: set[str] = set()
        of_field = (id for id in starts if engine.kind(id) in kind_names)
        if any(True for start in of_field if start not in done for _ in _loops_from(engine, field, start, done)):
            fields.add(field)
    return fields


def _acyclic_fields(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """The fields that must never come back to where they start, each with the kinds that have it."""
    kinds: dict[str, list[str]] = {}
    for any_kind in vocabulary.kinds.values():
        for field, link in any_kind.links.items():
            if link.acyclic:
                kinds.setdefault(field, []).append(any_kind.name)
    return kinds


def _with_links(engine: Engine, field: str, kind_names: Iterable[str]) -> Iterator[str]:
    """The elements of these kinds that write a field: no loop passes through others."""
    return (id for kind_name in kind_names for id, refs in engine.rows(kind_name, field) if refs)


def _loops_from(engine: Engine, field: str, start: str, done: set[str]) -> Iterator[Loop]:
    """The loops met from an element on; elements from which all was followed join `done`."""
    # Depth first without recursion: `path` is the way from the start, `pending` what is left to try at each step.
    path, pending = {start: 0}, [_next_elements(engine, field, start)]
    while path:
        target = next(pending[-1], None)
        if target is None:
            done.add(path.popitem()[0])
            pending.pop()
        elif target in path:
            yield Loop(field, tuple(path)[path[target] :])
        elif target not in done:
            path[target] = len(path)
            pending.append(_next_elements(engine, field, target))


def _next_elements(engine: Engine, field: str, id: str) -> Iterator[str]:
    """The elements that a field of this one points at, at any date, and may point at."""
    source_kind = engine.kind(id)
    link = engine.vocabulary.kinds[source_kind].links.get(field) if source_kind is not None else None
    if link is not None and link.acyclic:
        for target in dict.fromkeys(ref.to for ref in engine.value(id, field) or ()):
            target_kind = engine.kind(target)
            # A link to a wrong kind is not followed, so it closes nothing.
            if target_kind is not None and engine.vocabulary.may_point_at(link, target_kind):
                yield target
