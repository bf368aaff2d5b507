"""Strong components of small graphs, and those that nothing else reaches."""

from __future__ import annotations

from collections.abc import Iterable


def sources(nodes: frozenset[str], edges: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The nodes of the strong components that no edge enters from another."""
    if len(nodes) < 2:
        return nodes
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from((start, end) for start, end in edges if start in nodes and end in nodes)
    place = {
        each: number
        for number, component in enumerate(networkx.strongly_connected_components(graph))
        for each in component
    }
    entered = {place[end] for start, end in graph.edges if place[start] != place[end]}
    return frozenset(each for each in nodes if place[each] not in entered)


def strong(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """The strong components, in the order of their first nodes."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(map(frozenset, networkx.strongly_connected_components(graph)), key=sorted)
