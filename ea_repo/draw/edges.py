"""What may be an arrow: the flows and links between the elements that a map shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import Edge
from ea_repo.draw.viewpoint import Arrows
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.select import Selector


def edges_between(appearance: Appearance, ids: list[str], notes: list[str]) -> tuple[list[Edge], list[Edge]]:
    """The flows and links between these elements, and apart those that come back to where they start.

    The notes count the flows that lack an end: they cannot be drawn.
    """
    shown = frozenset(ids)
    edges: list[Edge] = []
    unended = 0
    for arrows in appearance.point.arrows:
        if arrows.flows is not None:
            flows = list(_flows(appearance, arrows, arrows.flows))
            edges += [edge for edge in flows if edge is not None]
            unended += flows.count(None)
        elif arrows.link is not None:
            edges += _links(appearance, arrows, arrows.link, ids)
    edges = [edge for edge in edges if edge.source in shown and edge.target in shown]
    if unended:
        several = "s" if unended > 1 else ""
        fr = f"{unended} flux dont une extrémité n'est pas renseignée, non montré{several}"
        en = f"{unended} flow{several} with an end that is not recorded, not shown"
        notes.append(appearance.context.say(Text(fr, en)))
    loops = [edge for edge in edges if edge.source == edge.target]
    return [edge for edge in edges if edge.source != edge.target], loops


def flows_to_what_is_gone(appearance: Appearance, chosen: Iterable[Selector], ids: Collection[str]) -> Iterator[str]:
    """Which of the flows that a view chooses go between these elements and what is out of service on the day.

    A map that is not drawn around something tells those too of which both ends are out of service.
    """
    graph, shown = appearance.graph, frozenset(ids)
    stopped: set[str] = set()
    for flow in (flow for selector in chosen for flow in selector.select(graph)):
        ends = {*graph.targets(flow, "source"), *graph.targets(flow, "target")}
        gone = {end for end in ends - shown if not graph.in_service(end)}
        if gone and (not ends.isdisjoint(shown) or (gone == ends and not appearance.context.focus)):
            stopped.add(flow)
    if stopped:
        several, names = "s" if len(stopped) > 1 else "", appearance.named(sorted(stopped))
        fr = f"{len(stopped)} flux dont une extrémité est hors service ce jour-là, non montré{several} : {names}"
        en = f"{len(stopped)} flow{several} with an end that is out of service on that day, not shown: {names}"
        yield appearance.context.say(Text(fr, en))


def loops_not_drawn(appearance: Appearance, loops: Sequence[Edge], ids: Collection[str]) -> Iterator[str]:
    """How many flows and links of these elements are not drawn, since they come back to where they start."""
    shown = frozenset(ids)
    own = [edge for edge in loops if edge.source in shown]
    if own:
        one, several = len(own) == 1, "s" if len(own) > 1 else ""
        fr, en = ("flux", f"flow{several}")
        if any(edge.flow is None for edge in own):
            fr, en = ("lien", "link") if one else ("flux ou liens", "flows or links")
        fr = f"{len(own)} {fr} d'un élément vers lui-même, non montré{several}"
        yield appearance.context.say(Text(fr, f"{len(own)} {en} from an element to itself, not shown"))


def _flows(appearance: Appearance, arrows: Arrows, selector: Selector) -> Iterator[Edge | None]:
    """The flows that a selector chooses; None for one whose source or target is not recorded."""
    flows = appearance.graph.once(_every_flow, arrows, selector)
    if arrows.colour in ("lineage", "change"):
        # Where an analysis colours the arrows, flows of which it says nothing are no part of the map.
        return (edge for flow, edge in flows if flow in appearance.context.marks)
    return (edge for _, edge in flows)


def _every_flow(graph: Graph, arrows: Arrows, selector: Selector) -> list[tuple[str, Edge | None]]:
    """The flows that a selector chooses, each as an edge: the maps around each of many elements ask for the same."""
    flows: list[tuple[str, Edge | None]] = []
    for flow in selector.select(graph):
        sources, targets = graph.targets(flow, "source"), graph.targets(flow, "target")
        flows.append((flow, Edge(sources[0], targets[0], arrows, flow) if sources and targets else None))
    return flows


def _links(appearance: Appearance, arrows: Arrows, link: str, ids: list[str]) -> Iterator[Edge]:
    graph = appearance.graph
    for id in ids:
        if link in graph.definition(id).links:
            yield from (Edge(id, target, arrows, None) for target in graph.targets(id, link))
