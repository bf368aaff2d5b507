"""A map as a picture: SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("svg", (".svg",), "image/svg+xml")


def diagram(drawn: Diagram, style: Style) -> bytes:
    """The map, drawn; raises NotDrawn where Graphviz cannot."""
    from ea_repo.draw.render import render

    return render(drawn, style, "svg")
