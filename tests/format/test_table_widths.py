"""How wide the columns of a printed table are."""

from __future__ import annotations

import pytest
from docx.shared import Cm
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.format.layout.table_widths import table_widths
from tests.format.test_docx import WRITTEN, opened

WORD = st.text("abcdefghij", max_size=12)
TEXT = st.lists(WORD, max_size=20).map(" ".join)
LINES = st.integers(1, 6).flatmap(
    lambda columns: st.lists(st.lists(TEXT, min_size=columns, max_size=columns), min_size=1, max_size=8)
)


@given(LINES, st.integers(20, 200))
def test_the_columns_fill_the_room_and_no_word_is_cut_where_all_fit(lines: list[list[str]], room: int) -> None:
    widths = table_widths(lines, room)
    assert sum(widths) == pytest.approx(room)
    longest = [
        max((len(word) for text in texts for word in text.split()), default=1) for texts in zip(*lines, strict=True)
    ]
    if sum(longest) + 3 * len(longest) <= room:
        assert all(width >= length for width, length in zip(widths, longest, strict=True))


def test_short_labels_leave_the_room_to_long_texts() -> None:
    label, text = table_widths([("Besoin", "mot " * 60), ("MOA (une et une seule)", "DSI")], 110)
    assert (label < 30, text > 80) == (True, True)


def test_a_word_processor_is_told_the_widths_of_columns_and_cells() -> None:
    word = opened(WRITTEN)
    for table in word.tables:
        assert sum(column.width for column in table.columns) == pytest.approx(Cm(17.4), abs=5000)
        for row in table.rows:
            assert [cell.width for cell in row.cells] == [column.width for column in table.columns]
