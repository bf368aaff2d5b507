"""What rules ask of exchanges and of the data that elements handle, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ea_repo.check.scope import Scope
from ea_repo.graph import Graph, LazyDict
from ea_repo.select import Known, Selector
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.exchanges import DIRECTIONS, Direction, Exchanges
from ea_repo.semantics.inherited_values import judgements
from ea_repo.semantics.production import in_use

END: Mapping[Direction, str] = {"sends": "source", "receives": "target"}
"""The end of a flow that an application is, by the relation that leads from it to the flow."""


def judged(scope: Scope, id: str, where: Selector) -> bool | None:
    """Whether an element matches: by what it says, else by its wholes, else by its products."""
    return judging(scope, where)[id]


def judging(scope: Scope, where: Selector) -> Mapping[str, bool | None]:
    """The same, to be asked of many."""
    return scope.graph.once(judgements, where, scope.known)


def exchanges_in(scope: Scope) -> Exchanges:
    """The exchanges of the system looked at, between ends that are in service and of production."""
    return Exchanges.between_used(scope.graph, many=not scope.of_few)


def recorded_in_full(scope: Scope, solution: str, directions: Iterable[Direction] = DIRECTIONS) -> bool:
    """Whether all that a solution sends and receives is written down."""
    every_flow = scope.graph.once(_every_flow_recorded, scope.known)
    return all(every_flow[direction] or scope.known.knows(scope.graph, solution, direction) for direction in directions)


def _every_flow_recorded(graph: Graph, known: Known) -> dict[Direction, bool]:
    """Whether every flow is written down, by its sender and by its receiver."""
    return {direction: known.holds_all(graph, "flow", end) for direction, end in END.items()}


def handling(scope: Scope, data: Selector) -> list[str]:
    """The elements in scope that master, use, send or receive such data, by themselves."""
    matching, handled = judging(scope, data), scope.graph.once(_handled)
    return [id for id in scope.ids if any(map(matching.__getitem__, handled[id]))]


def _handled(graph: Graph) -> Mapping[str, frozenset[str]]:
    """The data that each element handles."""
    used, carried = graph.once(in_use, "flow"), graph.along("data")
    held = [graph.along(name) for name in ("masters", "uses")]
    flows = [graph.along(direction) for direction in DIRECTIONS]

    def handled(id: str) -> frozenset[str]:
        current = (flow for by_element in flows for flow in by_element[id] if flow in used)
        return frozenset().union(*(data[id] for data in held), *map(carried.__getitem__, current))

    return LazyDict(handled)


def solutions_among(scope: Scope) -> list[str]:
    """The elements in scope that are no module of another."""
    solutions = scope.graph.solutions
    return [id for id in scope.ids if solutions[id] == id]


def matching_by_a_part(graph: Graph, where: Selector) -> Mapping[str, bool]:
    """By element, whether it matches, or one of its parts in service, or what they are installations of."""
    answers: Mapping[str, bool | None] = LazyDict(where.on(graph))

    def matches(id: str) -> bool:
        parts = (part for part in graph.parts(id) if graph.in_service(part))
        return any(answers[product] is True for part in parts for product in graph.wholes(part, "instance_of"))

    return LazyDict(matches)


def through_platforms(scope: Scope, **_: Any) -> Iterator[str]:
    """The solutions that exchange with others through a platform among the elements in scope."""
    graph = scope.graph
    for id in scope.ids:
        if graph.kind(id) in graph.vocabulary.family("application") and is_platform(graph, id):
            yield from exchanges_in(scope).partners(graph.solution(id))
