"""Flows of which the element at one end is not recorded: they lead to, or come from, somebody whom nobody wrote."""

from __future__ import annotations

from collections.abc import Collection

from ea_repo.graph import Graph
from ea_repo.semantics.exchanges import Direction
from ea_repo.semantics.production import is_in_use

_OTHER_END: dict[Direction, str] = {"sends": "target", "receives": "source"}


def open_ended_flows(
    graph: Graph, application: str, direction: Direction, data: Collection[str] | None = None
) -> list[str]:
    """The flows in use that the solution of an application sends, or receives, without another end; in order.

    Those alone that carry some of these `data`, where any are given.
    """
    parts = graph.parts(graph.solution(application))
    flows = {flow for part in parts for flow in graph.targets(part, direction) if is_in_use(graph, flow)}
    open_ended = sorted(flow for flow in flows if not graph.targets(flow, _OTHER_END[direction]))
    return [flow for flow in open_ended if data is None or any(datum in data for datum in graph.targets(flow, "data"))]
