"""A rule that fails ends as an error that counts, whatever is set, accepted or known; the others are judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.finding import Finding
from ea_repo.repository import Repository
from tests.check.workspaces import FAILING, MODEL, NO_FILES, RULES, SETTINGS, audit, results, written

pytestmark = pytest.mark.usefixtures("failing_check")

WITH_IT = {**RULES, "never-ends": FAILING}
DEROGATION = """
application: {never-ends: {moa: dsi}}
derogation:
  d: {rule: check-failed, subjects: [never-ends], by: dsi, reason: x, decided_on: 2021, expires_on: 2030}
"""


def counting(root: Path, baseline: Path | None = None) -> list[Finding]:
    return [finding for finding in Repository(root).check(baseline=baseline).findings if finding.counts]


def failed(root: Path, baseline: Path | None = None) -> list[str]:
    return [f"{found.severity} {found.subject}" for found in counting(root, baseline) if found.rule == "check-failed"]


def test_it_counts_and_the_others_find_what_they_found(tmp_path: Path) -> None:
    alone = results(audit(written(tmp_path)))
    beside = results(audit(written(tmp_path, rules=WITH_IT)))
    assert {id: beside[id].findings for id in alone} == {id: alone[id].findings for id in alone}
    assert failed(tmp_path) == ["error never-ends"]


def test_whatever_the_severity_of_the_rule_it_is_an_error(tmp_path: Path) -> None:
    assert failed(written(tmp_path, rules=WITH_IT, settings=SETTINGS + "severity: {never-ends: info}\n"))


def test_no_derogation_accepts_it(tmp_path: Path) -> None:
    assert failed(written(tmp_path, MODEL.replace("application: {a", "application: {z: {}, a") + DEROGATION, WITH_IT))


@pytest.mark.parametrize("version", [1, 2])
def test_no_baseline_knows_it(tmp_path: Path, version: int) -> None:
    root, baseline = written(tmp_path, rules=WITH_IT), tmp_path / "known.json"
    key = '{"key": "check-failed:never-ends", "offenders": []}'
    baseline.write_text(f'{{"version": {version}, "findings": [{key}]}}', encoding="utf-8")
    assert failed(root, baseline) == ["error never-ends"]


def test_no_rule_may_have_the_name_of_a_finding_of_the_audit(tmp_path: Path) -> None:
    root = written(tmp_path, rules={**RULES, "check-failed": NO_FILES.replace("no-files", "check-failed")})
    assert "wrong-rule" in [finding.rule for finding in counting(root)]
