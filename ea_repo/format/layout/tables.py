"""Tables in aligned columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.document import Rows, Tone
from ea_repo.format.layout.style import toned
from ea_repo.format.layout.wrap import wrapped

_PLAIN_NUMBER = 3
"""As many columns say by themselves what they are, and so do states."""
_LEAST = 12
"""A column whose cells are cut is no narrower."""


def aligned(table: Rows, width: int) -> Iterator[str]:
    """The lines of a table: columns narrowed to fit, cells wrapped or cut; under heads where they are needed."""
    rows = _cut(table, width) if table.one_line else _wrapped(table.full(), width)
    yield from rows
    if table.more:
        yield from (toned(line, "quiet") for line in wrapped(table.more, width))


def _cut(table: Rows, width: int) -> Iterator[str]:
    """A row a line; what is longer than its column ends with an ellipsis, but where it may not be cut."""
    written = [table.columns, *table.rows] if table.headed else list(table.rows)
    sizes = [max(len(row[place]) for row in written) for place in range(len(table.columns))]
    narrowed = [place for place in range(len(sizes)) if table.cut and place not in table.uncut]
    while sum(sizes) + 2 * (len(sizes) - 1) > width:
        widest = max(narrowed, key=sizes.__getitem__, default=None)
        if widest is None or sizes[widest] <= _LEAST:
            break
        sizes[widest] -= 1
    for row in written:
        cells = (cell if len(cell) <= size else cell[: size - 1] + "…" for cell, size in zip(row, sizes, strict=True))
        yield "  ".join(cell.ljust(size) for cell, size in zip(cells, sizes, strict=True)).rstrip()


def _wrapped(table: Rows, width: int) -> Iterator[str]:
    """A row on as many lines as its longest cell takes."""
    usual = len(table.columns) > _PLAIN_NUMBER and not table.tones
    head = (table.columns,) if (usual if table.headed is None else table.headed) else ()
    sizes = _fitted([*head, *table.rows], width)
    for names in head:
        yield from (toned(line.rstrip(), "quiet") for line in _lines(names, sizes))
    plain: Tone = "plain"
    for row, tone in zip(table.rows, table.tones or (plain,) * len(table.rows), strict=True):
        yield from _lines(row, sizes, table.toned, tone)


def _lines(row: Sequence[str], sizes: Sequence[int], state: int | None = None, tone: Tone = "plain") -> list[str]:
    cells = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
    lines = []
    for number in range(max(map(len, cells), default=0)):
        line, end = "", 0
        for place, cell in enumerate(cells):
            if number < len(cell):
                at = sum(sizes[:place]) + 2 * place
                shown = toned(cell[number], tone) if place == state else cell[number]
                line, end = f"{line}{' ' * (at - end)}{shown}", at + len(cell[number])
        lines.append(line)
    return lines


def _fitted(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: as its text, or narrower where all would not fit, but never than a word."""
    columns = list(zip(*rows, strict=True))
    sizes = [max(map(len, cells)) for cells in columns]
    least = [max((len(word) for cell in cells for word in wrapped(cell, 1)), default=0) for cells in columns]
    while sum(sizes) + 2 * (len(sizes) - 1) > width and sizes != least:
        sizes[max((place for place in range(len(sizes)) if sizes[place] > least[place]), key=sizes.__getitem__)] -= 1
    return sizes
