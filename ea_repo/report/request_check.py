"""What is missing in a request, or wrong in it, for who writes it."""

from __future__ import annotations

from ea_repo.answer.request_check import CheckedRequest
from ea_repo.document import Document, Item, Items, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.words import counted


def document(answer: CheckedRequest, lang: Lang) -> Document:
    """Each thing with its place: what is wrong first, then what a committee would ask for."""
    items = tuple(
        Item(
            f"{remark.at}: {remark.message[lang]}" + (f" ({remark.field})" if remark.field else ""),
            "✗" if remark.wrong else "?",
            "bad" if remark.wrong else "doubtful",
        )
        for remark in answer.remarks
    )
    wrong = sum(remark.wrong for remark in answer.remarks)
    missing = len(answer.remarks) - wrong
    said = Text(
        f"{counted(wrong, 'erreur', 'erreurs', 'fr')} · {counted(missing, 'fait manque', 'faits manquent', 'fr')}",
        f"{counted(wrong, 'error', 'errors')} · {counted(missing, 'fact is', 'facts are')} missing",
    )[lang]
    nothing = Sentence(Text("Rien ne manque.", "Nothing is missing.")[lang], "good")
    title = answer.written.request.title
    return Document(lang, title, blocks=(Items(items) if items else nothing,), summary=said)
