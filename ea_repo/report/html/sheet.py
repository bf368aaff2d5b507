"""The contact sheet of all maps: one page, a picture and a question each, under headings, with a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ea_repo
from ea_repo.answer.situation import Situation
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.page import digest, part, tight
from ea_repo.report.words import heading

_PACKAGE = "ea_repo.report.html"
_TITLE = Text("Cartes du système d'information", "Maps of the information system")
_WHOLE = Text("Tout le système", "The whole system")
_TABLES = Text("Tableaux", "Tables")
_EMPTY = Text("Rien à montrer", "Nothing to show")
_WORDS = {
    "search": Text("Chercher une carte", "Search for a map"),
    "key": Text("Touche / pour chercher, Échap pour tout revoir", "Key / to search, Escape to see all again"),
    "shown": Text("{shown} sur {total}", "{shown} of {total}"),
    "none": Text("Aucune carte ne dit cela.", "No map says that."),
    "parts": Text("Parties de cette page", "Parts of this page"),
}


@dataclass(frozen=True)
class Plate:
    """A map or a table: what it answers, what it shows in a few words, its file; a picture where it is one.

    `around`: the view that it is of, where that is drawn once around each of several elements.
    """

    title: str
    question: str
    summary: str
    file: str | None = None
    picture: str | None = None
    empty: bool = False
    table: bool = False
    around: str | None = None


@dataclass(frozen=True)
class Part:
    """Plates under one heading; what all of them answer, where it is the same."""

    id: str
    title: str
    plates: tuple[Plate, ...]
    question: str = ""


def page(plates: Sequence[Plate], situation: Situation, lang: Lang) -> str:
    """The page; every name in it is escaped. Without its script, all is shown."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["tight"] = lambda text: tight(text, lang)
    template = environment.from_string(part("sheet.html", _PACKAGE))
    style, script = part("page.css") + part("sheet.css", _PACKAGE), part("sheet.js", _PACKAGE)
    return template.render(
        title=_TITLE[lang],
        situation=heading(situation, lang),
        mark=situation.marking[lang] if situation.marking else "",
        parts=parts(plates, lang),
        total=len(plates),
        w={name: text[lang] for name, text in _WORDS.items()},
        lang=lang,
        version=ea_repo.__version__,
        style=style,
        script=script,
        policy=f"default-src 'none'; img-src 'self' file:; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'",
    )


def parts(plates: Iterable[Plate], lang: Lang) -> list[Part]:
    """The plates under headings: of the whole system, of each view around elements, tables, what is empty."""
    kinds: dict[str, list[Plate]] = {_WHOLE[lang]: []}
    for plate in plates:
        title = _WHOLE[lang]
        if plate.empty:
            title = _EMPTY[lang]
        elif plate.table:
            title = _TABLES[lang]
        elif plate.around is not None:
            title = plate.around
        kinds.setdefault(title, []).append(plate)
    last = [title for title in (_TABLES[lang], _EMPTY[lang]) if title in kinds]
    order = [*(title for title in kinds if title not in last), *last]
    return [
        Part(f"part-{number}", title, tuple(kinds[title]), _shared_question(kinds[title]))
        for number, title in enumerate(order, 1)
        if kinds[title]
    ]


def _shared_question(plates: Sequence[Plate]) -> str:
    questions = {plate.question for plate in plates}
    return questions.pop() if len(questions) == 1 and plates[0].around is not None else ""
