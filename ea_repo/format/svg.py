"""A map as a picture: SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("svg", (".svg",), "image/svg+xml")


def diagram(drawn: Diagram, style: Style) -> bytes:
    """The map, drawn; raises NotDrawn where Graphviz cannot."""
    from ea_repo.draw.render import render

    return render(drawn, style, "svg")


def pages(drawn: Diagram, style: Style, paper: str, name: Callable[[int], str]) -> list[bytes]:
    """The map on the sheets of a paper, a picture each, the first of which leads to the others by their names."""
    from ea_repo.draw.paper import PAPERS
    from ea_repo.draw.sheets import sheets
    from ea_repo.draw.svg_sheets import as_svg_sheets

    cut = sheets(drawn, style, PAPERS[paper])
    return list(as_svg_sheets(cut, [name(number) for number, _ in enumerate(cut, 1)]))
