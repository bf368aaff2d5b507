"""Too many boxes for one map: those of a group become one, and what is still over is left out by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import Edge
from ea_repo.draw.diagram import Box
from ea_repo.draw.frames import Frames
from ea_repo.draw.viewpoint import ANALYSES
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

MOST_ARROWS = 120
"""More than these on one map cannot be followed."""
GATHERED = "all:"
"""How the id of a box begins that shows all the elements of a group."""
_MOST_NAMES = 40


def boxes_of(
    appearance: Appearance, ids: list[str], edges: list[Edge], frames: Frames, notes: list[str]
) -> dict[str, str]:
    """The box that shows each element: its own or, where there are too many, that of a group, or none ("").

    What stands around the focus is gathered first, by its outermost group, the farthest before what an arrow joins to
    the focus; then what stands in it, by the groups right inside.
    """
    context, most = appearance.context, appearance.point.most
    box_of = {id: id for id in ids}
    pairs = {(edge.source, edge.target) for edge in edges}
    if len(ids) <= most and len(pairs) <= MOST_ARROWS:
        return box_of
    focus = {part for id in context.focus for part in context.graph.parts(id)}
    focus |= {id for selector in appearance.point.about for id in selector.select(context.graph)}
    inside = {id for id in ids if not focus.isdisjoint(frames.around(id))}
    near = {end for pair in pairs if not focus.isdisjoint(pair) for end in pair}
    outside = {id: frames.outer(id) for id in ids if id not in focus | inside}
    far = _by_frame({id: frame for id, frame in outside.items() if id not in near})
    within = _by_frame({id: frames.below(id, context.focus) for id in inside - focus})
    for groups in (far, _by_frame(outside), within):
        for frame, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
            if len(members) > 1 and _too_many(box_of, edges, most):
                box_of |= dict.fromkeys(members, GATHERED + frame)
    if any(box != id for id, box in box_of.items()):
        fr = (
            f"{len(ids)} éléments et {len(pairs)} flèches : trop pour une carte, ils sont rassemblés par groupe ; "
            "une carte autour d'un groupe ou d'un élément montre le détail"
        )
        en = (
            f"{len(ids)} elements and {len(pairs)} arrows: too many for one map, gathered by group; "
            "a map around a group or an element shows the details"
        )
        notes.append(context.say(Text(fr, en)))
    if (left := len({*box_of.values()})) > most:
        weight = Counter(end for edge in edges for end in (edge.source, edge.target))
        alone = [id for id in ids if box_of[id] == id and id not in focus]
        dropped = sorted(alone, key=lambda element: (weight[element], element))[: left - most]
        box_of |= dict.fromkeys(dropped, "")
        names = appearance.named(sorted(dropped))
        fr = f"{len(dropped)} non montré{'s' if len(dropped) > 1 else ''}, les moins reliés : {names}"
        notes.append(context.say(Text(fr, f"{len(dropped)} not shown, those with the fewest arrows: {names}")))
    return box_of


def _by_frame(frame_of: Mapping[str, str | None]) -> dict[str, list[str]]:
    """The elements by the group that may stand for them."""
    groups: dict[str, list[str]] = {}
    for id, frame in sorted(frame_of.items()):
        if frame is not None:
            groups.setdefault(frame, []).append(id)
    return groups


def _too_many(box_of: Mapping[str, str], edges: list[Edge], most: int) -> bool:
    """Whether there are too many boxes or arrows to be read, as they are gathered by now."""
    arrows = {(box_of[edge.source], box_of[edge.target]) for edge in edges}
    return len({*box_of.values()}) > most or sum(source != target for source, target in arrows) > MOST_ARROWS


def gathered_box(appearance: Appearance, frame: str, members: list[str], frames: Frames) -> Box:
    """The box of a group, for all its elements."""
    number = appearance.context.say(Text(f"{len(members)} éléments", f"{len(members)} elements"))
    meaning = _meaning(appearance, members)
    return Box(
        GATHERED + frame,
        (*wrap(appearance.graph.name(frame), 140, 10, 4), number, *wrap(meaning, 150, 10, 4)),
        "gathered",
        appearance.named(members, _MOST_NAMES),
        element=frame,
        group=frames.parent(frame),
        meaning=meaning,
    )


def _meaning(appearance: Appearance, members: list[str]) -> str:
    """How many of the elements of a group are in which state, where an analysis says one."""
    colour = appearance.point.colour
    if colour not in ANALYSES:
        return ""
    counts = Counter(appearance.meaning(id, colour) for id in members)
    return ", ".join(f"{number} {words}" for words, number in sorted(counts.items()))
