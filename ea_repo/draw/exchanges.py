"""Who sends to whom: rows and columns in the order of their groups, with totals; groups where elements are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.exchange_axis import NO_GROUP, SIZE, Axis, axis_of, units_of
from ea_repo.draw.plain_text import one_line
from ea_repo.draw.turned import can_be_turned
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

_TOTAL, _GAP = 44.0, 3.0
_SENDS, _RECEIVES = Text("Envoie", "Sends"), Text("Reçoit", "Receives")
_UNKNOWN = Text("non renseigné", "not recorded")
_DIAGONAL = "itself"
_ITSELF = Text(
    "la diagonale : une application et elle-même, sans objet", "the diagonal: an application and itself, void"
)
Filled = Mapping[tuple[str, str], Sequence[str]]
"""The flows from a row to a column."""


@dataclass(frozen=True)
class _Grid:
    """What is drawn: the same units in rows and columns, and the flows from one to another."""

    axis: Axis
    filled: Filled

    @property
    def left(self) -> float:
        """Where the cells begin."""
        return self.axis.name_width

    @property
    def top(self) -> float:
        return self.axis.head_height

    def place(self, row: str, column: str) -> Place:
        axis = self.axis
        return Place(
            self.left + axis.left[column], self.top + axis.top[row], axis.cell_width(column), axis.cell_height(row)
        )


def exchanges(head: Diagram, appearance: Appearance, ids: Sequence[str], filled: Filled) -> Diagram:
    """A row and a column for each element that exchanges, or for each group where there are too many elements.

    A cell says how many flows there are of each mode; a flow inside a group is in the cell of the group with itself.
    """
    notes, say = list(head.notes), appearance.context.say
    linked = sorted({end for ends in filled for end in ends})
    if number := len(set(ids) - set(linked)) if not appearance.context.focus else 0:
        fr = f"{number} sans échange renseigné, non montré{'s' if number > 1 else ''}"
        notes.append(say(Text(fr, f"{number} without any recorded exchange, not shown")))
    unit_of = units_of(appearance, linked, filled, notes)
    between: dict[tuple[str, str], list[str]] = {}
    for (source, target), flows in sorted(filled.items()):
        if unit_of[source] and unit_of[target]:
            between.setdefault((unit_of[source], unit_of[target]), []).extend(flows)
    grid = _Grid(axis_of(appearance, unit_of), between)
    boxes = (
        *_headings(appearance, grid),
        *_rows(appearance, grid),
        *_cells(appearance, grid),
        *_totals(appearance, grid),
    )
    verb = say(appearance.point.cells.verb.text) if appearance.point.cells else ""
    reading = Text(
        f"une case, en nombre de flux par moyen : la ligne {verb} la colonne",
        f"a cell, in flows by means: the row {verb} the column",
    )
    itself = sum(unit not in grid.axis.members for unit in grid.axis.numbers)
    diagonal = [LegendEntry(_DIAGONAL, say(_ITSELF), itself)] if itself else []
    legend = (*appearance.legend(), LegendEntry("plain", say(reading), len(between)), *diagonal)
    return replace(head, boxes=boxes, legend=legend, notes=tuple(notes), layout="placed")


def _headings(appearance: Appearance, grid: _Grid) -> Iterator[Box]:
    """Above the columns: the groups, by the letters that stand before their names in the rows; then their names."""
    axis, graph = grid.axis, appearance.graph
    for group in axis.groups:
        left, width = grid.left + axis.left[group.units[0]], axis.left[group.units[-1]] - axis.left[group.units[0]]
        place = Place(left, 0, width + axis.cell_width(group.units[-1]), axis.group_height)
        words = axis.group_name(appearance, group)
        yield Box(f"heading:{group.id}", (group.letter,), "quartier", words, place=place, size=SIZE)
    for unit, number in axis.numbers.items():
        top = axis.group_height
        place = Place(grid.left + axis.left[unit], top, axis.cell_width(unit), grid.top - top)
        name = graph.name(unit) if unit in graph else appearance.context.say(NO_GROUP)
        element = unit if unit in graph else None
        if unit in axis.members:
            label = wrap(name, place.width - 5, 8, 6)
            yield Box(f"column:{unit}", label, "head", name, element, place=place, size=8)
        else:
            words = f"{number}  {name}" if can_be_turned(one_line(name)) else str(number)
            label = wrap(words, place.height - 8, SIZE, 1)
            yield Box(f"column:{unit}", label, "head", name, element, place=place, size=SIZE, left=True, turned=True)


def _rows(appearance: Appearance, grid: _Grid) -> Iterator[Box]:
    """The names of the groups above their rows, then the rows."""
    axis = grid.axis
    for group in (group for group in axis.groups if group.has_line):
        place = Place(0, grid.top + axis.top[group.units[0]] - axis.line, grid.left + axis.width, axis.line)
        words = f"{group.letter} · {axis.group_name(appearance, group)}"
        label = wrap(words, place.width, SIZE, 1)
        yield Box(f"group:{group.id}", label, "quartier", words, place=place, size=SIZE, left=True)
    sends, receives = Counter[str](), Counter[str]()
    for (source, target), flows in grid.filled.items():
        sends[source] += len(flows)
        receives[target] += len(flows)
    for unit in axis.numbers:
        yield from _row(appearance, grid, unit, (sends[unit], receives[unit]))


def _row(appearance: Appearance, grid: _Grid, unit: str, totals: tuple[int, int]) -> Iterator[Box]:
    """The name of a row, how many flows it sends and receives; a band behind every second row."""
    axis, number, say = grid.axis, grid.axis.numbers[unit], appearance.context.say
    name, high = axis.name(appearance, unit), axis.cell_height(unit)
    words = name if unit in axis.members else f"{number}  {name}"
    if letter := next((group.letter for group in axis.groups if group.id == unit), ""):
        words = f"{letter} · {name}"
    element = unit if unit in appearance.graph else None
    tooltip = appearance.tooltip(unit) if element else name
    top, right = grid.top + axis.top[unit], grid.left + axis.width + _GAP
    if number % 2:
        yield Box(f"band:{unit}", (), "band", "", place=Place(grid.left, top, axis.width, high))
    titles = (say(_SENDS), say(_RECEIVES))
    told = [_told(appearance, grid, unit, "sends", totals[0]), _told(appearance, grid, unit, "receives", totals[1])]
    meaning = ", ".join(
        f"{title.lower()} {total}" if total else f"{title.lower()}{appearance.context.colon}{say(_UNKNOWN)}"
        for title, total in zip(titles, told, strict=True)
    )
    label = wrap(words, axis.name_width - 12, SIZE, 2 if unit in axis.members else 1)
    place = Place(0, top, axis.name_width, high)
    yield Box(f"row:{unit}", label, "key", tooltip, element, None, place, SIZE, left=True, meaning=meaning)
    for column, (title, total) in enumerate(zip(titles, told, strict=True)):
        place = Place(right + column * _TOTAL, top, _TOTAL, high)
        words = f"{name} · {title}" if total else f"{name} · {title}{appearance.context.colon}{say(_UNKNOWN)}"
        yield Box(f"total:{unit}:{column}", (total or "?",), "head", words, place=place, size=SIZE)


def _told(appearance: Appearance, grid: _Grid, unit: str, direction: str, total: int) -> str:
    """A total in figures; nothing where no flow is recorded and nothing says that there is none."""
    graph, known = appearance.graph, appearance.context.known
    if total:
        return str(total)
    if unit in grid.axis.members:
        return "0" if known.knows_all(graph, "application", direction) else ""
    return "0" if graph.targets(unit, direction) or known.knows(graph, unit, direction) else ""


def _totals(appearance: Appearance, grid: _Grid) -> Iterator[Box]:
    """What the two columns of totals are."""
    for column, title in enumerate((_SENDS, _RECEIVES)):
        left = grid.left + grid.axis.width + _GAP + column * _TOTAL
        place = Place(left, grid.axis.group_height, _TOTAL, grid.top - grid.axis.group_height)
        yield Box(f"title:{column}", (appearance.context.say(title),), "head", "", place=place, size=8)


def _cells(appearance: Appearance, grid: _Grid) -> Iterator[Box]:
    """A cell for each pair that exchanges: as many parts as its flows have modes, each with its number."""
    cells, say = appearance.point.cells, appearance.context.say
    if cells is None:
        return
    order = [say(value.words.text) for _, value in appearance.context.style.order(cells.colour or "")]
    for unit in (unit for unit in grid.axis.numbers if unit not in grid.axis.members):
        yield Box(f"diagonal:{unit}", (), _DIAGONAL, say(_ITSELF), place=grid.place(unit, unit))
    for (row, column), flows in grid.filled.items():
        who = f"{grid.axis.name(appearance, row)} {say(cells.verb.text)} {grid.axis.name(appearance, column)}"
        parts: dict[tuple[str, str], list[str]] = {}
        for flow in flows:
            look = appearance.coloured(flow, cells.colour, arrow=False) if cells.colour else "cell"
            parts.setdefault((look, appearance.meaning(flow, cells.colour)), []).append(flow)
        whole = grid.place(row, column)
        width = whole.width / len(parts)
        ordered = sorted(parts.items(), key=lambda part: order.index(part[0][1]) if part[0][1] in order else -1)
        for number, ((look, words), alike) in enumerate(ordered):
            yield Box(
                f"cell:{row}:{column}:{number}",
                (str(len(alike)),),
                look,
                who,
                alike[0] if len(alike) == 1 else None,
                place=Place(whole.x + number * width, whole.y, width, whole.height),
                size=SIZE if {row, column} <= grid.axis.members.keys() else 7,
                narrow=True,
                meaning=f"{len(alike)} {words}".strip(),
            )
