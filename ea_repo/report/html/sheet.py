"""The contact sheet of all maps: one page, a picture and a question each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ea_repo
from ea_repo.answer.situation import Situation
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import part
from ea_repo.report.words import heading

_TITLE = Text("Cartes du système d'information", "Maps of the information system")


@dataclass(frozen=True)
class Plate:
    """A map or a table: what it answers, what it shows in a few words, its file; a picture where it is one."""

    title: str
    question: str
    summary: str
    file: str | None = None
    picture: str | None = None
    empty: bool = False


def page(plates: Sequence[Plate], situation: Situation, lang: Lang) -> str:
    """The page; every name in it is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(part("sheet.html", "ea_repo.report.html"))
    return template.render(
        title=_TITLE[lang], situation=heading(situation, lang), plates=plates, lang=lang, version=ea_repo.__version__
    )
