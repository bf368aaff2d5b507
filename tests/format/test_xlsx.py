"""Workbooks: what a spreadsheet program opens says what the records say, and runs nothing."""

from __future__ import annotations

import io

import openpyxl

from ea_repo.document import Records
from ea_repo.format import xlsx

RECORDS = Records(("name", "cost"), [("=1+1", 3.5), ("http://x", None), ("Élan", 7)])


def test_a_workbook_has_a_header_and_a_line_for_each_record() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.records(RECORDS)))).active
    assert sheet is not None
    assert list(sheet.values) == [("name", "cost"), ("=1+1", 3.5), ("http://x", None), ("Élan", 7)]
    assert [sheet["A2"].data_type, sheet["A3"].hyperlink] == ["s", None], "a text is never run"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B4")


def test_the_same_records_are_the_same_bytes() -> None:
    again = Records(RECORDS.columns, list(RECORDS.rows))
    assert list(xlsx.records(again)) == list(xlsx.records(Records(RECORDS.columns, list(RECORDS.rows))))


def test_no_record_is_a_workbook_too() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx.records(Records(("name",), []))))).active
    assert sheet is not None
    assert list(sheet.values) == [("name",)]
