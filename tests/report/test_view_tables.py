"""A table of the cartography in every format that people ask for: the same figures, and what is not known of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.report.small import ea, workspace

TABLE = """\
title: {fr: Envois par application, en: Sent by application}
question: {fr: "Qui envoie quoi ?", en: "Who sends what?"}
form: table
show: {kind: application}
group: moa
columns:
  - name
  - yearly_cost
  - {count: sends, name: sent, title: {fr: envois, en: sent}}
  - {share: sends, where: {mode: api}, name: by-api, title: {fr: part par API, en: share by API}}
totals: [yearly_cost, sent, by-api]
empty: {fr: "rien", en: "none"}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = workspace(tmp_path)
    (root / "cartography").mkdir()
    (root / "cartography" / "sent.yaml").write_text(TABLE, encoding="utf-8")
    (root / "cartography" / "folded.yaml").write_text(TABLE + "folded: true\n", encoding="utf-8")
    text = next((root / "model").iterdir())
    text.write_text(text.read_text(encoding="utf-8").replace("a: {name: Alpha,", "a: {name: Alpha, yearly_cost: 1200,"))
    return root


def test_people_read_how_much_is_not_known(root: Path) -> None:
    text = ea(root, "draw", "sent", "--lang", "en")
    assert "Total, yearly cost (€): 1,200 (4 not recorded, not counted)" in text
    assert "Total, sent: 4 (not recorded for 4)" in text
    assert "Total, share by API: 33% of 3 (1 unknown; not recorded for 4)" in text
    assert "Direction (2)" in text
    french = ea(root, "draw", "sent", "--lang", "fr").replace("\u202f", " ").replace("\xa0", " ")
    assert "Total, part par API : 33 % de 3 (1 inconnu ; non renseigné pour 4)" in french


def test_groups_alone_are_a_row_each(root: Path) -> None:
    rows = [line.split("|") for line in ea(root, "draw", "folded", "--format", "markdown", "--lang", "en").splitlines()]
    cells = {row[1].strip(): [cell.strip() for cell in row[2:-1]] for row in rows if len(row) > 2}
    assert cells["Direction"] == ["2", "unknown (2)", "unknown (2)", "unknown (2)"]
    assert cells["not recorded"] == ["3", "1,200 (2 unknown)", "4 (not recorded for 2)", cells["not recorded"][3]]


def test_a_spreadsheet_has_the_value_and_what_it_rests_on(root: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ea(root, "draw", "sent", "--format", "csv", "--lang", "en"))))
    alpha = next(row for row in rows if row["name"] == "Alpha")
    assert (alpha["sent"], alpha["sent known"], alpha["sent unknown"], alpha["line"]) == ("4", "4", "0", "element")
    total = rows[-1]
    assert (total["line"], total["sent"], total["by-api known"], total["by-api unknown"]) == ("total", "4", "3", "5")
    assert {row["line"] for row in rows} == {"element", "group", "total"}


def test_numbers_in_a_workbook_are_numbers(root: Path) -> None:
    for words in (("draw", "sent"), ("list", "application", "--columns", "name,yearly_cost")):
        ea(root, *words, "-o", str(root / "out.xlsx"), "--force")
        sheet = openpyxl.load_workbook(root / "out.xlsx").active
        assert sheet is not None
        head, *rows = sheet.iter_rows(values_only=True)
        row = next(row for row in rows if "Alpha" in row)
        assert row[head.index("yearly_cost")] == 1200


def test_missing_facts_and_indicators_are_workbooks_too(root: Path) -> None:
    for words in (("check", "--unknown", "--fail-on", "never"), ("check", "--fail-on", "never"), ("indicators",)):
        ea(root, *words, "-o", str(root / "out.xlsx"), "--force")
        assert openpyxl.load_workbook(root / "out.xlsx").active is not None
