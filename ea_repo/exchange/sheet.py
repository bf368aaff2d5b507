"""A sheet of cells as it came, from whatever program, and the rows that it says once its header is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ea_repo.exchange.inventory import Note, Record, Scalar
from ea_repo.exchange.place import Place, letters
from ea_repo.finding import Text

Row: TypeAlias = tuple[Scalar, ...]
_LOOKED_AT = 50
"""How many rows are looked at to find the header."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells shown as one, by the first and the last of its rows and columns, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header is and the name of each column; empty where a column has none and holds nothing."""

    first: int
    last: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells by row, as raw as they came: None is an empty one. Rows and columns are counted from 1."""

    name: str
    rows: tuple[Row, ...]
    locate: Callable[[int, int], Place]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False

    def cell(self, row: int, column: int) -> Scalar:
        """The value of a cell, None where there is none."""
        if not 0 < row <= len(self.rows) or column < 1:
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else None

    def place(self, row: int, column: int = 1) -> Place:
        """Where a cell is: of merged ones, the first."""
        for merged in self.merged:
            if merged.top <= row <= merged.bottom and merged.left <= column <= merged.right:
                return self.locate(merged.top, merged.left)
        return self.locate(row, column)

    def spread(self) -> Sheet:
        """The same, where each of the merged cells has the value that they show together."""
        if not self.merged:
            return self
        rows = [list(row) for row in self.rows]
        for merged in self.merged:
            value = self.cell(merged.top, merged.left)
            for cells in rows[merged.top - 1 : merged.bottom]:
                cells.extend([None] * (merged.right - len(cells)))
                cells[merged.left - 1 : merged.right] = [value] * (merged.right - merged.left + 1)
        return Sheet(self.name, tuple(map(tuple, rows)), self.locate, self.merged, self.hidden)


def header_of(sheet: Sheet) -> Header:
    """The header that a sheet seems to have: the first row of texts about as wide as the sheet is, below its titles.

    Two rows are one header where cells of the upper one are merged across columns. A sheet without any is read by the
    letters of its columns, and its header ends before its first row.
    """
    looked_at = sheet.rows[:_LOOKED_AT]
    widths = sorted(count for row in looked_at if (count := sum(cell is not None for cell in row)))
    width = widths[-(len(widths) + 2) // 3] if widths else 0
    for number, row in enumerate(looked_at, start=1):
        filled = [cell for cell in row if cell is not None]
        if filled and len(filled) >= max(min(2, width), 0.6 * width) and all(map(_may_head, filled)):
            first, last = _two_rows(sheet, number)
            return Header(first, last, _names(sheet, first, last))
    return Header(0, 0, _names(sheet, 1, 0))


def _two_rows(sheet: Sheet, number: int) -> tuple[int, int]:
    """The rows of a header of which one is known: with the one below or above it, where that one groups columns."""
    if _groups(sheet, number) and all(cell is None or _may_head(cell) for cell in _row(sheet, number + 1)):
        return number, number + 1
    return (number - 1, number) if _groups(sheet, number - 1) else (number, number)


def _may_head(cell: Scalar) -> bool:
    """Whether a cell may be the head of a column: a text, or a year."""
    return isinstance(cell, str) or (type(cell) is int and 1900 <= cell <= 2100)


def _groups(sheet: Sheet, number: int) -> bool:
    """Whether cells of a row are merged across some columns, which a title does across all."""
    width = max(map(len, sheet.rows), default=0)
    return any(
        merged.top == merged.bottom == number and 0 < merged.right - merged.left < width - 1 for merged in sheet.merged
    )


def _row(sheet: Sheet, number: int) -> Row:
    return sheet.rows[number - 1] if 0 < number <= len(sheet.rows) else ()


def _names(sheet: Sheet, first: int, last: int) -> tuple[str, ...]:
    """The name of each column: its texts from above, else its letters where it holds something; each name once."""
    full = sheet.spread()
    width = max(map(len, full.rows), default=0)
    holding = {column for row in full.rows[last:] for column, cell in enumerate(row, start=1) if cell is not None}
    names: list[str] = []
    counts: Counter[str] = Counter()
    for column in range(1, width + 1):
        parts = [" ".join(str(full.cell(row, column) or "").split()) for row in range(first, last + 1)]
        name = " / ".join(dict.fromkeys(part for part in parts if part))
        if not name and column in holding:
            name = letters(column)
        counts[name] += 1
        while name and counts[name] > 1:
            name = f"{name} ({counts[name]})"
            counts[name] += 1
        names.append(name)
    return tuple(names)


@dataclass(frozen=True, slots=True)
class _Cells(Mapping[str, Place]):
    """Where the fields of a row are, found when they are asked for."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int] = field(repr=False)

    def __getitem__(self, name: str) -> Place:
        return self.sheet.place(self.row, self.columns[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


def records(sheet: Sheet, header: Header | None = None) -> Iterator[Record]:
    """Each row below the header that holds something, as a record of the sheet's name; empty cells are no field."""
    header = header or header_of(sheet)
    full = sheet.spread()
    columns = {name: column for column, name in enumerate(header.names, start=1) if name}
    for number, row in enumerate(full.rows[header.last :], start=header.last + 1):
        fields = {name: row[column - 1] for name, column in columns.items() if column <= len(row)}
        fields = {name: value for name, value in fields.items() if value is not None}
        if fields:
            yield Record(
                id=f"{sheet.name}/{number}",
                type=sheet.name,
                at=sheet.locate(number, 1),
                fields=fields,
                places=_Cells(sheet, number, columns),
            )


def notes(sheet: Sheet, header: Header) -> Iterator[Note]:
    """What to know about how a sheet was understood."""
    if not header.first and sheet.rows:
        text = Text(
            "aucune ligne d'en-tête reconnue : les colonnes ont leur lettre pour nom",
            "no header row recognised: columns are named by their letters",
        )
        yield Note(sheet.locate(1, 1), text)
    if sheet.hidden:
        yield Note(sheet.locate(1, 1), Text("cette feuille est masquée", "this sheet is hidden"))
    for number in range(1, header.first):
        if written := "  ".join(str(cell) for cell in _row(sheet, number) if cell is not None):
            text = Text(f"au-dessus de l'en-tête : « {written} »", f"above the header: “{written}”")
            yield Note(sheet.locate(number, 1), text)
    for number, name in enumerate(header.names, start=1):
        if (
            header.first
            and name == letters(number)
            and all(sheet.cell(row, number) is None for row in range(header.first, header.last + 1))
        ):
            text = Text(f"la colonne {name} n'a pas d'en-tête", f"column {name} has no header")
            yield Note(sheet.locate(header.last, number), text)


def plain(cells: Sequence[object]) -> Row:
    """Cells as values: an empty text is an empty cell, a whole number has no decimals."""
    return tuple(_plain(cell) for cell in cells)


def _plain(cell: object) -> Scalar:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell  # type: ignore[return-value]  # What the readers of spreadsheets give: numbers, dates, booleans, None.
