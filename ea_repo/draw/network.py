"""Maps of boxes and arrows: who is linked to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import Edge, merged, verbs
from ea_repo.draw.diagram import Box, Diagram, Group, LegendEntry
from ea_repo.draw.edges import edges_between, flows_to_what_is_gone, loops_not_drawn
from ea_repo.draw.frames import Frames
from ea_repo.draw.gathering import GATHERED, boxes_of, gathered_box
from ea_repo.draw.neighbours import around_focus
from ea_repo.draw.viewpoint import ANALYSES
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

_FOCUS = "focus"


def network(head: Diagram, appearance: Appearance, ids: list[str]) -> Diagram:
    """The elements as boxes, grouped, with their arrows; parallel ones make one, two opposite ones stay two."""
    point, context = appearance.point, appearance.context
    notes = list(head.notes)
    edges, loops = edges_between(appearance, ids, notes)
    if point.around and context.focus:
        ids, edges = around_focus(appearance, ids, edges, notes)
    notes += loops_not_drawn(appearance, loops, ids)
    # Where an analysis colours the arrows, flows of which it says nothing are no part of the map.
    chosen = [arrows.flows for arrows in point.arrows if arrows.flows and arrows.colour not in ANALYSES]
    notes += flows_to_what_is_gone(appearance, chosen, ids)
    if point.linked or point.around:
        linked = {end for edge in edges for end in (edge.source, edge.target)} | {*context.focus}
        alone = [id for id in ids if id not in linked]
        ids = [id for id in ids if id in linked]
        if alone:
            names = appearance.named(alone)
            fr = f"{len(alone)} sans lien à montrer, laissé{'s' if len(alone) > 1 else ''} de côté : {names}"
            notes.append(context.say(Text(fr, f"{len(alone)} without any arrow, not shown: {names}")))
    frames = Frames(context.graph, point.group, ids, context.focus)
    gathering = Frames(context.graph, point.gather, ids) if point.gather else frames
    box_of = boxes_of(appearance, ids, edges, gathering, notes)
    notes += _not_drawn(appearance, edges, box_of)
    boxes = _boxes(appearance, box_of, frames)
    arrows = merged(appearance, edges, box_of)
    return replace(
        head,
        boxes=tuple(sorted(boxes, key=lambda box: box.id)),
        arrows=tuple(arrow for arrow, _ in arrows),
        groups=tuple(_group(appearance, frame, frames) for frame in frames.with_wholes(box.group for box in boxes)),
        legend=(*_asked(appearance, boxes), *appearance.legend(), *verbs(appearance, arrows)),
        notes=tuple(notes),
        direction=point.direction,
    )


def _not_drawn(appearance: Appearance, edges: Sequence[Edge], box_of: Mapping[str, str]) -> Iterator[str]:
    """How many arrows are not there: inside a group that is one box, and of elements that are not shown."""
    boxes = [(box_of[edge.source], box_of[edge.target]) for edge in edges]
    say = appearance.context.say
    flows = all(edge.flow is not None for edge in edges)
    fr, en = ("flux", "flows") if flows else ("flux et liens", "flows and links")
    if inside := sum(source == target != "" for source, target in boxes):
        gathered = f"{inside} {fr} à l'intérieur d'un groupe, non dessinés"
        yield say(Text(gathered, f"{inside} {en} inside a group, not drawn"))
    if unshown := sum(not source or not target for source, target in boxes):
        left = f"{unshown} {fr} d'éléments non montrés, non dessinés"
        yield say(Text(left, f"{unshown} {en} of elements that are not shown, not drawn"))


def _group(appearance: Appearance, frame: str, frames: Frames) -> Group:
    return Group(frame, wrap(appearance.graph.name(frame), 260, 11, 2), frames.parent(frame))


def _boxes(appearance: Appearance, box_of: dict[str, str], frames: Frames) -> list[Box]:
    """The boxes of the elements that have their own, then those of the groups that are gathered."""
    boxes = [_box(appearance, id, frames.of(id)) for id, box in box_of.items() if box == id]
    gathered: dict[str, list[str]] = {}
    for id, box in box_of.items():
        if box and box != id:
            gathered.setdefault(box.removeprefix(GATHERED), []).append(id)
    return [*boxes, *(gathered_box(appearance, frame, members, frames) for frame, members in gathered.items())]


def _stands_out(appearance: Appearance, id: str) -> bool:
    """Whether an element looks as what the map is drawn around, where its look would say no more than its kind."""
    return id in appearance.context.focus and appearance.colour in (None, "kind")


def _asked(appearance: Appearance, boxes: Sequence[Box]) -> Iterator[LegendEntry]:
    """What the map is drawn around, in the legend."""
    if number := sum(box.look == _FOCUS for box in boxes):
        words = Text("autour de quoi la carte est dessinée", "what the map is drawn around")
        yield LegendEntry(_FOCUS, appearance.context.say(words), number)


def _box(appearance: Appearance, id: str, frame: str | None) -> Box:
    focused = id in appearance.context.focus
    return Box(
        id,
        appearance.label(id),
        _FOCUS if _stands_out(appearance, id) else appearance.look(id),
        appearance.tooltip(id),
        element=id,
        group=frame,
        size=12 if focused else 10,
        meaning=appearance.meaning(id, appearance.colour),
    )
