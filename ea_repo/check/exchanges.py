"""Who exchanges with whom, and which data: what the checks ask of flows, found once for all the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from ea_repo.check.outcome import Scope, standing
from ea_repo.graph import Graph, LazyDict
from ea_repo.select import Known, Selector

OTHER_END = {"sends": "target", "receives": "source"}
"""From an application, the two ways to its flows, and from those to who is at the other end."""


def living(graph: Graph, ids: Sequence[str]) -> list[str]:
    """Those of the elements that are in service and of production."""
    among = standing(graph)
    return [each for each in ids if each in among]


def judged(scope: Scope, id: str, where: Selector) -> bool | None:
    """Whether an element matches: by what it says, else by its whole, else by its product."""
    return judging(scope, where)[id]


def judging(scope: Scope, where: Selector) -> Mapping[str, bool | None]:
    """The same, to be asked of many."""
    return scope.graph.once(_judging, where, scope.known)


def _judging(graph: Graph, where: Selector, known: Known) -> Mapping[str, bool | None]:
    holds = where.on(graph, known)

    def said(id: str) -> bool | None:
        answers = map(holds, graph.wholes(id, "part_of", "instance_of"))
        return next((each for each in answers if each is not None), None)

    return LazyDict(said)


class Exchanges:
    """Who exchanges with whom: the flows of production in service, by solution; those inside one are left out."""

    def __init__(self, graph: Graph, known: Known) -> None:
        self.graph, self.known = graph, known

    @cached_property
    def _in_full(self) -> dict[str, bool]:
        """Whether every flow is written down, by its sender and by its receiver."""
        return {
            "sends": self.known.holds_all(self.graph, "flow", "source"),
            "receives": self.known.holds_all(self.graph, "flow", "target"),
        }

    def in_full(self, solution: str, *links: str) -> bool:
        """Whether all that it sends and receives is written down."""
        return all(self._in_full[link] or self.known.knows(self.graph, solution, link) for link in links or OTHER_END)

    @cached_property
    def _found(self) -> dict[str, dict[str, dict[str, frozenset[str]]]]:
        """For each way and each solution, its flows, each with the solutions at the other end."""
        found: dict[str, dict[str, dict[str, frozenset[str]]]] = {link: {} for link in OTHER_END}
        # Many flows have the same end: one set for all.
        solutions = cache(self._solutions)
        along = {name: self.graph.along(name) for name in OTHER_END.values()}
        for flow in living(self.graph, self.graph.of("flow")):
            ends = {name: solutions(tuple(targets[flow])) for name, targets in along.items()}
            for link, name in OTHER_END.items():
                here = "source" if name == "target" else "target"
                for one in ends[here]:
                    if others := ends[name] - {one} if one in ends[name] else ends[name]:
                        found[link].setdefault(one, {})[flow] = others
        return found

    def _solutions(self, ends: Sequence[str]) -> frozenset[str]:
        return frozenset(self.graph.solution(end) for end in living(self.graph, ends))

    def of(self, solution: str, *links: str) -> list[str]:
        """The flows that a solution sends or receives, by itself or by its modules."""
        return [flow for link in links or OTHER_END for flow in self._found[link].get(solution, ())]

    def beside(self, solution: str, *links: str) -> set[str]:
        """The others with which it exchanges; a platform written as an end is only a way to the next."""
        met, pending = {solution}, [solution]
        while pending:
            current = pending.pop()
            ends = [others for link in links or OTHER_END for others in self._found[link].get(current, {}).values()]
            near = set().union(*ends) - met
            pending += [each for each in near if self.graph.value(each, "type") == "platform"]
            met |= near
        return met - {solution}

    def brings(self, solution: str, datum: str) -> bool:
        """Whether a flow brings it a datum, a part or a whole of it."""
        near = self.graph.parts(datum) | set(self.graph.wholes(datum, "part_of"))
        return any(near & set(self.graph.targets(flow, "data")) for flow in self.of(solution, "receives"))


def exchanges_in(scope: Scope) -> Exchanges:
    """The exchanges of the system looked at, found once for all the rules."""
    return scope.graph.once(Exchanges, scope.known)


def handling(scope: Scope, data: Selector) -> list[str]:
    """The elements in scope that master, use, send or receive such data, by themselves."""
    such, handled = judging(scope, data), scope.graph.once(_handled)
    return [id for id in scope.ids if any(map(such.__getitem__, handled[id]))]


def _handled(graph: Graph) -> Mapping[str, frozenset[str]]:
    """The data that each element handles."""
    among, carried = standing(graph), graph.along("data")
    held, flows = ([graph.along(name) for name in names] for names in (("masters", "uses"), OTHER_END))

    def handled(id: str) -> frozenset[str]:
        current = (flow for way in flows for flow in way[id] if flow in among)
        return frozenset().union(*(data[id] for data in held), *map(carried.__getitem__, current))

    return LazyDict(handled)
