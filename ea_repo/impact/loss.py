"""What is lost when something is: the least fixed point of what links and data pass on, under one reading of needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ea_repo.graph import Graph, LazyDict, Relation
from ea_repo.impact.exchanges import PRODUCTION, Exchange, Exchanges
from ea_repo.impact.holding import Holding
from ea_repo.metamodel import accepts, felling, kind

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


def said(graph: Graph, application: str, field: str) -> str | None:
    """What an application says of itself in a field, else its whole, else its product."""
    pending, met = [application], set[str]()
    while pending:
        current = pending.pop()
        if current not in met:
            met.add(current)
            if (value := graph.value(current, field)) is not None:
                return str(value)
            pending += [*graph.targets(current, "instance_of"), *graph.targets(current, "part_of")]
    return None


def _felled(graph: Graph) -> Mapping[str, Sequence[Relation]]:
    """By element, the links by which something in service falls with it, in order; looked for when first asked."""

    def falling(id: str) -> list[Relation]:
        found = [each for name in felling(graph.kind(id)) for each in graph.arriving(id, name) if falls(each)]
        return sorted(found, key=lambda each: (each.source, each.field))

    def falls(each: Relation) -> bool:
        source = graph.kind(each.source)
        here = source != "flow" or graph.value(each.source, "environment") in PRODUCTION
        return here and kind(source).links[each.field].falls and graph.in_service(each.source)

    return LazyDict(falling)


class Loss:
    """What is lost with some elements at a date, under one reading; settled when made.

    `lost` holds elements and flows, the roots among them; `left` the solutions that still hold each datum whose
    holders may have changed. A `local` loss takes only the roots with their modules and instances.
    """

    def __init__(
        self, roots: Iterable[str], exchanges: Exchanges, holding: Holding, reading: Reading, *, local: bool = False
    ) -> None:
        self.roots = frozenset(roots)
        self.reading: Reading = reading
        self.graph = exchanges.graph
        self.exchanges = exchanges
        self.holding = holding
        self.lost: set[str] = set()
        self.left: dict[str, frozenset[str]] = {}
        self.local = local
        self._outnumbered: set[str] = set()
        self._felled = self.graph.once(_felled)
        if local:
            self.lost = self._withdrawn()
        else:
            self._settle()

    # The fixed point

    def _settle(self) -> None:
        pending = set(self.roots)
        while pending:
            met = self._dried(self._fall(pending))
            pending = {each.exchange.target for each in self._effects(met) if each.state == "lost"} - self.lost

    def _withdrawn(self) -> set[str]:
        found, pending = set(self.roots), sorted(self.roots)
        while pending:
            for each in self.falling(pending.pop()):
                source = self.graph.kind(each.source)
                inside = accepts("application", source) and kind(source).links[each.field].lends_dates
                if inside and each.source not in found:
                    found.add(each.source)
                    pending.append(each.source)
        return found

    def _fall(self, first: Iterable[str]) -> list[str]:
        """Loses elements and all that falls with them by their links; returns what is lost now."""
        new: list[str] = []
        pending = [(id, False) for id in sorted(first)]
        while pending:
            id, outnumbered = pending.pop()
            if id in self.lost and (outnumbered or id not in self._outnumbered):
                continue
            if id not in self.lost:
                new.append(id)
            self.lost.add(id)
            (self._outnumbered.add if outnumbered else self._outnumbered.discard)(id)
            pending += [(each.source, False) for each in self.falling(id)]
            pending += [(whole, True) for whole in self.redundant(id) if self.missing(whole) < 0]
        return new

    def falling(self, id: str) -> Iterator[Relation]:
        """The links by which something in service falls with an element.

        A node lost because too few of its parts are left does not take the others with it.
        """
        alone = id in self._outnumbered
        for each in self._felled[id]:
            if not (alone and kind(self.graph.kind(each.source)).links[each.field].whole):
                yield each

    def redundant(self, id: str) -> list[str]:
        """The nodes with a redundancy of which an element is a part."""
        if self.graph.kind(id) != "node":
            return []
        wholes = self.graph.targets(id, "part_of")
        return [each for each in wholes if self.graph.value(each, "redundancy") and self.graph.in_service(each)]

    def missing(self, node: str) -> int:
        """How many more parts a redundant node may lose; below zero it is lost."""
        redundancy = self.graph.value(node, "redundancy")
        parts = [each for each in self.graph.targets(node, "parts") if self.graph.in_service(each)]
        return int(redundancy.n - redundancy.k - sum(each in self.lost for each in parts))

    def _dried(self, new: list[str]) -> list[Exchange]:
        """Works out who still holds the data that these losses touch; returns the exchanges that it may concern."""
        concerned = {each: found for each in new if (found := self.exchanges.find(each))}
        hit = self.holding.hit(self.lost)
        for datum in sorted(self.touched(new)):
            before = self.left.get(datum, self.holding.holders(datum))
            self.left[datum] = self.holding.left(datum, self.lost, hit)
            for solution in before - self.left[datum]:
                near = self.holding.around(datum, solution)
                concerned.update((each.id, each) for each in near if datum in each.data)
        return list(concerned.values())

    def touched(self, new: Iterable[str]) -> set[str]:
        """The data that what is lost brought into the system, passed on or received."""
        found: set[str] = set()
        for id in new:
            if exchange := self.exchanges.find(id):
                found.update(self.exchanges.brought(exchange))
            elif accepts("application", self.graph.kind(id)):
                for each in self.at(id):
                    found.update(self.exchanges.brought(each))
                for datum in self.graph.targets(id, "masters"):
                    found |= self.graph.parts(datum)
        return found

    def at(self, application: str) -> list[Exchange]:
        """The exchanges of which an application is an end, as written."""
        solution = self.graph.solution(application)
        near = (*self.exchanges.given(solution), *self.exchanges.taken(solution))
        return [each for each in near if application in (each.source, each.target)]

    # What it does

    def lacks(self, solution: str, datum: str) -> bool:
        """Whether a solution held a datum and no longer holds it."""
        return datum in self.left and solution in self.holding.holders(datum) and solution not in self.left[datum]

    def _effects(self, exchanges: Iterable[Exchange]) -> Iterator[Effect]:
        for each in exchanges:
            for datum in each.data:
                state = self.effect(each, datum)
                if state is not None:
                    yield Effect(each, datum, state)

    def effect(self, exchange: Exchange, datum: str) -> State | None:
        """What an exchange that does not bring a datum written on it does to its target."""
        if exchange.id not in self.lost and (datum not in self.left or exchange.giver in self.left[datum]):
            return None
        if not self.graph.in_service(exchange.target):
            return None
        held = self.left[datum]
        vital = (exchange.need or NEED[self.reading]) == "vital"
        if exchange.taker in held:
            return "at_risk" if vital else None
        if not vital:
            return "degraded"
        return "at_risk" if said(self.graph, exchange.target, "type") == "platform" else "lost"

    @cached_property
    def effects(self) -> list[Effect]:
        """All that exchanges do to their targets, in the order of the flows."""
        dry = {
            each.id: each
            for datum, left in self.left.items()
            for solution in self.holding.holders(datum) - left
            for each in self.holding.onwards(datum).get(solution, ())
            if datum in each.data
        }
        dead = {each: found for each in self.lost if (found := self.exchanges.find(each))}
        return list(self._effects(each for _, each in sorted({**dry, **dead}.items())))

    def states(self) -> dict[str, State]:
        """The state of every element touched by links and data, but the roots; processes are apart."""
        found: dict[str, State] = dict.fromkeys(self.lost, "lost")
        found |= dict.fromkeys(self.gone(), "lost")
        for id, state in () if self.local else self._weakened():
            found[id] = worst((found.get(id), state)) or state
        return {id: state for id, state in found.items() if id not in self.roots and self.graph.kind(id) != "flow"}

    def gone(self) -> list[str]:
        """The data that somebody held and nobody holds any longer."""
        return [
            each for each, left in self.left.items() if not left and each in self.graph and self.holding.holders(each)
        ]

    def _weakened(self) -> Iterator[tuple[str, State]]:
        for effect in self.effects:
            yield effect.exchange.target, effect.state
        for id in self.lost:
            for whole in self.above(id):
                yield whole, "degraded"
            for node in self.redundant(id):
                yield node, "at_risk"
                for each in self.running(node):
                    yield each, "at_risk"

    def above(self, id: str) -> list[str]:
        """The wholes that an element leaves degraded, the nearest first."""
        field = next((name for name, link in kind(self.graph.kind(id)).links.items() if link.weakens), None)
        wholes = self.graph.wholes(id, field)[1:] if field else []
        return [each for each in wholes if self.graph.in_service(each)]

    def running(self, node: str) -> list[str]:
        """What runs on a node, in service."""
        return [each for each in self.graph.targets(node, "runs") if self.graph.in_service(each)]
