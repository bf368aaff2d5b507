"""Edits from the command line: what is written, what is refused, and that nothing else of the text changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.beds import ea
from tests.cli.requests import MODEL, hospital


def text(root: Path) -> str:
    return (root / "model" / "si.yaml").read_text("utf-8")


def refused(root: Path, *words: str) -> str:
    """The sentence with which a command refuses; nothing is written."""
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    answer = ea(root, *words)
    assert answer.exit_code == 2, answer.output
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    return answer.stderr


def done(root: Path, *words: str) -> Result:
    answer = ea(root, *words)
    assert answer.exit_code == 0, answer.stderr
    return answer


class TestAdd:
    def test_it_stands_after_the_others_of_its_kind_and_comments_stay(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "add", "application", "agenda", "name=Agenda : le nôtre", "covers=Gestion des lits", "live_on=2022")
        added = '  agenda:\n    name: "Agenda : le nôtre"\n    covers: lits\n    live_on: "2022"\n'
        assert text(root) == MODEL + added

    def test_a_kind_that_is_not_there_yet_has_a_file_of_its_own(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "add", "node", "vm-1", "site=nord")
        assert (root / "model" / "node.yaml").read_text("utf-8") == "node:\n  vm-1:\n    site: nord\n"

    def test_or_in_the_file_that_is_asked(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "add", "application", "agenda", "--file", "model/agendas.yaml")
        assert (root / "model" / "agendas.yaml").read_text("utf-8") == "application:\n  agenda: {}\n"

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("applicatoin", "a"), "did you mean “application”"),
            (("application", "agathe"), "“agathe” exists already (model/si.yaml:15:3)"),
            (("application", "Agenda"), "Agenda"),
            (("application", "a", "covres=lits"), "“covres” is not a field"),
            (("application", "a", "covers=lit"), "did you mean “lits”"),
            (("application", "a", "live_on=hier"), "not a date"),
            (("application", "a", "covers"), "field=value"),
            (("application", "a", "name=a", "name=b"), "given twice"),
            (("application", "a", "--file", "../a.yaml"), "model/"),
            (("application", "a", "--file", "model/a.txt"), "model/"),
        ],
    )
    def test_what_would_be_no_right_model_is_refused(
        self, tmp_path: Path, words: tuple[str, ...], sentence: str
    ) -> None:
        assert sentence in refused(hospital(tmp_path), "add", *words)


class TestSet:
    def test_a_field_is_replaced_added_to_taken_from_and_cleared(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "set", "gdl", "name=GDL 2", "covers-=lits", "deployed_at+=nord", "moa=MOA des lits")
        done(root, "set", "agathe", "moa=")
        assert "    name: GDL 2  # another one\n    deployed_at: nord\n    moa: moa-lits\n" in text(root)
        assert "  agathe: {name: AGATHE, covers: [lits]}\n" in text(root)

    @pytest.mark.parametrize("lang", ["fr", "en"])
    def test_the_words_of_its_example_are_taken(self, tmp_path: Path, lang: str) -> None:
        root = hospital(tmp_path)
        (criticality,) = re.findall(r"criticality=\w+", done(root, "set", "--help", "--lang", lang).stdout)
        done(root, "set", "gdl", criticality)

    def test_a_list_keeps_what_it_has(self, tmp_path: Path) -> None:
        root = hospital(tmp_path, model=MODEL + "    deployed_at: {to: nord, until: 2023}\n")
        done(root, "add", "site", "sud")
        done(root, "set", "gdl", "deployed_at+=sud")
        shown = json.loads(ea(root, "show", "gdl", "--format", "json").stdout)
        assert shown["deployed_at"] == [{"to": "nord", "until": "2023"}, "sud"]

    def test_a_day_is_told_as_it_is_written(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        assert "gdl retired_on=2027-04-03" in done(root, "set", "gdl", "retired_on=03/04/2027").stdout
        assert "retired_on: 2027-04-03" in text(root)

    def test_what_changes_in_the_audit_is_told(self, tmp_path: Path) -> None:
        told = json.loads(done(hospital(tmp_path), "set", "gdl", "covers=[]", "--format", "json").stdout)
        assert told["files"] == ["model/si.yaml"]
        assert told["findings"]["announced"] == told["findings"]["after"]
        assert told["surprises"] == []
        assert len(told["lifted"]) >= 1

    def test_what_the_text_says_already_and_what_the_field_has_not(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        assert "already" in refused(root, "set", "gdl", "name=GDL")
        assert "does not have nord" in refused(root, "set", "gdl", "deployed_at-=nord")
        assert "did you mean “gdl”" in refused(root, "set", "gdll", "name=x")

    @pytest.mark.parametrize("value", ["First line\nsecond: line two", "Suite #3 of", "a: b", "- x", "&a b", "[x"])
    def test_a_text_is_written_whole(self, tmp_path: Path, value: str) -> None:
        root = hospital(tmp_path)
        done(root, "set", "gdl", f"description={value}")
        assert json.loads(ea(root, "show", "gdl", "--format", "json").stdout)["description"] == value


class TestConnect:
    def test_a_flow_has_the_names_of_its_ends(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "connect", "SIU", "agathe", "--data", "identite", "--mode", "api", "need=vital")
        done(root, "connect", "siu", "agathe")
        flows = json.loads(ea(root, "list", "flow", "--format", "json").stdout)
        assert [flow["id"] for flow in flows] == ["siu-agathe", "siu-agathe-2"]
        assert "need: vital" in (root / "model" / "flow.yaml").read_text("utf-8")

    def test_its_ends_must_exist(self, tmp_path: Path) -> None:
        assert "unknown element: “siuu”" in refused(hospital(tmp_path), "connect", "siuu", "agathe")


class TestRemove:
    def test_what_points_at_it_is_named_first(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "connect", "siu", "agathe")
        assert "siu-agathe (target)" in refused(root, "remove", "agathe")
        done(root, "remove", "agathe", "--with-links")
        assert "agathe" not in text(root)
        assert "  # The one that is there." in text(root)

    def test_a_link_to_it_goes_and_the_others_stay(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        done(root, "remove", "lits", "--with-links")
        assert "covers: []" in text(root)
        assert ea(root, "check").exit_code in (0, 1)


class TestRename:
    def test_every_reference_and_nothing_else(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        rules, maps = root / "rules", root / "cartography"
        (rules / "derogations.yaml").write_text(
            "derogations:\n- {rule: redundant-solution, elements: [agathe, gdl], by: dsi, reason: agathe part,\n"
            "   decided_on: 2021-06-01, expires_on: 2023-01-01}\n",
            "utf-8",
        )
        maps.mkdir()
        (maps / "lits.yaml").write_text("focus: [agathe]\ntitle: {fr: agathe, en: agathe}\n", "utf-8")
        told = json.loads(done(root, "rename", "agathe", "agathe-lits", "--format", "json").stdout)
        assert told["files"] == {
            "cartography/lits.yaml": 1,
            "model/si.yaml": 1,
            "requests/lits-de-plus.yaml": 1,
            "rules/derogations.yaml": 1,
        }
        assert text(root) == MODEL.replace("  agathe:", "  agathe-lits:")
        assert "elements: [agathe-lits, gdl]" in (rules / "derogations.yaml").read_text("utf-8")
        assert "reason: agathe part" in (rules / "derogations.yaml").read_text("utf-8")
        assert "focus: [agathe-lits]\ntitle: {fr: agathe, en: agathe}" in (maps / "lits.yaml").read_text("utf-8")
        request = (root / "requests" / "lits-de-plus.yaml").read_text("utf-8")
        assert "agathe-litbox: {source: agathe-lits," in request
        mentioned = {(mention["file"], mention["line"]) for mention in told["mentions"]}
        assert ("cartography/lits.yaml", 2) in mentioned

    def test_the_examples_of_a_rule_are_systems_of_their_own(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        rule = (
            "id: mine\nprinciple: unicite\nseverity: info\ntitle: {fr: a, en: a}\nwhy: {fr: a, en: a}\n"
            "fix: {fr: a, en: a}\nmessage: {fr: a, en: a}\nscope: {id: gdl}\ncheck: requires\nfields: [moa]\n"
            "good: {model: 'application: {gdl: {moa: x}}'}\n"
            "bad: {model: {application: {gdl: {moa: []}}}, flags: [gdl]}\n"
        )
        (root / "rules" / "mine.yaml").write_text(rule, "utf-8")
        done(root, "rename", "gdl", "gdl-2")
        assert (root / "rules" / "mine.yaml").read_text("utf-8") == rule.replace("{id: gdl}", "{id: gdl-2}")

    def test_what_was_stopped_in_between_is_ended(self, tmp_path: Path) -> None:
        root = hospital(tmp_path)
        (root / "model" / "si.yaml").write_text(MODEL.replace("  agathe:", "  agathe-lits:"), "utf-8")
        done(root, "rename", "agathe", "agathe-lits")
        assert "source: agathe-lits" in (root / "requests" / "lits-de-plus.yaml").read_text("utf-8")

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("nobody", "x"), "unknown element"),
            (("agathe", "Two Words"), "is no id"),
            (("agathe", "gdl"), "“gdl” exists"),
        ],
    )
    def test_refusals(self, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
        assert sentence in refused(hospital(tmp_path), "rename", *words)


def test_days_and_words_are_taken_as_people_write_them(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    done(root, "add", "application", "x", "live_on=15/03/2020", "criticality=importante", "type=périphérique")
    assert text(root).endswith("  x:\n    live_on: 2020-03-15\n    criticality: important\n    type: peripheral\n")
    assert "31/12/2025" in ea(root, "check", "--at", "31/12/2025", "--lang", "fr").output
    wrong = refused(root, "set", "x", "rto=5x", "--lang", "fr")
    assert "attendu une durée en minutes (min), heures (h) ou jours (d)" in wrong
