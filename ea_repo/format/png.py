"""A map as a picture: PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("png", (".png",), "image/png")


def diagram(drawn: Diagram, style: Style) -> bytes:
    """The map, drawn; raises NotDrawn where Graphviz cannot."""
    from ea_repo.draw.render import render

    return render(drawn, style, "png")


def pages(drawn: Diagram, style: Style, paper: str, name: Callable[[int], str]) -> list[bytes]:
    """The map on the sheets of a paper, a picture each; pixels lead nowhere, so their names say nothing here."""
    from ea_repo.draw.paper import PAPERS
    from ea_repo.draw.png_sheets import as_png_sheets
    from ea_repo.draw.sheets import sheets

    return list(as_png_sheets(sheets(drawn, style, PAPERS[paper]), style))
