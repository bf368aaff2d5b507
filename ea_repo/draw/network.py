"""Maps of boxes and arrows: who is linked to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ea_repo.draw.arrows import Edge, merged, verbs
from ea_repo.draw.diagram import Box, Diagram, Group
from ea_repo.draw.groups import Frames
from ea_repo.draw.shown import Shown
from ea_repo.draw.wrap import lines
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kind
from ea_repo.select import Selector

MOST_ARROWS = 120
"""More than these on one map cannot be followed."""


def network(base: Diagram, view: Shown, ids: list[str]) -> Diagram:
    """The elements as boxes, grouped, with their arrows; parallel ones make one, two opposite ones stay two."""
    notes = list(base.notes)
    edges = _edges(view, ids, notes)
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
    inside = sum(stands[each.source] == stands[each.target] for each in edges)
    if inside:
        fr = f"{inside} flux à l'intérieur d'un groupe, non dessinés"
        notes.append(Text(fr, f"{inside} flows inside a group, not drawn")[view.context.lang])
    boxes = [_box(view, id, frames.of(id)) for id in ids if stands[id] == id]
    boxes += [
        _gathering(view, frame, [id for id in ids if stands[id] == f"all:{frame}"], frames)
        for frame in dict.fromkeys(each.removeprefix("all:") for each in stands.values() if each.startswith("all:"))
    ]
    arrows = tuple(merged(view, edges, stands))
    kept = {each.id for each in boxes}
    used = frames.used(each.group for each in boxes)
    return replace(
        base,
        boxes=tuple(sorted(boxes, key=lambda each: each.id)),
        arrows=tuple(each for each in arrows if each.source in kept and each.target in kept),
        groups=tuple(Group(each, _title(view.context.graph, each), frames.parent(each)) for each in used),
        legend=(*view.legend(), *verbs(view, arrows)),
        notes=tuple(notes),
        direction=view.point.direction,
    )


def _title(graph: Graph, frame: str) -> tuple[str, ...]:
    return lines(graph.name(frame), 260, 11, 2)


def _edges(view: Shown, ids: list[str], notes: list[str]) -> list[Edge]:
    """The arrows between the elements shown; what comes back to where it starts, or leads nowhere, is told."""
    graph, found, loose = view.context.graph, [], 0
    there = frozenset(ids)
    for each in view.point.arrows:
        if each.flows is not None:
            for flow in Selector.parse({"kind": "flow", **each.flows}).select(graph):
                # Where an analysis colours the arrows, flows of which it says nothing are no part of the map.
                if each.colour in ("lineage", "change") and flow not in view.context.marks:
                    continue
                ends = graph.targets(flow, "source")[:1], graph.targets(flow, "target")[:1]
                loose += not all(ends)
                found += [Edge(source, target, each, flow) for source in ends[0] for target in ends[1]]
        elif each.link is not None:
            for id in ids:
                if each.link in kind(graph.kind(id)).links:
                    found += [Edge(id, target, each, None) for target in graph.targets(id, each.link)]
    within = [each for each in found if each.source in there and each.target in there]
    kept = [each for each in within if each.source != each.target]
    lang = view.context.lang
    if own := len(within) - len(kept):
        fr = f"{own} flux d'un élément vers lui-même, non montrés"
        notes.append(Text(fr, f"{own} flows from an element to itself, not shown")[lang])
    if loose:
        fr = f"{loose} flux dont une extrémité n'est pas renseignée, non montrés"
        notes.append(Text(fr, f"{loose} flows with an end that is not recorded, not shown")[lang])
    return kept


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
