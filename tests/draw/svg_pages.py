"""An SVG as a browser reads it: parsed, and refused where anything in it could run or lead elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
TAGS = {"svg", "g", "title", "desc", "style", "a", "text", "path", "polygon", "polyline", "ellipse"}


def parsed(svg: bytes | str) -> Element:
    """The root of an SVG that holds shapes, texts and relative links, and nothing else."""
    root = fromstring(svg)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS, element.tag
        assert not [name for name in element.attrib if name.lower().startswith("on")], element.attrib
    for href in links(root):
        parts = urlsplit(href)
        assert (parts.scheme, parts.netloc) == ("", ""), href
    return root


def links(root: Element) -> list[str]:
    """The addresses that its boxes and arrows lead to."""
    return [href for element in root.iter() if (href := element.get(HREF) or element.get("href"))]


def boxes(root: Element) -> list[Element]:
    return [group for group in root.iter(f"{SVG}g") if group.get("class", "").startswith("node")]
