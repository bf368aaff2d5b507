"""Maps of nested frames with a tile for each element: the land-use plan of an information system."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.frames import frames_of
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

TILE_WIDTH, LINE, PAD, GAP = 108.0, 11.0, 8.0, 6.0
SIZE, TITLE = 9, 11
PAPER = math.sqrt(2)
"""The width of a sheet of paper over its height."""
_MOST_LINES = 4
_ANY_WIDTH = 1e6
_LOOKS = ("zone", "quartier", "ilot")
"""The looks of frames by their depth."""


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
        """How many tiles stand in it, at any depth."""
        return len(self.tiles) + sum(frame.number() for frame in self.inner)

    def title(self, width: float) -> tuple[str, ...]:
        return wrap(f"{self.label} ({self.number()})", width - 10, TITLE, 3)

    def title_height(self, width: float) -> float:
        return len(self.title(width)) * (TITLE + 3) + 8


Sheet = list[list[_Frame]]
"""Frames side by side, in rows."""


def tiles(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """Frames inside frames, tiles inside those; an element that stands in two frames has a tile in each."""
    link = appearance.point.group or "zone"
    outermost = _frames(appearance, link, ids)
    labels = {id: appearance.label(id, TILE_WIDTH - 8, SIZE, _MOST_LINES) for id in ids}
    tile_height = max((len(label) for label in labels.values()), default=1) * LINE + 8
    for frame in outermost:
        _lay_out(frame, _ANY_WIDTH, tile_height)
    sheets = (_in_rows(outermost, width) for width in _widths(outermost))
    sheet = min(sheets, key=lambda rows: abs(math.log(_ratio(rows) / PAPER)), default=[])
    boxes = tuple(_sheet_boxes(sheet, appearance, labels, tile_height))
    notes = list(head.notes)
    if sum(not box.frame for box in boxes) > len(ids):
        several = sum(len(frames_of(appearance.graph, id, link)) > 1 for id in ids)
        fr = f"{len(ids)} éléments, dont {several} placés en plusieurs endroits ; la légende compte les tuiles"
        en = f"{len(ids)} elements, {several} of them in several places; the legend counts tiles"
        notes.append(appearance.context.say(Text(fr, en)))
    return replace(head, boxes=boxes, legend=appearance.legend(), notes=tuple(notes), layout="placed")


def _frames(appearance: Appearance, link: str, ids: Sequence[str]) -> list[_Frame]:
    """The outermost frames, in order of name; those in which nothing stands too, where the view shows holes."""
    graph = appearance.graph
    frames: dict[str, _Frame] = {}
    outermost: list[_Frame] = []

    def frame_at(id: str) -> _Frame:
        """The frame of an element, made with those around it where it is not there yet."""
        if id not in frames:
            frames[id] = _Frame(id, graph.name(id))
            above = graph.wholes(id, "part_of")[1:2]
            (frame_at(above[0]).inner if above else outermost).append(frames[id])
        return frames[id]

    stands_in = {id: frames_of(graph, id, link) for id in ids}
    if appearance.point.holes:
        for kind in sorted({graph.kind(frame) for where in stands_in.values() for frame in where}):
            for id in graph.of(kind):
                if graph.in_service(id):
                    frame_at(id)
    for id, where in stands_in.items():
        for frame in where:
            frame_at(frame).tiles.append(id)
    ordered = sorted(outermost, key=lambda frame: dictionary_order(frame.label))
    ordered += _in_no_frame(appearance, link, [id for id, where in stands_in.items() if not where])
    return ordered


def _in_no_frame(appearance: Appearance, link: str, ids: Sequence[str]) -> Iterator[_Frame]:
    """What stands in no frame: what was in one and is in none on that day, then what nothing is recorded of."""
    left = [id for id in ids if appearance.graph.recorded(id, link)]
    unknown = [id for id in ids if id not in left]
    if left:
        yield _Frame("-", appearance.context.say(Text("Nulle part à cette date", "Nowhere on this date")), left)
    if unknown:
        yield _Frame("?", appearance.context.say(Text("Groupe non renseigné", "Group not recorded")), unknown)


def _widths(frames: list[_Frame]) -> Iterator[float]:
    """How wide the sheet may be: from the widest frame to all of them side by side."""
    width = max((frame.width for frame in frames), default=0)
    whole = sum(frame.width + GAP for frame in frames)
    yield width
    while width < whole:
        width += TILE_WIDTH + GAP
        yield width


def _ratio(sheet: Sheet) -> float:
    """The width of a sheet over its height."""
    width = max((sum(frame.width + GAP for frame in row) for row in sheet), default=1)
    return width / max(sum(max(frame.height for frame in row) + GAP for row in sheet), 1)


def _lay_out(frame: _Frame, width: float, tile_height: float) -> None:
    """Gives a frame that is no wider than this the size of the shape nearest to a sheet of paper."""
    for inner in frame.inner:
        _lay_out(inner, width, tile_height)
    sizes = (_size(frame, wanted, tile_height) for wanted in _narrower(frame, width))
    frame.width, frame.height = min(sizes, key=lambda size: abs(math.log(size[0] / size[1] / PAPER)))


def _narrower(frame: _Frame, width: float) -> Iterator[float]:
    """The widths to try: one for a frame of tiles, whose columns make its shape; several for one of frames."""
    if not frame.inner:
        yield width
        return
    for inside in _widths(frame.inner):
        if inside + 2 * PAD <= width:
            yield inside + 2 * PAD


def _size(frame: _Frame, width: float, tile_height: float) -> tuple[float, float]:
    """How wide and how high a frame is, within a width."""
    wanted = max(1, math.ceil(math.sqrt(len(frame.tiles))))
    columns = max(1, min(_columns(width), wanted))
    rows = math.ceil(len(frame.tiles) / columns)
    inside, height = columns * (TILE_WIDTH + GAP) - GAP, rows * (tile_height + GAP)
    for row in _in_rows(frame.inner, width - 2 * PAD):
        inside = max(inside, sum(inner.width + GAP for inner in row) - GAP)
        height += max(inner.height for inner in row) + GAP
    inside += 2 * PAD
    return inside, frame.title_height(inside) + max(height, tile_height / 2) + PAD


def _columns(width: float) -> int:
    """How many tiles stand side by side in a frame of a width."""
    return max(1, int((width - 2 * PAD + GAP) // (TILE_WIDTH + GAP)))


def _sheet_boxes(
    sheet: Sheet, appearance: Appearance, labels: Mapping[str, tuple[str, ...]], tile_height: float
) -> Iterator[Box]:
    width = max((sum(frame.width + GAP for frame in row) - GAP for row in sheet), default=0)
    for frame, place in _spread(sheet, 0.0, 0.0, width):
        yield from _frame_boxes(frame, place, 0, appearance, labels, tile_height)


def _frame_boxes(
    frame: _Frame,
    at: Place,
    depth: int,
    appearance: Appearance,
    labels: Mapping[str, tuple[str, ...]],
    tile_height: float,
) -> Iterator[Box]:
    """A frame, its tiles in rows, and the frames inside it, in this order: what comes later is drawn over it."""
    box = f"frame:{frame.id}"
    look = _LOOKS[min(depth, len(_LOOKS) - 1)]
    element = frame.id if frame.id in appearance.graph else None
    yield Box(box, frame.title(at.width), look, frame.label, element, place=at, size=TITLE, frame=True, left=True)
    left, top = at.x + PAD, at.y + frame.title_height(at.width)
    columns = _columns(at.width)
    for number, id in enumerate(frame.tiles):
        row, column = divmod(number, columns)
        x, y = left + column * (TILE_WIDTH + GAP), top + row * (tile_height + GAP)
        place = Place(x, y, TILE_WIDTH, tile_height)
        meaning = appearance.meaning(id, appearance.point.colour)
        tooltip, look = appearance.tooltip(id), appearance.look(id)
        yield Box(f"{frame.id}/{id}", labels[id], look, tooltip, id, box, place, SIZE, meaning=meaning)
    top += math.ceil(len(frame.tiles) / columns) * (tile_height + GAP)
    width = at.width - 2 * PAD
    for inner, place in _spread(_in_rows(frame.inner, width), left, top, width):
        yield from _frame_boxes(inner, place, depth + 1, appearance, labels, tile_height)


def _in_rows(frames: list[_Frame], width: float) -> Sheet:
    """Frames that have their size, side by side in rows of a width."""
    sheet: Sheet = []
    taken = 0.0
    for frame in frames:
        if not sheet or taken + frame.width > width + 0.01:
            sheet.append([])
            taken = 0.0
        sheet[-1].append(frame)
        taken += frame.width + GAP
    return sheet


def _spread(sheet: Sheet, left: float, top: float, width: float) -> Iterator[tuple[_Frame, Place]]:
    """Where each frame of a sheet is: as high as its row, the last of a row as wide as what is left of the width."""
    for row in sheet:
        height = max(frame.height for frame in row)
        x = left
        for frame in row:
            yield frame, Place(x, top, left + width - x if frame is row[-1] else frame.width, height)
            x += frame.width + GAP
        top += height + GAP
