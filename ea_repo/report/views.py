"""The views of the cartography, each with its question and how to ask for it."""

from __future__ import annotations

from ea_repo.document import Document, Term, Terms
from ea_repo.draw.cartography import Cartography, View
from ea_repo.finding import Lang, Text
from ea_repo.report.words import kind_words

_AROUND = Text("autour de : ", "around: ")


def document(known: Cartography, lang: Lang) -> Document:
    """The maps and tables that may be drawn."""
    terms = tuple(Term(view.id, tuple(filter(None, _lines(view, lang)))) for view in known.views.values())
    return Document(lang, blocks=(Terms(terms, code=True),))


def _lines(view: View, lang: Lang) -> tuple[str, ...]:
    return view.point.title.text[lang], view.point.question.text[lang], _focus(view, lang)


def _focus(view: View, lang: Lang) -> str:
    """What a view is drawn around, where it is."""
    focus = view.point.focus
    if focus is None:
        return ""
    labels = ["…" if kind == "*" else kind_words(kind, lang, number=1) for kind in focus.kind]
    option = f"--focus {'ID…' if focus.many else 'ID'}"
    return _AROUND[lang] + ", ".join(labels) + f" ({option if focus.required else f'[{option}]'})"
