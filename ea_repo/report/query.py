"""The rows of a question in Cypher."""

from __future__ import annotations

from ea_repo.document import Document, Rows
from ea_repo.finding import Lang, Text
from ea_repo.report.cells import cell
from ea_repo.report.words import count_of
from ea_repo.store import Answer

_ROWS = Text("ligne|lignes", "row|rows")


def document(answer: Answer, lang: Lang, *, cut: bool = False) -> Document:
    """The rows under their columns, and how many there are; `cut` to the width of a terminal."""
    rows = tuple(tuple(map(cell, row)) for row in answer.rows)
    blocks = (Rows(tuple(answer.columns), rows, one_line=True, cut=cut, headed=True),) if rows else ()
    return Document(lang, blocks=blocks, summary=count_of(len(rows), _ROWS, lang))


def limited(answer: Answer, lang: Lang) -> str:
    """What to say where there is more than what is shown."""
    number = len(answer.rows)
    return Text(f"les {number} premières lignes : il y en a d'autres (--rows)",
                f"the first {number} rows: there are more (--rows)")[lang]  # fmt: skip
