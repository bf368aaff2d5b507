"""A document as one page, self-contained and without script, for a screen and for paper."""

from __future__ import annotations

from functools import cache, partial

import click
import jinja2
from markupsafe import Markup

import ea_repo
from ea_repo.document import Document
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import digest, margins, part, tight

_LONG = 5
"""From as many sections on, a page begins with its contents."""
_WORDS = {
    "contents": Text("Sommaire", "Contents"),
    "made": Text("Produit par", "Made by"),
}


def as_html(document: Document, lang: Lang) -> str:
    """The page, in the language of the document; every text of it is escaped."""
    situation = click.unstyle(document.situation)
    style = part("page.css") + part("document.css") + margins(f"{situation} · {document.subject or 'ea-repo'}", lang)
    return _template().render(
        document=document,
        situation=situation,
        contents=document.sections if len(document.sections) >= _LONG else (),
        said=partial(tight, lang=lang),
        w={name: text[lang] for name, text in _WORDS.items()},
        lang=lang,
        style=Markup(style),  # noqa: S704 - ours, and the one text in it is escaped for CSS
        policy=f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'",
        version=ea_repo.__version__,
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(part("document.html"))
