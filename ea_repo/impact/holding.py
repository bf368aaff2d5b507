"""Which solutions hold a datum: its origins, and those that flows bring it to from one that holds it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

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
        self._exchanges = exchanges
        self._written = written or exchanges
        self._flows = Carriers(exchanges)
        self._flows_written = self._flows if self._written is exchanges else Carriers(self._written)
        self._origins: dict[str, tuple[Origin, ...]] = {}
        self._before: dict[str, frozenset[str]] = {}
        self._ranked: dict[str, dict[str, int]] = {}

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
            self._before[datum] = frozenset(self._ranks(datum))
        return self._before[datum]

    def left(self, datum: str, lost: Collection[str], hit: Collection[str] | None = None) -> frozenset[str]:
        """The solutions that hold a datum once these elements and flows are lost.

        `hit` are the solutions that lose something themselves, where they are known already.
        """
        held = self.holders(datum)
        near = held.intersection(self.hit(lost) if hit is None else hit)
        if not near:
            return held
        started = {each.solution for each in self.origins(datum) if each.element not in lost}
        return held.difference(self._flows.dried(datum, self._ranks(datum), near - started, started, lost))

    def hit(self, lost: Iterable[str]) -> frozenset[str]:
        """The solutions that lose an element of theirs, or a flow that they take."""
        graph, find = self._exchanges.graph, self._exchanges.find
        return frozenset(found.taker if (found := find(id)) else graph.solution(id) for id in lost if id in graph)

    def onwards(self, datum: str) -> dict[str, list[Exchange]]:
        """The exchanges that carry a datum, by the solution that gives it."""
        return self._flows.onwards(datum)

    def around(self, datum: str, solution: str) -> list[Exchange]:
        """The exchanges of a solution that carry a datum, either way."""
        ways = (self._flows.onwards(datum), self._flows.inwards(datum))
        return [each for way in ways for each in way.get(solution, ())]

    def _ranks(self, datum: str) -> dict[str, int]:
        if datum not in self._ranked:
            self._ranked[datum] = self._flows.ranks({each.solution for each in self.origins(datum)}, datum)
        return self._ranked[datum]

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
    """The exchanges that carry each datum, by the solutions at their ends."""

    def __init__(self, exchanges: Exchanges) -> None:
        self._exchanges = exchanges
        self._by_giver: dict[str, dict[str, list[Exchange]]] = {}
        self._by_taker: dict[str, dict[str, list[Exchange]]] = {}

    def onwards(self, datum: str) -> dict[str, list[Exchange]]:
        """By the solution that gives it."""
        if datum not in self._by_giver:
            found: dict[str, list[Exchange]] = {}
            for each in self._exchanges.carrying(datum):
                found.setdefault(each.giver, []).append(each)
            self._by_giver[datum] = found
        return self._by_giver[datum]

    def inwards(self, datum: str) -> dict[str, list[Exchange]]:
        """By the solution that takes it."""
        if datum not in self._by_taker:
            found: dict[str, list[Exchange]] = {}
            for each in self._exchanges.carrying(datum):
                found.setdefault(each.taker, []).append(each)
            self._by_taker[datum] = found
        return self._by_taker[datum]

    def reached(self, started: Iterable[str], datum: str) -> frozenset[str]:
        """The solutions that a datum reaches from these."""
        return frozenset(self.ranks(started, datum))

    def ranks(self, started: Iterable[str], datum: str) -> dict[str, int]:
        """The same with a rank each: whoever did not start has the datum from somebody of a lower rank."""
        onwards = self.onwards(datum)
        found = {each: rank for rank, each in enumerate(started)}
        pending = list(found)
        while pending:
            for each in onwards.get(pending.pop(), ()):
                if each.taker not in found:
                    found[each.taker] = len(found)
                    pending.append(each.taker)
        return found

    def dried(
        self,
        datum: str,
        ranks: Mapping[str, int],
        hit: Iterable[str],
        started: Container[str],
        lost: Container[str],
    ) -> set[str]:
        """Those of the ranked that a datum reaches no more from what started, but for lost elements and flows.

        Only what is downstream of a hit is looked at, lowest ranks first: whoever keeps a giver of a lower rank that
        keeps the datum is settled, and so is all that rests on it. Then those that another giver feeds come back.
        """
        onwards, inwards = self.onwards(datum), self.inwards(datum)

        def given(solution: str) -> Iterator[str]:
            found = inwards.get(solution, ())
            return (each.giver for each in found if each.target not in lost and each.id not in lost)

        dry: set[str] = set()
        met = set(hit)
        pending = [(ranks[each], each) for each in met]
        heapify(pending)
        while pending:
            rank, solution = heappop(pending)
            if any(each not in dry and ranks.get(each, rank) < rank for each in given(solution)):
                continue
            dry.add(solution)
            for each in onwards.get(solution, ()):
                after = each.taker not in met and each.taker not in started and ranks[each.taker] > rank
                if after:
                    met.add(each.taker)
                    heappush(pending, (ranks[each.taker], each.taker))
        back = [each for each in dry if any(giver in ranks and giver not in dry for giver in given(each))]
        dry.difference_update(back)
        while back:
            for each in onwards.get(back.pop(), ()):
                if each.taker in dry and each.target not in lost and each.id not in lost:
                    dry.discard(each.taker)
                    back.append(each.taker)
        return dry
