"""Places for the boxes of a map that no layout along its arrows ends for: groups in rows, straight arrows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from ea_repo.draw.diagram import Box, Diagram, Group, Place
from ea_repo.draw.wrap import text_width

_GAP, _ROOM, _LINE = 60.0, 26.0, 13.0
_TITLE = 26.0


def simply_laid_out(diagram: Diagram) -> Diagram:
    """The same boxes and arrows, each box at a place of its own; each group that has boxes is a frame around them."""
    groups = {group.id: group for group in diagram.groups}
    blocks = [_block(groups.get(str(group)), boxes) for group, boxes in diagram.boxes_by_group().items()]
    width = max(math.sqrt(sum(_area(block) for block in blocks)) * 1.3, *(_extent(block)[0] for block in blocks))
    boxes, left, top, high = list[Box](), 0.0, 0.0, 0.0
    for block in blocks:
        across, down = _extent(block)
        if left and left + across > width:
            left, top, high = 0.0, top + high + _GAP, 0.0
        boxes += (replace(box, place=_moved(box.place, left, top)) for box in block)
        left, high = left + across + _GAP, max(high, down)
    return replace(diagram, boxes=tuple(boxes), groups=(), layout="placed")


def _block(group: Group | None, boxes: Sequence[Box]) -> list[Box]:
    """Boxes in rows, with room between for arrows; in a frame with the name of their group, drawn first."""
    across = max(1, math.ceil(math.sqrt(len(boxes))))
    width, height = (max(sizes) for sizes in zip(*map(_size, boxes), strict=True))
    head = _TITLE if group else 0.0
    placed = [
        replace(box, place=place) for box, place in zip(boxes, _places(across, width, height, head), strict=False)
    ]
    if group is None:
        return placed
    right, bottom = (
        max(box.place.right for box in placed if box.place),
        max(box.place.bottom for box in placed if box.place),
    )
    frame = Place(-_ROOM / 2, 0, right + _ROOM, bottom + _ROOM / 2)
    name = " ".join(group.label)
    return [Box(f"group:{group.id}", group.label, "group", name, place=frame, frame=True, left=True), *placed]


def _places(across: int, width: float, height: float, top: float) -> Iterator[Place]:
    for number in count():
        row, column = divmod(number, across)
        yield Place(column * (width + _ROOM), top + row * (height + _ROOM), width, height)


def _size(box: Box) -> tuple[float, float]:
    lines = box.label or (box.id,)
    return max(text_width(line, box.size) for line in lines) + 24, len(lines) * _LINE + 8


def _extent(block: Sequence[Box]) -> tuple[float, float]:
    places = [box.place for box in block if box.place]
    return max(place.right for place in places), max(place.bottom for place in places)


def _area(block: Sequence[Box]) -> float:
    width, height = _extent(block)
    return (width + _GAP) * (height + _GAP)


def _moved(place: Place | None, right: float, down: float) -> Place | None:
    return place and Place(place.x + right, place.y + down, place.width, place.height)
