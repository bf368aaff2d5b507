"""A map for draw.io (diagrams.net): native shapes that one moves, a page for each sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("drawio", (".drawio",), "application/vnd.jgraph.mxfile")


def diagram(drawn: Diagram, style: Style, paper: str | None = None) -> bytes:
    """The map on one page, or on the sheets of a paper; raises NotDrawn where Graphviz cannot lay it out."""
    from ea_repo.draw.drawio import as_drawio
    from ea_repo.draw.paper import PAPERS, SCREEN
    from ea_repo.draw.sheets import sheets

    return as_drawio(sheets(drawn, style, PAPERS.get(paper or SCREEN), headed=False), style).encode()
