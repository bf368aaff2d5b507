"""What every page of the site has around it: its head, the way to the others, the other language, its foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import jinja2

import ea_repo
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import margins
from ea_repo.report.owned_part import marked
from ea_repo.report.words import date, origin
from ea_repo.site.addresses import Address, page_of
from ea_repo.site.linking import link
from ea_repo.site.portal import Portal
from ea_repo.site.words import SECTIONS, WORDS
from ea_repo.typography import number, typeset
from ea_repo.visible import visible

POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; "
    "form-action 'self' file:; base-uri 'none'"
)
"""Nothing of elsewhere, nothing inline; `file:` is for browsers to which a file share is no site of its own."""


def page(
    portal: Portal, lang: Lang, at: Address, template: str, title: str, *, current: str = "",
    scripts: tuple[str, ...] = (), **content: Any,
) -> str:  # fmt: skip
    """A page, whole; every text in it is escaped, and no character of it acts on whoever shows it."""
    seen = portal.repository.situation
    up = at.up
    made = template_of(template).render(
        lang=lang,
        other="en" if lang == "fr" else "fr",
        path=at.path,
        up=up,
        title=typeset(title, lang),
        current=current,
        scripts=scripts,
        sections=[(name, text[lang], f"{up}{name}.html") for name, text in SECTIONS.items()],
        w=words(lang),
        organisation=seen.workspace,
        situation=f"{date(seen.date, lang)} ({origin(seen, lang)})",
        revision=portal.revision[lang] if portal.revision else "",
        restricted=marked(portal.audit, lang),
        policy=POLICY,
        version=ea_repo.__version__,
        printed=partial(typeset, lang=lang),
        number=partial(number, lang=lang),
        element=element_links(portal, up),
        page_of=page_of,
        **content,
    )
    return visible(made)


_CONTENT = b'<main id="content"'
"""Where the content of a page begins: no text of a page can say so, for all are escaped."""


def with_notice(made: bytes, escaped: str) -> bytes:
    """A page that tells something before its content; `escaped` is a sentence as HTML."""
    notice = f'<p class="notice" role="alert">{escaped}</p>\n'.encode()
    return made.replace(_CONTENT, notice + _CONTENT, 1)


def print_margins(portal: Portal, lang: Lang) -> str:
    """What each printed page bears: whose it is and of which day, which page of how many, for few eyes where so."""
    seen = portal.repository.situation
    mark = marked(portal.audit, lang)
    return margins(f"{seen.workspace} · {date(seen.date, lang)}", lang, mark)


def element_links(portal: Portal, up: str) -> Callable[[str], str]:
    """Gives the link to an element, under its name; what is no element stands as it is."""

    def linked(id: str) -> str:
        return link(id, portal.name(id), up) if id in portal.entries else id

    return linked


@cache
def words(lang: Lang) -> dict[str, str]:
    """The words of the pages in one language."""
    return {name: typeset(text[lang], lang) for name, text in WORDS.items()}


def said(text: Text, lang: Lang) -> str:
    """A sentence as its language sets it."""
    return typeset(text[lang], lang)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("ea_repo.site", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )


@cache
def template_of(name: str) -> jinja2.Template:
    """A template of this package."""
    return _environment().get_template(name)
