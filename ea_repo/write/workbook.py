"""Workbooks that are the same bytes whenever they are written, made on the disk and not in memory."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ea_repo.write.pieces import read

_DAY = (1980, 1, 1, 0, 0, 0)
"""When every file in a workbook says that it was written."""


def workbook(fill: Callable[[Any], None]) -> Iterator[bytes]:
    """A workbook of XlsxWriter, as `fill` fills it, in pieces; a text in it is never run as a formula."""
    import xlsxwriter  # type: ignore[import-untyped]

    with tempfile.TemporaryDirectory(prefix="ea-workbook-") as folder:
        made, dated = Path(folder) / "made", Path(folder) / "dated"
        options = {"tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(made), options) as book:
            fill(book)
        _date(made, dated)
        yield from read(dated)


def _date(made: Path, dated: Path) -> None:
    """The same archive, whose files all bear one day."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _DAY)
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, info.file_size
            with old.open(info) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
