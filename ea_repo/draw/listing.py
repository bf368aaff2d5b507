"""Lists on a sheet: frames in columns, in each a row an element, and on its right what is to be known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Box, Place
from ea_repo.draw.paper import PAPERS, USUAL
from ea_repo.draw.wrap import wrap

_NAME, _RIGHT, _LINE, _PAD, _GAP, SIZE = 210.0, 256.0, 11.0, 6.0, 8.0, 9
_TITLE, _EMPTY = 20.0, "empty"
_HIGHEST = 300.0
"""How high a frame is, about, at the most: a longer group goes on in another one."""
_MOST_LINES = 60
_MOST_COLUMNS = 8
_HEAD = 110.0
"""How high the head of the map is, about."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """An element: its name and look on the left, lines about it on the right, with a look of their own.

    `meaning` is what its look says of it; the text equivalent says it, then the lines, or `told` instead of them.
    """

    id: str
    name: str
    look: str
    tooltip: str
    right: tuple[str, ...]
    meaning: str
    right_look: str = "head"
    element: bool = True
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListGroup:
    """A frame: its title and its rows; `number`: how many elements it is about, where that is not its rows.

    A group of no element (0) that says so has a title alone.
    """

    title: str
    rows: tuple[ListRow, ...]
    number: int | None = None


def listing(groups: Sequence[ListGroup], colon: str) -> Iterator[Box]:
    """The boxes of these groups, on a sheet about as wide as paper is for its height.

    A group without rows has none, unless it says that there are none.
    """
    for frame in _in_columns([frame for group in groups for frame in _frames(group, colon)]):
        yield from frame


def _frames(group: ListGroup, colon: str) -> Iterator[list[Box]]:
    """A group as frames from the top left, its title with its number on each."""
    number = len(group.rows) if group.number is None else group.number
    rows, top, begun = list[Box](), _TITLE, False
    if not group.rows and group.number == 0:
        place = Place(0, 0, _NAME + _RIGHT + 2 * _PAD, _TITLE)
        title = wrap(f"{group.title} (0)", _NAME + _RIGHT, SIZE, 1)
        yield [Box(f"group:{group.title}", title, _EMPTY, group.title, place=place, size=SIZE, frame=True, left=True)]
    for number_of_row, row in enumerate(group.rows, 1):
        boxes = _row(row, top, colon)
        rows += boxes
        top += max(box.place.height for box in boxes if box.place)
        if number_of_row == len(group.rows) or top >= _HIGHEST:
            label = f"{group.title} ({number})" + ("…" if begun else "")
            around = Place(0, 0, _NAME + _RIGHT + 2 * _PAD, top + _PAD)
            yield [Box(f"group:{group.title}:{number_of_row}", wrap(label, _NAME + _RIGHT, 11, 1), "quartier", label,
                       place=around, size=11, frame=True, left=True), *rows]  # fmt: skip
            rows, top, begun = [], _TITLE, True


def _row(row: ListRow, top: float, colon: str) -> list[Box]:
    """The name and what is on its right, as high as the higher of both."""
    label = wrap(row.name, _NAME - 18, SIZE, 4)
    right = tuple(line for words in row.right for line in wrap(words, _RIGHT - 14, SIZE, _MOST_LINES))
    height = max(len(label), len(right)) * _LINE + 7
    words = " · ".join(row.told or row.right)
    element = row.id if row.element else None
    return [
        Box(f"row:{row.id}", label, row.look, row.tooltip, element, place=Place(_PAD, top, _NAME, height), size=SIZE,
            left=True, meaning=f"{row.meaning}{colon}{words}" if row.meaning else words),
        Box(f"met:{row.id}", right, row.right_look, words, place=Place(_PAD + _NAME, top, _RIGHT, height), size=SIZE,
            left=True),
    ]  # fmt: skip


def _in_columns(frames: Sequence[Sequence[Box]]) -> Iterator[list[Box]]:
    """Frames below each other, in as many columns as let a sheet of paper show them largest."""
    heights = [frame[0].place.height + _GAP for frame in frames if frame[0].place]
    ways = [columns_of(heights, number) for number in range(1, min(len(frames), _MOST_COLUMNS) + 1)]
    best = max(ways, key=lambda columns: _scale(heights, columns), default=[])
    width = _NAME + _RIGHT + 2 * _PAD + _GAP
    tops: dict[int, float] = {}
    for frame, height, column in zip(frames, heights, best, strict=True):
        top = tops.get(column, 0.0)
        yield [replace(box, place=_moved(box.place, column * width, top)) for box in frame]
        tops[column] = top + height


def columns_of(heights: Sequence[float], number: int) -> list[int]:
    """The column of each frame, in order, so that the highest of so many columns is as low as can be."""
    least, most = max(heights), sum(heights)
    while most - least > 1:
        room = (least + most) / 2
        least, most = (least, room) if _filled(heights, room)[-1] < number else (room, most)
    return _filled(heights, most)


def _filled(heights: Sequence[float], room: float) -> list[int]:
    """The column of each frame, where columns may be so high."""
    columns, column, top = list[int](), 0, 0.0
    for height in heights:
        if top and top + height > room:
            column, top = column + 1, 0.0
        columns.append(column)
        top += height
    return columns


def _scale(heights: Sequence[float], columns: Sequence[int]) -> float:
    """How large a sheet, upright or lying, shows these columns below the head of the map."""
    high: dict[int, float] = {}
    for height, column in zip(heights, columns, strict=True):
        high[column] = high.get(column, 0.0) + height
    size = len(high) * (_NAME + _RIGHT + 2 * _PAD + _GAP), max(high.values()) + _HEAD
    return PAPERS[USUAL].turned_for(size).scale(size)


def _moved(place: Place | None, right: float, down: float) -> Place | None:
    return place and replace(place, x=place.x + right, y=place.y + down)
