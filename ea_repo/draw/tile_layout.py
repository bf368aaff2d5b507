"""Frames inside frames laid out on a sheet: rows of frames whose heights are as alike as their widths allow."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from ea_repo.draw.diagram import Place
from ea_repo.draw.wrap import wrap

TILE_WIDTH, LINE, PAD, GAP = 92.0, 10.5, 5.0, 4.0
TILE_SIZE = 9
TITLES = (14, 11, 10, 9)
"""The sizes of the titles of frames, by their depth."""
PAPER = math.sqrt(2)
"""The width of a sheet of paper over its height."""
_HEAD = 150.0
"""How high the head of the sheet is, about."""
_WIDEST, _STEP = 20_000.0, 8.0
"""How wide a sheet may be, and how exactly its width is looked for, in points."""
_MOST_ROWS = 8
"""How many more rows than the fewest are tried."""
_TALLEST = 1.8
"""How much higher than it needs to be a tile is at the most, where there is room."""


@dataclass(eq=False)
class Frame:
    """A frame with its own tiles, each with its number of lines, and the frames inside.

    `row`: frames of one number stand side by side, those of the next one below; 0 where the room decides.
    """

    id: str
    label: str
    tiles: dict[str, int] = field(default_factory=dict)
    inner: list[Frame] = field(default_factory=list)
    row: int = 0

    @cached_property
    def number(self) -> int:
        """How many tiles stand in it, at any depth, once it is complete."""
        return len(self.tiles) + sum(frame.number for frame in self.inner)


@dataclass(frozen=True, slots=True)
class Placed:
    """A frame with its depth, its place, the lines of its title, and the places of its own tiles."""

    frame: Frame
    depth: int
    place: Place
    title: tuple[str, ...]
    tiles: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class _Stack:
    """Frames one below the other, of one width; how high they are together."""

    frames: tuple[Frame, ...]
    width: float
    height: float

    @property
    def number(self) -> int:
        return sum(frame.number for frame in self.frames)


@dataclass(frozen=True, slots=True)
class _Row:
    """Stacks side by side; how high the highest is."""

    stacks: tuple[_Stack, ...]
    height: float

    @property
    def number(self) -> int:
        return sum(stack.number for stack in self.stacks)


class TileLayout:
    """Where everything stands on a sheet that is about as wide as paper is for its height.

    What is left of a sheet is shared out: frames are as high as their row, and rows of tiles fill them.
    """

    def __init__(self, frames: Sequence[Frame], empty: str) -> None:
        self._frames, self._empty = frames, empty
        self._heights: dict[Frame, dict[float, float]] = defaultdict(dict)
        """Of each frame, how high it is by its width: the one thing that is kept, as the rest follows from it."""

    def placed(self) -> Iterator[Placed]:
        """Each frame, then those inside of it."""
        root = Frame("", "", inner=list(self._frames))
        if not root.inner:
            return
        least, most = TILE_WIDTH + 8 * PAD, _WIDEST
        while most - least > _STEP:
            width = (least + most) / 2
            if width / (self._inside(root, width, 0) + _HEAD) < PAPER:
                least = width
            else:
                most = width
        width = round(most, 1)
        yield from self._spread(root, Place(0, 0, width, self._inside(root, width, 0)), 0)

    def _title(self, frame: Frame, width: float, depth: int) -> tuple[str, ...]:
        """Its name with the number of its tiles, or that it is empty."""
        number = frame.number
        words = f"{frame.label} ({number})" if number else f"{frame.label} · {self._empty}"
        return wrap(words, width - 10, title_size(depth), 4)

    def _title_height(self, frame: Frame, width: float, depth: int) -> float:
        return len(self._title(frame, width, depth)) * (title_size(depth) + 2.5) + 6

    def _height(self, frame: Frame, width: float, depth: int) -> float:
        """How high a frame is at a width."""
        known = self._heights[frame]
        if width not in known:
            known[width] = self._height_at(frame, width, depth)
        return known[width]

    def _height_at(self, frame: Frame, width: float, depth: int) -> float:
        height = self._title_height(frame, width, depth) + sum(self._tile_rows(frame, width))
        below = PAD - GAP if frame.tiles or frame.inner else 0
        return height + self._inside(frame, round(width - 2 * PAD, 1), depth + 1) + below

    def _inside(self, frame: Frame, width: float, depth: int) -> float:
        """How high the frames inside one are, with the room below each row."""
        return sum(row.height + GAP for row in self._rows(frame, width, depth))

    def _tile_rows(self, frame: Frame, width: float) -> list[float]:
        """How high each row of tiles is, with the room below it."""
        lines, columns = list(frame.tiles.values()), _columns(width)
        starts = range(0, len(lines), columns)
        return [max(lines[start : start + columns]) * LINE + 7 + GAP for start in starts]

    def _rows(self, frame: Frame, width: float, depth: int) -> list[_Row]:
        """The frames inside one in rows, which are together as low as can be."""
        if not frame.inner:
            return []
        if any(inner.row for inner in frame.inner):
            ordered = sorted(frame.inner, key=lambda inner: inner.row)
            return [self._row(list(beside), width, depth) for _, beside in groupby(ordered, lambda inner: inner.row)]
        ordered = frame.inner if depth == 0 else sorted(frame.inner, key=lambda inner: -inner.number)
        best: list[_Row] = []
        lowest = math.inf
        fewest = -(-len(ordered) // max(1, int((width + GAP) // (TILE_WIDTH + 2 * PAD + GAP))))
        # A frame in each row always fits.
        for number in dict.fromkeys([*range(fewest, min(len(ordered), fewest + _MOST_ROWS)), len(ordered)]):
            rows: list[_Row] = []
            height = 0.0
            for part in _parts(ordered, number):
                rows.append(self._row(part, width, depth))
                height += rows[-1].height + GAP
                if height >= lowest:
                    break
            else:
                best, lowest = rows, height
        return best

    def _row(self, frames: Sequence[Frame], width: float, depth: int) -> _Row:
        """Frames side by side; low ones next to each other stand in a stack where that makes the row lower."""
        stacks: list[tuple[Frame, ...]] = [(frame,) for frame in frames]
        row = self._beside(stacks, width, depth)
        while len(stacks) > 1:
            heights = [stack.height for stack in row.stacks]
            at = min(range(len(stacks) - 1), key=lambda place: heights[place] + heights[place + 1])
            stacks = [*stacks[:at], (*stacks[at], *stacks[at + 1]), *stacks[at + 2 :]]
            stacked = self._beside(stacks, width, depth)
            if stacked.height >= row.height:
                break
            row = stacked
        return row

    def _beside(self, stacks: Sequence[tuple[Frame, ...]], width: float, depth: int) -> _Row:
        """Stacks side by side: the highest one gets another column, until there is no room."""
        least = TILE_WIDTH + 2 * PAD
        room = width - GAP * (len(stacks) - 1)
        if room < least * len(stacks):
            height = math.inf if len(stacks) > 1 else self._stack_height(stacks[0], round(room, 1), depth)
            return _Row(tuple(_Stack(frames, room, height) for frames in stacks), height)
        widths = [least] * len(stacks)
        heights = [self._stack_height(frames, least, depth) for frames in stacks]
        step = TILE_WIDTH + GAP
        for _ in range(int((room - sum(widths)) / step)):
            highest = heights.index(max(heights))
            widths[highest] += step
            heights[highest] = self._stack_height(stacks[highest], widths[highest], depth)
        extra = (room - sum(widths)) / len(stacks)
        widths = [round(wide + extra, 1) for wide in widths]
        beside = tuple(
            _Stack(frames, wide, self._stack_height(frames, wide, depth))
            for frames, wide in zip(stacks, widths, strict=True)
        )
        return _Row(beside, max(stack.height for stack in beside))

    def _stack_height(self, frames: Sequence[Frame], width: float, depth: int) -> float:
        return sum(self._height(frame, width, depth) + GAP for frame in frames) - GAP

    def _spread(self, frame: Frame, room: Place, depth: int) -> Iterator[Placed]:
        """The frames inside one, which fill a room: what is left of it goes to rows and frames by their tiles."""
        rows, top = self._rows(frame, round(room.width, 1), depth), room.y
        shares = _shares(rows, room.height - sum(row.height + GAP for row in rows))
        for row, more in zip(rows, shares, strict=True):
            left, height = room.x, row.height + more
            for stack in row.stacks:
                yield from self._stacked(stack, Place(left, top, stack.width, height), depth)
                left += stack.width + GAP
            top += height + GAP

    def _stacked(self, stack: _Stack, room: Place, depth: int) -> Iterator[Placed]:
        """The frames of a stack, which fill its room."""
        top = room.y
        for frame, more in zip(stack.frames, _shares(stack.frames, room.height - stack.height), strict=True):
            height = self._height(frame, stack.width, depth) + more
            yield from self._placed(frame, Place(room.x, top, stack.width, height), depth)
            top += height + GAP

    def _placed(self, frame: Frame, at: Place, depth: int) -> Iterator[Placed]:
        top = at.y + self._title_height(frame, at.width, depth)
        columns = _columns(at.width)
        wide = (at.width - 2 * PAD + GAP) / columns - GAP
        more = max(at.height - self._height(frame, at.width, depth), 0.0)
        heights = self._tile_rows(frame, at.width)
        each = more * len(frame.tiles) / max(frame.number, 1) / max(len(heights), 1)
        tiles = []
        ids = list(frame.tiles)
        for row, height in enumerate(heights):
            high = min(height - GAP + each, (height - GAP) * _TALLEST)
            for column, id in enumerate(ids[row * columns : (row + 1) * columns]):
                tiles.append((id, Place(at.x + PAD + column * (wide + GAP), top, wide, high)))
            top += height + each
        yield Placed(frame, depth, at, self._title(frame, at.width, depth), tuple(tiles))
        room = Place(at.x + PAD, top, at.width - 2 * PAD, at.bottom - PAD + GAP - top)
        yield from self._spread(frame, room, depth + 1)


def title_size(depth: int) -> int:
    """How large the title of a frame is, by how deep it stands in others."""
    return TITLES[min(depth, len(TITLES) - 1)]


def _shares(parts: Sequence[Frame] | Sequence[_Row], room: float) -> list[float]:
    """What is left of a room shared out by tiles; evenly where there are none."""
    numbers = [part.number for part in parts]
    total = sum(numbers)
    return [max(room, 0.0) * (number / total if total else 1 / len(parts)) for number in numbers]


def _columns(width: float) -> int:
    """How many tiles stand side by side in a frame of a width."""
    return max(1, int((width - 2 * PAD + GAP + 0.2) // (TILE_WIDTH + GAP)))


def _parts(frames: Sequence[Frame], number: int) -> Iterator[list[Frame]]:
    """So many parts of a list, in order, with about as many tiles in each."""
    weights = [frame.number + 1 + len(frame.inner) for frame in frames]
    share, part, taken, left = sum(weights) / number, list[Frame](), 0.0, number
    for place, (frame, weight) in enumerate(zip(frames, weights, strict=True)):
        if part and left > 1 and (taken + weight / 2 > share or len(frames) - place < left):
            yield part
            part, taken, left = [], 0.0, left - 1
        part.append(frame)
        taken += weight
    yield part
