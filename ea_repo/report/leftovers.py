"""Whether elements are really off, and what is left of them."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.leftovers import Leftovers
from ea_repo.document import Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.dossier import SUBJECT
from ea_repo.report.dossier_words import LEFT
from ea_repo.report.words import counted, few, heading

_COLUMNS = Text("Quoi|Reste|De quoi", "What|Left|Of what")
_NOTHING = Text("Oui : rien n'en reste dans le texte.", "Yes: nothing is left in the text.")


def document(answer: Answer[Leftovers], lang: Lang) -> Document:
    """Yes, or no with each fact that is left."""
    leftovers = answer.content
    names = few(leftovers.names, lang, 6)
    title = Text(f"{names} : est-ce vraiment arrêté ?", f"{names}: is it really off?")[lang]
    rows = tuple(
        (left.id, LEFT[left.field][lang], "" if left.of == left.id else owner)
        for left, owner in zip(leftovers.left, leftovers.owners, strict=True)
    )
    number = Text(f"Non : {counted(len(rows), 'reste', 'restes', 'fr')}.", f"No: {len(rows)} left.")[lang]
    table = Rows(tuple(_COLUMNS[lang].split("|")), rows)
    section = Section(Text("Ce qui reste", "What is left")[lang], (table,))
    return Document(
        lang,
        heading(answer.situation, lang),
        title,
        answer=(Sentence(number, "bad") if rows else Sentence(_NOTHING[lang], "good"),),
        blocks=(section,) if rows else (),
        subject=SUBJECT[lang],
    )
