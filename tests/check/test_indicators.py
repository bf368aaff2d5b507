"""Indicators: how they are declared, their days, targets and groups, what is known of a whole workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ea_repo.check.measure import Facts, Value
from ea_repo.repository import Repository
from ea_repo.repository.starting import Organisation, init
from tests.check.judging import COMMON_RULES
from tests.check.measuring import STANDARDS
from tests.check.workspaces import NO_FILES, SETTINGS, results, written
from tests.check.workspaces import audit as audited

WORDS = "title: {fr: Nom, en: Name}, why: {fr: x, en: x}"
COMPLETENESS = f"""
indicators:
  known: {{charter: [A.2], {WORDS}, direction: up, measure: answered}}
"""
FILES = f"""
  files: {{charter: A.1, {WORDS}, direction: down, measure: violations, rule: no-files}}
"""
PROPORTION = FILES.replace("violations, rule: no-files", "proportion, scope: {kind: flow}, where: {mode: api}")


def workspace(root: Path, declared: str = COMPLETENESS + FILES, settings: str = SETTINGS, **more: Any) -> Repository:
    written(root, settings=settings, **more)
    (root / "rules" / "indicators.yaml").write_text(declared, encoding="utf-8")
    return Repository(root)


def test_completeness_is_the_share_of_the_rules_questions_that_the_text_answers(tmp_path: Path) -> None:
    known = next(series for series in workspace(tmp_path).indicators().series if series.indicator.id == "known")
    (share,) = known.values
    assert (round(share.value or 0, 2), share.count, share.of, share.unknown) == (66.67, 4, 6, 2)
    assert {name: (part.count, part.of) for name, part in share.parts.items()} == {
        "application": (2, 3),
        "flow": (2, 3),
    }
    judged = [result for result in results(audited(tmp_path)).values() if not result.rule.everywhere]
    assert (sum(result.checked for result in judged), sum(len(result.unknown) for result in judged)) == (
        share.of,
        share.unknown,
    )


def test_a_rule_that_is_off_asks_nothing_but_may_be_counted(tmp_path: Path) -> None:
    series = workspace(tmp_path, settings=SETTINGS + "severity: {no-files: off}\n").indicators().series
    known, files = (series.values[0] for series in series)
    assert (known.count, known.of) == (2, 3)
    assert (files.value, files.of, files.unknown) == (1, 3, 1)


def test_days_stand_in_the_order_asked_with_where_they_come_from(tmp_path: Path) -> None:
    model = "flow: {f: {source: a, target: a, mode: file, retired_on: 2024}}\napplication: {a: {}}\n"
    model += "state: {cible: {date: 2025}}"
    measured = workspace(tmp_path, model=model).indicators(["cible", "2022"])
    assert [(day.date.isoformat(), day.origin.en) for day in measured.days] == [
        ("2025-12-31", "state cible"), ("2022-12-31", "as asked")
    ]  # fmt: skip
    files = next(series for series in measured.series if series.indicator.id == "files")
    assert [(value.value, value.of) for value in files.values] == [(None, 0), (1, 1)]
    assert [day.date.isoformat() for day in workspace(tmp_path).indicators().days] == ["2021-12-31"]


def test_a_proportion_is_of_all_kinds_that_it_asks_about(tmp_path: Path) -> None:
    """A referential is an application too."""
    scope = "scope: {kind: application}, where: {moa: dsi}"
    of_applications = PROPORTION.replace("scope: {kind: flow}, where: {mode: api}", scope)
    model = "actor: {dsi: {}}\napplication: {a: {moa: dsi}, b: {moa: []}}\nreferential: {r: {moa: dsi}}\n"
    series = workspace(tmp_path, "indicators:\n" + of_applications, model=model).indicators().series
    (value,) = series[0].values
    assert (value.count, value.known) == (2, 3)


def test_a_target_is_met_on_the_side_that_is_better(tmp_path: Path) -> None:
    measured = workspace(tmp_path, settings=SETTINGS + "targets: {files: 1, known: 66.7}\n").indicators()
    assert {series.indicator.id: (series.target, series.met(series.values[0])) for series in measured.series} == {
        "known": (66.7, False),
        "files": (1, True),
    }
    assert all(series.met(Value(None, 0, 0)) is None for series in measured.series)


def test_the_threshold_of_a_rule_is_the_target_of_the_number_it_compares(tmp_path: Path) -> None:
    number = f"{{charter: D.6, {WORDS}, direction: down, measure: counted, rule: too-many-standards}}"
    declared = f"indicators: {{numbers: {number}}}"
    common = (COMMON_RULES / "too-many-standards.yaml").read_text(encoding="utf-8")
    rules = {"too-many-standards": common.replace("principle: interoperabilite", "principle: first")}
    model = STANDARDS + "application: {x: {}, y: {}}"
    bound = SETTINGS + "thresholds: {exchange-standards: 1}\n"
    (series,) = workspace(tmp_path, declared, bound, model=model, rules=rules).indicators().series
    assert (series.target, series.values[0].value, series.met(series.values[0])) == (1, 2, False)
    (series,) = workspace(tmp_path, declared, bound + "targets: {numbers: 5}\n", rules=rules).indicators().series
    assert series.target == 5


def test_indicators_stand_under_their_principles_in_the_charter_s_order(tmp_path: Path) -> None:
    other = COMPLETENESS.replace("A.2", "Z.9") + FILES
    groups = [(section and section.title.en, [series.indicator.id for series in group])
              for section, group in workspace(tmp_path, other).indicators().groups]  # fmt: skip
    assert groups == [("First", ["files"]), (None, ["known"])]


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ("indicators: 3", "2:1 error wrong-indicator"),
        ("indicators:\n  a: {charter: A.1}", "“title” is missing"),
        ("indicators:\n  A_b: {}", "“id”"),
        (FILES.replace("violations", "violation"), "“violation” is not a measure; did you mean “violations”?"),
        (FILES.replace("no-files", "no-file"), "unknown rule: “no-file”; did you mean “no-files”?"),
        (FILES.replace(", rule: no-files", ""), "the measure violations expects “rule”"),
        (FILES.replace("rule: no-files", "rule: [no-files]"), "“rule”: expected a text"),
        (
            FILES.replace("rule: no-files", "rule: no-files, rules: x"),
            "“rules” is no field of an indicator nor an argument of violations; did you mean “rule”?",
        ),
        (FILES.replace("no-files", "no-files, ruel: x"), "“ruel” is no field of an indicator"),
        (FILES.replace("direction: down", "direction: dwon"), "“direction”: expected up or down; did you mean “down”?"),
        (
            FILES.replace("violations, rule: no-files", "proportion, scope: {kind: flow}, where: {}"),
            "an empty selector",
        ),
        (
            FILES.replace("violations, rule: no-files", "saving, scope: {kind: project}, class: 6.5, basis: x"),
            "a whole",
        ),
        (FILES.replace("violations, rule: no-files", "proportion, scope: {kind: flux}, where: {mode: api}"), "flux"),
        (FILES.replace("violations, rule: no-files", "proportion, scope: 3, where: {mode: api}"), "a selector is"),
    ],
)
def test_what_is_wrong_in_the_declaration_is_told_where_it_is_and_hides_nothing_else(
    declared: str, sentence: str, tmp_path: Path
) -> None:
    text = COMPLETENESS + declared if declared.startswith("\n  ") else declared
    measured = workspace(tmp_path, text).indicators()
    shown = " ".join(
        f"{finding.at} {finding.severity} {finding.rule}: {finding.message.en}" for finding in measured.flaws
    )
    assert "rules/indicators.yaml:" in shown
    assert sentence.removeprefix("2:1 ") in shown
    assert [series.indicator.id for series in measured.series] == (["known"] if text is not declared else [])


def test_a_target_that_names_no_indicator_is_told(tmp_path: Path) -> None:
    (flaw,) = workspace(tmp_path, settings=SETTINGS + "targets: {file: 0}\n").indicators().flaws
    assert (str(flaw.at), flaw.severity, flaw.message.en) == (
        "workspace.yaml:3:11", "warning", "unknown indicator: “file”; did you mean “files”?"
    )  # fmt: skip


def test_a_workspace_without_indicators_has_none(tmp_path: Path) -> None:
    measured = Repository(written(tmp_path)).indicators()
    assert (measured.series, measured.flaws) == ((), ())


def test_the_declaration_is_not_read_as_a_rule(tmp_path: Path) -> None:
    workspace(tmp_path)
    assert audited(tmp_path).text == ()


def test_a_rule_that_judges_nothing_gives_no_number_and_says_why(tmp_path: Path) -> None:
    rules = {"no-files": NO_FILES.replace("scope: {kind: flow}", "scope: {kind: flow, via: nowhere}")}
    measured = workspace(tmp_path, rules=rules).indicators().series
    files = next(series for series in measured if series.indicator.id == "files").values[0]
    assert files.value is None
    assert files.reason is not None
    assert files.reason.en == "no-files: the rule is to be mended"


def test_a_measure_that_fails_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("broken")

    monkeypatch.setattr(Facts, "in_service", broken)
    series = workspace(tmp_path, COMPLETENESS + PROPORTION).indicators().series
    known, files = (series.values[0] for series in series)
    assert known.value is not None
    assert files.value is None
    assert files.reason is not None
    assert files.reason.en == "its measure failed (RuntimeError: broken)"


def test_a_rule_without_a_threshold_has_no_number_to_tell(tmp_path: Path) -> None:
    series = workspace(tmp_path, COMPLETENESS + FILES.replace("violations", "counted")).indicators().series
    assert series[1].target is None
    assert series[1].values[0].reason is not None
    assert series[1].values[0].reason.en == "no-files compares nothing with a threshold"


def test_a_new_workspace_measures_the_charter_s_indicators(tmp_path: Path) -> None:
    init(tmp_path / "new", Organisation("New"))
    measured = Repository(tmp_path / "new").indicators(["today"])
    assert measured.flaws == ()
    assert measured.series
