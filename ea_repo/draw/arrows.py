"""Arrows: flows and links between boxes, parallel ones as one, with their words and their look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ea_repo.draw.diagram import Arrow, Entry
from ea_repo.draw.shown import Shown
from ea_repo.draw.viewpoint import Arrows
from ea_repo.draw.wrap import lines, shown
from ea_repo.finding import Text
from ea_repo.select.paths import read

_MOST_DETAILS = 20


@dataclass(frozen=True, slots=True)
class Edge:
    """One flow or one link between two elements shown."""

    source: str
    target: str
    of: Arrows
    flow: str | None


def merged(view: Shown, edges: list[Edge], stands: Mapping[str, str]) -> Iterator[Arrow]:
    """One arrow for all that goes from a box to another in the same way."""
    found: dict[tuple[str, str, int], list[Edge]] = {}
    for each in edges:
        source, target = stands.get(each.source, ""), stands.get(each.target, "")
        if source and target and source != target:
            found.setdefault((source, target, view.point.arrows.index(each.of)), []).append(each)
    for (source, target, _), together in sorted(found.items()):
        yield _arrow(view, source, target, together)


def _arrow(view: Shown, source: str, target: str, together: list[Edge]) -> Arrow:
    graph, of = view.context.graph, together[0].of
    verb = of.verb.text[view.context.lang]
    flows = [each.flow for each in together if each.flow is not None]
    gathered = "all:" in source or "all:" in target
    looks = [view.flow_look(each, of.colour) for each in flows]
    said: list[str] = []
    for path in of.label:
        found = dict.fromkeys(name for flow in flows for name in view.names(_readable(view, flow, path)))
        if found and not gathered:
            names = list(found)
            more = f" (+{len(names) - 3})" if len(names) > 3 else ""
            said += lines(", ".join(names[:3]) + more, 120, 9, 3)
    if len(together) > 1:
        said.append(Text(f"{len(together)} flux", f"{len(together)} flows")[view.context.lang])
    ends = [f"{shown(graph.name(each.source))} {verb} {shown(graph.name(each.target))}" for each in together]
    colon = Text(" : ", ": ")[view.context.lang]
    details = [f"{end}{colon}{_details(view, each)}" for end, each in zip(ends, together, strict=True)]
    look = of.look if of.colour is None else _most(looks) if gathered else _worst(view, of, looks)
    stands_for = tuple(flows) or tuple(f"{each.source} {of.link} {each.target}" for each in together)
    element = flows[0] if len(flows) == 1 else None
    return Arrow(source, target, tuple(said), look, "\n".join(_first(details, view)), stands_for, element)


def _first(details: list[str], view: Shown) -> list[str]:
    more = len(details) - _MOST_DETAILS
    rest = Text(f"… et {more} autres", f"… and {more} more")[view.context.lang]
    return [*details[:_MOST_DETAILS], rest] if more > 0 else details


def _worst(view: Shown, of: Arrows, looks: list[str]) -> str:
    """Of several, the last look of the scale that is there."""
    order = [told.look for _, told in view.context.style.order(of.colour)] if of.colour else []
    return max(looks, key=lambda each: order.index(each) if each in order else -1, default="plain")


def _most(looks: list[str]) -> str:
    """Between gathered elements, the look that is there most often: the worst would hide all others."""
    return max(sorted(set(looks)), key=looks.count, default="plain")


def _readable(view: Shown, flow: str, path: str) -> list[str]:
    """What a flow says in a field, in the words of the field's scale where there is one."""
    found = read(view.context.graph, flow, path)
    values = found if isinstance(found, list) else [] if found is None else [found]
    told = [view.context.style.value(path, str(each)) for each in values]
    known = view.context.style.scales.get(path, {})
    return [
        each_told.words.text[view.context.lang] if each_told and str(each) in known else each
        for each, each_told in zip(values, told, strict=True)
    ]


def _details(view: Shown, edge: Edge) -> str:
    if edge.flow is None:
        return str(edge.of.link)
    graph = view.context.graph
    data = view.names(read(graph, edge.flow, "data"))
    mode = view.names(_readable(view, edge.flow, "mode"))
    return shown(", ".join(filter(None, (", ".join(data), *mode)))) or edge.flow


def verbs(view: Shown, arrows: tuple[Arrow, ...]) -> Iterator[Entry]:
    """How arrows read, for each sort of them that is there and that no colour tells."""
    counts: dict[tuple[str, str], int] = {}
    for each in arrows:
        by_link = {of.link for of in view.point.arrows if any(f" {of.link} " in told for told in each.stands_for)}
        for of in view.point.arrows:
            if (of.flows is not None and not by_link) or of.link in by_link:
                key = of.verb.text[view.context.lang], of.look
                counts[key] = counts.get(key, 0) + 1
                break
    colon = Text(" : ", ": ")[view.context.lang]
    yield from (Entry(look, f"A → B{colon}A {verb} B", number, arrow=True) for (verb, look), number in counts.items())
