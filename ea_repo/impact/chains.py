"""Why something is touched by a loss: the shortest chain of links and flows that gives it its state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ea_repo.impact.cover import Place, overall
from ea_repo.impact.exchanges import Exchange
from ea_repo.impact.hop import Chain, Hop
from ea_repo.impact.loss import Loss, State
from ea_repo.metamodel import accepts


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to an element: it takes a state, or (with a datum) its solution lacks it from there on.

    `upwards`: it is degraded as a whole, which its own whole is then too.
    """

    element: str
    state: State | None = None
    lacks: str | None = None
    upwards: bool = False


def chains(loss: Loss, states: Mapping[str, State], processes: Mapping[str, Mapping[str, Place]]) -> dict[str, Chain]:
    """The shortest chain, among equals the first by from, by, to, that gives each element its state."""
    found = _Chains(loss, states).found
    touched = {**states, **dict.fromkeys(loss.roots, "lost")}
    for process, places in processes.items():
        state = overall(places)[0 if loss.reading == "state" else 1]
        covering = [id for id in loss.graph.targets(process, "covered_by") if id in found or id in loss.roots]
        giving = [id for id in covering if touched.get(id) == state] or covering
        ways = [(*found.get(id, ()), Hop(id, "covers", process)) for id in giving]
        found[process] = min(ways, key=lambda way: (len(way), way), default=())
    return found


class _Chains:
    """A walk from the roots, nearest first, through what the settled loss made happen."""

    def __init__(self, loss: Loss, states: Mapping[str, State]) -> None:
        self._loss = loss
        self._states = states
        self._gone = frozenset(loss.gone())
        self.found: dict[str, Chain] = {}
        self._walk()

    def _walk(self) -> None:
        level: list[tuple[Chain, Event]] = [((), Event(id, "lost")) for id in sorted(self._loss.roots)]
        met: set[Event] = set()
        while level:
            following: list[tuple[Chain, Event]] = []
            for chain, event in level:
                if event in met:
                    continue
                met.add(event)
                if event.state and self._states.get(event.element) == event.state:
                    self.found.setdefault(event.element, chain)
                following += [((*chain, hop), then) for hop, then in self._next(event) if then not in met]
            level = sorted(following, key=_order)

    def _next(self, event: Event) -> Iterator[tuple[Hop, Event]]:
        loss, id = self._loss, event.element
        if event.lacks is not None:
            yield from self._dry(loss.graph.solution(id), event.lacks)
        elif event.upwards or event.state == "lost":
            yield from (
                (Hop(id, "part_of", each), Event(each, "degraded", upwards=True)) for each in loss.above(id)[:1]
            )
        if event.state == "lost":
            yield from self._after(id)
        if event.state == "at_risk" and loss.graph.kind(id) == "node":
            yield from ((Hop(id, "runs_on", each), Event(each, "at_risk")) for each in loss.running(id))

    def _after(self, id: str) -> Iterator[tuple[Hop, Event]]:
        """What follows the loss of an element."""
        loss, graph = self._loss, self._loss.graph
        if exchange := loss.exchanges.find(id):
            yield from self._dead(id, exchange)
            return
        for each in loss.falling(id):
            if each.source not in loss.lost:
                continue
            if exchange := loss.exchanges.find(each.source):
                yield from self._dead(id, exchange)
            elif graph.kind(each.source) != "flow":
                yield Hop(id, each.field, each.source), Event(each.source, "lost")
        for node in loss.redundant(id):
            yield Hop(id, "part_of", node), Event(node, "lost" if node in loss.lost else "at_risk")
        if accepts("application", graph.kind(id)) and not loss.local:
            yield from self._data(id)

    def _data(self, id: str) -> Iterator[tuple[Hop, Event]]:
        """What the data that an application brought or received do, once it is lost."""
        loss = self._loss
        solution = loss.graph.solution(id)
        for datum in sorted(loss.touched([id])):
            if loss.lacks(solution, datum):
                yield from self._dry(solution, datum)
            if datum in self._gone and any(each.element == id for each in loss.holding.origins(datum)):
                yield Hop(id, self._by(id, datum), datum), Event(datum, "lost")

    def _by(self, id: str, datum: str) -> str:
        mastered = {part for each in self._loss.graph.targets(id, "masters") for part in self._loss.graph.parts(each)}
        if datum in mastered:
            return "masters"
        return min(each.id for each in self._loss.at(id) if datum in self._loss.exchanges.brought(each))

    def _dead(self, cause: str, exchange: Exchange) -> Iterator[tuple[Hop, Event]]:
        for datum in self._loss.exchanges.brought(exchange):
            yield from self._unbrought(cause, exchange, datum)

    def _dry(self, solution: str, datum: str) -> Iterator[tuple[Hop, Event]]:
        for each in self._loss.holding.onwards(datum).get(solution, ()):
            yield from self._unbrought(each.source, each, datum)

    def _unbrought(self, cause: str, exchange: Exchange, datum: str) -> Iterator[tuple[Hop, Event]]:
        hop = Hop(cause, exchange.id, exchange.target)
        if self._loss.lacks(exchange.taker, datum):
            yield hop, Event(exchange.target, lacks=datum)
        if datum in exchange.data and (state := self._loss.effect(exchange, datum)):
            yield hop, Event(exchange.target, state)


def _order(reached: tuple[Chain, Event]) -> tuple[object, ...]:
    """By the chain, hop after hop, then by what it leads to."""
    # Texts are compared several times faster than hops.
    chain, event = reached
    said = (text for hop in chain for text in (hop.from_, hop.by, hop.to))
    return (*said, event.element, event.state or "", event.lacks or "", event.upwards)
