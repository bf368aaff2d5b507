"""CSV: one line a finding, columns that do not move, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, strategies

from ea_repo.answer.audit import Audit
from ea_repo.document import Records
from ea_repo.finding import Lang
from ea_repo.format import csv as written
from ea_repo.report.records.audit import COLUMNS, records
from ea_repo.write import as_it_was, harmless
from tests.report import every

ROOT = Path(__file__).parents[2]


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return every.audit(tmp_path)


def text(table: Records) -> str:
    return "".join(written.records(table))


def rows(audit: Audit, lang: Lang = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(records(audit, lang)))))


def test_one_line_a_finding_in_the_order_of_the_audit(audit: Audit) -> None:
    assert [each["fingerprint"] for each in rows(audit)] == [each.fingerprint for each in audit.findings]
    assert {each["subject"]: each["status"] for each in rows(audit)} == {
        "d": "open", "f": "open", "g": "accepted", "k": "known", "ex": "illustrative", "a": "open", "b": "open",
    }  # fmt: skip


def test_a_line_whole(audit: Audit) -> None:
    line = next(each for each in rows(audit, "fr") if each["subject"] == "g")
    assert line.pop("fingerprint")
    assert line == {
        "date": "2021-12-31", "status": "accepted", "severity": "error", "principle": "first", "rule": "no-files",
        "subject": "g", "field": "mode", "message": "Acceptée est une copie", "details": "",
        "why": "Une copie échappe à tout.", "fix": "Passer par une API.", "offenders": "", "related": "",
        "file": "model/all.yaml", "line": "9", "column": "45", "accepted_by": "waived",
        "accepted_until": "2022-01-15", "key": "no-files:g:mode",
        "title": "Copie de fichier", "owner": "", "builder": "", "zone": "", "sites": "0",
        "weight": "ni criticité, ni données, ni site, ni coût enregistrés de ce qu'il touche", "first_seen": "",
        "age": "", "scope": "",
    }  # fmt: skip


def test_a_flaw_of_the_text_has_no_principle_nor_why(audit: Audit) -> None:
    first = rows(audit)[0]
    assert (first["rule"], first["principle"], first["why"]) == ("unknown-field", "", "")


def test_no_cell_is_a_formula(audit: Audit) -> None:
    said = [cell for line in rows(audit) for cell in line.values()]
    assert not [each for each in said if each[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")]
    assert "'=HYPERLINK(1) is a copy" in said


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"])
def test_a_formula_is_made_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(strategies.text(alphabet="'=+-@\t\r\n＝ax", max_size=6))
def test_what_was_made_harmless_comes_back_as_it_was(said: str) -> None:
    assert as_it_was(harmless(said)) == said
    assert not harmless(said).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_a_text_stays_as_it_is_even_with_lines_and_quotes() -> None:
    row = ['a "b", c', "d\ne", "", "1=2"]
    assert list(csv.reader(io.StringIO(text(Records(list("abcd"), [row]))))) == [list("abcd"), row]


def test_nothing_wrong_is_the_columns_alone(tmp_path: Path) -> None:
    assert text(records(every.clean(tmp_path), "fr")) == ",".join(COLUMNS)


def test_the_columns_are_those_of_the_document() -> None:
    document = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    told = [
        line.split("`")[1] for line in document.split("## CSV")[1].split("\n## ")[0].splitlines() if line[:3] == "| `"
    ]
    assert tuple(told) == COLUMNS


def test_a_number_stays_a_number_and_what_is_not_known_is_empty() -> None:
    assert text(Records(("a", "b", "c"), [("-5", -5, None), ("x", 0.5, "=1")])) == "a,b,c\n'-5,-5,\nx,0.5,'=1"
