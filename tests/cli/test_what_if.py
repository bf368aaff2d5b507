"""`--with FILE` on every command that looks at the model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.beds import NINTH, hospital
from tests.cli.running import invoke
from tests.cli.test_changes import git

COMMANDS = (
    ("check",),
    ("check", "--format", "markdown"),
    ("check", "--format", "html"),
    ("check", "--format", "junit"),
    ("check", "--format", "sarif"),
    ("indicators",),
    ("indicators", "--format", "markdown"),
    ("list", "application"),
    ("list", "--format", "markdown"),
    ("show", "neuvieme"),
    ("show", "neuvieme", "--format", "markdown"),
    ("find", "Neuvième"),
    ("diff", "2021"),
)


@pytest.fixture
def beds(tmp_path: Path) -> Path:
    folder = hospital(tmp_path / "si")
    (folder / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    return folder


def changed(folder: Path, *words: str, file: str = "neuvieme.yaml") -> str:
    said = invoke(folder, *words, "--with", str(folder / file), "--lang", "en")
    assert said.code in (0, 1), said.error
    return said.out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_answer_says_with_which_changes_it_is_given(beds: Path, words: tuple[str, ...]) -> None:
    assert "with the changes of neuvieme.yaml" in " ".join(changed(beds, *words).split())


def test_every_json_says_with_which_changes_it_is_given(beds: Path) -> None:
    told = {
        name: json.loads(changed(beds, *name.split(), "--format", "json"))
        for name in ("check", "indicators", "list application", "show neuvieme", "find gdl", "diff 2021")
    }
    assert told["check"]["changes"] == told["indicators"]["changes"] == ["neuvieme.yaml"]
    assert [each["changes"] for each in told["list application"]] == [["neuvieme.yaml"]] * 3
    assert told["show neuvieme"]["changes"] == told["find gdl"][0]["changes"] == ["neuvieme.yaml"]
    assert told["diff 2021"]["before"]["changes"] == told["diff 2021"]["after"]["changes"] == ["neuvieme.yaml"]


def test_without_changes_json_says_so_or_nothing(beds: Path) -> None:
    assert json.loads(invoke(beds, "check", "--format", "json").out)["changes"] == []
    assert "changes" not in json.loads(invoke(beds, "show", "gdl", "--format", "json").out)


def test_a_finding_on_an_element_of_a_change_file_points_there(beds: Path) -> None:
    (beds / "worse.yaml").write_text("process:\n  lits: {name: Lits}\n", encoding="utf-8")
    (finding,) = json.loads(changed(beds, "check", "--format", "json", file="worse.yaml"))["findings"]
    assert finding["at"] == {"file": "worse.yaml", "line": 2, "column": 3}


def test_a_state_of_a_change_file_is_a_date(beds: Path) -> None:
    (beds / "state.yaml").write_text("state: {cible: {date: 2030}}", encoding="utf-8")
    assert "2030-12-31 (state cible, with the changes" in changed(beds, "list", "--at", "cible", file="state.yaml")


def test_a_wrong_change_file_is_refused_in_the_language_asked(beds: Path) -> None:
    (beds / "wrong.yaml").write_text("remove: [agate]\nsite: 3\n", encoding="utf-8")
    said = invoke(beds, "check", "--with", str(beds / "wrong.yaml"), "--lang", "fr")
    assert (said.code, said.out) == (2, "")
    assert said.error.splitlines() == [
        "ea: wrong.yaml:1:10: « agate » n'existe pas : il n'y a rien à retirer ; vouliez-vous dire « agathe » ?",
        "wrong.yaml:2:1: attendu : des identifiants ; trouvé : 3",
    ]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_refuses_a_change_file_that_is_not_there(beds: Path, words: tuple[str, ...]) -> None:
    said = invoke(beds, *words, "--with", "nowhere.yaml")
    assert (said.code, said.out) == (2, "")
    assert said.error.startswith("ea: nowhere.yaml:1:1: ")
    assert len(said.error.splitlines()) == 1


def test_nothing_is_written(beds: Path) -> None:
    before = {each: each.read_bytes() for each in beds.rglob("*") if each.is_file()}
    for words in COMMANDS:
        changed(beds, *words)
    assert {each: each.read_bytes() for each in beds.rglob("*") if each.is_file()} == before


def test_a_branch_is_judged_with_the_changes(beds: Path) -> None:
    git(beds.parent, "init", "-q")
    git(beds.parent, "add", "-A")
    git(beds.parent, "commit", "-qm", "one")
    since = json.loads(changed(beds, "check", "--changed-since", "HEAD", "--format", "json"))["since"]
    assert (since["introduced"], since["worsened"], since["elements"]["added"]) == (1, 1, ["neuvieme"])


def test_what_is_worse_than_a_baseline_is_told_and_no_baseline_holds_what_is_not(beds: Path, tmp_path: Path) -> None:
    held = str(tmp_path / "held.json")
    assert invoke(beds, "check", "--write-baseline", held).code == 0
    assert "Worsened, with in addition: Neuvième" in changed(beds, "check", "--baseline", held)
    said = invoke(beds, "check", "--write-baseline", held, "--with", str(beds / "neuvieme.yaml"))
    assert said.code == 2 and "--write-baseline holds what is" in said.error
