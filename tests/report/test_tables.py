"""Tables of elements: text, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.report.small import ea, workspace

HOSTILE = """
application:
  a: {name: "=cmd|' /C calc'!A0", description: "plain, with a comma"}
  b: {name: "+1", description: "@SUM(A1)"}
  c: {name: "-2+3", description: "\\t=1"}
  d: {name: "a | b `c` <script>alert(1)</script> [x](y) *z*", description: "first\\nsecond"}
"""


def cells(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said)))


def test_csv_neutralises_what_a_spreadsheet_would_run(tmp_path: Path) -> None:
    said = ea(written(tmp_path, HOSTILE), "list", "--columns", "id,name,description", "--format", "csv")
    rows = {each["id"]: each for each in cells(said)}
    assert rows["a"] == {"id": "a", "name": "'=cmd|' /C calc'!A0", "description": "plain, with a comma"}
    assert rows["b"]["name"] == "'+1"
    assert rows["b"]["description"] == "'@SUM(A1)"
    assert rows["c"]["name"] == "'-2+3"
    assert rows["d"]["description"] == "first\nsecond"
    assert not any(value[:1] in tuple("=+-@\t\r") for row in rows.values() for value in row.values())


def test_markdown_shows_every_cell_as_it_is_on_one_line(tmp_path: Path) -> None:
    said = ea(written(tmp_path, HOSTILE), "list", "id=d", "--columns", "name,description", "--format", "markdown")
    lines = said.splitlines()
    assert lines[-1] == ("| a \\| b \\`c\\` \\<script\\>alert(1)\\</script\\> \\[x\\](y) \\*z\\* | first second |")
    assert lines[-3] == "| name | description |"


def test_json_gives_every_element_its_common_names_then_all_that_is_written(tmp_path: Path) -> None:
    elements = {each["id"]: each for each in json.loads(ea(workspace(tmp_path), "list", "--format", "json"))}
    for each in elements.values():
        assert list(each)[:7] == ["id", "kind", "name", "aliases", "source", "illustrative", "phase"]
    assert elements["siu"]["kind"] == "referential"
    assert elements["c"] == {
        "id": "c", "kind": "application", "name": "Gamma", "aliases": [], "source": None, "illustrative": False,
        "phase": "unknown",
    }  # fmt: skip
    assert elements["a"]["moa"] == []
    assert elements["ex"]["illustrative"] is True


def test_columns_are_paths_and_the_table_says_how_many(tmp_path: Path) -> None:
    said = ea(workspace(tmp_path), "list", "flow", "--columns", "id,source.name,mode", "--lang", "en")
    lines = said.splitlines()
    assert lines[0] == "Test · 2021-12-31 (the workspace's date)"
    assert lines[2].split() == ["id", "source", "–", "name", "mode"]
    assert lines[3].split() == ["ex", "Alpha", "file", "copy"]
    assert lines[-1] == "4 elements · 1 is an example"


def test_a_table_that_another_program_reads_cuts_nothing(tmp_path: Path) -> None:
    long = "application: {" + ", ".join(f"a{place}: {{name: {'x' * 150}}}" for place in range(3)) + "}"
    lines = ea(written(tmp_path, long), "list").splitlines()
    assert sum("x" * 150 in line for line in lines) == 3


@pytest.mark.parametrize(("lang", "said"), [("fr", "aucun élément"), ("en", "no element")])
def test_an_empty_answer_says_so(tmp_path: Path, lang: str, said: str) -> None:
    lines = ea(workspace(tmp_path), "list", "flow", "mode=email", "--lang", lang).splitlines()
    assert lines[-1] == said
    assert "31/12/2021" in lines[0] or "2021-12-31" in lines[0]
