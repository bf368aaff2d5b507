"""Checks of who exchanges with whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ea_repo.check.outcome import Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import check
from ea_repo.graph import Graph
from ea_repo.select import Selector


def flows_of(graph: Graph, solution: str, link: str) -> list[str]:
    """The production flows in service that a solution sends or receives, by itself or by its modules."""
    return [
        flow
        for part in sorted(graph.parts(solution))
        for flow in graph.targets(part, link)
        if graph.in_service(flow, alone=True) and graph.value(flow, "environment") in (None, "production")
    ]


def neighbours(graph: Graph, solution: str) -> set[str]:
    """The other solutions with which one exchanges, either way."""
    sent = {end for flow in flows_of(graph, solution, "sends") for end in graph.targets(flow, "target")}
    received = {end for flow in flows_of(graph, solution, "receives") for end in graph.targets(flow, "source")}
    return {graph.solution(each) for each in sent | received} - {solution}


@check()
def exchanges_with(scope: Scope, where: Selector) -> Iterator[Outcome]:
    """Flags every element whose solution exchanges with none that matches `where`, where flows are recorded in full."""
    graph = scope.graph
    for id in scope.ids:
        near = neighbours(graph, graph.solution(id))
        if any(where.matches(graph, each) for each in near):
            continue
        if scope.known.knows(graph, id, "sends") and scope.known.knows(graph, id, "receives"):
            yield Violation(id, None, (), tuple(sorted(near)), {"near": Names(tuple(sorted(near)))})
        else:
            yield Unknown(id, "flow")


@check()
def returns_to(scope: Scope, where: Selector) -> Iterator[Outcome]:
    """Flags every element whose solution sends nothing to one that matches `where`, where flows are recorded in full."""
    graph = scope.graph
    for id in scope.ids:
        ends = {end for flow in flows_of(graph, graph.solution(id), "sends") for end in graph.targets(flow, "target")}
        if any(where.matches(graph, upper) for end in ends for upper in graph.wholes(end, "part_of")):
            continue
        if scope.known.knows(graph, id, "sends"):
            yield Violation(id, None, (), tuple(sorted(ends)))
        else:
            yield Unknown(id, "flow")


@check()
def exchanged_not_retyped(scope: Scope, link: str) -> Iterator[Outcome]:
    """Flags every process served by two solutions that hold a same datum with no flow between them.

    Where flows are not recorded in full, whether they exchange is unknown.
    """
    graph = scope.graph
    for id in scope.ids:
        living = [each for each in graph.targets(id, link) if graph.in_service(each)]
        solutions = sorted({graph.solution(each) for each in living})
        apart = [
            (one, other, datum)
            for one, other in combinations(solutions, 2)
            if other not in neighbours(graph, one)
            for datum in sorted(_data(graph, one) & _data(graph, other))
        ]
        if not apart:
            continue
        if scope.known.holds_all(graph, "flow", "source") and scope.known.holds_all(graph, "flow", "target"):
            pairs = tuple(sorted({each for one, other, _ in apart for each in (one, other)}))
            yield Violation(id, link, pairs, pairs, {"data": Names(tuple(sorted({datum for *_, datum in apart})))})
        else:
            yield Unknown(id, "flow")


def _data(graph: Graph, solution: str) -> set[str]:
    members = [each for each in graph.parts(solution) if graph.in_service(each)]
    return {datum for each in members for link in ("masters", "uses") for datum in graph.targets(each, link)}


@check()
def fed_relays(scope: Scope) -> Iterator[Outcome]:
    """Flags every referential of which a relay receives none of its data by a recorded flow, where flows are in full."""
    graph = scope.graph
    for id in scope.ids:
        data = set(graph.targets(id, "masters"))
        starving = tuple(each for each in graph.targets(id, "relays") if not _fed(graph, each, data))
        if not starving:
            continue
        if all(scope.known.knows(graph, each, "receives") for each in starving):
            yield Violation(id, "relays", starving, starving)
        else:
            yield Unknown(id, "flow")


def _fed(graph: Graph, relay: str, data: set[str]) -> bool:
    flows = flows_of(graph, graph.solution(relay), "receives")
    return any(data & set(graph.targets(flow, "data")) for flow in flows)
