"""Records as a spreadsheet reads them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from ea_repo.document import Records
from ea_repo.format import Format
from ea_repo.write import csv_lines

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("csv", (".csv",), "text/csv")


def records(written: Records) -> Iterator[str]:
    """Comma-separated, one line a record; a text that a spreadsheet would run as a formula begins with an apostrophe.

    A number stays one, also below 0; None is an empty cell.
    """
    for number, line in enumerate(csv_lines(chain((written.columns,), written.rows), "\n")):
        line = line.removesuffix("\n")
        yield f"\n{line}" if number else line


def diagram(drawn: Diagram, style: Style) -> str:
    """A map as records: a line a box, with its group and its state, then a line an arrow."""
    from ea_repo.format.layout.map_records import map_records

    return "".join(records(map_records(drawn)))
