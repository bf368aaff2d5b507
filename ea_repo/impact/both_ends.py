"""A search from both ends: where the shortest chains of flows between two applications may pass.

Where each step is a question to a server, a walk from one end alone asks about most of a system before it comes to a
far end. From both, each goes a part of the way: at each step the one that has fewer flows before it.
"""

from __future__ import annotations

from ea_repo.graph import Graph
from ea_repo.impact.flow_walk import FlowWalks
from ea_repo.impact.walk import Way

_RELATIONS: dict[Way, str] = {"out": "sends", "in": "receives"}


def between(graph: Graph, start: str, end: str) -> frozenset[str]:
    """The solutions from which a walk must go on to find all shortest chains; a few others may be among them."""
    out, back = _Side(graph, "out", start, end), _Side(graph, "in", end, start)
    while not out.arrived and not back.arrived and out.met.isdisjoint(back.met):
        side = min(out, back, key=lambda one: one.flows)
        if not side.edge:
            # Nothing leads on: there is no chain, or the other side has met all by which there is one.
            break
        side.go_on()
    return frozenset(out.passed | back.met)


class _Side:
    """How far the search has come from one end, `root`, on its way to the other one."""

    def __init__(self, graph: Graph, way: Way, root: str, goal: str) -> None:
        self._graph, self._way, self._walks = graph, way, FlowWalks(graph, way)
        self._root, self._goal = root, graph.parts(goal)
        home = graph.solution(root)
        self.met = {home} if home == root else set[str]()
        """The solutions reached: all within as many flows as there were steps."""
        self.passed = set[str]()
        """Those from which it went on."""
        self.edge: list[str] = [root]
        """Those from which to go on, at first the root itself, of which its own flows alone count."""
        self.arrived = False
        """Whether a flow leads straight to the other end."""

    @property
    def flows(self) -> int:
        """How many flows lead on, to count what the next step costs: more than are followed."""
        graph, relation = self._graph, _RELATIONS[self._way]
        return sum(len(graph.targets(part, relation)) for id in self.edge for part in graph.parts(id))

    def go_on(self) -> None:
        """One step."""
        if self.edge == [self._root] and not self.passed:
            hops = [*self._walks.first(self._root)]
            self.arrived = any(self._far(hop.from_, hop.to) in self._goal for hop in hops)
        else:
            hops = [hop for solution in self.edge for hop in self._walks.onwards(solution)]
        self.passed.update(map(self._graph.solution, self.edge))
        reached = {self._graph.solution(self._far(hop.from_, hop.to)) for hop in hops}
        self.edge = sorted(reached - self.met)
        self.met |= reached

    def _far(self, from_: str, to: str) -> str:
        return to if self._way == "out" else from_
