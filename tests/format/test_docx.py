"""A document for a word processor: every block, in order, the same bytes each time."""

from __future__ import annotations

import io

import docx
from docx.document import Document as Word

from ea_repo.document import Code, Document, Item, Items, Rows, Section, Sentence, Term, Terms
from ea_repo.format.docx import document

WRITTEN = Document(
    "fr",
    "Essai · 31/12/2021",
    "Un titre",
    answer=(Sentence("Faut-il ?", "bad"),),
    blocks=(
        Section(
            "Une partie",
            (
                Rows(("Quoi", "Combien"), (("lits", "8"), ("places <&>\x07", "")), headed=True),
                Items((Item("un point", "✗", inside=(Sentence("dedans"),)),), more="et 3 autres"),
                Terms((Term("MOA", ("DSI", "DMU")),)),
                Code("ea check"),
            ),
        ),
    ),
)


def opened(written: Document) -> Word:
    """A document as a word processor finds it."""
    return docx.Document(io.BytesIO(b"".join(document(written))))


def test_every_block_is_there_in_its_order() -> None:
    word = opened(WRITTEN)
    texts = [paragraph.text for paragraph in word.paragraphs if paragraph.text]
    assert texts == [
        "Essai · 31/12/2021", "Un titre",
        "Faut-il\u202f?", "Une partie", "✗ un point", "dedans", "et 3 autres", "ea check",
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for table in word.tables for row in table.rows] == [
        ["Quoi", "Combien"], ["lits", "8"], ["places <&>", ""], ["MOA", "DSI\nDMU"],
    ]  # fmt: skip


def test_the_same_document_is_the_same_bytes() -> None:
    assert b"".join(document(WRITTEN)) == b"".join(document(WRITTEN))
