"""What is lost when something is: the least fixed point of what links and data pass on, under one reading of needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ea_repo.graph import Graph, LazyDict, Relation
from ea_repo.metamodel import accepts
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.exchanges import Exchange, Exchanges
from ea_repo.semantics.holders import Holders
from ea_repo.semantics.hosting import PartsLeft, all_running_on, is_redundant, wholes_of_node
from ea_repo.semantics.production import of_production

State = Literal["lost", "at_risk", "degraded", "covered"]
SEVERITY: dict[State | None, int] = {"lost": 4, "at_risk": 3, "degraded": 2, "covered": 1, None: 0}
Reading = Literal["state", "possible"]
NEED: dict[Reading, str] = {"state": "useful", "possible": "vital"}
"""How a need that is not written is read: the mild way, and the harsh one."""


def worst(states: Iterable[State | None]) -> State | None:
    return max(states, key=SEVERITY.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Effect:
    """What the loss of an exchange does to its target, and the datum by which it does."""

    exchange: Exchange
    datum: str
    state: State


class Loss:
    """What is lost with some elements at a date, under one reading; settled when it is constructed.

    `lost` holds elements and flows, the roots among them; `dried`, by each datum that the loss touches, the solutions
    that held it and no longer do. A loss at some `places` only is a withdrawal from there: it takes nothing but the
    roots, and those of their modules and instances that are used there, or perhaps are.
    """

    def __init__(
        self,
        roots: Iterable[str],
        exchanges: Exchanges,
        holders: Holders,
        reading: Reading,
        places: frozenset[str] | None = None,
    ) -> None:
        self.roots = frozenset(roots)
        self.reading: Reading = reading
        self.graph = exchanges.graph
        self.exchanges = exchanges
        self.holders = holders
        self.lost: set[str] = set()
        self.dried: dict[str, frozenset[str]] = {}
        self.local = places is not None
        self.with_roots: frozenset[str] = frozenset()
        """Of a withdrawal, the roots with all their modules and instances, whether these are used there or not."""
        self.outnumbered: set[str] = set()
        """The nodes lost because too few of their parts are left, and for nothing else."""
        self._parts_left = PartsLeft(self.graph)
        self._falling = self.graph.once(_falling_by_element)
        if places is None:
            self._settle()
        else:
            self._withdraw(places)

    # The fixed point

    def _settle(self) -> None:
        pending = set(self.roots)
        while pending:
            exchanges = self._dried(self._fall(pending))
            targets = {effect.exchange.target for effect in self._effects(exchanges) if effect.state == "lost"}
            pending = targets - self.lost

    def _withdraw(self, places: frozenset[str]) -> None:
        withdrawn, pending = set(self.roots), sorted(self.roots)
        while pending:
            for relation in self.falling(pending.pop()):
                source = self.graph.kind(relation.source)
                belongs = (
                    accepts("application", source)
                    and self.graph.definition(relation.source).links[relation.field].lends_dates
                )
                if belongs and relation.source not in withdrawn:
                    withdrawn.add(relation.source)
                    pending.append(relation.source)
        self.with_roots = frozenset(withdrawn)
        deployment = Deployment.of(self.graph)
        self.lost = {id for id in withdrawn if id in self.roots or deployment.may_be_used_in(id, places)}

    def _fall(self, first: Iterable[str]) -> list[str]:
        """Loses elements and all that falls with them by their links; returns what is lost now."""
        newly_lost: list[str] = []
        pending = [(id, False) for id in sorted(first)]
        while pending:
            id, outnumbered = pending.pop()
            if id in self.lost and (outnumbered or id not in self.outnumbered):
                continue
            is_new = id not in self.lost
            self.lost.add(id)
            (self.outnumbered.add if outnumbered else self.outnumbered.discard)(id)
            pending += [(relation.source, False) for relation in self.falling(id)]
            if is_new:
                newly_lost.append(id)
                pending += [(node, True) for node in self._parts_left.lose(id)]
        return newly_lost

    def falling(self, id: str) -> Iterator[Relation]:
        """The links by which something in service falls with an element.

        A node lost because too few of its parts are left does not take the others with it.
        """
        outnumbered = id in self.outnumbered
        for relation in self._falling[id]:
            if not (outnumbered and self.graph.definition(relation.source).links[relation.field].whole):
                yield relation

    def _dried(self, newly_lost: list[str]) -> list[Exchange]:
        """Works out who still holds the data that these losses touch; returns the exchanges that it may concern."""
        concerned = {id: exchange for id in newly_lost if (exchange := self.exchanges.find(id))}
        hit = self.holders.hit(self.lost)
        for datum in sorted(self.touched(newly_lost)):
            before = self.dried.get(datum, frozenset())
            self.dried[datum] = self.holders.dried(datum, self.lost, hit)
            for solution in self.dried[datum] - before:
                around = (*self.holders.given(datum, solution), *self.holders.taken(datum, solution))
                concerned.update((exchange.flow, exchange) for exchange in around if datum in exchange.data)
        return list(concerned.values())

    def touched(self, newly_lost: Iterable[str]) -> set[str]:
        """The data that what is lost brought into the system, passed on or received."""
        data: set[str] = set()
        for id in newly_lost:
            if exchange := self.exchanges.find(id):
                data.update(self.exchanges.brought(exchange))
            elif accepts("application", self.graph.kind(id)):
                for exchange in self.exchanges_at(id):
                    data.update(self.exchanges.brought(exchange))
                for datum in self.graph.targets(id, "masters"):
                    data |= self.graph.parts(datum)
        return data

    def exchanges_at(self, application: str) -> list[Exchange]:
        """The exchanges of which an application is an end, as written."""
        exchanges = self.exchanges.of(self.graph.solution(application))
        return [exchange for exchange in exchanges if application in (exchange.source, exchange.target)]

    # What it does

    def lacks(self, solution: str, datum: str) -> bool:
        """Whether a solution held a datum and no longer holds it."""
        return solution in self.dried.get(datum, ())

    def _keeps(self, solution: str, datum: str) -> bool:
        """Whether a solution holds a datum that the loss touches, and still does."""
        return not self.lacks(solution, datum) and self.holders.holds(datum, solution)

    def _effects(self, exchanges: Iterable[Exchange]) -> Iterator[Effect]:
        for exchange in exchanges:
            for datum in exchange.data:
                state = self.effect(exchange, datum)
                if state is not None:
                    yield Effect(exchange, datum, state)

    def effect(self, exchange: Exchange, datum: str) -> State | None:
        """What an exchange that does not bring a datum written on it does to its target."""
        if exchange.flow not in self.lost and (datum not in self.dried or self._keeps(exchange.giver, datum)):
            return None
        if not self.graph.in_service(exchange.target):
            return None
        vital = (exchange.need or NEED[self.reading]) == "vital"
        if self._keeps(exchange.taker, datum):
            return "at_risk" if vital else None
        if not vital:
            return "degraded"
        return "at_risk" if is_platform(self.graph, exchange.target) else "lost"

    @cached_property
    def effects(self) -> list[Effect]:
        """All that exchanges do to their targets, in the order of the flows."""
        dry = {
            exchange.flow: exchange
            for datum, dried in self.dried.items()
            for solution in dried
            for exchange in self.holders.given(datum, solution)
            if datum in exchange.data
        }
        cut = {id: exchange for id in self.lost if (exchange := self.exchanges.find(id))}
        return list(self._effects(exchange for _, exchange in sorted({**dry, **cut}.items())))

    def states(self) -> dict[str, State]:
        """The state of every element touched by links and data, but the roots; processes are apart."""
        states: dict[str, State] = dict.fromkeys(self.lost, "lost")
        states |= dict.fromkeys(self.lost_data(), "lost")
        for id, state in () if self.local else self._weakened():
            states[id] = worst((states.get(id), state)) or state
        return {id: state for id, state in states.items() if id not in self.roots and self.graph.kind(id) != "flow"}

    def lost_data(self) -> list[str]:
        """The data that somebody held and nobody holds any longer."""
        return [
            datum
            for datum, dried in self.dried.items()
            if dried and datum in self.graph and self.holders.all_dried(datum, self.lost, dried)
        ]

    def _weakened(self) -> Iterator[tuple[str, State]]:
        for effect in self.effects:
            yield effect.exchange.target, effect.state
        weakened_nodes: set[str] = set()
        met: set[str] = set()
        for id in self.lost:
            for whole in self.above(id):
                if whole not in met:
                    met.add(whole)
                    yield whole, "degraded"
            for node in wholes_of_node(self.graph, id):
                yield node, state_without_a_part(self.graph, node)
                if is_redundant(self.graph, node):
                    weakened_nodes.add(node)
        yield from ((id, "at_risk") for id in all_running_on(self.graph, weakened_nodes))

    def above(self, id: str) -> Iterator[str]:
        """The wholes that an element leaves degraded, the nearest first."""
        field = next((name for name, link in self.graph.definition(id).links.items() if link.weakens), None)
        wholes = self.graph.wholes(id, field)[1:] if field else ()
        return (whole for whole in wholes if self.graph.in_service(whole))


def state_without_a_part(graph: Graph, node: str) -> State:
    """What a node is that lost a part and still stands."""
    return "at_risk" if is_redundant(graph, node) else "degraded"


def _falling_by_element(graph: Graph) -> Mapping[str, Sequence[Relation]]:
    """By element, the links by which something in service falls with it, in order; looked for when first needed."""

    def falling(id: str) -> list[Relation]:
        relations = (
            relation for name in graph.vocabulary.felling(graph.kind(id)) for relation in graph.arriving(id, name)
        )
        return sorted(filter(falls, relations), key=lambda relation: (relation.source, relation.field))

    def falls(relation: Relation) -> bool:
        source = graph.kind(relation.source)
        counts = source != "flow" or of_production(graph, relation.source)
        return (
            counts
            and graph.definition(relation.source).links[relation.field].falls
            and graph.in_service(relation.source)
        )

    return LazyDict(falling)
