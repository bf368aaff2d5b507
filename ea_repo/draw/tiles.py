"""Maps of nested frames with a tile for each element: the land-use plan of an information system."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.groups import frames_of
from ea_repo.draw.shown import Shown
from ea_repo.draw.wrap import lines
from ea_repo.finding import Text
from ea_repo.graph import Graph

TILE_WIDTH, LINE, PAD, GAP = 108.0, 11.0, 8.0, 6.0
SIZE, TITLE = 9, 11
PAPER = math.sqrt(2)
"""The width of a sheet of paper over its height."""
_MOST_LINES = 4


@dataclass
class _Frame:
    """A frame with its own tiles and the frames inside; `width` and `height` once it is laid out."""

    id: str
    label: str
    tiles: list[str] = field(default_factory=list)
    inner: list[_Frame] = field(default_factory=list)
    width: float = 0
    height: float = 0

    def number(self) -> int:
        return len(self.tiles) + sum(each.number() for each in self.inner)


def tiles(base: Diagram, view: Shown, ids: Sequence[str]) -> Diagram:
    """Frames inside frames, tiles inside those; an element that stands in two frames has a tile in each."""
    graph = view.context.graph
    link = view.point.group or "zone"
    top = _frames(graph, link, ids, view)
    labels = {id: view.label(id, TILE_WIDTH - 8, SIZE, _MOST_LINES) for id in ids}
    height = max((len(each) for each in labels.values()), default=1) * LINE + 8
    best = min((_laid(top, width, height) for width in _widths(len(ids))), key=lambda each: abs(each.ratio - PAPER))
    boxes = list(_drawn(best.rows, view, labels, height))
    return replace(base, boxes=tuple(boxes), legend=view.legend(), engine="placed")


def _frames(graph: Graph, link: str, ids: Sequence[str], view: Shown) -> list[_Frame]:
    """The outermost frames, in order of name; frames in which nothing stands are there too, as they are holes."""
    made: dict[str, _Frame] = {}
    roots: dict[str, _Frame] = {}

    def frame(id: str) -> _Frame:
        if id not in made:
            made[id] = _Frame(id, graph.name(id))
            above = graph.wholes(id, "part_of")[1:2]
            (frame(above[0]).inner if above else _At(roots, id)).append(made[id])
        return made[id]

    for kind in {graph.kind(each) for id in ids for each in frames_of(graph, id, link)}:
        for id in graph.of(kind):
            if graph.in_service(id):
                frame(id)
    nowhere: list[str] = []
    for id in ids:
        found = frames_of(graph, id, link)
        for each in found:
            frame(each).tiles.append(id)
        if not found:
            nowhere.append(id)
    ordered = sorted(roots.values(), key=lambda each: graph.name(each.id))
    if nowhere:
        said = Text("Emplacement non renseigné", "Place not recorded")[view.context.lang]
        ordered.append(_Frame("nowhere", said, nowhere))
    return ordered


class _At(list["_Frame"]):
    """Keeps the outermost frames by id."""

    def __init__(self, roots: dict[str, _Frame], id: str) -> None:
        super().__init__()
        self._roots, self._id = roots, id

    def append(self, frame: _Frame) -> None:
        self._roots[self._id] = frame


@dataclass(frozen=True)
class _Sheet:
    rows: list[list[_Frame]]
    ratio: float


def _widths(number: int) -> Iterator[float]:
    """How wide the sheet may be, from a column of tiles to one row of them."""
    root = math.ceil(math.sqrt(max(number, 1)))
    yield from ((TILE_WIDTH + GAP) * columns for columns in range(max(4, root // 2), max(8, root * 3)))


def _laid(top: list[_Frame], width: float, tile: float) -> _Sheet:
    rows = _shelves(top, width, tile)
    wide = max((sum(each.width + GAP for each in row) for row in rows), default=1)
    high = sum(max(each.height for each in row) + GAP for row in rows)
    return _Sheet([[_copy(each) for each in row] for row in rows], wide / max(high, 1))


def _copy(frame: _Frame) -> _Frame:
    return replace(frame, inner=[_copy(each) for each in frame.inner])


def _shelves(frames: list[_Frame], width: float, tile: float) -> list[list[_Frame]]:
    """Frames side by side in rows of a width, in their order."""
    rows: list[list[_Frame]] = []
    taken = 0.0
    for each in frames:
        _size(each, width, tile)
        if not rows or taken + each.width > width:
            rows.append([])
            taken = 0.0
        rows[-1].append(each)
        taken += each.width + GAP
    return rows


def _columns(frame: _Frame, width: float) -> int:
    room = max(1, int((width - 2 * PAD + GAP) // (TILE_WIDTH + GAP)))
    return min(room, max(1, math.ceil(math.sqrt(len(frame.tiles)))))


def _size(frame: _Frame, width: float, tile: float) -> None:
    columns = _columns(frame, width)
    own = math.ceil(len(frame.tiles) / columns)
    wide, high = columns * (TILE_WIDTH + GAP) - GAP, own * (tile + GAP)
    rows = _shelves(frame.inner, max(width - 2 * PAD, TILE_WIDTH), tile)
    for row in rows:
        wide = max(wide, sum(each.width + GAP for each in row) - GAP)
        high += max(each.height for each in row) + GAP
    frame.width = wide + 2 * PAD
    frame.height = _title_height(frame) + max(high, tile / 2) + PAD


def _title_lines(frame: _Frame) -> tuple[str, ...]:
    return lines(f"{frame.label} ({frame.number()})", frame.width - 10, TITLE, 3)


def _title_height(frame: _Frame) -> float:
    return len(_title_lines(frame)) * (TITLE + 3) + 8


def _drawn(rows: list[list[_Frame]], view: Shown, labels: Mapping[str, tuple[str, ...]], tile: float) -> Iterator[Box]:
    full = max((sum(each.width + GAP for each in row) - GAP for row in rows), default=0)
    top = 0.0
    for row in rows:
        high = max(each.height for each in row)
        left = 0.0
        for place, each in enumerate(row):
            # The last of a row ends where the sheet does.
            wide = full - left if place == len(row) - 1 else each.width
            yield from _frame(each, Place(left, top, wide, high), 0, view, labels, tile)
            left += each.width + GAP
        top += high + GAP


def _frame(
    frame: _Frame, at: Place, depth: int, view: Shown, labels: Mapping[str, tuple[str, ...]], tile: float
) -> Iterator[Box]:
    look = ("zone", "quartier", "ilot")[min(depth, 2)]
    frame.width = at.width
    title = _title_lines(frame)
    named = f"frame:{frame.id}"
    element = frame.id if frame.id in view.context.graph else None
    yield Box(named, title, look, frame.label, element, place=at, size=TITLE, frame=True, left=True)
    x, y = at.x + PAD, at.y + _title_height(frame)
    columns = max(1, int((at.width - 2 * PAD + GAP) // (TILE_WIDTH + GAP)))
    for place, id in enumerate(frame.tiles):
        row, column = divmod(place, columns)
        spot = Place(x + column * (TILE_WIDTH + GAP), y + row * (tile + GAP), TILE_WIDTH, tile)
        yield Box(f"{frame.id}/{id}", labels[id], view.look(id), view.tooltip(id), id, named, spot, SIZE)
    y += math.ceil(len(frame.tiles) / columns) * (tile + GAP)
    room = at.width - 2 * PAD
    for row_of in _packed(frame.inner, room):
        high = max(each.height for each in row_of)
        left = x
        for number, each in enumerate(row_of):
            last = number == len(row_of) - 1
            wide = x + room - left if last else each.width
            yield from _frame(each, Place(left, y, wide, high), depth + 1, view, labels, tile)
            left += each.width + GAP
        y += high + GAP


def _packed(frames: list[_Frame], width: float) -> list[list[_Frame]]:
    """Frames that have their size, side by side in rows of a width."""
    rows: list[list[_Frame]] = []
    taken = 0.0
    for each in frames:
        if not rows or taken + each.width > width + 0.01:
            rows.append([])
            taken = 0.0
        rows[-1].append(each)
        taken += each.width + GAP
    return rows
