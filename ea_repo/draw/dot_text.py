"""Texts as Graphviz's DOT writes them: nothing in a name means anything to it, nor to the SVG that comes of it."""

from __future__ import annotations

import html
from collections.abc import Mapping

from ea_repo.draw.plain_text import printable


def kept(value: str) -> str:
    """A text as Graphviz keeps it: an id, in the title of what it draws."""
    return printable(value).replace("\\", "\\\\").replace("\r", " ").replace("\n", "\\n")


def escaped(value: str) -> str:
    """A text inside double quotes: no escape, no entity, no end of text."""
    return kept(value).replace("&", "&amp;").replace('"', '\\"')


def quoted(value: str) -> str:
    return f'"{escaped(value)}"'


def attributes(values: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={quoted(value)}" for name, value in values.items())


def as_html(value: str) -> str:
    """A text inside an HTML-like label."""
    # Some versions of Graphviz refuse a bracket that closes and an end of element behind it.
    return html.escape(printable(value), quote=True).replace("]", "&#93;")


def number(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
