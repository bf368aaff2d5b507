"""Workbooks that are the same bytes whenever they are written, made on the disk and not in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ea_repo.write.archive import made_on_disk


def workbook(fill: Callable[[Any], None]) -> Iterator[bytes]:
    """A workbook of XlsxWriter, as `fill` fills it, in pieces; a text in it is never run as a formula."""

    def make(made: Path) -> Mapping[str, Path]:
        import xlsxwriter  # type: ignore[import-untyped]

        options = {"tmpdir": str(made.parent), "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(made), options) as book:
            fill(book)
        return {}

    return made_on_disk(make)
