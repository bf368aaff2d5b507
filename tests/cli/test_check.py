"""`ea check`: exit codes, selections, dates, and how wrong use is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.check.workspaces import NO_FILES, RULES, SETTINGS, written
from tests.cli.running import invoke, process
from tests.report.small import MODEL, workspace

CLEAN = "application: {a: {moa: []}}\n"
"""A warning of `one-owner`, no error."""


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", "error", 1), ("error", "warning", 1), ("error", "info", 1), ("error", "never", 0),
        ("warning", "error", 0), ("warning", "warning", 1), ("warning", "info", 1), ("warning", "never", 0),
        ("info", "error", 0), ("info", "warning", 0), ("info", "info", 1), ("info", "never", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_the_exit_code_says_whether_something_is_at_least_so_serious(
    tmp_path: Path, severity: str, fail_on: str, code: int, format: str
) -> None:
    root = written(tmp_path, CLEAN, settings=SETTINGS + f"severity: {{one-owner: {severity}}}")
    said = invoke(root, "check", "--fail-on", fail_on, "--format", format)
    assert said.code == code
    assert said.error == ""


def test_errors_fail_unless_it_is_said_otherwise(tmp_path: Path) -> None:
    assert invoke(workspace(tmp_path), "check").code == 1
    assert invoke(written(tmp_path, CLEAN), "check").code == 0


def test_illustrative_findings_never_change_the_exit_code(tmp_path: Path) -> None:
    model = "application: {a: {}}\nflow: {f: {illustrative: true, source: a, target: a, mode: file}}"
    assert invoke(written(tmp_path, model), "check", "--fail-on", "info").code == 0


def test_audit_is_another_name_for_check(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert invoke(root, "audit", "--lang", "fr") == invoke(root, "check", "--lang", "fr")


class TestRules:
    def asked(self, root: Path, *words: str) -> list[str]:
        return [each["rule"] for each in json.loads(invoke(root, "check", "--format", "json", *words).out)["rules"]]

    def test_one_several_or_separated_by_commas(self, tmp_path: Path) -> None:
        root = workspace(tmp_path)
        assert self.asked(root) == [
            "no-files",
            "one-owner",
            "contradictory-flow",
            "invisible-sign",
            "written-twice",
            "no-poc",
        ]
        assert self.asked(root, "--rule", "one-owner") == ["one-owner"]
        assert self.asked(root, "--rule", "one-owner", "--rule", "no-files") == ["no-files", "one-owner"]
        assert self.asked(root, "--rule", "one-owner,no-files") == ["no-files", "one-owner"]

    def test_the_exit_code_is_that_of_the_rules_asked_for(self, tmp_path: Path) -> None:
        root = written(tmp_path, MODEL.replace("replica_of: siue", "type: core"))
        assert invoke(root, "check", "--rule", "one-owner").code == 0
        assert invoke(root, "check", "--rule", "no-files").code == 1

    def test_an_unknown_rule_is_refused_with_the_nearest(self, tmp_path: Path) -> None:
        said = invoke(workspace(tmp_path), "check", "--rule", "no-file", "--lang", "en")
        assert (said.out, said.code) == ("", 2)
        assert said.error == "ea: unknown rule: “no-file”; did you mean “no-files”?\n"

    def test_a_rule_that_is_off_is_not_run(self, tmp_path: Path) -> None:
        root = written(tmp_path, MODEL, RULES, SETTINGS + "severity: {no-files: off}")
        assert self.asked(root) == ["one-owner", "contradictory-flow", "invisible-sign", "written-twice"]


class TestDates:
    def date(self, root: Path, *words: str, settings: str = SETTINGS) -> str:
        model = MODEL.replace("replica_of: siue", "type: core") + "state: {cible: {date: 2025}, vide: {}}\n"
        written(root, model, {"no-files": NO_FILES}, settings)
        said = invoke(root, "check", "--lang", "en", *words)
        return said.out.splitlines()[0] if said.code < 2 else said.error

    @pytest.mark.parametrize(
        ("at", "shown"),
        [
            ("2020", "2020-12-31 (as asked)"),
            ("2020-02", "2020-02-29 (as asked)"),
            ("2020-02-03", "2020-02-03 (as asked)"),
            ("cible", "2025-12-31 (state cible)"),
        ],
    )
    def test_a_day_a_period_or_a_state_may_be_asked_for(self, tmp_path: Path, at: str, shown: str) -> None:
        assert f"audit of the charter on {shown}" in self.date(tmp_path, "--at", at)

    def test_today_may_be_asked_for_and_is_what_one_gets_where_nothing_is_said(self, tmp_path: Path) -> None:
        assert "(today)" in self.date(tmp_path, "--at", "today")
        assert "(today)" in self.date(tmp_path, settings="name: Test\n")
        assert "2021-12-31 (the workspace's date)" in self.date(tmp_path)
        assert "2021-06-30 (the workspace's date)" in self.date(tmp_path, settings="name: Test\nat: 2021-06\n")

    @pytest.mark.parametrize("at", ["2021-02-30", "demain", "31/13/2021", "20211231", "2021-13", "vide", ""])
    def test_what_is_no_date_is_refused(self, tmp_path: Path, at: str) -> None:
        said = self.date(tmp_path, "--at", at)
        assert said.startswith("ea: ")
        assert said.count("\n") == 1

    def test_a_mistyped_state_is_told_with_the_nearest(self, tmp_path: Path) -> None:
        assert self.date(tmp_path, "--at", "cibel") == "ea: unknown date or state: “cibel”; did you mean “cible”?\n"


def test_unknown_facts_are_named_when_asked_for(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert "mode not recorded: h" in invoke(root, "check", "--unknown", "--lang", "en").out
    assert "mode not recorded" not in invoke(root, "check", "--lang", "en").out


def test_the_facts_to_ask_for_name_homonyms_with_their_id_once(tmp_path: Path) -> None:
    applications = "application: {a: {name: Alpha, moa: []}, b: {name: Beta, moa: []}}\n"
    flows = "".join(f"  {id}: {{name: Silent, source: a, target: b}}\n" for id in ("h", "i"))
    told = invoke(written(tmp_path, f"{applications}flow:\n{flows}"), "check", "--lang", "en").out
    lines = [line.strip() for line in told.splitlines()]
    assert [line.split("  ")[0] for line in lines if line.startswith("Silent")] == ["Silent (h)", "Silent (i)"]
    assert "(h) (h)" not in " ".join(told.split())


class TestLanguage:
    def first(self, root: Path, *words: str, settings: str = SETTINGS, **environment: str) -> str:
        return invoke(written(root, CLEAN, settings=settings), "check", *words, **environment).out.splitlines()[0]

    def test_asked_then_the_workspace_s_then_the_locale_s_then_english(self, tmp_path: Path) -> None:
        french = SETTINGS + "lang: fr\n"
        assert "audit of" in self.first(tmp_path)
        assert "audit de" in self.first(tmp_path, LC_ALL="fr_FR.UTF-8")
        assert "audit de" in self.first(tmp_path, settings=french)
        assert "audit of" in self.first(tmp_path, "--lang", "en", settings=french, LC_ALL="fr_FR.UTF-8")


class TestWhere:
    def test_the_workspace_around_the_current_folder_is_found_upwards(self, tmp_path: Path) -> None:
        deep = workspace(tmp_path) / "model" / "deep" / "deeper"
        deep.mkdir(parents=True)
        assert process(deep, "list", "--format", "json").code == 0

    def test_another_is_picked(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        workspace(tmp_path / "a")
        said = process(tmp_path, "-C", "a", "check", "--rule", "one-owner", "--lang", "en")
        assert said.out.startswith("Test · ")
        assert "model/all.yaml:3:20" in said.out

    def test_outside_any_workspace_one_sentence_says_what_to_do(self, tmp_path: Path) -> None:
        said = process(tmp_path, "check")
        assert (said.out, said.code, said.error.count("\n")) == ("", 2, 1)
        assert "workspace.yaml" in said.error
        assert "ea init" in said.error

    def test_a_folder_that_does_not_exist_is_refused(self, tmp_path: Path) -> None:
        said = process(tmp_path, "-C", "nowhere", "check")
        assert (said.code, said.error) == (2, f"ea: {tmp_path}/nowhere: no such folder\n")

    def test_a_workspace_without_a_model_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "workspace.yaml").write_text(SETTINGS)
        for command in (("check", "--fail-on", "never"), ("list",), ("indicators",), ("draw", "flows")):
            said = invoke(tmp_path, *command, "--lang", "en")
            assert (said.out, said.code) == ("", 2)
            assert (
                said.error == f"ea: {tmp_path}/model: the elements of a workspace are in this folder; there is none\n"
            )

    @pytest.mark.parametrize("folder", [None, "rules", "Rules"])
    def test_an_audit_without_rules_fails(self, tmp_path: Path, folder: str | None) -> None:
        (tmp_path / "workspace.yaml").write_text(SETTINGS)
        (tmp_path / "model").mkdir()
        if folder:
            (tmp_path / folder).mkdir()
        said = invoke(tmp_path, "check", "--lang", "en")
        assert (said.code, said.error) == (1, "")
        assert "there is no rule here: nothing is judged" in said.out
        assert ("“Rules” is to be in lower case" in said.out) == (folder == "Rules")
        assert invoke(tmp_path, "list", "--lang", "en").out.endswith("no element\n")
