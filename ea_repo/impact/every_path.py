"""Every chain of flows from an application to another that passes nowhere twice, up to a length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ea_repo.graph import Graph
from ea_repo.impact.chain import Chain, Hop
from ea_repo.impact.flow_walk import FlowWalks
from ea_repo.impact.path import Paths, paths
from ea_repo.impact.walk import START

FURTHER = 2
"""How many flows more than the shortest a chain may have, where nothing else is asked."""
AT_MOST = 1_000
"""How many chains are told: in a large system there may be more than anybody could read."""


def every_path(graph: Graph, start: str, end: str, max_length: int | None = None) -> Paths:
    """The chains of at most `max_length` flows that pass no solution twice, the shortest first, then in order.

    By default they have two flows more than the shortest at the most.
    """
    shortest = paths(graph, start, end)
    if shortest.length is None:
        return shortest
    longest = shortest.length + FURTHER if max_length is None else max_length
    search = _Search(graph, start, end)
    chains = (chain for length in range(shortest.length, longest + 1) for chain in search.chains(length))
    told = tuple(islice(chains, AT_MOST))
    is_cut = len(told) == AT_MOST and next(chains, None) is not None
    return Paths(start, end, graph, shortest.length, told, max_length=longest, is_cut=is_cut)


class _Search:
    """Looks for chains depth first, only where the end may still be reached in time."""

    def __init__(self, graph: Graph, start: str, end: str) -> None:
        self._graph = graph
        self._ends = graph.parts(end)
        self._home, self._goal = graph.solution(start), graph.solution(end)
        self._hops = FlowWalks(graph, "out").walk(start).hops
        self._distance = FlowWalks(graph, "in").walk(end).places
        """From each solution, the number of flows to the end."""

    def chains(self, length: int) -> Iterator[Chain]:
        """The chains of exactly that length, in order."""
        taken: list[Hop] = []
        visited = [self._home]
        pending = [iter(self._hops[START])]
        while pending:
            left = length - len(taken) - 1
            hop = next((hop for hop in pending[-1] if self._may_follow(hop, visited, left)), None)
            if hop is None:
                pending.pop()
                if taken:
                    taken.pop()
                    visited.pop()
            elif left == 0:
                yield (*taken, hop)
            else:
                taken.append(hop)
                visited.append(self._graph.solution(hop.to))
                pending.append(iter(self._hops[visited[-1]]))

    def _may_follow(self, hop: Hop, visited: list[str], left: int) -> bool:
        """Whether a hop leads to the end, or to where one was not yet and from where it can be reached in time."""
        if left == 0:
            return hop.to in self._ends
        solution = self._graph.solution(hop.to)
        return solution != self._goal and solution not in visited and self._distance.get(solution, left + 1) <= left
