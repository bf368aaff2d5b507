"""What a selector says of the elements of one graph at its date: prepared once for each kind, then asked of each id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Protocol

from ea_repo.graph import Graph
from ea_repo.metamodel import accepts, inverses, kind
from ea_repo.select.values import equal, matcher

COMPUTED = ("id", "kind", "phase", "in_service")
"""The keys that are no field: every element has them."""

Answer = bool | None
Ask = Callable[[str], Answer]
Path = tuple[str, ...]


class Knowledge(Protocol):
    """What says whether an absence is a no."""

    def knows(self, graph: Graph, id: str, name: str) -> bool: ...


class _Everything:
    """Reads every absence as a no: what a filter does."""

    def knows(self, graph: Graph, id: str, name: str) -> bool:
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
        self._none_of, self._any_of = none_of, any_of
        self._inner = [*(partial(_opposite, each) for each in none_of), *(partial(_one_of, each) for each in any_of)]
        self._by_kind: dict[str, Sequence[Ask]] = {}

    def selected(self, ids: Sequence[str]) -> Sequence[str]:
        """Those of many elements of which the answer is yes, where every absence is a no."""
        by_kind: dict[str, list[str]] = {}
        for id in ids:
            by_kind.setdefault(self._graph.kind(id), []).append(id)
        found = [self._alike(of, each) for of, each in by_kind.items()]
        if len(found) < 2:
            return found[0] if found else ()
        kept = set().union(*found)
        return [id for id in ids if id in kept]

    def _alike(self, of: str, ids: Sequence[str]) -> Sequence[str]:
        """The same of elements of one kind: condition by condition, each asked only of those that are left."""
        for ask in self._parts(of)[: -len(self._inner) or None]:
            ids = [id for id in ids if ask(id)]
        for each in self._none_of:
            dropped = set(each.selected(ids))
            ids = [id for id in ids if id not in dropped]
        for group in self._any_of:
            kept = {id for each in group for id in each.selected(ids)}
            ids = [id for id in ids if id in kept]
        return ids

    def _parts(self, of: str) -> Sequence[Ask]:
        found = self._by_kind.get(of)
        if found is None:
            found = self._by_kind[of] = self._prepared(of)
        return found

    def __call__(self, id: str) -> Answer:
        unknown = False
        for ask in self._parts(self._graph.kind(id)):
            answer = ask(id)
            # The first no settles it.
            if answer is False:
                return False
            unknown = unknown or answer is None
        return None if unknown else True

    def _prepared(self, of: str) -> Sequence[Ask]:
        # A key that all elements of the kind answer alike is answered now.
        fixed = [_of_kind(of, values) for path, values in self._conditions if path == ("kind",)]
        if False in fixed:
            return (_never, *self._inner)
        asked = (each for each in self._conditions if each[0] != ("kind",))
        return [*(_prepared(self._graph, self._known, of, path, values) for path, values in asked), *self._inner]


def _never(id: str) -> Answer:
    return False


def _opposite(inner: Ask, id: str) -> Answer:
    answer = inner(id)
    return None if answer is None else not answer


def _one_of(inner: Iterable[Ask], id: str) -> Answer:
    return _any([each(id) for each in inner])


def _any(found: Sequence[Answer]) -> Answer:
    if True in found:
        return True
    return None if None in found else False


def _of_kind(of: str, wanted: tuple[Any, ...]) -> bool:
    return "*" in wanted or any(accepts(str(each), of) for each in wanted)


def _prepared(graph: Graph, known: Knowledge, of: str, path: Path, wanted: tuple[Any, ...]) -> Ask:
    """How to ask elements of one kind for what stands at a path."""
    head, rest = path[0], path[1:]
    actual = kind(of)
    if head in COMPUTED:
        return _computed(graph, known, of, head, wanted)
    if head not in actual.fields and head not in inverses(of):
        # A key of another kind: the selector was accepted, so some element has it; this one cannot.
        return lambda one: None in wanted
    absent = _absent(graph, known, of, path, wanted)
    if not rest and "*" in wanted:
        return lambda one: True if graph.recorded(one, head) else absent(one)
    if head in actual.links:
        return _linked(graph, known, path, wanted, absent)
    if head in inverses(of):
        return _arriving(graph, known, path, wanted, absent)
    return _written(graph, of, path, wanted, absent)


def _absent(graph: Graph, known: Knowledge, of: str, path: Path, wanted: tuple[Any, ...]) -> Ask:
    """What to answer where nothing is written."""
    head, asks_absence = path[0], None in wanted
    if head in kind(of).defaults and (len(path) > 1 or not (asks_absence or "*" in wanted)):
        said = asks_absence or any(equal(kind(of).defaults[head], each, None) for each in wanted)
        return lambda one: said
    if asks_absence:
        return lambda one: True
    if known is EVERYTHING:
        return lambda one: False
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


class _Joined:
    """What the elements at the other end of a link answer: to a path from there, or by being one that is named."""

    def __init__(self, graph: Graph, known: Knowledge, rest: Path, wanted: tuple[Any, ...]) -> None:
        self._graph, self._rest = graph, rest
        self._asked = Answers(graph, known, [(rest, wanted)]) if rest else None
        self._kept: dict[str, Answer] = {}
        named = {str(each) for each in wanted} if not rest else ()
        self._named = frozenset(part for each in named if each in graph for part in graph.parts(each))

    def __call__(self, targets: Sequence[str]) -> Answer:
        if self._asked is None:
            return not self._named.isdisjoint(targets)
        if len(targets) == 1:
            return self._answer(targets[0], self._asked)
        return _any([self._answer(each, self._asked) for each in targets])

    def _answer(self, id: str, asked: Ask) -> Answer:
        # Many elements point at the same one.
        if id not in self._kept:
            self._kept[id] = asked(id)
        return self._kept[id]


def _linked(graph: Graph, known: Knowledge, path: Path, wanted: tuple[Any, ...], absent: Ask) -> Ask:
    head, joined = path[0], _Joined(graph, known, path[1:], wanted)
    return lambda one: absent(one) if graph.value(one, head) is None else joined(graph.targets(one, head))


def _arriving(graph: Graph, known: Knowledge, path: Path, wanted: tuple[Any, ...], absent: Ask) -> Ask:
    head, joined = path[0], _Joined(graph, known, path[1:], wanted)

    def ask(id: str) -> Answer:
        if not graph.recorded(id, head):
            return absent(id)
        answer = joined(graph.targets(id, head))
        # What arrives may be written elsewhere, or not yet; what leaves is written here, in full.
        return None if answer is False and not known.knows(graph, id, head) else answer

    return ask


def _written(graph: Graph, of: str, path: Path, wanted: tuple[Any, ...], absent: Ask) -> Ask:
    head = path[0]
    matches = matcher(of, path, wanted, graph.date)

    def ask(id: str) -> Answer:
        value = graph.value(id, head)
        answer = None if value is None else matches(value)
        return absent(id) if answer is None else answer

    return ask
