"""What a selector answers of the elements of a graph at its date: prepared once a kind, then asked of one or of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any, Protocol

from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary, accepts
from ea_repo.select.three_valued import (
    AlongLink,
    Answer,
    AnyOf,
    Ask,
    ById,
    ByIdAndValue,
    ByRelation,
    ByValue,
    Not,
    Part,
    all_of,
)  # fmt: skip
from ea_repo.select.values import equal, matcher

COMPUTED = ("id", "kind", "phase", "in_service")
"""The keys that are no field: every element has them."""
_MANY = 500
"""From how many elements those of all their kind are answered together."""

Path = tuple[str, ...]


class Knowledge(Protocol):
    """Tells whether an absence is a no."""

    def knows(self, graph: Graph, id: str, name: str) -> bool: ...

    def knows_all(self, graph: Graph, kind: str, name: str) -> bool | None:
        """The same for every element of a kind, None where it differs from one to another."""
        ...


class _Everything:
    """Reads every absence as a no, as a filter does."""

    def knows(self, graph: Graph, id: str, name: str) -> bool:
        return True

    def knows_all(self, graph: Graph, kind: str, name: str) -> bool:
        return True


class _Nothing:
    """Reads every absence as unknown."""

    def knows(self, graph: Graph, id: str, name: str) -> bool:
        return False

    def knows_all(self, graph: Graph, kind: str, name: str) -> bool:
        return False


EVERYTHING = _Everything()
NOTHING_IN_FULL = _Nothing()


class Answers:
    """A selector on a graph: yes, no, or None where something that is not written could change the answer."""

    def __init__(
        self,
        graph: Graph,
        known: Knowledge,
        conditions: Sequence[tuple[Path, tuple[Any, ...]]],
        none_of: Sequence[Answers] = (),
        any_of: Sequence[Sequence[Answers]] = (),
        other_than: Sequence[tuple[Path, tuple[Any, ...]]] = (),
    ) -> None:
        self._graph, self._known, self._conditions = graph, known, conditions
        self._other_than = other_than
        never = ById(graph, lambda element: False)
        self._inner: list[Part] = [*map(Not, none_of), *(AnyOf(group) if group else never for group in any_of)]
        self._parts_by_kind: dict[str, Sequence[Part]] = {}

    def __call__(self, id: str) -> Answer:
        unknown = False
        for part in self._parts(self._graph.kind(id)):
            answer = part(id)
            # The first no settles it.
            if answer is False:
                return False
            unknown = unknown or answer is None
        return None if unknown else True

    def column(self, kind: str) -> Sequence[Answer]:
        """The answer of each element of exactly a kind, in order."""
        columns = [part.column(kind) for part in self._parts(kind)]
        if not columns:
            return [True] * len(self._graph.exactly(kind))
        return columns[0] if len(columns) == 1 else [*map(all_of, zip(*columns, strict=True))]

    def of(self, ids: Sequence[str]) -> Sequence[Answer]:
        """The answer of each of these elements, in their order."""
        if len(ids) < _MANY or not self._graph.at_hand:
            return [self(id) for id in ids]
        by_id: dict[str, Answer] = {}
        for name in {*map(self._graph.kind, ids)}:
            by_id.update(zip(self._graph.exactly(name), self.column(name), strict=True))
        return [by_id[id] for id in ids]

    def selected(self, kind: str) -> Iterator[str]:
        """The elements of exactly a kind of which the answer is yes, in order."""
        return compress(self._graph.exactly(kind), self.column(kind))

    def _parts(self, kind: str) -> Sequence[Part]:
        parts = self._parts_by_kind.get(kind)
        if parts is None:
            parts = self._parts_by_kind[kind] = self._prepared(kind)
        return parts

    def _prepared(self, kind: str) -> Sequence[Part]:
        # A condition on the kind itself is answered now.
        if not all(_is_of_kind(kind, values) for path, values in self._conditions if path == ("kind",)):
            return (ById(self._graph, lambda element: False),)
        others = [condition for condition in self._conditions if condition[0] != ("kind",)]
        parts = [
            _together(self._graph, self._known, kind, group) for group in _by_hop(self._graph.vocabulary, kind, others)
        ]
        # What a filter excludes must be written: silence is not another value.
        strictly = NOTHING_IN_FULL if self._known is EVERYTHING else self._known
        excluded = [
            Not(_part(self._graph, self._known if path[0] in COMPUTED else strictly, kind, path, values))
            for path, values in self._other_than
        ]
        return [*parts, *excluded, *self._inner]


def _by_hop(
    vocabulary: Vocabulary, of: str, conditions: Sequence[tuple[Path, tuple[Any, ...]]]
) -> list[list[tuple[Path, tuple[Any, ...]]]]:
    """Conditions that go further along one link, together, as they are asked of one element there; others alone."""
    links = {*vocabulary.kinds[of].links, *vocabulary.inverses(of)}
    groups: dict[object, list[tuple[Path, tuple[Any, ...]]]] = {}
    for place, (path, values) in enumerate(conditions):
        goes_on = len(path) > 1 and path[0] in links
        groups.setdefault(path[0] if goes_on else place, []).append((path, values))
    return [*groups.values()]


def _together(graph: Graph, known: Knowledge, of: str, conditions: Sequence[tuple[Path, tuple[Any, ...]]]) -> Part:
    """How to ask elements of a kind for one condition, or for several of one element at the end of one link."""
    if len(conditions) == 1:
        return _part(graph, known, of, *conditions[0])
    head = conditions[0][0][0]
    absences = [_absent(graph, known, of, path, wanted) for path, wanted in conditions]
    other_ends = _OtherEnds(graph, known, [(path[1:], wanted) for path, wanted in conditions], ())

    def absent(element: str) -> Answer:
        return all_of(tuple(ask(element) for ask in absences))

    if head in graph.vocabulary.kinds[of].links:
        return AlongLink(graph, head, other_ends, absent)
    return ByRelation(graph, head, _arriving(graph, known, head, other_ends), absent)


def _is_of_kind(kind: str, wanted: tuple[Any, ...]) -> bool:
    return "*" in wanted or any(accepts(str(name), kind) for name in wanted)


def _part(graph: Graph, known: Knowledge, of: str, path: Path, wanted: tuple[Any, ...]) -> Part:
    """How to ask elements of a kind for what stands at a path."""
    head, rest = path[0], path[1:]
    actual = graph.vocabulary.kinds[of]
    if head in COMPUTED:
        return ById(graph, _computed(graph, known, of, head, wanted))
    if head not in actual.fields and head not in graph.vocabulary.inverses(of):
        # A key of another kind: the selector was accepted, so some element has it; this one cannot.
        return ById(graph, lambda element: None in wanted)
    absent = _absent(graph, known, of, path, wanted)
    if head not in actual.fields:
        arriving = _arriving(graph, known, head, _OtherEnds.of(graph, known, rest, wanted))
        if path == (head,) and "*" in wanted:
            arriving = _recorded
        return ByRelation(graph, head, arriving, absent)
    if not rest and "*" in wanted:
        return ByIdAndValue(graph, head, lambda element, value: absent(element) if value is None else True)
    if head in actual.links:
        return AlongLink(graph, head, _OtherEnds.of(graph, known, rest, wanted), absent)
    return ByValue(graph, head, matcher(actual, path, wanted, graph.date), absent)


def _absent(graph: Graph, known: Knowledge, of: str, path: Path, wanted: tuple[Any, ...]) -> Ask:
    """What to answer where nothing is written."""
    head, asks_absence = path[0], None in wanted
    defaults = graph.vocabulary.kinds[of].defaults
    if head in defaults and (len(path) > 1 or not (asks_absence or "*" in wanted)):
        default = asks_absence or any(equal(defaults[head], value, None) for value in wanted)
        return lambda element: default
    if asks_absence:
        return lambda element: True
    all_known = known.knows_all(graph, of, head)
    if all_known is not None:
        answer = False if all_known else None
        return lambda element: answer
    return lambda element: False if known.knows(graph, element, head) else None


def _computed(graph: Graph, known: Knowledge, of: str, head: str, wanted: tuple[Any, ...]) -> Ask:
    if head == "phase":
        unknown = None in wanted or "unknown" in wanted

        def in_phase(id: str) -> Answer:
            phase = graph.phase(id)
            if phase == "unknown":
                return True if unknown else False if known.knows(graph, id, "live_on") else None
            return "*" in wanted or phase in wanted

        return in_phase
    if "*" in wanted:
        return lambda element: True
    if head == "id":
        return lambda element: element in wanted
    if head == "kind":
        same_for_all = _is_of_kind(of, wanted)
        return lambda element: same_for_all
    return lambda element: any(graph.in_service(element, alone=True) is value for value in wanted)


class _OtherEnds(dict[str, Answer]):
    """What the elements at the other end of a link answer: to a path from there, or by being one that is named.

    The answer of each element is kept, as many lead to the same one.
    """

    def __init__(
        self, graph: Graph, known: Knowledge, further: Sequence[tuple[Path, tuple[Any, ...]]], named: Sequence[Any]
    ) -> None:
        self._answers = Answers(graph, known, further) if further else None
        ids = {str(id) for id in named}
        self._named = frozenset(part for id in ids if id in graph for part in graph.parts(id))
        graph.gathers("part_of")

    @classmethod
    def of(cls, graph: Graph, known: Knowledge, rest: Path, wanted: tuple[Any, ...]) -> _OtherEnds:
        """What a path from there leads to, or the elements named where it goes no further."""
        return cls(graph, known, [(rest, wanted)], ()) if rest else cls(graph, known, (), wanted)

    def __missing__(self, id: str) -> Answer:
        answer = self[id] = self._answers(id) if self._answers is not None else id in self._named
        return answer

    def __call__(self, targets: Sequence[str]) -> Answer:
        if len(targets) == 1:
            return self[targets[0]]
        answers = {self[target] for target in targets}
        return True if True in answers else None if None in answers else False


def _recorded(id: str) -> Answer:
    return True


def _arriving(graph: Graph, known: Knowledge, head: str, other_ends: _OtherEnds) -> Ask:
    sources = graph.along(head)

    def ask(id: str) -> Answer:
        answer = other_ends(sources[id])
        # What arrives may be written elsewhere, or not yet; what leaves is written here, in full.
        return None if answer is False and not known.knows(graph, id, head) else answer

    return ask
