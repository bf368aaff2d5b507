"""Too many boxes for one map: those of a group become one, and what is still over is left out by name."""

from __future__ import annotations

from collections import Counter

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import Edge
from ea_repo.draw.diagram import Box
from ea_repo.draw.frames import Frames
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

MOST_ARROWS = 120
"""More than these on one map cannot be followed."""
_GATHERED = "all:"
"""How the id of a box begins that shows all the elements of a group."""
_MOST_NAMES = 40


def boxes_of(
    appearance: Appearance, ids: list[str], edges: list[Edge], frames: Frames, notes: list[str]
) -> dict[str, str]:
    """The box that shows each element: its own or, where there are too many, its outermost group's, or none ("")."""
    context, most = appearance.context, appearance.point.most
    box_of = {id: id for id in ids}
    pairs = {(edge.source, edge.target) for edge in edges}
    too_many_arrows = len(pairs) > MOST_ARROWS
    if len(ids) <= most and not too_many_arrows:
        return box_of
    focus = {part for id in context.focus for part in context.graph.parts(id)}
    by_frame: dict[str, list[str]] = {}
    for id in ids:
        outer = frames.outer(id)
        if outer is not None and id not in focus:
            by_frame.setdefault(outer, []).append(id)
    left = len(ids)
    for frame, members in sorted(by_frame.items(), key=lambda item: (-len(item[1]), item[0])):
        if (left > most or too_many_arrows) and len(members) > 1:
            box_of |= dict.fromkeys(members, _GATHERED + frame)
            left -= len(members) - 1
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
    if left > most:
        weight = Counter(end for edge in edges for end in (edge.source, edge.target))
        alone = [id for id in ids if box_of[id] == id and id not in focus]
        dropped = sorted(alone, key=lambda element: (weight[element], element))[: left - most]
        box_of |= dict.fromkeys(dropped, "")
        names = appearance.named(sorted(dropped))
        fr = f"{len(dropped)} non montrés, les moins reliés : {names}"
        notes.append(context.say(Text(fr, f"{len(dropped)} not shown, those with the fewest arrows: {names}")))
    return box_of


def gathered_box(appearance: Appearance, frame: str, members: list[str], frames: Frames) -> Box:
    """The box of a group, for all its elements."""
    number = appearance.context.say(Text(f"{len(members)} éléments", f"{len(members)} elements"))
    return Box(
        _GATHERED + frame,
        (*wrap(appearance.graph.name(frame), 140, 10, 4), number),
        "gathered",
        appearance.named(members, _MOST_NAMES),
        element=frame,
        group=frames.parent(frame),
    )
