"""Maps in rows and columns: what is linked to what, seen at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ea_repo.draw.diagram import Box, Diagram, Entry, Place
from ea_repo.draw.groups import Frames
from ea_repo.draw.shown import Shown
from ea_repo.draw.wrap import in_a_dictionary, lines, shown, wide
from ea_repo.finding import Text
from ea_repo.select import Selector

CELL, ROW_WIDTH, SIZE = 19.0, 250.0, 9
MANY = "many"
"""The scale of rows by how many columns they have: none, one, several."""
Filled = Mapping[tuple[str, str], list[str]]


def matrix(base: Diagram, view: Shown, rows: Sequence[str], columns: Sequence[str], *, square: bool) -> Diagram:
    """A row for each element, a column for each other one; columns are told by their numbers, which the key names."""
    filled = _filled(view, frozenset(rows), frozenset(columns))
    if not filled and square:
        return base
    notes = list(base.notes)
    shown_rows, shown_columns = _kept(view, filled, list(rows), list(columns), square, notes)
    number = {id: place for place, id in enumerate(shown_columns, 1)}
    boxes = [*_rows(view, shown_rows, shown_columns, number, filled, square), *_cells(view, shown_rows, number, filled)]
    if not square:
        bottom = max((each.place.bottom for each in boxes if each.place), default=0)
        boxes += _key(view, number, bottom + 14, max(ROW_WIDTH + CELL * len(number), 620))
    verb = view.point.cells.verb.text[view.context.lang] if view.point.cells else ""
    reading = Text(
        f"une case : l'élément de la ligne {verb} celui de la colonne",
        f"a cell: the element of the row {verb} that of the column",
    )
    legend = (*view.legend(), Entry("plain", reading[view.context.lang], len(filled)))
    return replace(base, boxes=tuple(boxes), legend=legend, notes=tuple(notes), engine="placed")


def _filled(view: Shown, rows: frozenset[str], columns: frozenset[str]) -> dict[tuple[str, str], list[str]]:
    """What links a row to a column: flows, or nothing but the link itself."""
    graph, cells = view.context.graph, view.point.cells
    found: dict[tuple[str, str], list[str]] = {}
    if cells is not None and cells.link is not None:
        for row in rows:
            for column in graph.targets(row, cells.link):
                if column in columns:
                    found.setdefault((row, column), [])
    elif cells is not None and cells.flows is not None:
        for flow in Selector.parse({"kind": "flow", **cells.flows}).select(graph):
            for source in graph.targets(flow, "source")[:1]:
                for target in graph.targets(flow, "target")[:1]:
                    if source in rows and target in columns and source != target:
                        found.setdefault((source, target), []).append(flow)
    return found


def _kept(
    view: Shown, filled: Filled, rows: list[str], columns: list[str], square: bool, notes: list[str]
) -> tuple[list[str], list[str]]:
    """The rows and columns that fit, the fullest where not all do; empty columns say nothing."""
    weight: dict[str, int] = {}
    for row, column in filled:
        weight[row] = weight.get(row, 0) + 1
        weight[column] = weight.get(column, 0) + 1
    lang = view.context.lang
    if square:
        every = [id for id in rows if id in weight]
        if len(rows) > len(every):
            number = len(rows) - len(every)
            notes.append(Text(f"{number} sans échange, non montrés", f"{number} without any exchange, not shown")[lang])
        fullest = sorted(every, key=lambda each: (-weight[each], each))[: view.point.most]
        kept = sorted(fullest, key=lambda each: (in_a_dictionary(view.context.graph.name(each)), each))
        left = [id for id in every if id not in {*kept}]
        if left:
            names = view.named(left)
            notes.append(Text(f"{len(left)} non montrés, les moins reliés : {names}",
                              f"{len(left)} not shown, those with the fewest exchanges: {names}")[lang])  # fmt: skip
        return kept, kept
    name, frames = view.context.graph.name, Frames(view.context.graph, view.point.group, rows)
    place = {id: in_a_dictionary(name(outer)) if (outer := frames.outer(id)) else ("\uffff", "") for id in rows}
    rows = sorted(rows, key=lambda each: (place[each], in_a_dictionary(name(each)), each))
    order = {id: number for number, id in enumerate(rows)}
    used = [id for id in columns if id in weight]
    first = {column: min(order[row] for row, other in filled if other == column) for column in used}
    return rows, sorted(used, key=lambda id: (first[id], id))  # noqa: A006


def _rows(
    view: Shown,
    rows: Sequence[str],
    columns: Sequence[str],
    number: Mapping[str, int],
    filled: Filled,
    square: bool,
) -> Iterator[Box]:
    frames = Frames(view.context.graph, view.point.group, rows)
    counts = {row: sum((row, column) in filled for column in columns) for row in rows}
    for column, place in number.items():
        spot = Place(ROW_WIDTH + (place - 1) * CELL, 0, CELL, CELL)
        yield Box(f"column:{column}", (str(place),), "head", view.tooltip(column), column, place=spot, size=8)
    top, outer = CELL, None
    for row in rows:
        frame = frames.outer(row)
        if frame is not None and frame != outer:
            outer = frame
            label = lines(view.context.graph.name(frame), ROW_WIDTH + CELL * len(columns), 10, 1)
            width = ROW_WIDTH + CELL * max(len(columns), 1)
            spot = Place(0, top, width, CELL)
            yield Box(f"frame:{frame}:{row}", label, "quartier", "", frame, place=spot, left=True)
            top += CELL
        said = f"{number[row]}  {view.context.graph.name(row)}" if square else view.context.graph.name(row)
        several = "none" if counts[row] == 0 else "one" if counts[row] == 1 else "several"
        look = "head" if square else view.count(MANY, several)
        yield Box(
            f"row:{row}",
            lines(said, ROW_WIDTH - 16, SIZE, 1),
            look,
            view.tooltip(row),
            row,
            place=Place(0, top, ROW_WIDTH, CELL),
            size=SIZE,
            left=True,
        )
        if columns and place_of_row(top) % 2:
            band = Place(ROW_WIDTH, top, CELL * len(columns), CELL)
            yield Box(f"band:{row}", (), "band", "", place=band)
        top += CELL


def place_of_row(top: float) -> int:
    return round(top / CELL)


def _cells(view: Shown, rows: Sequence[str], number: Mapping[str, int], filled: Filled) -> Iterator[Box]:
    graph, cells = view.context.graph, view.point.cells
    tops = _tops(view, rows)
    verb = cells.verb.text[view.context.lang] if cells else ""
    for (row, column), flows in sorted(filled.items()):
        if row not in tops or column not in number:
            continue
        looks = [view.flow_look(each, cells.colour, arrow=False) for each in flows] if cells and cells.colour else []
        order = [told.look for _, told in view.context.style.order(str(cells.colour))] if cells else []
        look = max(looks, key=lambda each: order.index(each) if each in order else -1, default="cell")
        said = f"{shown(graph.name(row))} {verb} {shown(graph.name(column))}"
        label = (str(number[column]),)
        spot = Place(ROW_WIDTH + (number[column] - 1) * CELL, tops[row], CELL, CELL)
        yield Box(
            f"cell:{row}:{column}", label, look, said, flows[0] if flows else column, place=spot, size=7, narrow=True
        )


def _tops(view: Shown, rows: Sequence[str]) -> dict[str, float]:
    frames = Frames(view.context.graph, view.point.group, rows)
    found: dict[str, float] = {}
    top, outer = CELL, None
    for row in rows:
        frame = frames.outer(row)
        if frame is not None and frame != outer:
            outer = frame
            top += CELL
        found[row] = top
        top += CELL
    return found


def _key(view: Shown, number: Mapping[str, int], top: float, width: float) -> Iterator[Box]:
    """The names of the columns, by their numbers."""
    labels = {id: f"{place}  {shown(view.context.graph.name(id))}" for id, place in number.items()}
    room = min(max((wide(each, SIZE) for each in labels.values()), default=0) + 18, 240)
    across = max(1, int(width // room))
    down = -(-len(labels) // across)
    for place, (id, label) in enumerate(labels.items()):
        column, row = divmod(place, down)
        spot = Place(column * room, top + row * CELL, room, CELL)
        text = lines(label, room - 12, SIZE, 1)
        yield Box(f"key:{id}", text, "key", view.tooltip(id), id, place=spot, size=SIZE, left=True)
