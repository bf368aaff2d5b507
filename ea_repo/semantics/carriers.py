"""How far a datum gets along the exchanges that carry it, and how far it still does once some are lost."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

from ea_repo.graph import LazyDict
from ea_repo.semantics.exchanges import Exchange, Exchanges

BySolution = Mapping[str, list[Exchange]]


class Carriers:
    """The exchanges that carry each datum, by the solutions at their ends."""

    def __init__(self, exchanges: Exchanges) -> None:
        self._exchanges = exchanges
        self.by_giver: Mapping[str, BySolution] = LazyDict(self._by_giver)
        """Of each datum, the exchanges that carry it, by the solution that gives it."""
        self.by_taker: Mapping[str, BySolution] = LazyDict(self._by_taker)
        """The same by the solution that takes it."""

    def _by_giver(self, datum: str) -> BySolution:
        by_giver: dict[str, list[Exchange]] = {}
        for exchange in self._exchanges.carrying(datum):
            by_giver.setdefault(exchange.giver, []).append(exchange)
        return by_giver

    def _by_taker(self, datum: str) -> BySolution:
        by_taker: dict[str, list[Exchange]] = {}
        for exchange in self._exchanges.carrying(datum):
            by_taker.setdefault(exchange.taker, []).append(exchange)
        return by_taker

    def reached(self, started: Iterable[str], datum: str) -> frozenset[str]:
        """The solutions that a datum reaches from these, themselves among them."""
        return frozenset(self.ranks(started, datum))

    def ranks(self, started: Iterable[str], datum: str) -> dict[str, int]:
        """The same with a rank each: whoever did not start has the datum from somebody of a lower rank."""
        by_giver = self.by_giver[datum]
        ranks = {solution: rank for rank, solution in enumerate(started)}
        pending = list(ranks)
        while pending:
            for exchange in by_giver.get(pending.pop(), ()):
                if exchange.taker not in ranks:
                    ranks[exchange.taker] = len(ranks)
                    pending.append(exchange.taker)
        return ranks

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
        by_giver, by_taker = self.by_giver[datum], self.by_taker[datum]

        def givers(solution: str) -> Iterator[str]:
            taken = by_taker.get(solution, ())
            return (exchange.giver for exchange in taken if exchange.target not in lost and exchange.flow not in lost)

        dry: set[str] = set()
        met = set(hit)
        pending = [(ranks[solution], solution) for solution in met]
        heapify(pending)
        while pending:
            rank, solution = heappop(pending)
            if any(giver not in dry and ranks.get(giver, rank) < rank for giver in givers(solution)):
                continue
            dry.add(solution)
            for exchange in by_giver.get(solution, ()):
                taker = exchange.taker
                if taker not in met and taker not in started and ranks[taker] > rank:
                    met.add(taker)
                    heappush(pending, (ranks[taker], taker))
        refed = [solution for solution in dry if any(giver in ranks and giver not in dry for giver in givers(solution))]
        dry.difference_update(refed)
        while refed:
            for exchange in by_giver.get(refed.pop(), ()):
                if exchange.taker in dry and exchange.target not in lost and exchange.flow not in lost:
                    dry.discard(exchange.taker)
                    refed.append(exchange.taker)
        return dry
