"""A body that goes to the disk as it grows: its text is the one that python-docx would write, nothing of it is held."""

from __future__ import annotations

import gc
import io
from collections.abc import Sequence

import docx
from docx.opc.oxml import serialize_part_xml
from docx.table import Table, _Row
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.document import Document, Rows
from ea_repo.format.docx import document
from ea_repo.format.layout.word_body import WordBody
from tests.depth import examples

MANY = 700
"""More paragraphs, or rows, than are held at once."""
PARTS = st.lists(st.tuples(st.booleans(), st.sampled_from([0, 1, 3, MANY])), max_size=5)
"""What a body is made of: tables or paragraphs, and how many rows or paragraphs."""


def written(parts: Sequence[tuple[bool, int]], *, to_the_disk: bool) -> bytes:
    """The text of a document of these parts."""
    word, file = docx.Document(), io.BytesIO()
    body = WordBody(word, file) if to_the_disk else None
    for is_table, number in parts:
        if is_table:
            table = word.add_table(0, 2)
            if body is None:
                add_rows(table, number, None)
            else:
                with body.table(table):
                    add_rows(table, number, body)
        else:
            for place in range(number):
                if body is not None:
                    body.make_room()
                word.add_paragraph(f"é < {place}")
    if body is None:
        return bytes(serialize_part_xml(word.element))
    body.end()
    return file.getvalue()


def add_rows(table: Table, number: int, body: WordBody | None) -> None:
    for place in range(number):
        if body is not None:
            body.make_room()
        row = _Row(table._tbl.add_tr(), table)
        row._tr.add_tc()
        row.cells[0].text = str(place)


@settings(max_examples=examples(100))
@given(PARTS)
def test_what_is_on_the_disk_is_what_would_be_written_whole(parts: Sequence[tuple[bool, int]]) -> None:
    assert written(parts, to_the_disk=True) == written(parts, to_the_disk=False)


def test_a_long_table_is_whole_in_its_order_and_none_of_its_rows_is_held() -> None:
    rows = tuple((f"application-{place}", "un < deux") for place in range(MANY))
    long = Document("fr", "Essai", "Un titre", blocks=(Rows(("Id", "Nom"), rows),))
    gc.collect()
    gc.disable()
    try:
        before = kinds_held()
        content = b"".join(document(long))
        # A command collects no garbage: what is let go of must be gone at once.
        assert kinds_held() - before < MANY
    finally:
        gc.enable()
    (table,) = docx.Document(io.BytesIO(content)).tables
    assert [row.cells[0].text for row in table.rows] == ["Id", *(id for id, _ in rows)]


def kinds_held() -> int:
    """How many objects of tables there are."""
    return sum(type(thing).__name__ in ("CT_Row", "CT_Tc", "_Cell", "_Row") for thing in gc.get_objects())
