"""Strong components: nodes that each lead to all the others of their group."""

from __future__ import annotations

from collections.abc import Iterable


def strong_components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """The strong components, in the order of their first nodes."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(map(frozenset, networkx.strongly_connected_components(graph)), key=sorted)


def source_components(nodes: frozenset[str], edges: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The nodes of the strong components that no edge between these nodes enters from another component."""
    if len(nodes) < 2:
        return nodes
    inner = {(start, end) for start, end in edges if start in nodes and end in nodes}
    components = strong_components(sorted(nodes), sorted(inner))
    component_of = {node: number for number, component in enumerate(components) for node in component}
    entered = {component_of[end] for start, end in inner if component_of[start] != component_of[end]}
    return frozenset(node for node in nodes if component_of[node] not in entered)
