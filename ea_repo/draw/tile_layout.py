"""Frames inside frames laid out on a sheet: rows of frames whose heights are as alike as their widths allow."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from ea_repo.draw.diagram import Place
from ea_repo.draw.wrap import wrap

TILE_WIDTH, LINE, PAD, GAP = 92.0, 10.5, 5.0, 4.0
TILE_SIZE = 9
TITLES = (12, 10, 9, 9)
"""The sizes of the titles of frames, by their depth."""
PAPER = math.sqrt(2)
"""The width of a sheet of paper over its height."""
_HEAD = 150.0
"""How high the head of the sheet is, about."""
_WIDEST, _STEP = 20_000.0, 8.0
"""How wide a sheet may be, and how exactly its width is looked for, in points."""
_MOST_ROWS = 8
"""How many more rows than the fewest are tried."""


@dataclass(eq=False)
class Frame:
    """A frame with its own tiles, each with its number of lines, and the frames inside."""

    id: str
    label: str
    tiles: dict[str, int] = field(default_factory=dict)
    inner: list[Frame] = field(default_factory=list)

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


class TileLayout:
    """Where everything stands on a sheet that is about as wide as paper is for its height."""

    def __init__(self, frames: Sequence[Frame], empty: str) -> None:
        self._frames, self._empty = frames, empty
        self._height = cache(self._uncached_height)
        self._rows = cache(self._uncached_rows)
        self.title = cache(self._uncached_title)

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
        yield from self._spread(root, Place(0, 0, width, 0), 0.0, 0)

    def _uncached_title(self, frame: Frame, width: float, depth: int) -> tuple[str, ...]:
        """Its name with the number of its tiles, or that it is empty."""
        number = frame.number
        words = f"{frame.label} ({number})" if number else f"{frame.label} · {self._empty}"
        return wrap(words, width - 10, _size(depth), 3)

    def _title_height(self, frame: Frame, width: float, depth: int) -> float:
        return len(self.title(frame, width, depth)) * (_size(depth) + 2.5) + 6

    def _uncached_height(self, frame: Frame, width: float, depth: int) -> float:
        """How high a frame is at a width."""
        height = self._title_height(frame, width, depth) + sum(self._tile_rows(frame, width))
        below = PAD - GAP if frame.tiles or frame.inner else 0
        return height + self._inside(frame, round(width - 2 * PAD, 1), depth + 1) + below

    def _inside(self, frame: Frame, width: float, depth: int) -> float:
        """How high the frames inside one are, with the room below each row."""
        return sum(height + GAP for height, _, _ in self._rows(frame, width, depth))

    def _tile_rows(self, frame: Frame, width: float) -> list[float]:
        """How high each row of tiles is, with the room below it."""
        lines, columns = list(frame.tiles.values()), _columns(width)
        starts = range(0, len(lines), columns)
        return [max(lines[start : start + columns]) * LINE + 7 + GAP for start in starts]

    def _uncached_rows(self, frame: Frame, width: float, depth: int) -> list[tuple[float, list[Frame], list[float]]]:
        """The frames inside one in rows, which are together as low as can be: the height, the frames, their widths."""
        if not frame.inner:
            return []
        ordered = frame.inner if depth == 0 else sorted(frame.inner, key=lambda inner: -inner.number)
        best: list[tuple[float, list[Frame], list[float]]] = []
        lowest = math.inf
        fewest = -(-len(ordered) // max(1, int((width + GAP) // (TILE_WIDTH + 2 * PAD + GAP))))
        # A frame in each row always fits.
        for number in dict.fromkeys([*range(fewest, min(len(ordered), fewest + _MOST_ROWS)), len(ordered)]):
            rows: list[tuple[float, list[Frame], list[float]]] = []
            height = 0.0
            for part in _parts(ordered, number):
                rows.append(self._row(part, width, depth))
                height += rows[-1][0] + GAP
                if height >= lowest:
                    break
            else:
                best, lowest = rows, height
        return best

    def _row(self, frames: list[Frame], width: float, depth: int) -> tuple[float, list[Frame], list[float]]:
        """Frames side by side: the highest one gets another column, until there is no room."""
        least = TILE_WIDTH + 2 * PAD
        room = width - GAP * (len(frames) - 1)
        if room < least * len(frames):
            return (math.inf if len(frames) > 1 else self._height(frames[0], round(room, 1), depth)), frames, [room]
        widths = [least] * len(frames)
        heights = [self._height(frame, least, depth) for frame in frames]
        step = TILE_WIDTH + GAP
        for _ in range(int((room - sum(widths)) / step)):
            highest = heights.index(max(heights))
            widths[highest] += step
            heights[highest] = self._height(frames[highest], widths[highest], depth)
        extra = (room - sum(widths)) / len(frames)
        widths = [round(wide + extra, 1) for wide in widths]
        return max(self._height(frame, wide, depth) for frame, wide in zip(frames, widths, strict=True)), frames, widths

    def _spread(self, frame: Frame, at: Place, top: float, depth: int) -> Iterator[Placed]:
        """The frames inside one, each as high as its row."""
        for height, frames, widths in self._rows(frame, round(at.width, 1), depth):
            left = at.x
            for inner, width in zip(frames, widths, strict=True):
                yield from self._placed(inner, Place(left, top, width, height), depth)
                left += width + GAP
            top += height + GAP

    def _placed(self, frame: Frame, at: Place, depth: int) -> Iterator[Placed]:
        top = at.y + self._title_height(frame, at.width, depth)
        columns = _columns(at.width)
        wide = (at.width - 2 * PAD + GAP) / columns - GAP
        tiles = []
        ids = list(frame.tiles)
        for row, height in enumerate(self._tile_rows(frame, at.width)):
            for column, id in enumerate(ids[row * columns : (row + 1) * columns]):
                tiles.append((id, Place(at.x + PAD + column * (wide + GAP), top, wide, height - GAP)))
            top += height
        yield Placed(frame, depth, at, self.title(frame, at.width, depth), tuple(tiles))
        yield from self._spread(frame, Place(at.x + PAD, 0, at.width - 2 * PAD, 0), top, depth + 1)


def _size(depth: int) -> int:
    return TITLES[min(depth, len(TITLES) - 1)]


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
