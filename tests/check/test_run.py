"""Running a charter: denominators, unknowns, severities, order, places, and what goes wrong alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.answer.audit import FailOn
from ea_repo.repository import UnknownName
from tests.check.workspaces import FAILING, MODEL, NO_FILES, ONE_OWNER, RULES, SETTINGS, audit, lines, results, written

EVERYWHERE = ["contradictory-flow", "invisible-sign", "written-twice"]
"""The common rules that a charter has which says nothing of them."""


def test_a_result_keeps_its_denominator_its_failures_and_its_unknowns(tmp_path: Path) -> None:
    by_rule = results(audit(written(tmp_path)))
    files = by_rule["no-files"]
    assert (files.checked, files.failing, [unknown.subject for unknown in files.unknown]) == (3, 1, ["h"])
    owner = by_rule["one-owner"]
    assert (owner.checked, owner.failing, [(unknown.subject, unknown.fact) for unknown in owner.unknown]) == (
        3,
        1,
        [("c", "moa")],
    )


def test_a_finding_says_where_it_is_written(tmp_path: Path) -> None:
    by_rule = results(audit(written(tmp_path)))
    assert lines(by_rule["no-files"].findings) == ["model/all.yaml:5:38 error no-files: F is a copy"]
    assert lines(by_rule["one-owner"].findings) == ["model/all.yaml:2:19 warning one-owner: a has no owner"]


def test_a_rule_that_looked_at_nothing_is_not_applicable(tmp_path: Path) -> None:
    by_rule = results(audit(written(tmp_path, model="actor: {dsi: {}}")))
    own = [by_rule["no-files"], by_rule["one-owner"]]
    assert [(result.applicable, result.checked) for result in own] == [(False, 0), (False, 0)]


def test_rules_stand_under_their_principles_in_the_charter_s_order(tmp_path: Path) -> None:
    apart = NO_FILES.replace("no-files", "other").replace("A.1", "Z.9")
    audited = audit(written(tmp_path, rules={**RULES, "other": apart}))
    groups = [(group.id, [result.rule.id for result in group.results]) for group in audited.groups]
    assert groups == [("first", ["no-files"]), ("second", ["one-owner"]), ("texte", EVERYWHERE), (None, ["other"])]


def test_a_charter_that_extends_nothing_still_says_where_the_text_contradicts_itself(tmp_path: Path) -> None:
    model = "application: {a: {}}\nflow: {f: {source: a, target: a}}"
    judged = results(audit(written(tmp_path, model)))
    assert [finding.subject for finding in judged["contradictory-flow"].findings] == ["f"]
    off = audit(written(tmp_path, model, settings=SETTINGS + "severity: {contradictory-flow: off}"))
    assert "contradictory-flow" not in results(off)


def test_what_is_out_of_service_is_not_asked_unless_the_rule_says_so(tmp_path: Path) -> None:
    model = MODEL.replace("a: {moa: []}", "a: {moa: [], retired_on: 2020}")
    assert results(audit(written(tmp_path, model)))["one-owner"].checked == 2
    retired = ONE_OWNER + "out_of_service: true\n"
    assert results(audit(written(tmp_path, model, {"one-owner": retired})))["one-owner"].failing == 1


def test_a_flow_is_asked_alone_so_that_what_is_retired_but_connected_shows(tmp_path: Path) -> None:
    model = MODEL.replace("a: {moa: []}", "a: {moa: [], retired_on: 2020}")
    assert results(audit(written(tmp_path, model)))["no-files"].failing == 1


def test_only_production_flows_are_asked_unless_the_rule_says_so(tmp_path: Path) -> None:
    model = MODEL.replace("mode: file", "mode: file, environment: training")
    assert results(audit(written(tmp_path, model)))["no-files"].checked == 2
    every = {"no-files": NO_FILES + "environments: all\n"}
    assert results(audit(written(tmp_path, model, every)))["no-files"].failing == 1


class TestSeverity:
    def test_a_workspace_may_change_it(self, tmp_path: Path) -> None:
        audited = audit(written(tmp_path, settings=SETTINGS + "severity: {no-files: info, one-owner: error}"))
        assert [finding.severity for finding in audited.findings] == ["info", "error"]
        by_rule = results(audited)
        assert (by_rule["no-files"].severity, by_rule["one-owner"].severity) == ("info", "error")

    def test_off_leaves_the_rule_out(self, tmp_path: Path) -> None:
        audited = audit(written(tmp_path, settings=SETTINGS + "severity: {no-files: off}"))
        assert list(results(audited)) == ["one-owner", *EVERYWHERE]

    @pytest.mark.parametrize(
        ("severity", "fails"),
        [
            ("error", {"error": True, "warning": True, "info": True, "never": False}),
            ("warning", {"error": False, "warning": True, "info": True, "never": False}),
            ("info", {"error": False, "warning": False, "info": True, "never": False}),
        ],
    )
    def test_an_audit_fails_at_or_above_a_severity(
        self, tmp_path: Path, severity: str, fails: dict[FailOn, bool]
    ) -> None:
        settings = SETTINGS + f"severity: {{no-files: {severity}, one-owner: off}}"
        audited = audit(written(tmp_path, settings=settings))
        assert {level: audited.fails(level) for level in fails} == fails

    def test_a_clean_audit_fails_at_no_severity(self, tmp_path: Path) -> None:
        assert not audit(written(tmp_path, model="actor: {dsi: {}}")).fails("info")


class TestSettingsInVain:
    @pytest.mark.parametrize(
        ("setting", "place", "severity", "sentence"),
        [
            ("severity: {no-file: info}", 12, "warning", "unknown rule: “no-file”; did you mean “no-files”?"),
            ("thresholds: {standards: 3}", 14, "warning", "unknown threshold: “standards”"),
        ],
    )
    def test_each_is_a_finding_of_a_full_audit(
        self, tmp_path: Path, setting: str, place: int, severity: str, sentence: str
    ) -> None:
        audited = audit(written(tmp_path, settings=SETTINGS + setting))
        assert lines(audited.text) == [f"workspace.yaml:3:{place} {severity} idle-setting: {sentence}"]
        assert lines(audit(tmp_path, "no-files").text) == []

    @pytest.mark.parametrize(
        ("entry", "sentence"),
        [
            ("{kind: flows}", "“flows” exists nowhere for “kind”; did you mean “flow”?"),
            ("{kind: flow, fields: [mod]}", "“mod” is not a key here; did you mean “mode”?"),
            ("{kind: flow, where: {taget: b}}", "“taget” is not a key here; did you mean “target”?"),
            ("{kind: flow, where: {target: bb}}", "“bb” exists nowhere for “target”; did you mean “b”?"),
            ("{kind: application, where: {type: [cor]}}", "“cor” exists nowhere for “type”; did you mean “core”?"),
            ("{kind: application, where: {moa: []}}", "“moa”: an empty list chooses nothing"),
        ],
    )
    def test_what_is_complete_may_hold_no_typo(self, tmp_path: Path, entry: str, sentence: str) -> None:
        audited = audit(written(tmp_path, settings=SETTINGS + f"complete: [{entry}]"))
        assert lines(audited.text) == [f"workspace.yaml:3:12 error idle-setting: {sentence}"]

    def test_an_exception_that_can_match_nothing_is_a_remark_of_a_full_audit_and_fails_nothing(
        self, tmp_path: Path
    ) -> None:
        rules = {"no-files": NO_FILES + "except: [{target: bb}]\n"}
        result = results(audit(written(tmp_path, rules=rules)))["no-files"]
        assert lines(result.findings)[1:] == [
            "rules/no-files.yaml:14:1 info idle-exception: “bb” exists nowhere for “target”; did you mean “b”?"
        ]
        assert result.failing == 1
        assert len(results(audit(tmp_path, "no-files"))["no-files"].findings) == 1


class TestAlone:
    @pytest.mark.usefixtures("failing_check")
    def test_a_check_that_raises_becomes_a_finding_and_the_others_still_run(self, tmp_path: Path) -> None:
        by_rule = results(audit(written(tmp_path, rules={**RULES, "never-ends": FAILING})))
        (failed,) = by_rule["never-ends"].findings
        assert (failed.rule, failed.subject, failed.severity) == ("check-failed", "never-ends", "error")
        assert failed.at is not None
        assert failed.at.file == "rules/never-ends.yaml"
        assert by_rule["no-files"].failing == 1
        assert by_rule["one-owner"].failing == 1

    def test_an_element_that_is_not_here_is_a_warning_as_it_may_be_in_another_workspace(self, tmp_path: Path) -> None:
        wrong = NO_FILES.replace("{mode: file}", "{target: gaiap}")
        by_rule = results(audit(written(tmp_path, rules={**RULES, "no-files": wrong})))["no-files"]
        sentence = "warning wrong-rule: “gaiap” exists nowhere for “target”"
        assert lines(by_rule.findings) == [f"rules/no-files.yaml:11:1 {sentence}"]
        assert not by_rule.applicable


def test_only_some_rules_may_be_asked_for_and_a_typo_is_refused(tmp_path: Path) -> None:
    audited = audit(written(tmp_path), "one-owner")
    assert audited.partial
    assert list(results(audited)) == ["one-owner"]
    with pytest.raises(UnknownName, match="did you mean “one-owner”"):
        audit(tmp_path, "one-onwer")
