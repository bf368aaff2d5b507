"""Rule files that are wrong: each one clear finding with its place, and the other rules still run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.workspaces import CHARTER, NO_FILES, ONE_OWNER, audit, lines, results, written


def without(key: str) -> str:
    return "\n".join(line for line in NO_FILES.splitlines() if not line.startswith(f"{key}:")) + "\n"


BROKEN = {
    "a key is missing": (without("why"), "1:1", "wrong-rule: “why” is missing"),
    "its id is missing": (without("id"), "1:1", "wrong-rule: “id” is missing"),
    "a language is missing": (
        NO_FILES.replace("{fr: Copie de fichier, en: Copied file}", "{fr: Copie}"),
        "5:1", "wrong-rule: “title.en” is missing",
    ),
    "a text is empty": (
        NO_FILES.replace("en: Copied file", "en: ''"),
        "5:31", "wrong-rule: “title.en”: expected a text, this one is empty",
    ),
    "the severity is unknown": (
        NO_FILES.replace("severity: error", "severity: fatal"),
        "4:1", "wrong-rule: “severity”: expected 'error', 'warning' or 'info'",
    ),
    "the check is unknown": (
        NO_FILES.replace("check: forbids", "check: forbid"),
        "10:1", "wrong-rule: “forbid” is not a check; did you mean “forbids”?",
    ),
    "an argument is unknown": (
        NO_FILES + "wehre: {mode: file}\n",
        "14:1", "wrong-rule: “wehre” is no field of a rule nor an argument of forbids; did you mean “where”?",
    ),
    "an argument is missing": (without("where"), "10:1", "wrong-rule: the check forbids expects “where”"),
    "an argument has another shape": (
        ONE_OWNER.replace("one-owner", "no-files").replace("check: requires", "check: at_most\nlink: moa\ncount: many")
        .replace("fields: [moa]\n", ""),
        "12:1", "wrong-rule: “count” has not the expected shape",
    ),
    "a selector is no mapping": (
        NO_FILES.replace("where: {mode: file}", "where: file"),
        "10:1", "wrong-rule: a selector is a mapping “key: value”",
    ),
    "a selector is empty": (
        NO_FILES.replace("{mode: file}", "{mode: []}", 1),
        "10:1", "wrong-rule: “mode”: an empty list chooses nothing",
    ),
    "the scope is no mapping": (
        NO_FILES.replace("scope: {kind: flow}", "scope: flow"),
        "9:1", "wrong-rule: “scope”: expected a mapping",
    ),
    "the section is a number": (
        NO_FILES.replace("charter: A.1", "charter: 4.3"),
        "3:1", "wrong-rule: “charter.0”: expected a valid string",
    ),
    "the sections are none": (
        NO_FILES.replace("charter: A.1", "charter: []"),
        "3:1", "wrong-rule: “charter”: Tuple should have at least 1 item after validation, not 0",
    ),
    "the examples are numbers": (
        NO_FILES.replace('good: "flow: {f: {mode: api}}"', "good: 3"),
        "12:1", "wrong-rule: “good.0”: expected a mapping",
    ),
    "it is a list": ("- id: no-files\n", "1:1", "wrong-rule: expected a mapping “name: value”"),
    "it is empty": ("", "1:1", "wrong-rule: expected a mapping “name: value”"),
    "it is not YAML": (
        NO_FILES.replace("{kind: flow}", "{kind: flow"),
        "10:6", "yaml-syntax: this is not YAML",
    ),
    "it calls Python": (
        NO_FILES.replace("check: forbids", "check: !!python/object/apply:os.system [touch executed]"),
        "10:8", "yaml-tag: the tag",
    ),
    "a key is there twice": (NO_FILES + "severity: info\n", "14:1", "duplicate-key: “severity” is already written"),
    "its id is not the file's name": (
        NO_FILES.replace("no-files", "no-copies"),
        "2:1", "wrong-rule: a rule's file has its name: no-copies.yaml",
    ),
    "its id is no id": (
        NO_FILES.replace("id: no-files", "id: No files"),
        "2:1", "wrong-rule: “id”: String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'",
    ),
}  # fmt: skip
"""What is wrong: the text, its place and how its finding begins."""


@pytest.mark.parametrize(("text", "place", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_it_is_one_finding_with_its_place_and_the_others_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, place: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = audit(written(tmp_path, rules={"no-files": text, "one-owner": ONE_OWNER}))
    told = [each for each in lines(found.text) if each.startswith("rules/no-files.yaml")]
    assert told[0].startswith(f"rules/no-files.yaml:{place} error {said}")
    assert len(told) == (2 if "yaml-tag" in said else 1)
    assert len(told) == len(found.text)
    assert results(found)["one-owner"].failing == 1
    assert not (tmp_path / "executed").exists()


def test_an_id_of_another_file_is_refused_where_it_comes_second(tmp_path: Path) -> None:
    found = audit(written(tmp_path, rules={"a-copy": NO_FILES, "no-files": NO_FILES}))
    assert lines(found.text) == [
        "rules/a-copy.yaml:2:1 error wrong-rule: a rule's file has its name: no-files.yaml",
        "rules/no-files.yaml:2:1 error wrong-rule: “no-files” is already in rules/a-copy.yaml",
    ]
    assert results(found)["no-files"].failing == 1


@pytest.mark.parametrize(
    ("charter", "place", "said"),
    [
        (CHARTER.replace("principles:", "principals:"), "1:1", "“principles” is missing"),
        (CHARTER + "rules: []\n", "5:1", "“rules” is no field known here"),
        (CHARTER.replace("sections: [A.1]", "section: [A.1]"), "3:3", "“sections” is missing"),
        (CHARTER.replace("sections: [A.1]", "sections: 4.3"), "3:44", "“sections”: expected a list"),
        ("- first\n", "1:1", "expected a mapping “name: value”"),
        ("", "1:1", "expected a mapping “name: value”"),
    ],
)
def test_a_charter_that_is_wrong_is_told_and_its_rules_still_run(
    tmp_path: Path, charter: str, place: str, said: str
) -> None:
    found = audit(written(tmp_path, charter=charter))
    assert lines(found.text)[0].startswith(f"rules/charter.yaml:{place} error wrong-rule: {said}")
    assert results(found)["no-files"].failing == results(found)["one-owner"].failing == 1


def test_a_folder_of_rules_may_have_folders(tmp_path: Path) -> None:
    written(tmp_path, rules={})
    (tmp_path / "rules" / "deeper").mkdir()
    (tmp_path / "rules" / "deeper" / "no-files.yaml").write_text(NO_FILES)
    assert results(audit(tmp_path))["no-files"].failing == 1


def test_python_beside_the_rules_is_not_run(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "rules" / "no_files.py").write_text("raise SystemExit('executed')")
    assert results(audit(tmp_path))["no-files"].failing == 1
