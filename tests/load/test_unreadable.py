"""Whether something of the text is missing from the graph, so that an answer from it may be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import load, load_cached, snapshot, with_changes
from tests.load.cases import CASES, Case
from tests.texts import places, read, workspace

A = "application:\n  a: {}\n"
WITH_SOMETHING_MISSING = [
    ("half a file", f"{A}  b: {{\n  c: {{}}\n", ["yaml-syntax 3:6"]),
    ("a whole file", f"{A}  b: {{name: Général}}\n".encode("cp1252"), ["file-encoding 3:14"]),
    ("a second document", f"{A}---\n{A}", ["yaml-documents 3:1"]),
    ("elements of an unknown kind", f"{A}sistem: {{b: {{}}}}\n", ["unknown-kind 3:1"]),
    ("elements that are no mapping", f"{A}site: [b]\n", ["not-a-mapping 3:1"]),
    ("an element whose id is taken", f"{A}site: {{a: {{}}}}\n", ["duplicate-id 3:8"]),
    ("an unknown field", f"{A}  b: {{colour: red}}\n", ["unknown-field 3:7"]),
    ("a field with a wrong value", f"{A}  b: {{type: cor, name: B}}\n", ["wrong-choice 3:7"]),
    ("a date that is none", f"{A}  b: {{live_on: 2023-02-29}}\n", ["wrong-date 3:7"]),
    ("one item of a list", f"{A}  b: {{aliases: [x, 13]}}\n", ["wrong-text 3:20"]),
    ("fields that a merge would bring", f"{A}  b: {{<<: {{name: x}}}}\n", ["yaml-merge 3:7"]),
    ("the value of a key written twice", f"{A}  b: {{name: x, name: y}}\n", ["duplicate-key 3:16"]),
]
WITH_NOTHING_MISSING = [
    ("nothing wrong", A),
    ("a link that leads nowhere", f"{A}  b: {{sso: nowhere}}\n"),
    ("a link to a wrong kind", f"{A}  b: {{covers: a}}\n"),
    ("a loop", f"{A}  b: {{part_of: c}}\n  c: {{part_of: b}}\n"),
    ("dates backwards", f"{A}  b: {{live_on: 2023, retired_on: 2022}}\n"),
    ("an id that is none", f"{A}  Été: {{}}\n"),
    ("a kind opened twice", f"site: {{b: {{}}}}\n{A}site: {{c: {{}}}}\n"),
    ("a file in UTF-16, which is read", A.encode("utf-16")),
    ("a file with a mark at its beginning", A.encode("utf-8-sig")),
    ("an empty file", "# nothing yet\n"),
]


@pytest.mark.parametrize(("text", "missing"), [case[1:] for case in WITH_SOMETHING_MISSING], ids=str)
def test_what_is_missing_is_reported_with_its_place(text: str | bytes, missing: list[str], tmp_path: Path) -> None:
    assert places(workspace(tmp_path, m=text).unreadable) == missing


@pytest.mark.parametrize("text", [case[1] for case in WITH_NOTHING_MISSING], ids=str)
def test_a_flaw_that_hides_nothing_is_not_among_them(text: str | bytes, tmp_path: Path) -> None:
    assert workspace(tmp_path, m=text).unreadable == ()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_only_an_error_hides_something(case: Case) -> None:
    assert {finding.severity for finding in read(case.text)[1] if finding.hides} <= {"error"}


def test_a_file_that_cannot_be_opened_is_among_them(tmp_path: Path) -> None:
    workspace(tmp_path)
    (tmp_path / "model" / "x.yaml").symlink_to("nowhere.yaml")
    assert [str(finding.at) for finding in load(tmp_path).unreadable] == ["model/x.yaml:1:1"]


def test_a_snapshot_tells_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / "snapshots"))
    workspace(tmp_path, m=f"{A}  b: {{colour: red}}\n")
    first, second = load_cached(tmp_path), load_cached(tmp_path)
    assert places(first.unreadable) == places(second.unreadable) == ["unknown-field 3:7"]


def test_what_a_change_file_writes_again_is_no_longer_missing(tmp_path: Path) -> None:
    base = workspace(tmp_path, m=f"{A}  b: {{live_on: never, type: cor}}\n")
    (tmp_path / "change.yaml").write_text("application: {b: {live_on: 2023}}\n", encoding="utf-8")
    assert places(with_changes(base, tmp_path / "change.yaml").unreadable) == ["wrong-choice 3:23"]
