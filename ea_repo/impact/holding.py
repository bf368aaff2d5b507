"""Which solutions hold a datum: its origins, and those that flows bring it to from one that holds it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact import components
from ea_repo.impact.exchanges import Exchange, Exchanges


@dataclass(frozen=True, slots=True)
class Origin:
    """An element by which its solution has a datum first: it masters it, or sends it and gets it from nobody."""

    element: str
    solution: str
    masters: bool


class Holding:
    """Who holds which datum at a date.

    `exchanges` are those of the graph where what is asked about counts as in service; origins are settled among
    `written`, those of the graph as it is at that date: what is not in service makes none.
    """

    def __init__(self, exchanges: Exchanges, written: Exchanges | None = None) -> None:
        self._written = written or exchanges
        self._flows = Carriers(exchanges)
        self._flows_written = self._flows if self._written is exchanges else Carriers(self._written)
        self._origins: dict[str, tuple[Origin, ...]] = {}
        self._before: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, graph: Graph) -> Holding:
        """Who holds what in a graph as it is, worked out at most once for each datum."""
        return graph.once(_holding)

    def origins(self, datum: str) -> tuple[Origin, ...]:
        """The elements by which a datum comes into the system, in order."""
        if datum not in self._origins:
            masters = self._masters(datum)
            self._origins[datum] = (*masters, *self._senders(datum, masters))
        return self._origins[datum]

    def holders(self, datum: str) -> frozenset[str]:
        """The solutions that hold a datum."""
        if datum not in self._before:
            self._before[datum] = self.left(datum, frozenset(), frozenset())
        return self._before[datum]

    def left(self, datum: str, elements: Container[str], flows: Container[str]) -> frozenset[str]:
        """The solutions that hold a datum once these elements and flows are lost."""
        started = {each.solution for each in self.origins(datum) if each.element not in elements}
        return self._flows.reached(started, datum, elements, flows)

    def onwards(self, datum: str) -> dict[str, list[Exchange]]:
        """The exchanges that carry a datum, by the solution that gives it."""
        return self._flows.onwards(datum)

    def _masters(self, datum: str) -> tuple[Origin, ...]:
        """Those in service who master a datum by its name or, where nobody does, the nearest mastered whole of it."""
        graph = self._written.graph
        for each in graph.wholes(datum, "part_of") if datum in graph else ():
            found = [id for id in graph.targets(each, "mastered_by") if graph.in_service(id)]
            if found:
                return tuple(Origin(id, graph.solution(id), masters=True) for id in sorted(found))
        return ()

    def _senders(self, datum: str, masters: tuple[Origin, ...]) -> tuple[Origin, ...]:
        """Those who send a datum that reaches them from no master and from nobody else; of a closed loop, all."""
        flows = self._flows_written
        reached = flows.reached({each.solution for each in masters}, datum)
        carrying = self._written.carrying(datum)
        sent = [each for each in carrying if each.giver not in reached and (not masters or datum in each.data)]
        # Whoever a sender reaches may feed another; a flow that nobody could fill feeds nobody.
        fed = flows.reached({each.giver for each in sent}, datum) - reached
        first = components.sources(fed, [(each.giver, each.taker) for each in carrying])
        elements = {(each.source, each.giver) for each in sent if each.giver in first}
        return tuple(Origin(element, solution, masters=False) for element, solution in sorted(elements))


def _holding(graph: Graph) -> Holding:
    return Holding(Exchanges.of(graph))


class Carriers:
    """The exchanges that carry each datum, by the solution that gives it."""

    def __init__(self, exchanges: Exchanges) -> None:
        self._exchanges = exchanges
        self._by_giver: dict[str, dict[str, list[Exchange]]] = {}

    def onwards(self, datum: str) -> dict[str, list[Exchange]]:
        if datum not in self._by_giver:
            found: dict[str, list[Exchange]] = {}
            for each in self._exchanges.carrying(datum):
                found.setdefault(each.giver, []).append(each)
            self._by_giver[datum] = found
        return self._by_giver[datum]

    def reached(
        self, started: Iterable[str], datum: str, elements: Container[str] = (), flows: Container[str] = ()
    ) -> frozenset[str]:
        """The solutions that a datum reaches from these, but by lost elements and flows."""
        onwards = self.onwards(datum)
        found = set(started)
        pending = list(found)
        while pending:
            for each in onwards.get(pending.pop(), ()):
                if each.taker not in found and each.target not in elements and each.id not in flows:
                    found.add(each.taker)
                    pending.append(each.taker)
        return frozenset(found)
