"""A map as Mermaid reads it, in a page of Markdown or a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("mermaid", (".mmd",), "text/vnd.mermaid")


def diagram(drawn: Diagram, style: Style) -> bytes:
    """The boxes, the arrows and their looks."""
    from ea_repo.draw.mermaid import as_mermaid

    return as_mermaid(drawn, style).encode()
