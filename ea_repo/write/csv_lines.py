"""Tables as lines of CSV, in which no spreadsheet program finds a formula to run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""With what a text begins that is run, also behind apostrophes; the full-width signs some read as the others."""


def csv_lines(rows: Iterable[Sequence[object]], end: str) -> Iterator[str]:
    """Each row as a line with its end; a text that would be run has an apostrophe before it, a number stays one.

    None is an empty cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def harmless(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _RUN.match(text) else text


def as_it_was(text: str) -> str:
    """The text of which `harmless` made this."""
    return text[1:] if text.startswith("'") and _RUN.match(text) else text
