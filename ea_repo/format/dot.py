"""A map as Graphviz reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("dot", (".dot", ".gv"), "text/vnd.graphviz")


def diagram(drawn: Diagram, style: Style) -> bytes:
    """The boxes, the arrows and their looks."""
    from ea_repo.draw.dot import as_dot

    return as_dot(drawn, style).encode()
