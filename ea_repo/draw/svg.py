"""What a map needs to be a page of its own: a title, a text for those who do not see it, a count of what it shows."""

from __future__ import annotations

import html
import re

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.outline import outline
from ea_repo.finding import Text

_CSS = """
text { font-family: Helvetica, Arial, sans-serif; }
a { cursor: pointer; }
a:hover text, a:focus text { text-decoration: underline; }
.edge:hover path { stroke-width: 2.5; }
@media print { a { text-decoration: none; } }
"""


class NotDrawn(Exception):
    """A map that Graphviz could not draw."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.message = said


class Miscounted(NotDrawn):
    """A drawing that does not have all that its diagram has."""


def dressed(svg: str, diagram: Diagram) -> str:
    """Graphviz's drawing with its title, its text equivalent and its style; raises Miscounted."""
    boxes, arrows = svg.count('class="node'), svg.count('class="edge')
    if (boxes, arrows) != (len(diagram.boxes), len(diagram.arrows)):
        wanted = len(diagram.boxes), len(diagram.arrows)
        raise Miscounted(
            Text(
                f"{diagram.id} : {boxes} boîtes et {arrows} flèches dessinées au lieu de {wanted[0]} et {wanted[1]}",
                f"{diagram.id}: {boxes} boxes and {arrows} arrows drawn instead of {wanted[0]} and {wanted[1]}",
            )
        )
    # The comments hold names, and the version of Graphviz: the same map is the same bytes.
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!DOCTYPE.*?>\s*", "", svg, flags=re.DOTALL)
    said = html.escape("\n".join(outline(diagram)))
    inside = (
        f'<title id="map-title">{html.escape(diagram.title)}</title>\n<desc id="map-text">{said}</desc>\n'
        f"<style>{_CSS}</style>\n"
    )
    return re.sub(
        r"<svg([^>]*)>",
        lambda found: f'<svg role="img" aria-labelledby="map-title map-text"{found[1]}>\n{inside}',
        svg,
        count=1,
    )
