"""What a map needs to be a page of its own: a title, a text for those who do not see it, a count of what it shows."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from defusedxml import ElementTree

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.plain_text import printable
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.finding import Text

_CSS = """
text { font-family: Helvetica, Arial, sans-serif; }
a { cursor: pointer; }
a:hover text, a:focus text { text-decoration: underline; }
.edge:hover path { stroke-width: 2.5; }
@media print { a { text-decoration: none; } }
"""
_GROUP = "{http://www.w3.org/2000/svg}g"


class NotDrawn(Exception):
    """A map that Graphviz could not draw."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@contextmanager
def nesting(title: str) -> Iterator[None]:
    """Raises NotDrawn for a map whose frames are nested deeper than can be drawn, or read."""
    try:
        yield
    except RecursionError:
        fr = f"{title} : trop de cadres l'un dans l'autre pour être dessinés ; choisir un élément plus bas"
        raise NotDrawn(
            Text(fr, f"{title}: too many frames inside each other to be drawn; choose a lower one")
        ) from None


class Miscounted(NotDrawn):
    """A drawing that does not have all that its diagram has."""


def finished(svg: str, diagram: Diagram) -> str:
    """Graphviz's drawing with its title, its text equivalent and its style; raises NotDrawn, Miscounted."""
    # The comments hold names, and the version of Graphviz: the same map is the same bytes.
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!DOCTYPE.*?>\s*", "", svg, flags=re.DOTALL)
    _check(svg, diagram)
    text = html.escape("\n".join(text_equivalent(diagram)))
    head = (
        f'<title id="map-title">{html.escape(printable(diagram.title))}</title>\n<desc id="map-text">{text}</desc>\n'
        f"<style>{_CSS}</style>\n"
    )
    return re.sub(
        r"<svg([^>]*)>",
        lambda start: f'<svg role="img" aria-labelledby="map-title map-text"{start[1]}>\n{head}',
        svg,
        count=1,
    )


def _check(svg: str, diagram: Diagram) -> None:
    """Raises NotDrawn where a drawing is not XML, Miscounted where a box or an arrow is missing from it."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        fr, en = "le dessin de Graphviz n'est pas du XML bien formé", "Graphviz's drawing is no well-formed XML"
        raise NotDrawn(Text(f"{diagram.id} : {fr} ({error})", f"{diagram.id}: {en} ({error})")) from None
    kinds = Counter(group.get("class", "").partition(" ")[0] for group in root.iter(_GROUP))
    boxes, arrows = kinds["node"], kinds["edge"]
    wanted = len(diagram.boxes), len(diagram.arrows)
    if (boxes, arrows) != wanted:
        fr = f"{boxes} boîtes et {arrows} flèches dessinées au lieu de {wanted[0]} et {wanted[1]}"
        en = f"{boxes} boxes and {arrows} arrows drawn instead of {wanted[0]} and {wanted[1]}"
        raise Miscounted(Text(f"{diagram.id} : {fr}", f"{diagram.id}: {en}"))
