"""Only what is new or worse fails: baselines, and what a branch changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.beds import NINTH, audit, ea, finding, hospital
from tests.texts import keyboard

RULE = "redundant-solution"


@pytest.fixture
def beds(tmp_path: Path) -> Path:
    return hospital(tmp_path / "si")


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


@pytest.fixture
def branch(beds: Path) -> Path:
    """The workspace in a sub-folder of a git repository, with one commit."""
    git(beds.parent, "init", "-q")
    git(beds.parent, "add", "-A")
    git(beds.parent, "commit", "-qm", "one")
    return beds


def test_what_a_baseline_holds_does_not_fail(beds: Path, tmp_path: Path) -> None:
    held = tmp_path / "baseline.json"
    assert ea(beds, "check", "--write-baseline", str(held)).exit_code == 0
    told = ea(beds, "check", "--baseline", str(held))
    assert told.exit_code == 0
    assert "1 known before" in told.stdout


def test_what_is_worse_than_the_baseline_fails_and_names_the_newcomer(beds: Path, tmp_path: Path) -> None:
    held = str(tmp_path / "baseline.json")
    ea(beds, "check", "--write-baseline", held)
    (beds / "model" / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    assert ea(beds, "check", "--baseline", held).exit_code == 1
    assert "Worsened, with in addition: Neuvième" in [
        each["en"] for each in finding(beds, RULE, "--baseline", held)["details"]
    ]


def test_a_line_of_the_baseline_that_is_mended_is_told_in_a_full_audit_only(beds: Path, tmp_path: Path) -> None:
    held = str(tmp_path / "baseline.json")
    ea(beds, "check", "--write-baseline", held)
    (beds / "model" / "si.yaml").write_text("process: {lits: {}}\nactor: {dsi: {}}\n", encoding="utf-8")
    rules = [each["rule"] for each in audit(beds, "--baseline", held)["findings"]]
    assert rules == ["idle-baseline"]
    assert audit(beds, "--baseline", held, "--rule", RULE)["findings"] == []
    ea(beds, "check", "--write-baseline", held)
    assert audit(beds, "--baseline", held)["findings"] == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 9, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_a_file_that_is_no_baseline_is_refused_in_a_sentence(beds: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    told = ea(beds, "check", "--baseline", str(tmp_path / "b.json"))
    assert told.exit_code == 2
    assert "b.json" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_branch_that_adds_a_solution_introduces_one_worsened_finding(branch: Path) -> None:
    (branch / "model" / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "two")
    told = audit(branch, "--changed-since", "HEAD~1")["since"]
    assert (told["introduced"], told["worsened"], told["fixed"], told["unchanged"]) == (1, 1, [], 0)
    assert told["elements"] == {"added": ["neuvieme"], "removed": [], "changed": []}
    shown = ea(branch, "check", "--lang", "fr", "--changed-since", "HEAD~1")
    assert shown.exit_code == 1
    assert "Aggravé, avec en plus : Neuvième" in keyboard(shown.stdout)
    assert ea(branch, "check", "--changed-since", "HEAD").exit_code == 0


def test_a_derogation_on_the_others_does_not_cover_the_newcomer(branch: Path) -> None:
    mark = finding(branch, RULE)["fingerprint"]
    assert ea(branch, "accept", mark, "--until", "2023", "--by", "dsi", "--reason", "x").exit_code == 0
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "accepted")
    (branch / "model" / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    told = ea(branch, "check", "--lang", "fr", "--changed-since", "HEAD")
    assert told.exit_code == 1
    assert "ne couvre pas Neuvième" in " ".join(told.stdout.split())


def test_what_a_branch_mends_is_fixed_and_what_it_leaves_is_unchanged(branch: Path) -> None:
    assert audit(branch, "--changed-since", "HEAD")["since"]["unchanged"] == 1
    (branch / "model" / "si.yaml").write_text("process: {lits: {}}\nactor: {dsi: {}}\n", encoding="utf-8")
    told = audit(branch, "--changed-since", "HEAD")["since"]
    assert (told["introduced"], told["fixed"]) == (0, ["redundant-solution:lits:covered_by"])
    assert told["elements"]["removed"] == ["agathe", "gdl", "paie-sap", "relation-clients"]


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=x", ""])
def test_a_revision_that_does_not_exist_is_refused_in_a_sentence(branch: Path, revision: str) -> None:
    told = ea(branch, "check", f"--changed-since={revision}")
    assert told.exit_code == 2
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_workspace_outside_git_is_refused_in_a_sentence(beds: Path) -> None:
    assert ea(beds, "check", "--changed-since", "HEAD").exit_code == 2


def test_a_baseline_and_a_revision_together_are_refused(branch: Path, tmp_path: Path) -> None:
    held = str(tmp_path / "b.json")
    ea(branch, "check", "--write-baseline", held)
    assert ea(branch, "check", "--baseline", held, "--changed-since", "HEAD").exit_code == 2


def test_a_part_of_the_audit_is_asked_by_principle_and_by_elements(beds: Path) -> None:
    assert [each["rule"] for each in audit(beds, "--principle", "unicite", "--scope", "id=lits")["findings"]] == [RULE]
    assert audit(beds, "--scope", "id=relation-clients")["findings"] == []
    assert ea(beds, "check", "--principle", "unicity").exit_code == 2
    assert "did you mean “unicite”" in ea(beds, "check", "--principle", "unicity").stderr
    assert ea(beds, "check", "--scope", "zone=nulle-part").exit_code == 2
