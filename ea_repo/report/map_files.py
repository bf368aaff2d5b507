"""The files of a map: one, or those of its sheets in a folder where a format is one picture a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ea_repo import format as formats_
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.style import Style
from ea_repo.draw.svg import nesting
from ea_repo.report.writing import picture


@dataclass(frozen=True)
class MapFiles:
    """What is to be written where: the first file is the map, or the overview of its sheets."""

    contents: dict[Path, str | bytes]
    folder: Path | None = None
    """The folder of the sheets, where there are several."""

    @property
    def first(self) -> Path:
        return next(iter(self.contents))

    @property
    def older(self) -> list[Path]:
        """Sheets of an earlier drawing that are in the folder too, and are none of this one."""
        if self.folder is None or not self.folder.is_dir():
            return []
        stem = self.folder.name
        there = self.folder.glob(f"*{self.first.suffix}")
        known = {path.name for path in self.contents}
        sheets = (path for path in there if path.stem.removeprefix(f"{stem}-").isdecimal())
        return sorted(path for path in sheets if path.name not in known)


def map_files(drawn: Diagram, style: Style, format_: str, paper: str | None, file: Path) -> MapFiles:
    """The files of a map that is to be in `file`; several sheets go in a folder called after it. Raises NotDrawn."""
    pages = _pages(drawn, style, format_, paper, file)
    if pages is None:
        return MapFiles({file: picture(drawn, style, format_, paper=paper)})
    if len(pages) == 1:
        return MapFiles({file: pages[0]})
    folder = file.with_suffix("")
    return MapFiles({folder / _name(file, format_, number): page for number, page in enumerate(pages, 1)}, folder)


def _pages(drawn: Diagram, style: Style, format_: str, paper: str | None, file: Path) -> list[bytes] | None:
    """The sheets of a format that is a picture a sheet, where a paper is asked for."""
    from ea_repo.draw.paper import PAPERS

    write: Any = getattr(formats_.modules()[format_], "pages", None)
    if write is None or paper not in PAPERS:
        return None
    with nesting(drawn.id):
        pages: list[bytes] = write(drawn, style, paper, lambda number: _name(file, format_, number))
    return pages


def _name(file: Path, format_: str, number: int) -> str:
    return f"{file.with_suffix('').name}-{number}{file.suffix or '.' + format_}"
