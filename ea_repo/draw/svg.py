"""What a map needs to be a page of its own: a title, a text for those who do not see it, a count of what it shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, register_namespace, tostring

from defusedxml import ElementTree

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.plain_text import printable
from ea_repo.draw.svg_reading import SVG, XLINK, made_readable
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.finding import Text

_CSS = """
text { font-family: Helvetica, Arial, sans-serif; }
a { cursor: pointer; }
.node:hover :is(path, polygon), .edge:hover path { stroke-width: 2.5; }
.node:not(.frame):hover text, a:focus text { text-decoration: underline; }
.node:focus-visible, .node a:focus-visible { outline: 3px solid #0b57a4; outline-offset: 2px; }
@media screen and (min-width: 480px) {
  svg.map {
    width: clamp(var(--least-width), 100%, var(--most-width));
    height: clamp(var(--least-height), 100%, var(--most-height));
  }
}
@media print { a { text-decoration: none; } }
"""
MAKER = "ea-repo"
_SMALLEST, _LARGEST = 0.6, 1.6
"""A map fits its window, but is neither made smaller nor larger than that: below, one scrolls."""


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
    """Graphviz's drawing as a page: it fits its window, says its title and its text, and each box can be reached.

    The same map is the same bytes: comments, which hold the version of Graphviz, are left out.
    Raises NotDrawn, Miscounted.
    """
    root = _read(svg, diagram)
    _count(root, diagram)
    made_readable(root, diagram)
    _fit(root)
    title, text, css = Element(f"{{{SVG}}}title"), Element(f"{{{SVG}}}desc"), Element(f"{{{SVG}}}style")
    title.set("id", "map-title")
    text.set("id", "map-text")
    title.text, text.text, css.text = printable(diagram.title), "\n".join(text_equivalent(diagram)), _CSS
    root[:0] = [title, text, css]
    return written(root)


def written(root: Element) -> str:
    """The text of an SVG, which says first of all whose work it is: a later one may replace it."""
    text = _text(root).replace("<svg ", f'<svg data-maker="{MAKER}" ', 1)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n{text}\n'


def _text(root: Element) -> str:
    """An SVG as text, without prefixes: whoever wrote another kind of XML before may have taken the empty one."""
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    return tostring(root, encoding="unicode")


def inlined(svg: str, own: str) -> str:
    """A map as a part of a page: as large as it is drawn, without the style that the policy of a page refuses.

    `own` begins its ids, so that several may stand on one page.
    """
    root: Element = ElementTree.fromstring(svg)
    for style in root.findall(f"{{{SVG}}}style"):
        root.remove(style)
    root.attrib.pop("style", None)
    width, height = root.get("viewBox", "0 0 0 0").split()[2:]
    root.attrib.update({"width": f"{width}pt", "height": f"{height}pt"})
    for element in root.iter():
        for name in ("id", "aria-labelledby", "aria-describedby"):
            if name in element.attrib:
                element.set(name, own + element.attrib[name])
    return _text(root)


def _read(svg: str, diagram: Diagram) -> Element:
    try:
        root: Element = ElementTree.fromstring(re.sub(r"<!DOCTYPE.*?>\s*", "", svg, flags=re.DOTALL))
    except ElementTree.ParseError as error:
        fr, en = "le dessin de Graphviz n'est pas du XML bien formé", "Graphviz's drawing is no well-formed XML"
        raise NotDrawn(Text(f"{diagram.id} : {fr} ({error})", f"{diagram.id}: {en} ({error})")) from None
    return root


def _count(root: Element, diagram: Diagram) -> None:
    """Raises Miscounted where a box or an arrow of a diagram is missing from a drawing."""
    kinds = Counter(group.get("class", "").partition(" ")[0] for group in root.iter(f"{{{SVG}}}g"))
    boxes, arrows = kinds["node"], kinds["edge"]
    wanted = len(diagram.boxes), len(diagram.arrows)
    if (boxes, arrows) != wanted:
        fr = f"{boxes} boîtes et {arrows} flèches dessinées au lieu de {wanted[0]} et {wanted[1]}"
        en = f"{boxes} boxes and {arrows} arrows drawn instead of {wanted[0]} and {wanted[1]}"
        raise Miscounted(Text(f"{diagram.id} : {fr}", f"{diagram.id}: {en}"))


def _fit(root: Element) -> None:
    """Makes the drawing as large as its window, within what is read well."""
    width, height = (float(length) for length in root.get("viewBox", "0 0 0 0").split()[2:])
    lengths = {
        f"--{bound}-{side}": f"{length * scale:.0f}pt"
        for bound, scale in (("least", _SMALLEST), ("most", _LARGEST))
        for side, length in (("width", width), ("height", height))
    }
    style = ";".join(f"{name}:{length}" for name, length in lengths.items())
    root.attrib.update({"width": "100%", "height": "100%", "class": "map", "style": style})
    root.set("preserveAspectRatio", "xMinYMin meet")
    root.attrib.update({"role": "graphics-document document", "aria-labelledby": "map-title"})
    root.attrib.update({"aria-describedby": "map-text"})
