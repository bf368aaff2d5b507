"""Texts as Graphviz's DOT writes them: nothing in a name means anything to it, nor to the SVG that comes of it."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from urllib.parse import quote

from ea_repo.draw.plain_text import printable
from ea_repo.finding import Position


def escaped(value: str) -> str:
    """A text inside double quotes: no escape, no entity, no end of text."""
    text = printable(value).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\r", " ").replace("\n", "\\n")


def quoted(value: str) -> str:
    return f'"{escaped(value)}"'


def attributes(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={quoted(value)}" for name, value in values.items())


def as_html(value: str) -> str:
    """A text inside an HTML-like label."""
    # Some versions of Graphviz refuse a bracket that closes and an end of element behind it.
    return html.escape(printable(value), quote=True).replace("]", "&#93;")


def address(at: Position) -> str:
    """A relative link to a line of a text, or to all of it for line 0, every part of the file's path percent-encoded.

    Graphviz 2.43 writes links into an SVG as they are. Encoded, a file's name neither ends the attribute that it
    stands in, nor begins with a scheme (`javascript:`), whatever bytes it is made of.
    """
    line = f"#L{at.line}" if at.line else ""
    return f"{quote(os.fsencode(at.file))}{line}"


def number(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
