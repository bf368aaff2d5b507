"""Two scales that cross: how many elements have both values, and which ones; the worst first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.paper import PAPERS, USUAL
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.viewpoint import Grid
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

SIZE, _NUMBER_SIZE, _LINE, _PAD = 9, 20, 11.0, 8.0
_SIDE, _EMPTY_CELL, _NUMBER, _HEAD = 120.0, 96.0, 46.0, 42.0
_CELLS = (200.0, 280.0, 360.0, 460.0)
"""How wide a column with elements may be: the width by which a sheet of paper shows the grid largest is taken."""
_PAPER, _TITLES = math.sqrt(2), 130.0
"""The width of a sheet over its height, and how high the head of the map is, about: the grid fills the rest."""
_EMPTY, _COOL = "head", "band"
_UNKNOWN = "unknown"
"""The look of a cell in which there is no element, as far as is recorded: some whose value is unknown may be."""
_HEAT = {
    "bad": Text("urgent", "urgent"),
    "warn": Text("à planifier", "to be planned"),
    "fair": Text("à surveiller", "to be watched"),
    _COOL: Text("rien de pressé, ou à renseigner", "no hurry, or to be recorded"),
}
"""What the usual looks of cells say, the hottest first."""
Crossed = Mapping[tuple[str, str], Sequence[str]]


def grid(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """A row for each value of a scale, a column for each value of another; what is not recorded comes last."""
    point = appearance.point.grid
    if point is None:
        return head
    crossed: dict[tuple[str, str], list[str]] = {}
    for id in sorted(ids, key=lambda element: (dictionary_order(appearance.graph.name(element)), element)):
        crossed.setdefault((appearance.value(id, point.down), appearance.value(id, point.across)), []).append(id)
    rows = _values(appearance, point.down, {row for row, _ in crossed})
    columns = _values(appearance, point.across, {column for _, column in crossed})
    ways = [tuple(_boxes(appearance, point, crossed, rows, _widths(crossed, columns, cell))) for cell in _CELLS]
    boxes = max(ways, key=_scale)
    notes = (*head.notes, *_unknown(appearance, point, crossed, len(ids)))
    legend = (*appearance.legend(), *_legend(appearance, point, crossed, rows, columns))
    return replace(head, boxes=boxes, legend=legend, notes=notes, layout="placed")


def _legend(
    appearance: Appearance, point: Grid, crossed: Crossed, rows: Sequence[str], columns: Sequence[str]
) -> Iterator[LegendEntry]:
    """What the looks of cells say, with how many elements stand in cells of each; then what an empty cell says."""
    say = appearance.context.say
    looks = {look for row in point.heat.values() for look in row.values()}
    for look, words in _HEAT.items() if point.heat else ():
        if look in looks or look == _COOL:
            number = sum(len(ids) for at, ids in crossed.items() if _look(point, at) == look)
            yield LegendEntry(look, say(words), number)
    empty = [(row, column) for row in rows for column in columns if (row, column) not in crossed]
    unsure = sum(_perhaps(crossed, at) > 0 for at in empty)
    if unsure:
        fr = "0 + n ? : aucune connue ; n, dont un fait manque, y sont peut-être"
        en = "0 + n ?: none known; n of which a fact is missing may be there"
        yield LegendEntry(_UNKNOWN, say(Text(fr, en)), unsure)
    if len(empty) > unsure:
        yield LegendEntry(_EMPTY, say(Text("0 : aucune", "0: none")), len(empty) - unsure)


def _look(point: Grid, at: tuple[str, str]) -> str:
    return point.heat.get(at[0], {}).get(at[1], _COOL)


def _perhaps(crossed: Crossed, at: tuple[str, str]) -> int:
    """How many elements may be in a cell, for all that is recorded: a value of theirs is unknown, the other is its."""
    return sum(
        len(ids)
        for values, ids in crossed.items()
        if values != at and all(value in (wanted, NOT_RECORDED) for value, wanted in zip(values, at, strict=True))
    )


def _values(appearance: Appearance, scale: str, there: set[str]) -> list[str]:
    """The values of a scale, the worst first, what is not recorded last; values without an element have no room.

    A value that is recorded shows even so: that nothing is critical is an answer.
    """
    order = [value for value, _ in appearance.context.style.order(scale) if value not in (NOT_RECORDED, "*")]
    others = sorted(there - {*order, NOT_RECORDED})
    return [*reversed(order), *others, *([NOT_RECORDED] if NOT_RECORDED in there else [])]


def _unknown(appearance: Appearance, point: Grid, crossed: Crossed, number: int) -> Iterator[str]:
    """How many elements have no recorded value in each scale."""
    say = appearance.context.say
    for scale, place in ((point.down, 0), (point.across, 1)):
        unknown = sum(len(ids) for values, ids in crossed.items() if values[place] == NOT_RECORDED)
        if unknown:
            words = appearance.say_value(scale, NOT_RECORDED)
            yield say(Text(f"{words} : {unknown} sur {number}", f"{words}: {unknown} of {number}"))


def _widths(crossed: Crossed, columns: Sequence[str], cell: float) -> dict[str, float]:
    """How wide each column is: those without any element say so in little room."""
    there = {column for _, column in crossed}
    return {column: cell if column in there else _EMPTY_CELL for column in columns}


def _scale(boxes: Sequence[Box]) -> float:
    """How large a sheet of paper, upright or lying, shows these boxes below the head of the map."""
    places = [box.place for box in boxes if box.place]
    size = max(place.right for place in places), max(place.bottom for place in places) + _TITLES
    return PAPERS[USUAL].turned_for(size).scale(size)


def _boxes(
    appearance: Appearance, point: Grid, crossed: Crossed, rows: Sequence[str], widths: Mapping[str, float]
) -> Iterator[Box]:
    left = {}
    across = _SIDE
    for column, width in widths.items():
        left[column] = across
        in_column = sum(len(crossed.get((row, column), ())) for row in rows)
        yield _title(appearance, point.across, column, in_column, Place(across, 0, width, _HEAD))
        across += width
    top, least = _HEAD, max((across / _PAPER - _TITLES - _HEAD) / len(rows), 50.0)
    for row in rows:
        in_row = {column: crossed.get((row, column), ()) for column in widths}
        names = {column: _names(appearance, ids, widths[column]) for column, ids in in_row.items()}
        marked = [len(names[column]) for column in widths if column in point.heat.get(row, {})]
        height = max(least, max(marked, default=0) * _LINE + 2 * _PAD)
        yield _title(appearance, point.down, row, sum(map(len, in_row.values())), Place(0, top, _SIDE, height))
        for column, ids in in_row.items():
            place = Place(left[column], top, widths[column], height)
            if ids:
                yield from _cell(appearance, point, (row, column), ids, names[column], place)
            else:
                yield _empty(appearance, point, (row, column), _perhaps(crossed, (row, column)), place)
        top += height


def _title(appearance: Appearance, scale: str, value: str, number: int, place: Place) -> Box:
    """The value of a row or a column, and how many elements it has."""
    words = _words(appearance, scale, value)
    label = (*wrap(words, place.width - 12, SIZE, 3), str(number))
    shown_as = appearance.context.style.value(scale, value)
    return Box(f"title:{scale}:{value}", label, shown_as.look if shown_as else "plain", words, place=place, size=SIZE)


def _cell(
    appearance: Appearance, point: Grid, values: tuple[str, str], ids: Sequence[str], names: Sequence[str], place: Place
) -> Iterator[Box]:
    """How many there are, then their names, as many as there is room: all where a look marks the cell out."""
    row, column = values
    look = _look(point, values)
    both = f"{_words(appearance, point.down, row)} × {_words(appearance, point.across, column)}"
    colon = appearance.context.colon
    tooltip = f"{both} ({len(ids)}){colon}{', '.join(map(appearance.name, ids))}"
    room = int((place.height - 2 * _PAD) / _LINE)
    label = tuple(names) if len(names) <= room else (*names[: room - 1], "…")
    number, right = replace(place, width=_NUMBER), replace(place, x=place.x + _NUMBER, width=place.width - _NUMBER)
    yield Box(f"count:{row}:{column}", (str(len(ids)),), look, tooltip, place=number, size=_NUMBER_SIZE, narrow=True)
    yield Box(f"cell:{row}:{column}", label, look, tooltip, place=right, size=SIZE, left=True)


def _empty(appearance: Appearance, point: Grid, values: tuple[str, str], perhaps: int, place: Place) -> Box:
    """A cell in which no element is known to be: none, or how many may be."""
    row, column = values
    words = _words(appearance, point.down, row), _words(appearance, point.across, column)
    fr, en = (
        f"0 connu, peut-être {perhaps} dont un fait manque",
        f"0 known, perhaps {perhaps} of which a fact is missing",
    )
    number = appearance.context.say(Text(fr, en)) if perhaps else "0"
    label = f"0 + {perhaps} ?" if perhaps else "0"
    tooltip = f"{' × '.join(words)}{appearance.context.colon}{number}"
    return Box(f"cell:{row}:{column}", (label,), _UNKNOWN if perhaps else _EMPTY, tooltip, place=place, size=12)


def _names(appearance: Appearance, ids: Sequence[str], width: float) -> tuple[str, ...]:
    return wrap(", ".join(map(appearance.name, ids)), width - _NUMBER - 16, SIZE, 1000)


def _words(appearance: Appearance, scale: str, value: str) -> str:
    return appearance.say_value(scale, value) or value
