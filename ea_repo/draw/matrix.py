"""Maps in rows and columns: which elements are linked to which others, seen at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.frames import Frames
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text

CELL, ROW_WIDTH, SIZE = 19.0, 250.0, 9
MANY = "many"
"""The scale of rows by how many columns they have: none, one, several; part where they have one by a part only."""
Filled = Mapping[tuple[str, str], Sequence[str]]
"""The cells by row and column, each with its flows, none where a link fills it."""


@dataclass(frozen=True)
class _Grid:
    """What a matrix shows: its rows with their frames, its columns by number, its cells."""

    rows: Sequence[str]
    columns: Mapping[str, int]
    filled: Filled
    partly: frozenset[tuple[str, str]]
    """The cells that are filled by a part only."""
    frames: Frames

    @property
    def width(self) -> float:
        return CELL * len(self.columns)

    def lines(self) -> Iterator[tuple[float, str, str | None]]:
        """Each row with its top, and the frame that begins there, for which there is a line of its own above."""
        top, current = CELL, None
        for row in self.rows:
            frame = self.frames.outer(row)
            begins = frame is not None and frame != current
            if begins:
                current = frame
                top += CELL
            yield top, row, frame if begins else None
            top += CELL


def matrix(head: Diagram, appearance: Appearance, rows: Sequence[str], columns: Sequence[str]) -> Diagram:
    """A row for each element, a column for each other one; columns have numbers, which the key names."""
    filled = filled_cells(appearance, frozenset(rows), frozenset(columns))
    partly = _partly_filled(appearance, frozenset(rows), frozenset(columns)) - filled.keys()
    filled = {**filled, **dict.fromkeys(partly, ())}
    rows, columns = _ordered(appearance, rows, columns, filled)
    frames = Frames(appearance.graph, appearance.point.group, rows)
    grid = _Grid(rows, {id: number for number, id in enumerate(columns, 1)}, filled, partly, frames)
    boxes = [*_rows(appearance, grid), *_cells(appearance, grid)]
    bottom = max((box.place.bottom for box in boxes if box.place), default=0)
    boxes += _key(appearance, grid.columns, bottom + 14, max(ROW_WIDTH + grid.width, 620))
    legend = (*appearance.legend(), *_readings(appearance, grid))
    return replace(head, boxes=tuple(boxes), legend=legend, layout="placed")


def _readings(appearance: Appearance, grid: _Grid) -> Iterator[LegendEntry]:
    """How to read a cell."""
    cells, say = appearance.point.cells, appearance.context.say
    if cells is None:
        return
    yield LegendEntry("plain", say(_reading(say(cells.verb.text))), len(grid.filled) - len(grid.partly))
    if cells.partly is not None and grid.partly:
        yield LegendEntry(cells.partly.look, say(_reading(say(cells.partly.verb.text))), len(grid.partly))


def _reading(verb: str) -> Text:
    return Text(
        f"une case : l'élément de la ligne {verb} celui de la colonne",
        f"a cell: the element of the row {verb} that of the column",
    )


def filled_cells(appearance: Appearance, rows: frozenset[str], columns: frozenset[str]) -> Filled:
    """What links a row to a column: flows, or nothing but the link itself."""
    graph, cells = appearance.graph, appearance.point.cells
    filled: dict[tuple[str, str], list[str]] = {}
    if cells is not None and cells.link is not None:
        for row in rows:
            for column in graph.targets(row, cells.link):
                if column in columns:
                    filled.setdefault((row, column), [])
    elif cells is not None and cells.flows is not None:
        for flow in cells.flows.select(graph):
            for source in graph.targets(flow, "source")[:1]:
                for target in graph.targets(flow, "target")[:1]:
                    if source in rows and target in columns and source != target:
                        filled.setdefault((source, target), []).append(flow)
    return filled


def _partly_filled(appearance: Appearance, rows: frozenset[str], columns: frozenset[str]) -> frozenset[tuple[str, str]]:
    """What links a row to a column by a part only."""
    cells = appearance.point.cells
    if cells is None or cells.partly is None:
        return frozenset()
    targets = appearance.graph.along(cells.partly.link)
    return frozenset((row, column) for row in rows for column in targets[row] if column in columns)


def _ordered(
    appearance: Appearance, rows: Sequence[str], columns: Sequence[str], filled: Filled
) -> tuple[Sequence[str], Sequence[str]]:
    """The rows by their frames and names, the columns by the first row that they fill; empty columns say nothing."""
    name, frames = appearance.graph.name, Frames(appearance.graph, appearance.point.group, rows)
    of_frame = {id: dictionary_order(name(frame)) if (frame := frames.outer(id)) else ("\uffff", "") for id in rows}
    rows = sorted(rows, key=lambda row: (of_frame[row], dictionary_order(name(row)), row))
    order = {id: number for number, id in enumerate(rows)}
    first: dict[str, int] = {}
    for row, column in filled:
        first[column] = min(order[row], first.get(column, order[row]))
    return rows, sorted((id for id in columns if id in first), key=lambda column: (first[column], column))


def _rows(appearance: Appearance, grid: _Grid) -> Iterator[Box]:
    """The numbers of the columns, the frames, the rows with their names, and a band behind every second row."""
    graph = appearance.graph
    for column, number in grid.columns.items():
        place = Place(ROW_WIDTH + (number - 1) * CELL, 0, CELL, CELL)
        yield Box(f"column:{column}", (str(number),), "head", appearance.tooltip(column), column, place=place, size=8)
    counts = Counter(row for row, column in grid.filled.keys() - grid.partly if column in grid.columns)
    in_part = {row for row, column in grid.partly if column in grid.columns}
    for top, row, frame in grid.lines():
        if frame is not None:
            label = wrap(graph.name(frame), ROW_WIDTH + grid.width, 10, 1)
            place = Place(0, top - CELL, ROW_WIDTH + max(grid.width, CELL), CELL)
            yield Box(f"frame:{frame}:{row}", label, "quartier", "", frame, place=place, left=True)
        many = {0: "part" if row in in_part else "none", 1: "one"}.get(counts[row], "several")
        yield Box(
            f"row:{row}",
            wrap(graph.name(row), ROW_WIDTH - 16, SIZE, 1),
            appearance.look_of(MANY, many, arrow=False),
            appearance.tooltip(row),
            row,
            place=Place(0, top, ROW_WIDTH, CELL),
            size=SIZE,
            left=True,
            meaning=appearance.say_value(MANY, many),
        )
        if grid.columns and round(top / CELL) % 2:
            yield Box(f"band:{row}", (), "band", "", place=Place(ROW_WIDTH, top, grid.width, CELL))


def _cells(appearance: Appearance, grid: _Grid) -> Iterator[Box]:
    cells, style, say = appearance.point.cells, appearance.context.style, appearance.context.say
    if cells is None:
        return
    tops = {row: top for top, row, _ in grid.lines()}
    colour = cells.colour
    for (row, column), flows in sorted(grid.filled.items()):
        if row not in tops or column not in grid.columns:
            continue
        number = grid.columns[column]
        looks = [appearance.coloured(flow, colour, arrow=False) for flow in flows] if colour else []
        partly = cells.partly if (row, column) in grid.partly else None
        yield Box(
            f"cell:{row}:{column}",
            (str(number),),
            partly.look if partly else style.worst(colour, looks, default="cell"),
            f"{appearance.name(row)} {say((partly or cells).verb.text)} {appearance.name(column)}",
            flows[0] if flows else column,
            place=Place(ROW_WIDTH + (number - 1) * CELL, tops[row], CELL, CELL),
            size=7,
            narrow=True,
        )


def _key(appearance: Appearance, columns: Mapping[str, int], top: float, width: float) -> Iterator[Box]:
    """The names of the columns, by their numbers."""
    labels = {id: f"{number}  {appearance.name(id)}" for id, number in columns.items()}
    room = min(max((text_width(label, SIZE) for label in labels.values()), default=0) + 18, 240)
    across = max(1, int(width // room))
    down = -(-len(labels) // across)
    for number, (id, label) in enumerate(labels.items()):
        column, row = divmod(number, down)
        place = Place(column * room, top + row * CELL, room, CELL)
        text = wrap(label, room - 12, SIZE, 1)
        yield Box(f"key:{id}", text, "key", appearance.tooltip(id), id, place=place, size=SIZE, left=True)
