"""Texts of other reports with the elements that they name as links."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from ea_repo.finding import Lang
from ea_repo.site.addresses import page_of
from ea_repo.site.portal import Portal

_IN_BRACKETS = re.compile(r"\(([^()\s]+)\)")
_BETWEEN = re.compile(r"( → |, | · |; )")
_KEPT = 20_000
"""How many texts that were linked are kept: pages name the same elements again and again."""


def linking(portal: Portal, lang: Lang, up: str) -> Callable[[str], Markup]:
    """Gives a text, escaped, where each id in brackets, and each name that means one element, leads to its page.

    A name is one where it stands alone: the whole text, or between arrows and commas. Those in a sentence stay text.
    """
    ids_by_name = portal.ids_by_name[lang]

    @lru_cache(_KEPT)
    def part(text: str) -> str:
        id = ids_by_name.get(text)
        return link(id, text, up) if id is not None else _with_ids(text, portal, up)

    def linked(text: str) -> Markup:
        pieces = (text,) if text.endswith(".") else _BETWEEN.split(text)
        return Markup("".join(map(part, pieces)))  # noqa: S704 - each part is escaped

    return linked


@lru_cache(_KEPT)
def link(id: str, text: str, up: str) -> Markup:
    """A link to the page of an element."""
    return Markup(f'<a href="{up}{page_of("element", id).path}">{escape(text)}</a>')  # noqa: S704 - escaped


def _with_ids(text: str, portal: Portal, up: str) -> str:
    """A text, escaped, where each id in brackets leads to the page of the element."""
    pieces, at = list[str](), 0
    for found in _IN_BRACKETS.finditer(text):
        if found[1] in portal.entries:
            pieces += [escape(text[at : found.start(1)]), link(found[1], found[1], up)]
            at = found.end(1)
    return "".join([*pieces, escape(text[at:])])
