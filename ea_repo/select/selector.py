"""Selectors: conditions on elements, read from a mapping or from words of the shell.

A mapping's keys are all wanted, a list's values are alternatives; `not:` and `any:` hold selectors; `null` means
unknown, `*` recorded; `<`, `<=`, `>`, `>=` compare dates and numbers. A path goes through links, either way, and
into groups of fields: `zone.owner`, `covered_by.type`, `approvals.dsi`. A link matches an id and all its parts.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

from ea_repo.finding import Text, Wrong
from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary
from ea_repo.select.candidates import candidates
from ea_repo.select.evaluation import COMPUTED, EVERYTHING, Answers, Knowledge
from ea_repo.suggest import did_you_mean


class SelectorError(Wrong):
    """A selector that cannot mean anything here, told in both languages.

    `elsewhere`: it might in another workspace, as what it names is an element and no word of the vocabulary.
    """

    def __init__(self, message: Text, *, elsewhere: bool = False) -> None:
        super().__init__(message)
        self.elsewhere = elsewhere

    @classmethod
    def unknown_key(cls, key: str, known: Iterable[str]) -> SelectorError:
        hint = did_you_mean(key, known)
        return cls(Text(f"« {key} » n'est pas une clé ici{hint.fr}", f"“{key}” is not a key here{hint.en}"))

    @classmethod
    def unknown_value(
        cls, key: str, value: object, known: Iterable[object], *, elsewhere: bool = False
    ) -> SelectorError:
        shown = as_yaml(value)
        hint = did_you_mean(shown, map(as_yaml, known))
        return cls(
            Text(
                f"« {shown} » n'existe nulle part pour « {key} »{hint.fr}",
                f"“{shown}” exists nowhere for “{key}”{hint.en}",
            ),
            elsewhere=elsewhere,
        )

    @classmethod
    def called_so(cls, key: str, name: object, ids: Sequence[str]) -> SelectorError:
        """A name stands where the id of an element is wanted."""
        fr = f"« {name} » est un nom, « {key} » attend un identifiant : {' ou '.join(ids)}"
        return cls(Text(fr, f"“{name}” is a name, “{key}” expects an id: {' or '.join(ids)}"), elsewhere=True)


def as_yaml(value: object) -> str:
    """A plain value as one writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


@dataclass(frozen=True)
class Condition:
    """One key and the values it may have."""

    path: tuple[str, ...]
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Selector:
    """Conditions that must all hold, selectors that must not, and groups of which one must."""

    conditions: tuple[Condition, ...] = ()
    none_of: tuple[Selector, ...] = ()
    any_of: tuple[tuple[Selector, ...], ...] = ()
    other_than: tuple[Condition, ...] = ()
    """What must be written otherwise, as `!=` in the shell asks: what is not written does not match either."""

    @classmethod
    def parse(cls, text: Any) -> Selector:
        """The selector that a mapping says; raises SelectorError on another shape."""
        if not isinstance(text, Mapping):
            raise SelectorError(
                Text("un sélecteur est un bloc « clé: valeur »", "a selector is a mapping “key: value”")
            )
        conditions: list[Condition] = []
        none_of: list[Selector] = []
        any_of: list[tuple[Selector, ...]] = []
        for key, value in text.items():
            if value == [] and key != "not":
                raise SelectorError(
                    Text(f"« {key} » : une liste vide ne choisit rien", f"“{key}”: an empty list chooses nothing")
                )
            if key == "not":
                none_of += [cls.parse(inner) for inner in _listed(value)]
            elif key == "any":
                any_of.append(tuple(cls.parse(inner) for inner in _listed(value)))
            else:
                conditions.append(Condition(tuple(str(key).split(".")), tuple(_listed(value))))
        return cls(tuple(conditions), tuple(none_of), tuple(any_of))

    @classmethod
    def of_path(cls, path: str) -> Selector:
        """The selector that only follows a path, and takes whatever stands there."""
        return cls((Condition(tuple(path.split(".")), ()),))

    @cached_property
    def _hash(self) -> int:
        return hash((self.conditions, self.none_of, self.any_of, self.other_than))

    def __hash__(self) -> int:
        return self._hash

    def on(self, graph: Graph, known: Knowledge = EVERYTHING) -> Answers:
        """What the selector says of each element of a graph at its date; by default every absence is a no."""
        return graph.once(_answers, self, known)

    def matches(self, graph: Graph, id: str) -> bool:
        """Whether an element is selected; what is not written does not match."""
        return self.on(graph)(id) is True

    def holds(self, graph: Graph, id: str, known: Knowledge) -> bool | None:
        """The same in three values: None where something that is not written could change the answer."""
        return self.on(graph, known)(id)

    def undecided(self, graph: Graph, known: Knowledge) -> Iterator[tuple[str, str]]:
        """The elements that may be selected or not, as a field asked for is not written, each with that field.

        What asks whether something is written, and what is computed, is always decided.
        """
        doubtful = [condition for condition in self.conditions if self._can_be_doubtful(condition)]
        if not doubtful:
            return
        decided = replace(self, conditions=tuple(item for item in self.conditions if item not in doubtful))
        alone = [Selector((condition,)).on(graph, known) for condition in doubtful]
        ids = decided.select(graph)
        # Of many elements, each condition is asked together.
        for id, *answers in zip(ids, *(answer.of(ids) for answer in alone), strict=True):
            if None in answers and False not in answers:
                yield id, ".".join(doubtful[answers.index(None)].path)

    @staticmethod
    def _can_be_doubtful(condition: Condition) -> bool:
        asks_for_silence = None in condition.values or "*" in condition.values
        return condition.path[0] not in COMPUTED and not asks_for_silence

    def silent(self, graph: Graph) -> list[str]:
        """The ids of the elements that may be selected or not: what `other_than` asks of them is not written."""
        if not self.other_than:
            return []
        without = replace(self, other_than=())
        answers = self.on(graph)
        return [id for id in without.select(graph) if answers(id) is None]

    def select(self, graph: Graph, among: Mapping[str, Container[str]] | None = None) -> list[str]:
        """The ids of the elements selected, in order; of each kind only those of a collection, where some are given."""
        likely, answers = candidates(graph, self), self.on(graph)
        looked_through = self._kinds(graph.vocabulary)
        if likely is not None:
            selected = (id for id in likely if graph.kind(id) in looked_through and answers(id))
            return sorted(selected if among is None else (id for id in selected if id in among[graph.kind(id)]))
        by_kind = {name: answers.selected(name) for name in looked_through if graph.exactly(name)}
        if among is not None:
            by_kind = {name: filter(among[name].__contains__, ids) for name, ids in by_kind.items()}
        return sorted(chain.from_iterable(by_kind.values()))

    def _kinds(self, vocabulary: Vocabulary) -> Sequence[str]:
        """The kinds to look through; those that stand apart only where kinds are named."""
        wanted = [value for condition in self.conditions if condition.path == ("kind",) for value in condition.values]
        if len(wanted) == 1 and wanted[0] in vocabulary.kinds:
            return vocabulary.family(wanted[0])
        named = wanted or any("kind" in inner.keys() for group in self.any_of for inner in group)  # noqa: SIM118
        return [name for name, known in vocabulary.kinds.items() if named or not known.apart]

    def keys(self) -> list[str]:
        """The first step of every path that the selector reads, in order, each once."""
        return list(dict.fromkeys(condition.path[0] for condition in self.every_condition()))

    def every_condition(self) -> Iterator[Condition]:
        """The conditions of the selector, then those of the selectors in it."""
        yield from (*self.conditions, *self.other_than)
        for inner in (*self.none_of, *(selector for group in self.any_of for selector in group)):
            yield from inner.every_condition()


def _answers(graph: Graph, selector: Selector, known: Knowledge) -> Answers:
    conditions = [(condition.path, condition.values) for condition in selector.conditions]
    none_of = [inner.on(graph, known) for inner in selector.none_of]
    any_of = [[inner.on(graph, known) for inner in group] for group in selector.any_of]
    other_than = [(condition.path, condition.values) for condition in selector.other_than]
    return Answers(graph, known, conditions, none_of, any_of, other_than)


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)
