"""Examples in the model: told apart, never decisive, and never in the way of a fact."""

from __future__ import annotations

from pathlib import Path

from ea_repo.check.run import Result
from tests.check.judging import result_of
from tests.check.workspaces import audit, written

SIU = "referential: {siu: {sanctuarised: true, masters: [identite]}}\n"


def findings(result: Result) -> dict[str, bool]:
    return {finding.subject: finding.illustrative for finding in result.findings}


def test_a_finding_on_an_example_is_illustrative_and_counts_nowhere() -> None:
    text = SIU + "application: {ex: {illustrative: true, masters: [identite]}, vrai: {masters: [identite]}}"
    result = result_of("duplicated-referential", text)
    assert findings(result) == {"vrai": False, "ex": True}
    assert result.failing == 1


def test_a_finding_that_rests_on_an_example_is_illustrative() -> None:
    text = "application: {a: {covers: p}, ex: {illustrative: true, covers: p}}\nprocess: {p: {}}"
    assert findings(result_of("redundant-solution", text)) == {"p": True}


def test_a_finding_that_would_stand_without_the_examples_is_a_fact_and_does_not_name_them() -> None:
    text = "application: {a: {covers: p}, b: {covers: p}, ex: {illustrative: true, covers: p}}\nprocess: {p: {}}"
    result = result_of("redundant-solution", text)
    assert findings(result) == {"p": False}
    assert result.findings[0].offenders == ("a", "b")
    assert result.findings[0].fingerprint == result_of("redundant-solution", text.replace("ex:", "x:").replace(
        ", x: {illustrative: true, covers: p}", "")).findings[0].fingerprint  # fmt: skip


def test_an_example_does_not_excuse_a_fact() -> None:
    text = SIU + "flow: {f: {source: a, target: b, data: [identite]}"
    real = result_of("ignored-referential", text + "}")
    excused = result_of(
        "ignored-referential", text + ", ex: {illustrative: true, source: siu, target: b, data: [identite]}}"
    )
    assert findings(real) == findings(excused) == {"b": False}


def test_a_rule_on_examples_only_still_says_how_many_it_judged() -> None:
    result = result_of("non-api-exchange", "flow: {ex: {illustrative: true, mode: file}, autre: {illustrative: true}}")
    assert (result.checked, result.failing) == (2, 0)


def test_examples_come_last_and_never_change_whether_an_audit_fails(tmp_path: Path) -> None:
    model = "flow: {a: {illustrative: true, mode: file, source: x, target: y}}\napplication: {x: {}, y: {}}"
    audited = audit(written(tmp_path, model))
    assert (audited.illustrative, audited.count("error"), audited.fails("info")) == (1, 0, False)
    both = model.replace("flow: {", "flow: {b: {mode: file, source: x, target: y}, ")
    audited = audit(written(tmp_path, both))
    assert [finding.subject for finding in audited.findings] == ["b", "a"]
    assert (audited.illustrative, audited.count("error"), audited.fails("error")) == (1, 1, True)
