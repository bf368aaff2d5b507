"""What stands on what: the nodes that applications and nodes run on, and the parts that make a node stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ea_repo.graph import Graph, LazyDict


def parts_in_service(graph: Graph, node: str) -> list[str]:
    """The parts of a node that are in service: one that left service, or whose link ended, is not there to be lost."""
    return [part for part in graph.targets(node, "parts") if graph.in_service(part)]


def wholes_of_node(graph: Graph, id: str) -> list[str]:
    """The nodes in service of which a node is a part; none for what is no node."""
    if graph.kind(id) != "node":
        return []
    return [node for node in graph.targets(id, "part_of") if graph.in_service(node)]


def parts_needed(graph: Graph, node: str) -> int:
    """How many of its parts a node needs: those that its redundancy says, else one."""
    redundancy = graph.value(node, "redundancy")
    return 1 if redundancy is None else int(redundancy.k)


def is_redundant(graph: Graph, node: str) -> bool:
    """Whether a node says how many of its parts are enough."""
    return graph.value(node, "redundancy") is not None


class PartsLeft:
    """How many parts each node has left, as they are lost one after the other."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._count_by_node: dict[str, int] = LazyDict(lambda node: len(parts_in_service(graph, node)))

    def lose(self, part: str) -> list[str]:
        """Counts a part as lost, once; returns the nodes that have too few left now."""
        wholes = wholes_of_node(self._graph, part)
        for node in wholes:
            self._count_by_node[node] -= 1
        return [node for node in wholes if self._count_by_node[node] < parts_needed(self._graph, node)]


def running_on(graph: Graph, node: str) -> list[str]:
    """What runs on a node directly, in service: applications, then nodes."""
    return [id for name in ("runs", "runs_nodes") for id in graph.targets(node, name) if graph.in_service(id)]


def all_running_on(graph: Graph, nodes: Iterable[str]) -> frozenset[str]:
    """What runs on these nodes, directly or on nodes that do."""
    running: set[str] = set()
    pending = list(nodes)
    while pending:
        new = [id for id in running_on(graph, pending.pop()) if id not in running]
        running.update(new)
        pending += [id for id in new if graph.kind(id) == "node"]
    return frozenset(running)


# From above


@dataclass(frozen=True, slots=True)
class HostedTechnology:
    """A technology under an application, and the nodes that lead to it: from the one it runs on to the one that has it.

    `nodes` is empty where the application itself is made with it.
    """

    technology: str
    nodes: tuple[str, ...] = ()


def technologies_under(graph: Graph, id: str) -> list[HostedTechnology]:
    """The technologies of an application or a node, then those of the nodes under it, the nearest first; each once."""
    by_technology: dict[str, HostedTechnology] = {}
    for nodes in ((), *_chains_below(graph, id)):
        for technology in graph.targets(nodes[-1] if nodes else id, "technologies"):
            by_technology.setdefault(technology, HostedTechnology(technology, nodes))
    return list(by_technology.values())


def standing_on_technology(graph: Graph, technology: str) -> frozenset[str]:
    """The applications and nodes in service under which a technology is: they have it, or stand on a node that does."""
    having = {id for name in ("used_in", "used_in_nodes") for id in graph.targets(technology, name)}
    having = {id for id in having if graph.in_service(id)}
    nodes = {id for id in having if graph.kind(id) == "node"}
    perhaps, pending = set(nodes), list(nodes)
    while pending:
        node = pending.pop()
        if graph.kind(node) == "node":
            above = {*running_on(graph, node), *parts_in_service(graph, node), *wholes_of_node(graph, node)} - perhaps
            perhaps |= above
            pending += above
    return frozenset(having | {id for id in perhaps if not nodes.isdisjoint(nodes_under(graph, id))})


def nodes_under(graph: Graph, id: str) -> frozenset[str]:
    """The nodes on which an application or a node stands: those whose loss, alone or with others, would touch it."""
    return frozenset(nodes[-1] for nodes in _chains_below(graph, id))


def _chains_below(graph: Graph, id: str) -> Iterator[tuple[str, ...]]:
    """Each node under an element, by the shortest chain of nodes that leads to it, nearest first."""
    yielded = {id}
    met: set[tuple[str, bool]] = set()
    level: list[tuple[tuple[str, ...], bool]] = [((), False)]
    while level:
        following: list[tuple[tuple[str, ...], bool]] = []
        for nodes, as_whole in level:
            last = nodes[-1] if nodes else id
            if (last, as_whole) in met:
                continue
            met.add((last, as_whole))
            if last not in yielded:
                yielded.add(last)
                yield nodes
            following += [((*nodes, node), whole) for node, whole in _next_below(graph, last, as_whole=as_whole)]
        level = following


def _next_below(graph: Graph, id: str, *, as_whole: bool) -> Iterator[tuple[str, bool]]:
    """The nodes in service next below an element, each with whether it is there as a whole.

    An element needs those that it runs on, and a part of a node needs its whole. What runs on a cluster stands on what
    is left of its parts; a part of it does not stand on the others, and a room does not stand on what is in it.
    """
    yield from ((node, False) for node in graph.targets(id, "runs_on") if graph.in_service(node))
    yield from ((whole, True) for whole in wholes_of_node(graph, id))
    if graph.kind(id) == "node" and not as_whole and _is_cluster(graph, id):
        yield from ((part, False) for part in parts_in_service(graph, id))


def _is_cluster(graph: Graph, node: str) -> bool:
    """Whether a node works by its parts: it says how many are enough, or that it is a cluster."""
    return is_redundant(graph, node) or bool(graph.value(node, "type") == "cluster")
