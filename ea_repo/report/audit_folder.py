"""An audit by owner as a folder: a page and a text for each owner, and an index of the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ea_repo.answer.owners import ByOwner
from ea_repo.finding import Lang
from ea_repo.format.text import WIDTH
from ea_repo.report.html import by_owner
from ea_repo.report.writing import written

Keep = Callable[[Path, "str | bytes"], None]
"""Writes a file."""
_NOBODY = "_nobody"
"""The name of the page of what nobody is recorded for: no element is called so."""
_FORMATS: Mapping[str, str] = {"html": ".html", "text": ".txt"}


def write(pages: ByOwner, folder: Path, lang: Lang, keep: Keep) -> Path:
    """Writes the folder; the page that leads to the others."""
    names = {part.owner: part.owner or _NOBODY for part in pages.parts}
    for part in pages.parts:
        for format_, ending in _FORMATS.items():
            keep(folder / f"{names[part.owner]}{ending}", written("owned_part", part, format_, lang, WIDTH))
    index = folder / "index.html"
    keep(index, by_owner.page(pages, {owner: f"{name}.html" for owner, name in names.items()}, lang))
    return index
