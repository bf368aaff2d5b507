"""Maps of nested frames with a tile for each element: the land-use plan of an information system."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.groups import frames_of
from ea_repo.draw.shown import Shown
from ea_repo.draw.wrap import in_a_dictionary, lines
from ea_repo.finding import Text
from ea_repo.graph import Graph

TILE_WIDTH, LINE, PAD, GAP = 108.0, 11.0, 8.0, 6.0
SIZE, TITLE = 9, 11
PAPER = math.sqrt(2)
"""The width of a sheet of paper over its height."""
_MOST_LINES = 4
_ANY_WIDTH = 1e6


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
    for each in top:
        _size(each, _ANY_WIDTH, height)
    sheets = (_packed(top, width) for width in _widths(top))
    best = min(sheets, key=lambda rows: abs(math.log(_ratio(rows) / PAPER)), default=[])
    boxes = list(_drawn(best, view, labels, height))
    laid = sum(not each.frame for each in boxes)
    notes = list(base.notes)
    if laid > len(ids):
        twice = sum(len(frames_of(graph, id, link)) > 1 for id in ids)
        fr = f"{len(ids)} éléments, dont {twice} placés en plusieurs endroits ; la légende compte les tuiles"
        notes.append(
            Text(fr, f"{len(ids)} elements, {twice} of them in several places; the legend counts tiles")[
                view.context.lang
            ]
        )
    return replace(base, boxes=tuple(boxes), legend=view.legend(), notes=tuple(notes), engine="placed")


def _frames(graph: Graph, link: str, ids: Sequence[str], view: Shown) -> list[_Frame]:
    """The outermost frames, in order of name; those in which nothing stands too, where the view shows holes."""
    made: dict[str, _Frame] = {}
    roots: dict[str, _Frame] = {}

    def frame(id: str) -> _Frame:
        if id not in made:
            made[id] = _Frame(id, graph.name(id))
            above = graph.wholes(id, "part_of")[1:2]
            (frame(above[0]).inner if above else _At(roots, id)).append(made[id])
        return made[id]

    kinds = {graph.kind(each) for id in ids for each in frames_of(graph, id, link)} if view.point.holes else ()
    for kind in kinds:
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
    ordered = sorted(roots.values(), key=lambda each: in_a_dictionary(graph.name(each.id)))
    if nowhere:
        said = Text("Groupe non renseigné", "Group not recorded")[view.context.lang]
        ordered.append(_Frame("?", said, nowhere))
    return ordered


class _At(list["_Frame"]):
    """Keeps the outermost frames by id."""

    def __init__(self, roots: dict[str, _Frame], id: str) -> None:
        super().__init__()
        self._roots, self._id = roots, id

    def append(self, frame: _Frame) -> None:
        self._roots[self._id] = frame


def _widths(frames: list[_Frame]) -> Iterator[float]:
    """How wide the sheet may be: from the widest frame to all of them side by side."""
    least = max((each.width for each in frames), default=0)
    whole = sum(each.width + GAP for each in frames)
    yield least
    while least < whole:
        least += TILE_WIDTH + GAP
        yield least


def _ratio(rows: list[list[_Frame]]) -> float:
    wide = max((sum(each.width + GAP for each in row) for row in rows), default=1)
    return wide / max(sum(max(each.height for each in row) + GAP for row in rows), 1)


def _columns(frame: _Frame, width: float) -> int:
    wanted = max(1, math.ceil(math.sqrt(len(frame.tiles))))
    return max(1, int(min((width - 2 * PAD + GAP) // (TILE_WIDTH + GAP), wanted)))


def _size(frame: _Frame, width: float, tile: float) -> None:
    """The size of a frame that is no wider than this, of the shape nearest to a sheet of paper."""
    for each in frame.inner:
        _size(each, width, tile)
    sizes = (_sized(frame, each, tile) for each in _narrower(frame, width))
    frame.width, frame.height = min(sizes, key=lambda size: abs(math.log(size[0] / size[1] / PAPER)))


def _narrower(frame: _Frame, width: float) -> Iterator[float]:
    """The widths to try: one for a frame of tiles, whose columns make its shape; several for one of frames."""
    if not frame.inner:
        yield width
        return
    for each in _widths(frame.inner):
        if each + 2 * PAD <= width:
            yield each + 2 * PAD


def _sized(frame: _Frame, width: float, tile: float) -> tuple[float, float]:
    columns = _columns(frame, width)
    own = math.ceil(len(frame.tiles) / columns)
    wide, high = columns * (TILE_WIDTH + GAP) - GAP, own * (tile + GAP)
    for row in _packed(frame.inner, width - 2 * PAD):
        wide = max(wide, sum(each.width + GAP for each in row) - GAP)
        high += max(each.height for each in row) + GAP
    wide += 2 * PAD
    return wide, _title_height(frame, wide) + max(high, tile / 2) + PAD


def _title_lines(frame: _Frame, width: float) -> tuple[str, ...]:
    return lines(f"{frame.label} ({frame.number()})", width - 10, TITLE, 3)


def _title_height(frame: _Frame, width: float) -> float:
    return len(_title_lines(frame, width)) * (TITLE + 3) + 8


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
    title = _title_lines(frame, at.width)
    named = f"frame:{frame.id}"
    element = frame.id if frame.id in view.context.graph else None
    yield Box(named, title, look, frame.label, element, place=at, size=TITLE, frame=True, left=True)
    x, y = at.x + PAD, at.y + _title_height(frame, at.width)
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
