"""Workbooks that are the same bytes whenever they are written, made on the disk and not in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ea_repo.write.archive import copy_of_one_day
from ea_repo.write.pieces import read
from ea_repo.write.refusal import explaining


def workbook(fill: Callable[[Any], None]) -> Iterator[bytes]:
    """A workbook of XlsxWriter, as `fill` fills it, in pieces; a text in it is never run as a formula."""
    import xlsxwriter  # type: ignore[import-untyped]

    with explaining(Path("$TMPDIR")):
        temporary = tempfile.TemporaryDirectory(prefix="ea-workbook-")
    with temporary as folder:
        made, dated = Path(folder) / "made", Path(folder) / "dated"
        options = {"tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        # A disk that is full there is not the disk of the file that is asked for.
        with explaining(Path(folder)):
            with xlsxwriter.Workbook(str(made), options) as book:
                fill(book)
            copy_of_one_day(made, dated)
        yield from read(dated)
