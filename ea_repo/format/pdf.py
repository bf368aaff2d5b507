"""A map as a PDF: on sheets of paper that can be printed and read, or as one page of its own size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("pdf", (".pdf",), "application/pdf")


def diagram(drawn: Diagram, style: Style, paper: str | None = None) -> bytes:
    """The map, drawn on sheets of a paper, by default the usual one; raises NotDrawn where Graphviz cannot."""
    from ea_repo.draw.paper import PAPERS, SCREEN, USUAL
    from ea_repo.draw.pdf import as_pdf
    from ea_repo.draw.render import render
    from ea_repo.draw.sheets import sheets

    if paper == SCREEN:
        return render(drawn, style, "pdf")
    return as_pdf(sheets(drawn, style, PAPERS[paper or USUAL]), style)
