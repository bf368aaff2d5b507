"""The contact sheet of all maps: one page, a picture and a question each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from ea_repo.finding import Lang, Text

TITLE = Text("Cartes du système d'information", "Maps of the information system")


@dataclass(frozen=True)
class Drawn:
    """A map or a table that was written: where, and what is said of it; a picture where it is one."""

    title: str
    question: str
    said: str
    file: str | None
    picture: str | None
    empty: bool = False


def as_html(maps: Sequence[Drawn], situation: str, lang: Lang) -> str:
    """The page; every name in it is escaped."""
    from jinja2 import Environment, StrictUndefined

    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = page.from_string(files("ea_repo.report").joinpath("sheet.html").read_text(encoding="utf-8"))
    return template.render(title=TITLE[lang], situation=situation, maps=maps, lang=lang)
