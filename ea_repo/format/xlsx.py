"""Records, or a few tables, as a workbook: for whoever opens them in a spreadsheet program."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ea_repo.document import Cell, Records, Workbook
from ea_repo.format import Format
from ea_repo.write.archive import LONGEST_TITLE
from ea_repo.write.workbook import workbook

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

FORMAT = Format("xlsx", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
MAKER = "ea-repo"
"""Whose work a workbook says that it is."""
_WIDEST, _NARROWEST = 60, 8
_DAY = dt.datetime(2000, 1, 1)
"""The day that every workbook says it was made on: the same answer is the same bytes."""


def records(written: Records) -> Iterator[bytes]:
    """One sheet, one line a record: the header stays in sight and filters; a text is never run as a formula."""
    return workbook(partial(_fill, written))


def sheets(written: Workbook) -> Iterator[bytes]:
    """A first sheet with what is said, then one for each table; a text is never run as a formula."""
    return workbook(partial(_fill_sheets, written))


def _fill_sheets(written: Workbook, book: Any) -> None:
    from ea_repo.format.layout.sheets import fill

    book.set_properties({"author": MAKER, "created": _DAY, "title": written.title[:LONGEST_TITLE]})
    fill(written, book)


def _fill(written: Records, book: Any) -> None:
    book.set_properties({"author": MAKER, "created": _DAY})
    sheet = book.add_worksheet()
    head = book.add_format({"bold": True, "bottom": 1})
    widths = [len(name) for name in written.columns]
    for column, name in enumerate(written.columns):
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(written.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, last, column, cell)
            widths[column] = max(widths[column], len(str(cell or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(_NARROWEST, min(_WIDEST, width + 2)))
    sheet.freeze_panes(1, 0)
    if written.columns:
        sheet.autofilter(0, 0, last, len(written.columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Writes a cell: a number as one, nothing as an empty cell."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None and math.isfinite(cell):
        sheet.write_number(row, column, cell)
