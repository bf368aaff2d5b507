"""A map on sheets of paper: whole where its texts can be read, else an overview and numbered sheets.

Frames side by side go on sheets by frames, each drawn anew, and so do frames that no arrow leads to; any other map is
shown through windows that overlap a little, whose numbers stand on the overview.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.paper import Paper, least_scale
from ea_repo.draw.render import Drawing, drawn
from ea_repo.draw.style import Style
from ea_repo.finding import Text

_OVERLAP = 36.0
_MOST_NAMES = 12
"""How many frames of each larger one the head of a sheet names."""
_GAP = 6.0
_EDGE, _TITLE = 16.0, 34.0
"""The room around a drawing, and how high the title of a part of a frame is at the most."""
_HEADS = (110.0, 150.0, 190.0, 250.0, 350.0)
"""How much room the head of a sheet may take: the first that is enough is left to it."""


@dataclass(frozen=True)
class Sheet:
    """A page: a map, or the window on it in points from its top left; what is marked on it, and with which numbers."""

    drawing: Drawing
    paper: Paper
    window: Place | None = None
    marks: tuple[tuple[Place, int], ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """The width and the height of what is shown."""
        return (self.window.width, self.window.height) if self.window else self.drawing.size

    @property
    def scale(self) -> float:
        return self.paper.scale(self.size)


def sheets(diagram: Diagram, style: Style, paper: Paper | None, *, headed: bool = True) -> list[Sheet]:
    """The sheets of a map, the overview first where there are several; without a paper, one sheet of its own size.

    `headed`: each drawing bears the title and the legend, which some formats write themselves. Raises NotDrawn.
    """
    drawing = drawn(diagram, style, headed=headed)
    if paper is None:
        return [Sheet(drawing, Paper.around(drawing.size))]
    whole = Sheet(drawing, paper.turned_for(drawing.size))
    if whole.scale >= least_scale(diagram, paper) * 0.99:
        return [whole]
    if diagram.layout == "placed":
        linked, blocks = _apart(diagram)
        several = len(blocks) > 1 or any(box.frame for block in blocks for box in block[1:])
        if blocks and (several or linked.boxes):
            begin = 3 if linked.boxes else 2
            parts = _by_frame(diagram, style, paper, blocks, begin, headed=headed)
            if linked.boxes:
                parts = [_one(linked, style, paper, begin + len(parts) - 1, headed=headed), *parts]
            index = [part.drawing.diagram.notes[0] for part in parts]
            overview = drawn(replace(diagram, notes=(*diagram.notes, *index)), style, headed=headed)
            return [Sheet(overview, paper.turned_for(overview.size)), *parts]
    windows = list(_windows(drawing.size, paper, least_scale(drawing.diagram, paper)))
    marks = tuple((window, number) for number, window in enumerate(windows, 2))
    return [replace(whole, marks=marks), *(Sheet(drawing, paper.turned_for(_size(at)), at) for at in windows)]


_AXIS = "axis:"
"""How the ids of boxes begin that say what rows and columns of frames stand for: the overview has them."""


def _apart(diagram: Diagram) -> tuple[Diagram, list[Block]]:
    """What arrows link, and the outermost frames beside it; no frame where all cannot be parted so."""
    ends = {end for arrow in diagram.arrows for end in (arrow.source, arrow.target)}
    linked = tuple(box for box in diagram.boxes if box.id in ends)
    blocks = _blocks([box for box in diagram.boxes if box.id not in ends and not box.id.startswith(_AXIS)])
    apart = all(not _holds(block[0].place, box.place) for block in blocks for box in linked if box.place)
    return replace(diagram, boxes=linked), blocks if apart else []


def _one(diagram: Diagram, style: Style, paper: Paper, total: int, *, headed: bool) -> Sheet:
    """The second sheet: what arrows link."""
    part = Text(f"Feuille 2 sur {total} : les flèches", f"Sheet 2 of {total}: the arrows")[diagram.lang]
    drawing = drawn(replace(diagram, notes=(part, *diagram.notes)), style, headed=headed)
    return Sheet(drawing, paper.turned_for(drawing.size))


def _size(place: Place) -> tuple[float, float]:
    return place.width, place.height


def _windows(size: tuple[float, float], paper: Paper, scale: float) -> Iterator[Place]:
    """Windows of one size that show a whole map, row by row, as few as there can be."""
    grids = []
    for sheet in (paper, paper.lying):
        across, down = (length / scale for length in sheet.room)
        columns, rows = _pieces(size[0], across), _pieces(size[1], down)
        grids.append((columns * rows, columns, rows, across, down))
    _, columns, rows, across, down = min(grids)
    # The windows are only as large as is needed: the last one shows no empty strip.
    width = (size[0] + (columns - 1) * _OVERLAP) / columns
    height = (size[1] + (rows - 1) * _OVERLAP) / rows
    for row in range(rows):
        for column in range(columns):
            yield Place(column * (width - _OVERLAP), row * (height - _OVERLAP), min(width, across), min(height, down))


def _pieces(length: float, room: float) -> int:
    """How many windows side by side show a length."""
    return max(1, math.ceil((length - _OVERLAP) / (room - _OVERLAP)))


Block = tuple[Box, ...]
"""A frame with all that stands in it."""


def _blocks(boxes: Sequence[Box]) -> list[Block]:
    """The outermost frames with what they hold; none where something stands outside of all frames."""
    blocks: list[list[Box]] = []
    for box in boxes:
        if blocks and box.place and _holds(blocks[-1][0].place, box.place):
            blocks[-1].append(box)
        elif box.frame and box.place:
            blocks.append([box])
        else:
            return []
    return [tuple(block) for block in blocks]


def _holds(outer: Place | None, inner: Place) -> bool:
    return outer is not None and (
        outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom
    )


def _by_frame(
    diagram: Diagram, style: Style, paper: Paper, blocks: Sequence[Block], begin: int, *, headed: bool
) -> list[Sheet]:
    """Sheets of frames side by side, in their order, each at a size that can be read; the first has a number."""
    scale = least_scale(diagram, paper)
    across, down = (length / scale - _EDGE for length in paper.lying.room)
    drawings: list[Drawing] = []
    # How high the head of a sheet is shows once it is drawn.
    for head in _HEADS if headed else (0.0,):
        pages = _pages(list(_fitting(blocks, across, down - head)), across, down - head)
        total = len(pages) + begin - 1
        drawings = [
            drawn(_part(diagram, page, number, total), style, headed=headed) for number, page in enumerate(pages, begin)
        ]
        if all(paper.turned_for(drawing.size).scale(drawing.size) >= scale * 0.99 for drawing in drawings):
            break
    return [Sheet(drawing, paper.turned_for(drawing.size)) for drawing in drawings]


def _part(diagram: Diagram, page: Sequence[Block], number: int, total: int) -> Diagram:
    """Some of the frames of a map, with the number of their sheet and the names of the frames."""
    names = _names(diagram, page)
    part = Text(f"Feuille {number} sur {total} : {names}", f"Sheet {number} of {total}: {names}")
    boxes = tuple(box for block in page for box in block)
    return replace(diagram, boxes=boxes, arrows=(), legend=_legend(diagram, boxes), notes=(part[diagram.lang],))


def _names(diagram: Diagram, page: Sequence[Block]) -> str:
    """The names of the frames of a page, under those of the frames that they stand in on the whole map."""
    frames = {box.id: box for box in diagram.boxes if box.frame}
    inside: dict[str, list[str]] = {}
    for block in page:
        frame = frames.get(block[0].id, block[0])
        around = [" ".join(outer.label) for outer in frames.values() if outer is not frame and _around(outer, frame)]
        inside.setdefault(" › ".join(around), []).append(" ".join(frame.label))
    colon, semicolon = (" : ", " ; ") if diagram.lang == "fr" else (": ", "; ")
    shown = {path: names[:_MOST_NAMES] + ["…"] * (len(names) > _MOST_NAMES) for path, names in inside.items()}
    return semicolon.join(f"{path}{colon * bool(path)}{', '.join(names)}" for path, names in shown.items())


def _around(outer: Box, inner: Box) -> bool:
    return inner.place is not None and _holds(outer.place, inner.place)


def _legend(diagram: Diagram, boxes: Sequence[Box]) -> tuple[LegendEntry, ...]:
    """The legend of some of the boxes of a map: what a box means begins with the words of its look."""
    words = sorted((entry.text for entry in diagram.legend), key=len, reverse=True)
    counts = Counter(next((text for text in words if box.meaning.startswith(text)), "") for box in boxes if box.meaning)
    return tuple(replace(entry, count=counts[entry.text]) for entry in diagram.legend if counts[entry.text])


def _fitting(blocks: Sequence[Block], across: float, down: float) -> Iterator[Block]:
    """The frames; of one that is larger than a sheet, what stands in it, then the frames inside of it, instead."""
    for block in blocks:
        frame, place = block[0], block[0].place
        if place is None or (place.width <= across and place.height <= down):
            yield block
            continue
        own = [box for box in block[1:] if box.group == frame.id and not box.frame]
        inner = _blocks([box for box in block[1:] if box.group != frame.id or box.frame])
        if not own and not inner:
            fitting = replace(place, width=min(place.width, across), height=min(place.height, down))
            yield (replace(frame, place=fitting), *block[1:])
            continue
        yield from _parts(frame, own, across, down)
        yield from _fitting(inner, across, down)


def _parts(frame: Box, tiles: Sequence[Box], across: float, down: float) -> Iterator[Block]:
    """A frame with some of its tiles at a time, in rows that fit."""
    if not tiles:
        return
    wide, high = (max(lengths) + _GAP for lengths in zip(*map(_size_of, tiles), strict=True))
    columns = max(1, int((across - 2 * _GAP) / wide))
    rows = max(1, int((down - _TITLE - _GAP) / high))
    for start in range(0, len(tiles), columns * rows):
        part = tiles[start : start + columns * rows]
        placed = [
            replace(tile, place=Place(_GAP + place % columns * wide, _TITLE + place // columns * high, *_size_of(tile)))
            for place, tile in enumerate(part)
        ]
        width = min(columns, len(part)) * wide + 2 * _GAP
        height = _TITLE + math.ceil(len(part) / columns) * high + _GAP
        yield (replace(frame, place=Place(0, 0, max(width, 2 * wide), height)), *placed)


def _size_of(box: Box) -> tuple[float, float]:
    return _size(box.place) if box.place else (0.0, 0.0)


def _pages(blocks: Sequence[Block], across: float, down: float) -> list[list[Block]]:
    """The frames on pages, moved to where they stand there: those of one width in columns, others in rows."""
    widths = {block[0].place.width for block in blocks if block[0].place}
    return (_in_columns if len(widths) == 1 else _in_rows)(blocks, across, down)


def _in_columns(blocks: Sequence[Block], across: float, down: float) -> list[list[Block]]:
    """Frames below each other as far as a page is high, then in the next column, then on the next page."""
    pages: list[list[Block]] = []
    left = top = 0.0
    for block in blocks:
        place = block[0].place
        if place is None:
            continue
        if top and top + place.height > down:
            left, top = left + place.width + _GAP, 0.0
        if not pages or (left and left + place.width > across):
            pages.append([])
            left = top = 0.0
        pages[-1].append(tuple(_moved(box, left - place.x, top - place.y) for box in block))
        top += place.height + _GAP
    return pages


def _in_rows(blocks: Sequence[Block], across: float, down: float) -> list[list[Block]]:
    """Frames beside each other as far as a page is wide, then in the next row, then on the next page."""
    pages: list[list[Block]] = []
    left = top = high = 0.0
    for block in blocks:
        place = block[0].place
        if place is None:
            continue
        if left and left + place.width > across:
            left, top, high = 0.0, top + high + _GAP, 0.0
        if not pages or (top and top + place.height > down):
            pages.append([])
            left = top = high = 0.0
        pages[-1].append(tuple(_moved(box, left - place.x, top - place.y) for box in block))
        left, high = left + place.width + _GAP, max(high, place.height)
    return pages


def _moved(box: Box, right: float, down: float) -> Box:
    place = box.place
    return replace(box, place=place and Place(place.x + right, place.y + down, place.width, place.height))
