"""What is found that is no rule of the charter: one catalogue, in both languages, that can be asked for by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.check.problems import PROBLEMS, PROBLEMS_OF_AN_AUDIT
from ea_repo.load.problems import PROBLEMS as PROBLEMS_OF_THE_TEXT
from ea_repo.repository import Repository
from tests.check.workspaces import FAILING, NO_FILES, RULES, SETTINGS, audit, lines, written
from tests.cli.running import invoke

WRONG: dict[str, dict[str, Any]] = {
    "wrong-rule": {"rules": {**RULES, "no-files": NO_FILES.replace("where: {mode: file}", "where: {mode: fil}")}},
    "idle-setting": {"settings": SETTINGS + "thresholds: {standards: 3}"},
    "idle-exception": {"rules": {"no-files": NO_FILES + "except: [{target: bb}]\n"}},
    "check-failed": {"rules": {"never-ends": FAILING}},
}
"""What makes each of them, in a small workspace."""


def test_no_name_is_said_twice() -> None:
    assert not PROBLEMS_OF_AN_AUDIT.keys() & PROBLEMS_OF_THE_TEXT.keys()


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_is_explained_without_its_facts_even_outside_a_workspace(tmp_path: Path, problem: str, lang: str) -> None:
    for words in ((), ("--format", "markdown")):
        printed = invoke(tmp_path, "explain", problem, "--lang", lang, *words)
        assert (printed.code, printed.error) == (0, "")
        assert {"fr": "À faire", "en": "To do"}[lang] in printed.out
        assert "{" not in printed.out


@pytest.mark.parametrize("problem", PROBLEMS_OF_AN_AUDIT)
def test_those_of_an_audit_say_what_why_and_what_to_do(tmp_path: Path, problem: str) -> None:
    page = json.loads(invoke(tmp_path, "explain", problem, "--format", "json").out)
    assert list(page) == ["id", "severity", "title", "why", "fix"]
    for text in (page["title"], page["why"], page["fix"]):
        assert text["fr"] != text["en"]


@pytest.mark.usefixtures("failing_check")
@pytest.mark.parametrize("problem", WRONG)
def test_each_can_be_asked_for_by_name(tmp_path: Path, problem: str) -> None:
    root = written(tmp_path, **WRONG[problem])
    whole = [finding for finding in audit(root).findings if finding.rule == problem]
    assert whole
    assert lines([finding for finding in audit(root, problem).findings if finding.rule == problem]) == lines(whole)


def test_with_the_rule_that_makes_it_it_is_told_once(tmp_path: Path) -> None:
    root = written(tmp_path, **WRONG["wrong-rule"])
    assert [finding.rule for finding in audit(root, "no-files", "wrong-rule").findings] == ["wrong-rule"]


def test_a_mended_finding_that_a_baseline_holds_can_be_asked_for(tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    root = written(tmp_path)
    repository = Repository(root)
    repository.write_baseline(repository.check(), baseline)
    written(root, model="actor: {dsi: {}}")
    printed = invoke(root, "check", "--rule", "idle-baseline", "--baseline", str(baseline), "--format", "json")
    assert {finding["rule"] for finding in json.loads(printed.out)["findings"]} == {"idle-baseline"}


def test_a_typo_in_its_name_is_refused_with_the_nearest(tmp_path: Path) -> None:
    for command in (("explain", "wrong-rul"), ("check", "--rule", "wrong-rul")):
        assert "did you mean “wrong-rule”" in invoke(written(tmp_path), *command, "--lang", "en").error
