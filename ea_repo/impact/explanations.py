"""Why something is touched by a loss: the shortest chain of links and flows that gives it its state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ea_repo.impact.chain import Chain, Hop
from ea_repo.impact.cover import PlaceCover, overall
from ea_repo.impact.loss import Loss, State
from ea_repo.metamodel import accepts
from ea_repo.semantics.exchanges import Exchange


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to an element: it takes a state, or (with a datum) its solution lacks it from there on.

    `upwards`: it is degraded as a whole, which its own whole is then too.
    """

    element: str
    state: State | None = None
    lacks: str | None = None
    upwards: bool = False


def explanations(
    loss: Loss, states: Mapping[str, State], processes: Mapping[str, Mapping[str, PlaceCover]]
) -> dict[str, Chain]:
    """The shortest chain, among equals the first by from, by, to, that gives each element its state."""
    chains = _ChainsOfLoss(loss, states).chains
    touched = {**states, **dict.fromkeys(loss.roots, "lost")}
    for process, places in processes.items():
        state = overall(places)[0 if loss.reading == "state" else 1]
        covering = [id for id in loss.graph.targets(process, "covered_by") if id in chains or id in loss.roots]
        in_its_state = [id for id in covering if touched.get(id) == state] or covering
        ways = [(*chains.get(id, ()), Hop(id, "covers", process)) for id in in_its_state]
        chains[process] = min(ways, key=lambda way: (len(way), way), default=())
    return chains


class _ChainsOfLoss:
    """A walk from the roots, nearest first, through what the settled loss brought about."""

    def __init__(self, loss: Loss, states: Mapping[str, State]) -> None:
        self._loss = loss
        self._states = states
        self._lost_data = frozenset(loss.lost_data())
        self.chains: dict[str, Chain] = {}
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
                    self.chains.setdefault(event.element, chain)
                following += [((*chain, hop), then) for hop, then in self._next(event) if then not in met]
            level = sorted(following, key=_order)

    def _next(self, event: Event) -> Iterator[tuple[Hop, Event]]:
        loss, id = self._loss, event.element
        if event.lacks is not None:
            yield from self._no_longer_given(loss.graph.solution(id), event.lacks)
        elif event.upwards or event.state == "lost":
            for whole in loss.above(id)[:1]:
                yield Hop(id, "part_of", whole), Event(whole, "degraded", upwards=True)
        if event.state == "lost":
            yield from self._after_loss(id)
        if event.state == "at_risk" and loss.graph.kind(id) == "node":
            for application in loss.running(id):
                yield Hop(id, "runs_on", application), Event(application, "at_risk")

    def _after_loss(self, id: str) -> Iterator[tuple[Hop, Event]]:
        """What follows the loss of an element."""
        loss, graph = self._loss, self._loss.graph
        if exchange := loss.exchanges.find(id):
            yield from self._cut(id, exchange)
            return
        for relation in loss.falling(id):
            if relation.source not in loss.lost:
                continue
            if exchange := loss.exchanges.find(relation.source):
                yield from self._cut(id, exchange)
            elif graph.kind(relation.source) != "flow":
                yield Hop(id, relation.field, relation.source), Event(relation.source, "lost")
        for node in loss.redundant(id):
            yield Hop(id, "part_of", node), Event(node, "lost" if node in loss.lost else "at_risk")
        if accepts("application", graph.kind(id)) and not loss.local:
            yield from self._without_its_data(id)

    def _without_its_data(self, id: str) -> Iterator[tuple[Hop, Event]]:
        """What the data that an application brought or received do, once it is lost."""
        loss = self._loss
        solution = loss.graph.solution(id)
        for datum in sorted(loss.touched([id])):
            if loss.lacks(solution, datum):
                yield from self._no_longer_given(solution, datum)
            if datum in self._lost_data and any(origin.element == id for origin in loss.holders.origins(datum)):
                yield Hop(id, self._by(id, datum), datum), Event(datum, "lost")

    def _by(self, id: str, datum: str) -> str:
        """By what an application had a datum: `masters`, or the first flow that brought it."""
        graph, exchanges = self._loss.graph, self._loss.exchanges
        if any(datum in graph.parts(mastered) for mastered in graph.targets(id, "masters")):
            return "masters"
        return min(exchange.flow for exchange in self._loss.exchanges_at(id) if datum in exchanges.brought(exchange))

    def _cut(self, cause: str, exchange: Exchange) -> Iterator[tuple[Hop, Event]]:
        """What follows the loss of an exchange."""
        for datum in self._loss.exchanges.brought(exchange):
            yield from self._unbrought(cause, exchange, datum)

    def _no_longer_given(self, solution: str, datum: str) -> Iterator[tuple[Hop, Event]]:
        """What follows when a solution lacks a datum that it gave."""
        for exchange in self._loss.holders.onwards(datum).get(solution, ()):
            yield from self._unbrought(exchange.source, exchange, datum)

    def _unbrought(self, cause: str, exchange: Exchange, datum: str) -> Iterator[tuple[Hop, Event]]:
        """What follows when an exchange does not bring a datum any more."""
        hop = Hop(cause, exchange.flow, exchange.target)
        if self._loss.lacks(exchange.taker, datum):
            yield hop, Event(exchange.target, lacks=datum)
        if datum in exchange.data and (state := self._loss.effect(exchange, datum)):
            yield hop, Event(exchange.target, state)


def _order(step: tuple[Chain, Event]) -> tuple[object, ...]:
    """By the chain, hop after hop, then by what it leads to."""
    # Texts are compared several times faster than hops.
    chain, event = step
    texts = (text for hop in chain for text in (hop.from_, hop.by, hop.to))
    return (*texts, event.element, event.state or "", event.lacks or "", event.upwards)
