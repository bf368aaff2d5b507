"""Which solutions hold a datum: its origins, and those that flows bring it to from one that holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from ea_repo.graph import Graph, LazyDict
from ea_repo.semantics.carriers import Carriers
from ea_repo.semantics.exchanges import Exchange, Exchanges
from ea_repo.semantics.holders_nearby import HoldersNearby, NotNearby
from ea_repo.semantics.masters import mastered_name, masters_in_service, surely_mastered
from ea_repo.semantics.strong_components import source_components

_USES = ("carried_by", "handled_by", "used_by", "kept_on")


@dataclass(frozen=True, slots=True)
class Origin:
    """An element by which its solution has a datum first: it masters it, or sends it and gets it from nobody."""

    element: str
    solution: str
    masters: bool


class Holders:
    """Who holds which datum at a date.

    `exchanges` are those of the graph where what is asked about counts as in service; origins are settled among
    `written`, those of the graph as it is at that date: what is not in service makes none.
    """

    def __init__(self, exchanges: Exchanges, written: Exchanges | None = None) -> None:
        self._exchanges = exchanges
        self._written = written or exchanges
        self._carriers = Carriers(exchanges)
        self._written_carriers = self._carriers if self._written is exchanges else Carriers(self._written)
        self._origins: Mapping[str, tuple[Origin, ...]] = LazyDict(self._origins_of)
        self._ranks: Mapping[str, dict[str, int]] = LazyDict(self._ranks_of)
        self._holders: Mapping[str, frozenset[str]] = LazyDict(lambda datum: frozenset(self._ranks[datum]))
        is_far = self._written is exchanges and not exchanges.graph.at_hand
        self._asked_nearby = HoldersNearby(exchanges, self._solutions_by_master) if is_far else None

    @classmethod
    def in_service(cls, graph: Graph) -> Holders:
        """Who holds what in a graph as it is, worked out at most once for each datum."""
        return graph.once(_in_service)

    def origins(self, datum: str) -> tuple[Origin, ...]:
        """The elements by which a datum comes into the system, in order, its masters first."""
        return self._origins[datum]

    def of(self, datum: str) -> frozenset[str]:
        """The solutions that hold a datum."""
        return self._holders[datum]

    def holds(self, datum: str, solution: str) -> bool:
        """Whether a solution holds a datum."""
        if nearby := self._nearby(datum):
            with suppress(NotNearby):
                return nearby.holds(datum, solution)
        return solution in self.of(datum)

    def is_origin(self, datum: str, element: str) -> bool:
        """Whether a datum comes into the system by an element."""
        if nearby := self._nearby(datum):
            with suppress(NotNearby):
                return nearby.is_origin(datum, element)
        return any(origin.element == element for origin in self.origins(datum))

    def some(self, datum: str) -> bool:
        """Whether anybody holds a datum: it has an origin as soon as it is mastered, or as one exchange carries it."""
        return bool(self._masters(datum)) or self._written.carries(datum)

    def left(self, datum: str, lost: Collection[str]) -> frozenset[str]:
        """The solutions that still hold a datum once these elements and flows are lost."""
        return self.of(datum) - self.dried(datum, lost)

    def dried(self, datum: str, lost: Collection[str], hit: Collection[str] | None = None) -> frozenset[str]:
        """The solutions that held a datum and hold it no more once these elements and flows are lost.

        `hit` are the solutions that lose something themselves, where they are known already.
        """
        hit = self.hit(lost) if hit is None else hit
        if nearby := self._nearby(datum):
            with suppress(NotNearby):
                return frozenset(nearby.dried(datum, lost, hit))
        hit_holders = self.of(datum).intersection(hit)
        if not hit_holders:
            return frozenset()
        started = {origin.solution for origin in self.origins(datum) if origin.element not in lost}
        return frozenset(self._carriers.dried(datum, self._ranks[datum], hit_holders - started, started, lost))

    def all_dried(self, datum: str, lost: Collection[str], dried: Collection[str]) -> bool:
        """Whether somebody held a datum and nobody does any longer, once those `dried` do not."""
        if not dried or any(master.element not in lost for master in self._masters(datum)):
            return False
        if nearby := self._nearby(datum):
            with suppress(NotNearby):
                if nearby.another_holds(datum, dried):
                    return False
        return len(dried) == len(self.of(datum))

    def hit(self, lost: Iterable[str]) -> frozenset[str]:
        """The solutions that lose an element of theirs, or a flow that they take."""
        graph, find = self._exchanges.graph, self._exchanges.find
        return frozenset(exchange.taker if (exchange := find(id)) else graph.solution(id) for id in lost if id in graph)

    def onwards(self, datum: str) -> Mapping[str, list[Exchange]]:
        """The exchanges that carry a datum, by the solution that gives it."""
        return self._carriers.by_giver[datum]

    def given(self, datum: str, solution: str) -> list[Exchange]:
        """The exchanges that carry a datum from a solution, in the order of the flows."""
        if nearby := self._nearby(datum):
            with suppress(NotNearby):
                return nearby.given(datum, solution)
        return self.onwards(datum).get(solution, [])

    def taken(self, datum: str, solution: str) -> list[Exchange]:
        """The exchanges that carry a datum to a solution, in the order of the flows."""
        if nearby := self._nearby(datum):
            with suppress(NotNearby):
                return nearby.taken(datum, solution)
        return self._carriers.by_taker[datum].get(solution, [])

    def _nearby(self, datum: str) -> HoldersNearby | None:
        """Who answers about a few solutions: where little is at hand, until all flows that carry the datum are read."""
        return None if datum in self._ranks else self._asked_nearby

    def _ranks_of(self, datum: str) -> dict[str, int]:
        return self._carriers.ranks({origin.solution for origin in self.origins(datum)}, datum)

    def _origins_of(self, datum: str) -> tuple[Origin, ...]:
        masters = self._masters(datum)
        return (*masters, *self._senders(datum, masters))

    def _masters(self, datum: str) -> tuple[Origin, ...]:
        graph = self._written.graph
        name = mastered_name(graph, datum) if datum in graph else None
        if name is None:
            return ()
        return tuple(Origin(id, graph.solution(id), masters=True) for id in masters_in_service(graph, name))

    def _solutions_by_master(self, datum: str) -> dict[str, str]:
        return {master.element: master.solution for master in self._masters(datum)}

    def _senders(self, datum: str, masters: tuple[Origin, ...]) -> tuple[Origin, ...]:
        """Those who send a datum that reaches them from no master and from nobody else; of a closed loop, all."""
        carriers = self._written_carriers
        reached = carriers.reached({master.solution for master in masters}, datum)
        carrying = self._written.carrying(datum)
        sent = [
            exchange
            for exchange in carrying
            if exchange.giver not in reached and (not masters or datum in exchange.data)
        ]
        # Whoever a sender reaches may feed another; a flow that nobody could fill feeds nobody.
        fed = carriers.reached({exchange.giver for exchange in sent}, datum) - reached
        first = source_components(fed, [(exchange.giver, exchange.taker) for exchange in carrying])
        elements = {(exchange.source, exchange.giver) for exchange in sent if exchange.giver in first}
        return tuple(Origin(element, solution, masters=False) for element, solution in sorted(elements))


def used_without_holder(graph: Graph) -> tuple[str, ...]:
    """The data that a flow carries, a process handles, an application reads or a node keeps, without a known holder.

    Who holds a part of a datum counts as holding some of it.
    """
    holders, mastered = Holders.in_service(graph), surely_mastered(graph)
    return tuple(
        datum
        for datum in graph.of("data_object")
        if datum not in mastered and not any(map(holders.some, graph.parts(datum))) and _is_used(graph, datum)
    )


def _is_used(graph: Graph, datum: str) -> bool:
    return any(graph.in_service(user) for seen in _USES for user in graph.targets(datum, seen))


def _in_service(graph: Graph) -> Holders:
    return Holders(Exchanges.in_service(graph))
