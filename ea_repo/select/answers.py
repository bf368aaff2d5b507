"""What a selector says of the elements of a graph at its date: prepared once a kind, then asked of one or of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from ea_repo.graph import Graph
from ea_repo.metamodel import accepts, inverses, kind
from ea_repo.select.asked import Answer, Ask, Asked, Matched, OneOf, Opposite, Part, Read, every
from ea_repo.select.values import equal, matcher

COMPUTED = ("id", "kind", "phase", "in_service")
"""The keys that are no field: every element has them."""
_MANY = 500
"""From how many elements those of all their kind are answered together."""

Path = tuple[str, ...]


class Knowledge(Protocol):
    """What says whether an absence is a no."""

    def knows(self, graph: Graph, id: str, name: str) -> bool: ...

    def knows_all(self, graph: Graph, kind: str, name: str) -> bool | None:
        """The same for every element of a kind, None where it is not the same for each."""
        ...


class _Everything:
    """Reads every absence as a no: what a filter does."""

    def knows(self, graph: Graph, id: str, name: str) -> bool:
        return True

    def knows_all(self, graph: Graph, kind: str, name: str) -> bool:
        return True


EVERYTHING = _Everything()


class Answers:
    """Yes, no, or None where something that is not written could change the answer."""

    def __init__(
        self,
        graph: Graph,
        known: Knowledge,
        conditions: Sequence[tuple[Path, tuple[Any, ...]]],
        none_of: Sequence[Answers] = (),
        any_of: Sequence[Sequence[Answers]] = (),
    ) -> None:
        self._graph, self._known, self._conditions = graph, known, conditions
        nobody = Asked(graph, lambda one: False)
        self._inner: list[Part] = [*map(Opposite, none_of), *(OneOf(each) if each else nobody for each in any_of)]
        self._by_kind: dict[str, Sequence[Part]] = {}

    def __call__(self, id: str) -> Answer:
        unknown = False
        for ask in self._parts(self._graph.kind(id)):
            answer = ask(id)
            # The first no settles it.
            if answer is False:
                return False
            unknown = unknown or answer is None
        return None if unknown else True

    def column(self, of: str) -> Sequence[Answer]:
        """The answer of each element of exactly a kind, in order."""
        columns = [each.column(of) for each in self._parts(of)]
        if not columns:
            return [True] * len(self._ids(of))
        return columns[0] if len(columns) == 1 else [*map(every, zip(*columns, strict=True))]

    def each(self, ids: Sequence[str]) -> Sequence[Answer]:
        """The answer of each of these elements, in their order."""
        if len(ids) < _MANY or not self._graph.at_hand:
            return [self(id) for id in ids]
        found: dict[str, Answer] = {}
        for of in {*map(self._graph.kind, ids)}:
            found.update(zip(self._ids(of), self.column(of), strict=True))
        return [found[id] for id in ids]

    def selected(self, of: str) -> Iterator[str]:
        """The elements of exactly a kind of which the answer is yes, in order."""
        return (id for id, answer in zip(self._ids(of), self.column(of), strict=True) if answer)

    def _ids(self, of: str) -> Sequence[str]:
        return self._graph.exactly(of)

    def _parts(self, of: str) -> Sequence[Part]:
        found = self._by_kind.get(of)
        if found is None:
            found = self._by_kind[of] = self._prepared(of)
        return found

    def _prepared(self, of: str) -> Sequence[Part]:
        # A key that all elements of the kind answer alike is answered now.
        if not all(_of_kind(of, values) for path, values in self._conditions if path == ("kind",)):
            return (Asked(self._graph, lambda one: False),)
        asked = (each for each in self._conditions if each[0] != ("kind",))
        return [*(_prepared(self._graph, self._known, of, path, values) for path, values in asked), *self._inner]


def _of_kind(of: str, wanted: tuple[Any, ...]) -> bool:
    return "*" in wanted or any(accepts(str(each), of) for each in wanted)


def _prepared(graph: Graph, known: Knowledge, of: str, path: Path, wanted: tuple[Any, ...]) -> Part:
    """How to ask elements of one kind for what stands at a path."""
    head, rest = path[0], path[1:]
    actual = kind(of)
    if head in COMPUTED:
        return Asked(graph, _computed(graph, known, of, head, wanted))
    if head not in actual.fields and head not in inverses(of):
        # A key of another kind: the selector was accepted, so some element has it; this one cannot.
        return Asked(graph, lambda one: None in wanted)
    absent = _absent(graph, known, of, path, wanted)
    if head not in actual.fields:
        arriving = _arriving(graph, known, path, wanted, absent)
        return Asked(graph, lambda one: arriving(one) if graph.recorded(one, head) else absent(one))
    if not rest and "*" in wanted:
        return Read(graph, head, lambda one, value: absent(one) if value is None else True)
    if head in actual.links:
        return Read(graph, head, _linked(graph, known, path, wanted, absent))
    return Matched(graph, head, matcher(of, path, wanted, graph.date), absent)


def _absent(graph: Graph, known: Knowledge, of: str, path: Path, wanted: tuple[Any, ...]) -> Ask:
    """What to answer where nothing is written."""
    head, asks_absence = path[0], None in wanted
    if head in kind(of).defaults and (len(path) > 1 or not (asks_absence or "*" in wanted)):
        default = asks_absence or any(equal(kind(of).defaults[head], each, None) for each in wanted)
        return lambda one: default
    if asks_absence:
        return lambda one: True
    said = known.knows_all(graph, of, head)
    if said is not None:
        answer = False if said else None
        return lambda one: answer
    return lambda one: False if known.knows(graph, one, head) else None


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
        return lambda one: True
    if head == "id":
        return lambda one: one in wanted
    if head == "kind":
        said = _of_kind(of, wanted)
        return lambda one: said
    return lambda one: any(graph.in_service(one, alone=True) is each for each in wanted)


class _Joined(dict[str, Answer]):
    """What the elements at the other end of a link answer: to a path from there, or by being one that is named."""

    def __init__(self, graph: Graph, known: Knowledge, rest: Path, wanted: tuple[Any, ...]) -> None:
        self._asked = Answers(graph, known, [(rest, wanted)]) if rest else None
        named = {str(each) for each in wanted} if not rest else ()
        self._named = frozenset(part for each in named if each in graph for part in graph.parts(each))

    def __missing__(self, id: str) -> Answer:
        # Many elements point at the same one.
        answer = self[id] = self._asked(id) if self._asked is not None else id in self._named
        return answer

    def __call__(self, targets: Sequence[str]) -> Answer:
        if len(targets) == 1:
            return self[targets[0]]
        found = {self[each] for each in targets}
        return True if True in found else None if None in found else False


def _linked(
    graph: Graph, known: Knowledge, path: Path, wanted: tuple[Any, ...], absent: Ask
) -> Callable[[str, Any], Answer]:
    joined, ends = _Joined(graph, known, path[1:], wanted), graph.along(path[0])
    return lambda one, value: absent(one) if value is None else joined(ends[one])


def _arriving(graph: Graph, known: Knowledge, path: Path, wanted: tuple[Any, ...], absent: Ask) -> Ask:
    head, joined, ends = path[0], _Joined(graph, known, path[1:], wanted), graph.along(path[0])
    if path == (head,) and "*" in wanted:
        return lambda one: True

    def ask(id: str) -> Answer:
        answer = joined(ends[id])
        # What arrives may be written elsewhere, or not yet; what leaves is written here, in full.
        return None if answer is False and not known.knows(graph, id, head) else answer

    return ask
