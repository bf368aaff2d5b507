"""Why something is touched by a loss: the shortest chain of links and flows that gives it its state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ea_repo.impact.chain import Chain, Hop
from ea_repo.impact.cover import PlaceCover, overall
from ea_repo.impact.loss import Loss, State, state_without_a_part
from ea_repo.metamodel import accepts
from ea_repo.semantics.exchanges import Exchange
from ea_repo.semantics.hosting import running_on, wholes_of_node


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
    for process, places in processes.items():
        worst_state = overall(places)[0 if loss.reading == "state" else 1]
        servers = (
            server
            for cover in places.values()
            if worst_state and getattr(cover, loss.reading) == worst_state
            for server in cover.servers[loss.reading]
        )
        ways = (
            (*chains.get(server.application, ()), Hop(server.application, server.by, process)) for server in servers
        )
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
            level = sorted(following, key=_order) if len(following) > 1 else following

    def _next(self, event: Event) -> Iterator[tuple[Hop, Event]]:
        loss, id = self._loss, event.element
        if event.lacks is not None:
            yield from self._no_longer_given(loss.graph.solution(id), event.lacks)
        elif event.upwards or event.state == "lost":
            for whole in islice(loss.above(id), 1):
                yield Hop(id, "part_of", whole), Event(whole, "degraded", upwards=True)
        if event.state == "lost":
            yield from self._after_loss(id)
        if event.state == "at_risk" and loss.graph.kind(id) == "node":
            for running in running_on(loss.graph, id):
                yield Hop(id, "runs_on", running), Event(running, "at_risk")

    def _after_loss(self, id: str) -> Iterator[tuple[Hop, Event]]:
        """What follows the loss of an element."""
        loss, graph = self._loss, self._loss.graph
        if exchange := loss.exchanges.find(id):
            yield from self._cut(id, exchange)
            return
        for relation in loss.falling(id):
            if relation.source not in loss.lost and relation.source not in loss.with_roots:
                continue
            if exchange := loss.exchanges.find(relation.source):
                yield from self._cut(id, exchange)
            elif graph.kind(relation.source) != "flow":
                yield Hop(id, relation.field, relation.source), Event(relation.source, "lost")
        for node in () if loss.local else wholes_of_node(graph, id):
            state = "lost" if node in loss.outnumbered else state_without_a_part(graph, node)
            yield Hop(id, "part_of", node), Event(node, state)
        if accepts("application", graph.kind(id)) and not loss.local:
            yield from self._without_its_data(id)

    def _without_its_data(self, id: str) -> Iterator[tuple[Hop, Event]]:
        """What follows for the data that its solution had by an application, once it is lost."""
        loss = self._loss
        solution, received = loss.graph.solution(id), self._received(id)
        for datum in sorted(loss.touched([id])):
            if not loss.lacks(solution, datum):
                continue
            is_origin = loss.holders.is_origin(datum, id)
            if is_origin or datum in received:
                yield from self._no_longer_given(solution, datum)
            if datum in self._lost_data and is_origin:
                yield Hop(id, self._by(id, datum), datum), Event(datum, "lost")

    def _received(self, id: str) -> set[str]:
        """The data that flows to an application brought."""
        holders, brought = self._loss.holders, self._loss.exchanges.brought
        return {
            datum
            for exchange in self._loss.exchanges_at(id)
            if exchange.target == id
            for datum in brought(exchange)
            if holders.holds(datum, exchange.giver)
        }

    def _brought(self, exchange: Exchange, datum: str) -> bool:
        """Whether an exchange brought a datum before the loss: its giver held it."""
        return datum in self._loss.exchanges.brought(exchange) and self._loss.holders.holds(datum, exchange.giver)

    def _by(self, id: str, datum: str) -> str:
        """By what an application is an origin of a datum: `masters`, or the first flow by which it sends it."""
        graph, given = self._loss.graph, self._loss.exchanges_at(id)
        if any(datum in graph.parts(mastered) for mastered in graph.targets(id, "masters")):
            return "masters"
        return min(exchange.flow for exchange in given if exchange.source == id and self._brought(exchange, datum))

    def _cut(self, cause: str, exchange: Exchange) -> Iterator[tuple[Hop, Event]]:
        """What follows the loss of an exchange."""
        for datum in self._loss.exchanges.brought(exchange):
            yield from self._unbrought(cause, exchange, datum)

    def _no_longer_given(self, solution: str, datum: str) -> Iterator[tuple[Hop, Event]]:
        """What follows when a solution lacks a datum that it gave."""
        for exchange in self._loss.holders.given(datum, solution):
            yield from self._unbrought(exchange.source, exchange, datum)

    def _unbrought(self, cause: str, exchange: Exchange, datum: str) -> Iterator[tuple[Hop, Event]]:
        """What follows when an exchange does not bring a datum any more."""
        hop = Hop(cause, exchange.flow, exchange.target)
        if self._loss.lacks(exchange.taker, datum) and self._brought(exchange, datum):
            yield hop, Event(exchange.target, lacks=datum)
        if datum in exchange.data and (state := self._loss.effect(exchange, datum)):
            yield hop, Event(exchange.target, state)


def _order(step: tuple[Chain, Event]) -> tuple[object, ...]:
    """By the chain, hop after hop, then by what it leads to."""
    # Texts are compared several times faster than hops.
    chain, event = step
    texts = (text for hop in chain for text in (hop.from_, hop.by, hop.to))
    return (*texts, event.element, event.state or "", event.lacks or "", event.upwards)
