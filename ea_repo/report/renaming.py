"""What became of an id that was replaced by another."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.renaming import Renaming
from ea_repo.document import Block, Document, Item, Items, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.words import COLON, count_of, heading

_SUBJECT = Text("identifiant changé ·", "id changed ·")
_TIMES = Text("fois|fois", "time|times")
_FILES = Text("fichier|fichiers", "file|files")
_IN = Text("dans", "in")
_LEFT = Text(
    "L'ancien reste un mot de ces lignes, à relire", "The old one is still a word of these lines, to be read again"
)


def document(answer: Answer[Renaming], lang: Lang) -> Document:
    """The files that were written, and the places where the old id is still a word."""
    renaming = answer.content
    blocks: list[Block] = [Items(tuple(Item(f"{file}{COLON[lang]}{times}", "✓") for file, times in renaming.files))]
    if renaming.mentions:
        blocks += [
            Sentence(f"{_LEFT[lang]}{COLON[lang].rstrip()}"),
            Items(tuple(Item(f"{at.file}:{at.line}") for at in renaming.mentions)),
        ]
    times = count_of(sum(number for _, number in renaming.files), _TIMES, lang)
    summary = f"{times} {_IN[lang]} {count_of(len(renaming.files), _FILES, lang)}"
    title = f"{renaming.old} → {renaming.new}"
    return Document(lang, heading(answer.situation, lang, _SUBJECT), title, blocks=tuple(blocks), summary=summary)
