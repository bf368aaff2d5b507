"""Where the effects of a loss stand: a column for each step away from it, then lists of what is not drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Box, Place
from ea_repo.draw.listing import columns_of
from ea_repo.draw.paper import LEAST, PAPERS, USUAL

BOX_WIDTH, LIST_WIDTH, LINE = 184.0, 300.0, 12.5
"""How wide a box and a column of lists are, and how high a line of a box is."""
LIST_LINE = 11.0
_BETWEEN, _GAP, _PAD, _TITLE = 64.0, 7.0, 6.0, 22.0
_HEAD, _MOST_COLUMNS = 170.0, 7
"""How high the head of the map is, about; how many columns of lists there are at the most."""
READABLE = LEAST / 9
"""The scale at which the smallest texts of a map are still read on paper."""


@dataclass(frozen=True)
class Laid:
    """Boxes with their places, and at which scale a sheet of paper shows them; and those that are no lists alone."""

    boxes: tuple[Box, ...]
    scale: float
    alone: float


def laid_out(
    boxes: Mapping[str, Box],
    columns: Mapping[str, int],
    causes: Mapping[str, str],
    lists: Sequence[Box],
    frame: Box,
) -> Laid:
    """The boxes in columns, each beside its cause, and the lists in a frame below or on the right: as large as can be.

    `causes` says from which box each one but the first ones is reached.
    """
    tree = list(_tree(boxes, columns, causes))
    width, height = _size(tree)
    if not lists:
        return Laid(tuple(tree), _scale(tree), _scale(tree))
    ways, alone = [], _scale(tree)
    for number in range(1, _MOST_COLUMNS + 1):
        inside = list(_lists(lists, number))
        across, down = _size(inside)
        for x, y in ((0.0, height + _GAP * 2), (width + _GAP * 2, 0.0)):
            place = Place(x, y, across + 2 * _PAD, down + _TITLE + _PAD)
            around = replace(frame, place=place)
            way = [*tree, around, *(_moved(box, x + _PAD, y + _TITLE) for box in inside)]
            ways.append(Laid(tuple(way), _scale(way), alone))
    return max(ways, key=lambda way: way.scale)


def _tree(boxes: Mapping[str, Box], columns: Mapping[str, int], causes: Mapping[str, str]) -> Iterator[Box]:
    """Each box in its column, in the middle of what follows from it, so that no line crosses another."""
    after: dict[str, list[str]] = {}
    for id, cause in causes.items():
        after.setdefault(cause, []).append(id)
    heights: dict[str, float] = {}
    # Effects come after their causes in columns: from the last column on, all that follows is known.
    for id in sorted(boxes, key=lambda box: -columns[box]):
        own = boxes[id].place
        following = sum(heights[effect] + _GAP for effect in after.get(id, ())) - _GAP
        heights[id] = max(own.height if own else 0.0, following)
    tops, top = dict[str, float](), 0.0
    for id in (id for id in boxes if id not in causes):
        tops[id] = top
        top += heights[id] + 3 * _GAP
    for id in sorted(boxes, key=lambda box: columns[box]):
        box, effects = boxes[id], after.get(id, ())
        high = box.place.height if box.place else 0.0
        middle = tops[id] + (heights[id] - high) / 2
        yield replace(box, place=Place(columns[id] * (BOX_WIDTH + _BETWEEN), middle, BOX_WIDTH, high))
        begin = tops[id] + (heights[id] - sum(heights[effect] + _GAP for effect in effects) + _GAP) / 2
        for effect in effects:
            tops[effect] = begin
            begin += heights[effect] + _GAP


def _lists(lists: Sequence[Box], number: int) -> Iterator[Box]:
    """The lists in so many columns, about as high as each other."""
    heights = [(box.place.height if box.place else 0.0) + _GAP for box in lists]
    tops: dict[int, float] = {}
    for box, height, column in zip(lists, heights, columns_of(heights, number), strict=True):
        top = tops.get(column, 0.0)
        yield replace(box, place=Place(column * (LIST_WIDTH + _GAP), top, LIST_WIDTH, height - _GAP))
        tops[column] = top + height


def _moved(box: Box, right: float, down: float) -> Box:
    place = box.place
    return replace(box, place=place and replace(place, x=place.x + right, y=place.y + down))


def _size(boxes: Sequence[Box]) -> tuple[float, float]:
    places = [box.place for box in boxes if box.place]
    return max(place.right for place in places), max(place.bottom for place in places)


def _scale(boxes: Sequence[Box]) -> float:
    """How large a sheet, upright or lying, shows these boxes below the head of the map."""
    width, height = _size(boxes)
    size = max(width, 520.0), height + _HEAD
    return PAPERS[USUAL].turned_for(size).scale(size)
