"""Texts of other reports with the elements that they name as links."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from ea_repo.finding import Lang
from ea_repo.site.addresses import page_of
from ea_repo.site.portal import Portal

_IN_BRACKETS = re.compile(r"\(([^()\s]+)\)")
_BETWEEN = re.compile(r"( → |, | · |; )")


def linking(portal: Portal, lang: Lang, up: str) -> Callable[[str], Markup]:
    """Gives a text, escaped, where each id in brackets, and each name that one element alone has, leads to its page.

    A name is one where it stands alone: the whole text, or between arrows and commas.
    """

    ids_by_name = portal.ids_by_name[lang]

    def part(text: str) -> Markup:
        id = ids_by_name.get(text)
        return link(id, text, up) if id is not None else _with_ids(text, portal, up)

    return lambda text: Markup("").join(part(piece) for piece in _BETWEEN.split(text))


def link(id: str, text: str, up: str) -> Markup:
    """A link to the page of an element."""
    return Markup('<a href="{}{}">{}</a>').format(up, page_of("element", id).path, text)


def _with_ids(text: str, portal: Portal, up: str) -> Markup:
    pieces, at = [], 0
    for found in _IN_BRACKETS.finditer(text):
        if found[1] in portal.entries:
            pieces += [escape(text[at : found.start(1)]), link(found[1], found[1], up)]
            at = found.end(1)
    return Markup("").join([*pieces, escape(text[at:])])
