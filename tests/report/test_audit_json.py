"""The audit's JSON: exactly the names that scripts rely on, stable keys and fingerprints, a fixed order."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.finding import Finding, Text
from tests.check.workspaces import written
from tests.report.small import MODEL, RULES, ea, workspace

AUDIT = {"version", "date", "workspace", "changes", "selection", "summary", "rules", "findings"}
SUMMARY = {"error", "warning", "info", "accepted", "known", "illustrative", "unknown"}
RULE = {"rule", "principle", "severity", "checked", "failing", "unknown"}
FINDING = {
    "rule", "severity", "subject", "field", "related", "message", "fix", "at", "key", "fingerprint", "illustrative",
    "accepted", "offenders", "details", "accepted_by", "accepted_until", "known",
    "weight", "cost", "days",
}  # fmt: skip


def audit(root: Path, *words: str) -> Any:
    return json.loads(ea(root, "check", "--format", "json", *words))


def test_it_has_the_documented_names_and_no_other(tmp_path: Path) -> None:
    found = audit(workspace(tmp_path))
    assert found.keys() == AUDIT
    assert found["summary"].keys() == SUMMARY
    assert all(each.keys() == RULE for each in found["rules"])
    assert all(each.keys() == FINDING for each in found["findings"])
    for each in found["findings"]:
        assert each["message"].keys() == each["fix"].keys() == {"fr", "en"}
        assert each["at"].keys() == {"file", "line", "column"}


def test_every_name_is_told_in_the_documentation() -> None:
    said = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    assert [each for each in sorted(AUDIT | SUMMARY | RULE | FINDING) if f"{each}" not in said] == []


def test_its_head_says_whose_system_on_which_day(tmp_path: Path) -> None:
    found = audit(workspace(tmp_path), "--at", "2020")
    assert (found["version"], found["workspace"], found["date"]) == (1, "Test", "2020-12-31")


def test_the_summary_leaves_illustrative_findings_out_and_counts_unknowns(tmp_path: Path) -> None:
    found = audit(workspace(tmp_path))
    counted = {"error": 2, "warning": 1, "info": 0, "accepted": 0, "known": 0, "illustrative": 1, "unknown": 2}
    assert found["summary"] == counted
    rules = {each["rule"]: each for each in found["rules"]}
    assert rules["no-files"] == {
        "rule": "no-files", "principle": "first", "severity": "error", "checked": 4, "failing": 1, "unknown": 1,
    }  # fmt: skip
    assert rules["no-poc"]["principle"] is None


def test_a_finding_is_whole(tmp_path: Path) -> None:
    (found,) = [each for each in audit(workspace(tmp_path))["findings"] if each["subject"] == "f"]
    assert found == {
        "rule": "no-files",
        "severity": "error",
        "subject": "f",
        "field": "mode",
        "related": [],
        "offenders": [],
        "message": {
            "fr": "Copie est une copie. Le texte précise : « une copie assumée » (Plan, 2)",
            "en": "Copie is a copy. The text says: « une copie assumée » (Plan, 2)",
        },
        "details": [],
        "fix": {"fr": "Passer par une API.", "en": "Go through an API."},
        "at": {"file": "model/all.yaml", "line": 9, "column": 42},
        "key": "no-files:f:mode",
        "fingerprint": hashlib.sha256(b"no-files:f:mode").hexdigest()[:16],
        "illustrative": False,
        "accepted": False,
        "accepted_by": None,
        "accepted_until": None,
        "known": False,
        "weight": {
            "critical_processes": [],
            "critical_application": False,
            "health_data": False,
            "sites": 0,
            "yearly_cost": 0,
        },
        "cost": None,
        "days": [],
    }


def test_findings_come_in_one_order_the_text_s_then_the_rules_then_the_examples(tmp_path: Path) -> None:
    found = [(each["rule"], each["subject"]) for each in audit(workspace(tmp_path))["findings"]]
    assert found == [("dangling-link", "b"), ("no-files", "f"), ("no-files", "ex"), ("one-owner", "a")]


def test_the_language_changes_nothing(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert audit(root, "--lang", "fr") == audit(root, "--lang", "en")


def test_neither_the_order_of_the_text_nor_its_files_change_what_is_found(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    blocks = [each for each in MODEL.replace("replica_of: siue, ", "").split("\n") if each]
    starts = [place for place, line in enumerate(blocks) if not line.startswith(" ")] + [len(blocks)]
    kinds = ["\n".join(blocks[start:end]) for start, end in itertools.pairwise(starts)]
    written(one, "\n".join(kinds), RULES)
    written(other, kinds[0], RULES)
    for place, text in enumerate(reversed(kinds[1:])):
        lines = text.split("\n")
        (other / "model" / f"{place}.yaml").write_text("\n".join([lines[0], *reversed(lines[1:])]))

    def without_places(root: Path) -> Any:
        found = audit(root)
        return {**found, "findings": [{**each, "at": None} for each in found["findings"]]}

    assert without_places(one) == without_places(other)


IDS = st.lists(st.sampled_from("abcdef"), max_size=5, unique=True)


def made(subject: str, field: str | None, offenders: list[str], **others: Any) -> Finding:
    return Finding("r", "error", subject, Text("x", "x"), field, offenders=tuple(offenders), **others)


@given(IDS, st.permutations(range(5)))
def test_a_fingerprint_does_not_depend_on_the_order_of_the_offenders(ids: list[str], order: list[int]) -> None:
    mixed = [ids[place] for place in order if place < len(ids)]
    assert made("s", "f", ids).fingerprint == made("s", "f", mixed).fingerprint


@given(IDS, IDS)
def test_a_fingerprint_changes_with_the_offenders_and_the_key_does_not(one: list[str], other: list[str]) -> None:
    first, second = made("s", None, one), made("s", None, other)
    assert first.key == second.key == "r:s"
    assert (first.fingerprint == second.fingerprint) is (set(one) == set(other))


def test_neither_sentence_nor_severity_nor_place_is_part_of_the_key_or_the_fingerprint() -> None:
    one, other = made("s", "f", ["a"]), made("s", "f", ["a"], related=("z",), illustrative=True)
    assert (one.key, one.fingerprint) == (other.key, other.fingerprint) == ("r:s:f", one.fingerprint)
    assert len(one.fingerprint) == 16


@pytest.mark.parametrize("words", [["list"], ["find", "copie"], ["show", "b"]])
def test_the_other_commands_speak_json_too(tmp_path: Path, words: list[str]) -> None:
    said = json.loads(ea(workspace(tmp_path), *words, "--format", "json"))
    first = said if isinstance(said, dict) else said[0]
    assert {"id", "kind", "name"} <= first.keys()
