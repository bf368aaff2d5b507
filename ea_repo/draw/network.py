"""Maps of boxes and arrows: who is linked to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Arrow, Box, Diagram, Entry, Group
from ea_repo.draw.groups import Frames
from ea_repo.draw.shown import Shown
from ea_repo.draw.viewpoint import Arrows
from ea_repo.draw.wrap import lines, shown
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kind
from ea_repo.select import Selector
from ea_repo.select.paths import read

MOST_ARROWS = 120
"""More than these on one map cannot be followed."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One flow or one link between two elements shown."""

    source: str
    target: str
    of: Arrows
    flow: str | None


def network(base: Diagram, view: Shown, ids: list[str]) -> Diagram:
    """The elements as boxes, grouped, with their arrows; parallel ones make one, two opposite ones stay two."""
    notes = list(base.notes)
    edges = _edges(view, ids)
    if view.point.around and view.context.focus:
        ids, edges = _around(view, ids, edges, notes)
    if view.point.linked or view.point.around:
        linked = {end for each in edges for end in (each.source, each.target)} | {*view.context.focus}
        alone = [id for id in ids if id not in linked]
        ids = [id for id in ids if id in linked]
        if alone:
            notes.append(_alone(view, alone))
    frames = Frames(view.context.graph, view.point.group, ids, view.context.focus)
    stands = _gathered(view, ids, edges, frames, notes)
    boxes = [_box(view, id, frames.of(id)) for id in ids if stands[id] == id]
    boxes += [
        _gathering(view, frame, [id for id in ids if stands[id] == f"all:{frame}"], frames)
        for frame in dict.fromkeys(each.removeprefix("all:") for each in stands.values() if each.startswith("all:"))
    ]
    arrows = tuple(_arrows(view, edges, stands))
    kept = {each.id for each in boxes}
    used = frames.used(each.group for each in boxes)
    return replace(
        base,
        boxes=tuple(sorted(boxes, key=lambda each: each.id)),
        arrows=tuple(each for each in arrows if each.source in kept and each.target in kept),
        groups=tuple(Group(each, _title(view.context.graph, each), frames.parent(each)) for each in used),
        legend=(*view.legend(), *_verbs(view, arrows)),
        notes=tuple(notes),
        direction=view.point.direction,
    )


def _title(graph: Graph, frame: str) -> tuple[str, ...]:
    return lines(graph.name(frame), 260, 11, 2)


def _edges(view: Shown, ids: list[str]) -> list[Edge]:
    graph, found = view.context.graph, []
    there = frozenset(ids)
    for each in view.point.arrows:
        if each.flows is not None:
            for flow in Selector.parse({"kind": "flow", **each.flows}).select(graph):
                # Where an analysis colours the arrows, flows of which it says nothing are no part of the map.
                if each.colour in ("lineage", "change") and flow not in view.context.marks:
                    continue
                ends = graph.targets(flow, "source")[:1], graph.targets(flow, "target")[:1]
                found += [Edge(source, target, each, flow) for source in ends[0] for target in ends[1]]
        elif each.link is not None:
            for id in ids:
                if each.link in kind(graph.kind(id)).links:
                    found += [Edge(id, target, each, None) for target in graph.targets(id, each.link)]
    return [each for each in found if each.source in there and each.target in there and each.source != each.target]


def _around(view: Shown, ids: list[str], edges: list[Edge], notes: list[str]) -> tuple[list[str], list[Edge]]:
    """What arrows lead to from the focus and to it, up to the depth; how many are further is told."""
    graph = view.context.graph
    depth = view.context.depth or view.point.depth
    home = Frames(graph, view.point.group, ids)
    inside = {part for each in view.context.focus for part in graph.parts(each)}
    start = [id for id in ids if id in inside or not inside.isdisjoint(home.around(id))]
    if not start:
        names = view.named(view.context.focus)
        fr = f"{names} : hors service ce jour-là, ou hors de ce que montre cette vue"
        notes.append(Text(fr, f"{names}: out of service on that day, or not shown by this view")[view.context.lang])
    distance: dict[str, int] = {}
    for tail, head in (("source", "target"), ("target", "source")):
        for id, steps in _steps(start, edges, tail, head).items():
            distance[id] = min(steps, distance.get(id, steps))
    near = {id for id, steps in distance.items() if depth is None or steps <= depth}
    far = len(distance) - len(near)
    if far:
        notes.append(
            Text(f"{far} à plus de {depth} pas, non montrés", f"{far} more than {depth} steps away, not shown")[
                view.context.lang
            ]
        )
    # Only the arrows on the way: those between two elements that are both at the rim say nothing of the focus.
    kept = [
        each
        for each in edges
        if each.source in near
        and each.target in near
        and (depth is None or min(distance[each.source], distance[each.target]) < depth)
    ]
    return [id for id in ids if id in near], kept


def _steps(start: Iterable[str], edges: Iterable[Edge], tail: str, head: str) -> dict[str, int]:
    onwards: dict[str, list[str]] = {}
    for each in edges:
        onwards.setdefault(getattr(each, tail), []).append(getattr(each, head))
    found = dict.fromkeys(start, 0)
    level = list(found)
    while level:
        following = []
        for id in level:
            for target in onwards.get(id, ()):
                if target not in found:
                    found[target] = found[id] + 1
                    following.append(target)
        level = following
    return found


def _alone(view: Shown, ids: list[str]) -> str:
    names = view.named(ids)
    return Text(
        f"{len(ids)} sans lien à montrer, laissés de côté : {names}",
        f"{len(ids)} without any arrow, not shown: {names}",
    )[view.context.lang]


def _gathered(view: Shown, ids: list[str], edges: list[Edge], frames: Frames, notes: list[str]) -> dict[str, str]:
    """What stands for each element: itself or, where there are too many, its outermost group, or nothing ("")."""
    stands = {id: id for id in ids}
    focus = {part for each in view.context.focus for part in view.context.graph.parts(each)}
    pairs = {(each.source, each.target) for each in edges}
    if len(ids) <= view.point.most and len(pairs) <= MOST_ARROWS:
        return stands
    by_frame: dict[str, list[str]] = {}
    for id in ids:
        outer = frames.outer(id)
        if outer is not None and id not in focus:
            by_frame.setdefault(outer, []).append(id)
    left = len(ids)
    for frame, members in sorted(by_frame.items(), key=lambda each: (-len(each[1]), each[0])):
        if (left > view.point.most or len(pairs) > MOST_ARROWS) and len(members) > 1:
            stands |= dict.fromkeys(members, f"all:{frame}")
            left -= len(members) - 1
    if any(each.startswith("all:") for each in stands.values()):
        notes.append(
            Text(
                f"{len(ids)} éléments et {len(pairs)} flèches : trop pour une carte, ils sont rassemblés par groupe ; "
                "une carte autour d'un groupe ou d'un élément montre le détail",
                f"{len(ids)} elements and {len(pairs)} arrows: too many for one map, gathered by group; "
                "a map around a group or an element shows the details",
            )[view.context.lang]
        )
    if left > view.point.most:
        weight: dict[str, int] = {}
        for each in edges:
            for end in (each.source, each.target):
                weight[end] = weight.get(end, 0) + 1
        single = [id for id in ids if stands[id] == id and id not in focus]
        dropped = sorted(single, key=lambda each: (weight.get(each, 0), each))[: left - view.point.most]
        stands |= dict.fromkeys(dropped, "")
        names = view.named(sorted(dropped))
        notes.append(
            Text(f"{len(dropped)} non montrés, les moins reliés : {names}",
                 f"{len(dropped)} not shown, those with the fewest arrows: {names}")[view.context.lang]
        )  # fmt: skip
    return stands


def _box(view: Shown, id: str, frame: str | None) -> Box:
    focused = id in view.context.focus
    look = view.look(id)
    return Box(
        id,
        view.label(id),
        "focus" if focused and look == "plain" else look,
        view.tooltip(id),
        element=id,
        group=frame,
        size=12 if focused else 10,
    )


def _gathering(view: Shown, frame: str, members: list[str], frames: Frames) -> Box:
    graph = view.context.graph
    number = Text(f"{len(members)} éléments", f"{len(members)} elements")[view.context.lang]
    label = (*lines(graph.name(frame), 140, 10, 4), number)
    return Box(f"all:{frame}", label, "gathered", view.named(members, 40), element=frame, group=frames.parent(frame))


def _arrows(view: Shown, edges: list[Edge], stands: Mapping[str, str]) -> Iterator[Arrow]:
    merged: dict[tuple[str, str, int], list[Edge]] = {}
    for each in edges:
        source, target = stands.get(each.source, ""), stands.get(each.target, "")
        if source and target and source != target:
            merged.setdefault((source, target, view.point.arrows.index(each.of)), []).append(each)
    for (source, target, _), together in sorted(merged.items()):
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
    return Arrow(source, target, tuple(said), look, "\n".join(details[:20]), stands_for, element)


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


def _verbs(view: Shown, arrows: tuple[Arrow, ...]) -> Iterator[Entry]:
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
