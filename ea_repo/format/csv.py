"""Records as a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from ea_repo.document import Records
from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("csv", (".csv",), "text/csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a cell may begin to be run: also the full-width signs, which some spreadsheets read as the others."""


def records(written: Records) -> Iterator[str]:
    """Comma-separated, one line a record; a text that a spreadsheet would run as a formula begins with an apostrophe.

    A number stays one, also below 0; None is an empty cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    rows = ([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in written.rows)
    for number, row in enumerate(chain((written.columns,), rows)):
        writer.writerow(row)
        line = out.getvalue().removesuffix("\n")
        yield f"\n{line}" if number else line
        out.seek(0)
        out.truncate()


def diagram(drawn: Diagram, style: Style) -> str:
    """A map as records: a line a box, with its group and its state, then a line an arrow."""
    from ea_repo.format.layout.map_records import map_records

    return "".join(records(map_records(drawn)))


def harmless(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text
