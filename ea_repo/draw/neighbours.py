"""What is near the elements that a map is drawn around."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.arrows import Edge
from ea_repo.draw.frames import Frames
from ea_repo.draw.gathering import MOST_ARROWS
from ea_repo.finding import Text


def around_focus(
    appearance: Appearance, ids: list[str], edges: list[Edge], notes: list[str]
) -> tuple[list[str], list[Edge]]:
    """The elements that arrows lead to from the focus and to it, up to the depth, and the arrows on the way.

    The notes say how many are further, and whether nothing of the focus is on the map.
    """
    context = appearance.context
    depth = context.depth or appearance.point.depth
    start = of_focus(appearance, ids)
    if not start:
        names = appearance.named(context.focus)
        fr = f"{names} : hors service ce jour-là, ou hors de ce que montre cette vue"
        notes.append(context.say(Text(fr, f"{names}: out of service on that day, or not shown by this view")))
    distance = _distances(start, ((edge.source, edge.target) for edge in edges))
    for id, steps in _distances(start, ((edge.target, edge.source) for edge in edges)).items():
        distance[id] = min(steps, distance.get(id, steps))
    near = {id for id, steps in distance.items() if depth is None or steps <= depth}
    if far := len(distance) - len(near):
        notes.append(context.say(_further(far, depth or 0)))
    shown = [edge for edge in edges if edge.source in near and edge.target in near]
    many = len({(edge.source, edge.target) for edge in shown}) > MOST_ARROWS
    if depth is not None and (many or not appearance.point.rim):
        # Those between two elements that are both at the rim say least of the focus.
        rim = {id for id in near if distance[id] == depth}
        inner = [edge for edge in shown if not {edge.source, edge.target} <= rim]
        if left := len(shown) - len(inner):
            fr = f"{left} flux entre les autres, non dessiné{'s' if left > 1 else ''}"
            en = f"{left} flow{'s' if left > 1 else ''} between the others, not drawn"
            notes.append(context.say(Text(fr, en)))
        shown = inner
    return [id for id in ids if id in near], shown


def _further(number: int, depth: int) -> Text:
    """How many elements are further than the depth."""
    steps_fr, steps_en = ("d'un pas", "1 step") if depth == 1 else (f"de {depth} pas", f"{depth} steps")
    unshown = "non montré" if number == 1 else "non montrés"
    return Text(f"{number} à plus {steps_fr}, {unshown}", f"{number} more than {steps_en} away, not shown")


def of_focus(appearance: Appearance, ids: list[str]) -> list[str]:
    """The elements shown that are of the focus: its parts, and what stands in it."""
    graph, focus = appearance.graph, appearance.context.focus
    frames = Frames(graph, appearance.point.group, ids)
    parts = {part for id in focus for part in graph.parts(id)}
    return [id for id in ids if id in parts or not parts.isdisjoint(frames.around(id))]


def _distances(start: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many steps away from the start each element is that steps from the first to the second of a pair lead to."""
    following: dict[str, list[str]] = {}
    for first, second in pairs:
        following.setdefault(first, []).append(second)
    distance = dict.fromkeys(start, 0)
    level = list(distance)
    while level:
        reached = []
        for id in level:
            for target in following.get(id, ()):
                if target not in distance:
                    distance[target] = distance[id] + 1
                    reached.append(target)
        level = reached
    return distance
