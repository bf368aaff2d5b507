"""Who holds a datum, asked around a few solutions: for who has not everything at hand.

It is what `Holders` works out from all flows that carry the datum, by what follows from its definition. Whoever masters
a datum, or sends it by its name, holds it, and whoever gets it from one that does: the own flows of a solution tell,
most often. Whether it still holds it after a loss is told by a chain from a master, sought from both ends; where there
is none, all those from which it may get the datum are few, and tell who of them is an origin.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from ea_repo.graph import LazyDict
from ea_repo.semantics.exchanges import Direction, Exchange, Exchanges
from ea_repo.semantics.strong_components import source_components

_FEW = 50
"""How many flows of a solution are read whatever they carry; of more, those on which the datum is written."""
_MOST = 3_000
"""About how many questions about a datum and a solution are asked; beyond, all flows that carry a datum are the shorter
way."""
_MOST_HIT = 100
"""The same of the solutions from which a datum dries up."""


class NotNearby(Exception):
    """There is too much around what was asked about."""


class HoldersNearby:
    """Those who hold a datum, where origins are settled among the same exchanges.

    `masters` gives, for a datum, the solutions of the elements that master it, by element. Every method may raise
    NotNearby.
    """

    def __init__(self, exchanges: Exchanges, masters: Callable[[str], Mapping[str, str]]) -> None:
        self._exchanges = exchanges
        self._masters: Mapping[str, Mapping[str, str]] = LazyDict(masters)
        self._given: Mapping[tuple[str, str], list[Exchange]] = LazyDict(partial(self._carrying, "sends"))
        self._taken: Mapping[tuple[str, str], list[Exchange]] = LazyDict(partial(self._carrying, "receives"))
        self._written_with: Mapping[str, frozenset[str]] = LazyDict(exchanges.written_with)
        self._first: Mapping[tuple[str, str], bool] = LazyDict(lambda of: self._is_first(*of))

    def given(self, datum: str, solution: str) -> list[Exchange]:
        """The exchanges that carry a datum from a solution, in the order of the flows."""
        return self._given[datum, solution]

    def taken(self, datum: str, solution: str) -> list[Exchange]:
        """The exchanges that carry a datum to a solution, in the order of the flows."""
        return self._taken[datum, solution]

    def holds(self, datum: str, solution: str) -> bool:
        """Whether a solution holds a datum."""
        met, edge = {solution}, {solution}
        while edge:
            if any(self._begins(datum, reached) for reached in edge):
                return True
            edge = {exchange.giver for reached in edge for exchange in self.taken(datum, reached)} - met
            met |= edge
        return False

    def is_origin(self, datum: str, element: str) -> bool:
        """Whether an element is an origin of a datum."""
        masters = self._masters[datum]
        if element in masters:
            return True
        solution = self._exchanges.graph.solution(element)
        sends = any(exchange.source == element for exchange in self._sent(datum, solution))
        return sends and self._first[datum, solution]

    def another_holds(self, datum: str, besides: Collection[str]) -> bool:
        """Whether somebody is seen to hold a datum besides these: a few of the flows that carry it tell, most often."""
        ends = (end for exchange in self._exchanges.each_carrying(datum) for end in (exchange.giver, exchange.taker))
        return any(self.holds(datum, end) for end in ends if end not in besides)

    def dried(self, datum: str, lost: Collection[str], hit: Collection[str]) -> set[str]:
        """The solutions that hold a datum no more once these elements and flows are lost.

        `hit` are those that lose something themselves: it dries up from these on.
        """
        if len(hit) > _MOST_HIT:
            raise NotNearby
        dry: set[str] = set()
        met = {solution for solution in sorted(hit) if self.holds(datum, solution)}
        edge = met
        while edge:
            dry_now = {solution for solution in sorted(edge) if not self._still_holds(datum, solution, lost)}
            dry |= dry_now
            edge = {exchange.taker for solution in dry_now for exchange in self.given(datum, solution)} - met
            met |= edge
        return dry

    def _carrying(self, direction: Direction, of: tuple[str, str]) -> list[Exchange]:
        if len(self._given) + len(self._taken) > _MOST:
            raise NotNearby
        datum, solution = of
        exchanges, graph = self._exchanges, self._exchanges.graph
        flows = frozenset[str]().union(*(graph.written(part, direction) for part in graph.parts(solution)))
        if len(flows) > _FEW:
            flows &= self._written_with[datum]
        graph.expect(flows)
        return [
            exchange
            for flow in sorted(flows)
            if (exchange := exchanges.find(flow))
            and solution == (exchange.giver if direction == "sends" else exchange.taker)
            and datum in exchanges.brought(exchange)
        ]

    def _sent(self, datum: str, solution: str) -> Iterator[Exchange]:
        """The exchanges by which a solution sends a datum so that it must hold it."""
        masters = self._masters[datum]
        return (exchange for exchange in self.given(datum, solution) if not masters or datum in exchange.data)

    def _begins(self, datum: str, solution: str) -> bool:
        """Whether a solution masters a datum, or sends it so that it must hold it."""
        return solution in self._masters[datum].values() or any(True for _ in self._sent(datum, solution))

    def _still_holds(self, datum: str, solution: str, lost: Collection[str]) -> bool:
        feeding = self._feeding(datum, solution, lost)
        return feeding is None or any(
            self._first[datum, giver]
            for giver in sorted(feeding)
            if any(exchange.source not in lost for exchange in self._sent(datum, giver))
        )

    def _is_first(self, datum: str, solution: str) -> bool:
        """Whether a solution that sends a datum has it from no master, and from nobody but in a closed loop."""
        feeding = self._feeding(datum, solution, frozenset())
        if feeding is None:
            return False
        exchanges = [exchange for giver in sorted(feeding) for exchange in self.given(datum, giver)]
        # Who gets it from none that holds it feeds nobody.
        holding = frozenset(giver for giver in feeding if self.holds(datum, giver))
        return solution in source_components(holding, [(exchange.giver, exchange.taker) for exchange in exchanges])

    def _feeding(self, datum: str, solution: str, lost: Collection[str]) -> set[str] | None:
        """The solutions from which a chain leads to one, itself among them, where none of them masters the datum.

        None as soon as a chain is found from a master: it is sought from both ends, each time from the end where fewer
        are to be asked. What is lost masters nothing, and neither takes nor carries anything.
        """
        fed = {home for element, home in self._masters[datum].items() if element not in lost}
        feeding = {solution}
        ahead, behind = set(fed), set(feeding)
        while fed.isdisjoint(feeding):
            if not behind:
                return feeding
            if ahead and len(ahead) < len(behind):
                exchanges = (exchange for reached in sorted(ahead) for exchange in self.given(datum, reached))
                ahead = {exchange.taker for exchange in exchanges if _lasts(exchange, lost)} - fed
                fed |= ahead
            else:
                exchanges = (exchange for reached in sorted(behind) for exchange in self.taken(datum, reached))
                behind = {exchange.giver for exchange in exchanges if _lasts(exchange, lost)} - feeding
                feeding |= behind
        return None


def _lasts(exchange: Exchange, lost: Collection[str]) -> bool:
    return exchange.target not in lost and exchange.flow not in lost
