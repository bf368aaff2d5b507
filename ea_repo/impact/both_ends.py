"""A search from both ends: where the shortest chains of flows between two applications may pass.

Where each step is a question to a server, a walk from one end alone asks about most of a system before it comes to a
far end. From both, each goes a part of the way: at each step the one that has fewer solutions before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ea_repo.graph import Graph
from ea_repo.impact.chain import Hop, in_order
from ea_repo.impact.flow_walk import FlowWalks
from ea_repo.impact.walk import Way

_RELATIONS: dict[Way, str] = {"out": "sends", "in": "receives"}


def between(graph: Graph, start: str, end: str) -> Mapping[str, Sequence[Hop]]:
    """By solution, the hops on from it, in order, that all shortest chains are made of; a few others are among them.

    The own flows of the start, by which a chain begins, are not among them where it is a module.
    """
    out, back = _Side(graph, "out", start, end), _Side(graph, "in", end, start)
    while not out.arrived and not back.arrived and out.met.isdisjoint(back.met):
        side = min(out, back, key=lambda one: len(one.edge))
        if not side.edge:
            # Nothing leads on: there is no chain, or the other side has met all by which there is one.
            break
        side.go_on()
    none: frozenset[Hop] = frozenset()
    return {
        solution: in_order(out.hops.get(solution, none) | back.hops.get(solution, none))
        for solution in out.hops.keys() | back.hops.keys()
    }


class _Side:
    """How far the search has come from one end, `root`, on its way to the other one."""

    def __init__(self, graph: Graph, way: Way, root: str, goal: str) -> None:
        self._graph, self._way, self._walks = graph, way, FlowWalks(graph, way)
        self._root, self._goal = root, graph.parts(goal)
        home = graph.solution(root)
        self.met = {home} if home == root else set[str]()
        """The solutions reached: all within as many flows as there were steps."""
        self.hops: dict[str, set[Hop]] = {}
        """By the solution that gives it, each hop met: of those from which one went on, all; of others, those met."""
        self.edge: list[str] = [root]
        """The solutions from which to go on; at first the root itself, of which its own flows alone count."""
        self.arrived = False
        """Whether a flow leads straight to the other end."""

    def go_on(self) -> None:
        """One step."""
        graph, solution, reached = self._graph, self._graph.solution, set[str]()
        parts = {part for place in self.edge for part in graph.parts(place)}
        graph.expect({flow for part in parts for flow in graph.written(part, _RELATIONS[self._way])})
        for place in self.edge:
            is_first = place == self._root and not self.hops
            for hop in self._walks.first(place) if is_first else self._walks.onwards(place):
                far = hop.to if self._way == "out" else hop.from_
                self.arrived |= is_first and far in self._goal
                reached.add(solution(far))
                self.hops.setdefault(solution(hop.from_), set()).add(hop)
        self.edge = sorted(reached - self.met)
        self.met |= reached
