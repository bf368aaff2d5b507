"""A map as slides: native shapes, a slide for each sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("pptx", (".pptx",), "application/vnd.openxmlformats-officedocument.presentationml.presentation")


def diagram(drawn: Diagram, style: Style, paper: str | None = None) -> bytes:
    """The map on slides of 16 to 9, or as large as a paper; `screen`: on a single one.

    Raises NotDrawn where Graphviz cannot lay it out.
    """
    from dataclasses import replace

    from ea_repo.draw.paper import PAPERS, SCREEN
    from ea_repo.draw.sheets import sheets
    from ea_repo.draw.slides import SLIDE, as_slides, slide_of

    slide = slide_of(PAPERS[paper]) if paper in PAPERS else SLIDE
    if paper == SCREEN:
        (whole,) = sheets(drawn, style, None, headed=False)
        return as_slides([replace(whole, paper=slide)], style)
    return as_slides(sheets(drawn, style, slide, headed=False), style)
