"""The elements that say a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.matches import Match
from ea_repo.document import Block, Document, Rows, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.field_words import kind_name, path_name
from ea_repo.report.words import COLON, elements, heading, kind_words

_COLUMNS = Text("identifiant|genre|ce qu'il dit", "id|kind|what it says")
_ALSO = Text("le disent aussi", "also say it")
_NONE = Text("rien ne dit cela", "nothing says so")


def document(answer: Answer[tuple[Match, ...]], lang: Lang, *, cut: bool = False) -> Document:
    """The elements, the nearest first, each with what it says and where; `cut` to the width of a terminal.

    What merely links two others is counted, where others say it.
    """
    things = [match for match in answer.content if not match.is_mere_link]
    listed = things or answer.content
    rows = tuple((match.id, kind_name(match.kind, lang), _words(match, lang)) for match in listed)
    columns = tuple(_COLUMNS[lang].split("|"))
    block: Block = Rows(columns, rows, one_line=True, cut=cut, uncut=frozenset({0})) if rows else Sentence(_NONE[lang])
    total = elements(len(rows), lang) if rows else ""
    if len(listed) < len(answer.content):
        total += f" · {_links([match for match in answer.content if match.is_mere_link], lang)}"
    return Document(lang, heading(answer.situation, lang), blocks=(block,), summary=total)


def _links(links: Sequence[Match], lang: Lang) -> str:
    """How many exchanges and relations say it too, and what shows them: `also say it: 6 flows (--kind flow)`."""
    counts = sorted(Counter(match.kind for match in links).items())
    counted = (f"{number} {kind_words(kind, lang, number=number)} (--kind {kind})" for kind, number in counts)
    return f"{_ALSO[lang]}{COLON[lang]}{', '.join(counted)}"


def _words(match: Match, lang: Lang) -> str:
    field = path_name(match.field, lang)
    return match.name if match.field in ("id", "name") else f"{match.name} – {field}{COLON[lang]}{match.text}"
