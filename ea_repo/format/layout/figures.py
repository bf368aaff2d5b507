"""Measures for a terminal: a column a day, as many side by side as the width bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ea_repo.document import FigureGroup, FigureRow, Figures
from ea_repo.format.layout.style import toned
from ea_repo.format.layout.wrap import wrapped

_BESIDE = 30
"""The least that titles may have beside the columns; with less, they stand above their values."""
_ABOVE = 20
"""The least that the names of parts may have then."""


def figures(block: Figures, width: int) -> Iterator[str]:
    """The table of the measures; columns for which there is no room follow in a further table."""
    rows = [row for group in block.groups for row in group.rows]
    widths = [
        max([len(head), *(len(line) for row in rows for line in row.cells[place])])
        for place, head in enumerate(block.columns)
    ]
    for number, places in enumerate(_side_by_side(widths, width - _ABOVE)):
        yield from [""] if number else []
        yield from _table(block, {place: widths[place] for place in places}, width)


def _side_by_side(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns that stand side by side; at least one each time."""
    places: list[int] = []
    for place, size in enumerate(widths):
        if places and sum(widths[other] + 2 for other in places) + size + 2 > room:
            yield places
            places = []
        places.append(place)
    yield places


def _table(block: Figures, widths: dict[int, int], width: int) -> Iterator[str]:
    left = max(width - sum(size + 2 for size in widths.values()), _ABOVE)
    yield _line("", [block.columns[place] for place in widths], widths, left)
    for number, group in enumerate(block.groups):
        yield from [""] if number else []
        yield from _group(group, widths, left, width)


def _group(group: FigureGroup, widths: dict[int, int], left: int, width: int) -> Iterator[str]:
    yield toned(group.title, "plain", bold=True)
    for row in group.rows:
        cells = [row.cells[place] for place in widths]
        beside = row.is_part or left >= _BESIDE
        words = _words(row, left if beside else max(width, 50))
        yield from () if beside else words
        for first, *shown in zip_longest(words if beside else (), *cells, fillvalue=""):
            yield _line(first, shown, widths, left)


def _words(row: FigureRow, width: int) -> list[str]:
    notes = (line for note in row.notes for line in _indented(note, width, 4))
    return [*_indented(row.title, width, 6 if row.is_part else 2), *notes]


def _line(first: str, cells: Sequence[str], widths: dict[int, int], left: int) -> str:
    shown = (f"  {cell:>{size}}" for cell, size in zip(cells, widths.values(), strict=True))
    return f"{first:<{left}}{''.join(shown)}".rstrip()


def _indented(text: str, width: int, indent: int) -> list[str]:
    return wrapped(text, width, " " * indent, " " * indent)
