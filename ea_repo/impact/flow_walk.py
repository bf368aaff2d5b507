"""Walks along flows, from a solution to another: what an application feeds, and what feeds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ea_repo.graph import Graph, LazyDict
from ea_repo.impact.chain import Hop, hop_of, in_order
from ea_repo.impact.walk import PlainWalk, Walk, Way
from ea_repo.semantics.exchanges import Exchange, Exchanges, unnamed_datum

_MANY = 2_000
"""From how many flows a walk takes whole levels of them."""


class FlowWalks:
    """Walks one way along connected flows; with data, only along those on which some of it is written."""

    def __init__(self, graph: Graph, way: Way, data: frozenset[str] | None = None) -> None:
        self._graph = graph
        self._way: Way = way
        self._data = data
        exchanges = Exchanges.connected(graph)
        self._leaving = exchanges.given if way == "out" else exchanges.taken
        self.silent: set[str] = set()
        """The flows met that do not say whether they carry the data."""

    def walk(
        self, root: str, until: frozenset[str] = frozenset(), along: Mapping[str, Sequence[Hop]] | None = None
    ) -> Walk:
        """From a root: a module stands for its own flows first, then chains go on from whole solutions.

        What is further than the nearest of `until` may be left out; `along` are the only hops to go on by, of
        each solution in order.
        """
        graph = self._graph
        if self._data is None and along is None and graph.at_hand and len(graph.of("flow")) >= _MANY:
            # Not imported before it is worth its while.
            from ea_repo.impact.array_walk import FlowArrays

            return FlowArrays.of(graph).walk(graph, root, self._way)

        def onwards(solution: str) -> Sequence[Hop]:
            return self.onwards(solution) if along is None else along.get(solution, ())

        home = graph.solution(root)
        done = [home] if home == root else []
        return PlainWalk(self.first(root), onwards, graph.solution, done, self._way, until)

    def first(self, root: str) -> Sequence[Hop]:
        """The hops with which a walk begins: those of an application and of its modules."""
        graph = self._graph
        home, modules = graph.solution(root), graph.parts(root)
        return self._hops([exchange for exchange in self._leaving(home) if self._near_end(exchange) in modules])

    def _near_end(self, exchange: Exchange) -> str:
        return exchange.source if self._way == "out" else exchange.target

    def onwards(self, solution: str) -> Sequence[Hop]:
        """The hops on from a solution, in order."""
        if self._data is None:
            return self._graph.once(_hops_by_solution, self._way)[solution]
        return self._hops(self._leaving(solution))

    def _hops(self, exchanges: Iterable[Exchange]) -> Sequence[Hop]:
        return in_order(hop_of(exchange) for exchange in exchanges if self._carries_some(exchange))

    def _carries_some(self, exchange: Exchange) -> bool:
        if self._data is None:
            return True
        if exchange.data == (unnamed_datum(exchange.flow),):
            self.silent.add(exchange.flow)
        return not self._data.isdisjoint(exchange.data)


def _hops_by_solution(graph: Graph, way: Way) -> Mapping[str, list[Hop]]:
    """By solution, the hops that leave it one way, in order; kept with the graph, however many walks there are."""
    exchanges = Exchanges.connected(graph)
    leaving = exchanges.given if way == "out" else exchanges.taken
    return LazyDict(lambda solution: in_order(map(hop_of, leaving(solution))))
