"""`ea compare`: states side by side, what they write otherwise, and what is not known told as unknown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.repository import Repository
from tests.cli.requests import MODEL, REQUEST, hospital
from tests.cli.running import invoke

TARGET = "state: {cible: {name: La cible, date: 2025}}\n"


def compared(root: Path, *words: str) -> dict[str, Any]:
    said = invoke(root, "compare", *words, "--format", "json")
    assert said.code == 0, said.error
    data: dict[str, Any] = json.loads(said.out)
    return data


def by_key(root: Path, *words: str) -> dict[str | None, dict[str, Any]]:
    return {state["key"]: state for state in compared(root, *words)["states"]}


def test_a_request_is_its_options_beside_the_system_as_it_is_and_a_day_to_come(tmp_path: Path) -> None:
    root = hospital(tmp_path, model=MODEL + TARGET)
    states = by_key(root, "lits-de-plus", "cible")
    assert list(states) == [None, "A", "C", "D", "cible"]
    assert [states[key]["date"] for key in (None, "A", "cible")] == ["2021-12-31", "2021-12-31", "2025-12-31"]
    assert [states[key]["title"] for key in ("A", "cible")] == ["Converger", "La cible"]
    assert [states[key]["in_service"]["solutions"] for key in (None, "A", "C", "D")] == [3, 2, 4, 3]
    assert states["C"]["option"] == {"once": 5000, "yearly": 200, "five_years": 6000}
    assert states["D"]["option"] == {"once": None, "yearly": None, "five_years": None}


def test_the_findings_of_a_state_are_those_that_its_dossier_announces(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    states = by_key(root, "lits-de-plus")
    for study in Repository(root).dossier("lits-de-plus", maps=False).content.options:
        counts = states[study.key]["findings"]
        assert sum(counts.values()) == study.after
    assert sum(states[None]["findings"].values()) == study.before


def test_what_an_option_does_not_write_is_unknown_and_not_as_it_is_today(tmp_path: Path) -> None:
    silent = REQUEST.partition("    changes:\n      application:\n        litbox")[0] + "    meets: tout\n"
    states = by_key(hospital(tmp_path, silent), "lits-de-plus")
    assert (states["C"]["written"], states["C"]["findings"], states["C"]["processes"]) == (False, None, None)
    said = invoke(tmp_path, "compare", "lits-de-plus", "--lang", "en").out
    assert "what it changes is not written" in said


def test_processes_and_money_tell_what_is_not_written_as_unknown(tmp_path: Path) -> None:
    model = MODEL.replace("  lits: {", "  bloc: {}\n  lits: {").replace(
        "moa: moa-lits}", "moa: moa-lits, yearly_cost: 9}"
    )
    states = by_key(hospital(tmp_path, model=model), "lits-de-plus")
    assert states[None]["processes"] == {"covered": 1, "supported": 0, "uncovered": 0, "silent": 1}
    assert states[None]["yearly_cost"] == {"total": 9, "known": 1, "of": 3}
    assert states["C"]["yearly_cost"] == {"total": 9, "known": 1, "of": 4}
    assert by_key(hospital(tmp_path / "b"), "2022")[None]["yearly_cost"]["total"] is None


def test_change_files_stand_alone_or_together_and_their_conflicts_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = hospital(tmp_path)
    (root / "one.yaml").write_text("status: proposed\napplication: {gdl: {retired_on: 2021}}\n", "utf-8")
    (root / "two.yaml").write_text("application: {gdl: {retired_on: 2020}, neuf: {covers: [lits]}}\n", "utf-8")
    monkeypatch.chdir(root)
    data = compared(root, "one.yaml", "two.yaml", "one.yaml+two.yaml")
    assert [state["key"] for state in data["states"]] == [None, "one", "two", "one + two"]
    assert [state["in_service"]["solutions"] for state in data["states"]] == [3, 2, 3, 3]
    assert data["states"][1]["changes"] == [{"file": "one.yaml", "status": "proposed", "decided_by": None}]
    assert {conflict["rule"] for conflict in data["conflicts"]} == {"change-conflict"}
    said = invoke(root, "compare", "one.yaml", "two.yaml", "--lang", "en").out
    assert "two.yaml:1:21: gdl.retired_on: " in said
    assert "one.yaml:2:21)" in said
    assert "one.yaml (proposed)" in said


def test_what_one_file_writes_of_an_element_that_others_remove_is_no_conflict_of_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = hospital(tmp_path)
    for name in ("a", "c"):
        (root / f"{name}.yaml").write_text(f"application: {{gdl: {{name: {name}}}}}\n", "utf-8")
    (root / "b.yaml").write_text("remove: [gdl]\n", "utf-8")
    monkeypatch.chdir(root)
    data = compared(root, "c.yaml", "a.yaml+b.yaml")
    assert [state["key"] for state in data["states"]] == [None, "c", "a + b"]


def test_without_a_state_scenarios_that_are_not_dropped_and_days_to_come_are_compared(tmp_path: Path) -> None:
    root = hospital(tmp_path, model=MODEL + TARGET.replace("}}\n", "}, passe: {date: 2020}}\n"))
    assert list(by_key(root)) == [None, "cible"]
    (root / "scenarios").mkdir()
    (root / "scenarios" / "un.yaml").write_text("status: accepted\napplication: {gdl: {retired_on: 2021}}\n", "utf-8")
    (root / "scenarios" / "deux.yaml").write_text("status: dropped\nremove: [gdl]\n", "utf-8")
    states = by_key(root)
    assert list(states) == [None, "un", "cible"]
    assert states["un"]["changes"] == [{"file": "scenarios/un.yaml", "status": "accepted", "decided_by": None}]


def test_options_of_one_request_do_not_conflict_and_those_of_two_do(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    other = REQUEST.replace("retired_on: 2021", "retired_on: 2019").replace("litbox", "otherbox")
    (root / "requests" / "autre.yaml").write_text(other.replace("agathe-", "ag-"), "utf-8")
    assert compared(root, "lits-de-plus")["conflicts"] == []
    data = compared(root, "lits-de-plus", "autre")
    assert [state["key"] for state in data["states"]][1:5] == [
        "lits-de-plus A", "lits-de-plus C", "lits-de-plus D", "autre A",
    ]  # fmt: skip
    assert [(one["subject"], one["field"]) for one in data["conflicts"]] == [("gdl", "retired_on")]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("lits-de-pls", "“lits-de-pls” is no folder"),
        ("requests/lits-de-plus.yaml#B", "no option “B”"),
        ("nowhere.yaml", "nowhere.yaml:1:1: this file cannot be read"),
    ],
)
def test_a_word_that_is_no_state_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, said: str
) -> None:
    root = hospital(tmp_path)
    monkeypatch.chdir(root)
    refused = invoke(root, "compare", word)
    assert (refused.code, refused.out, said in refused.error) == (2, "", True), refused.error


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["html", "markdown", "text", "docx"])
def test_states_are_written_in_every_format_and_language(tmp_path: Path, format_: str, lang: str) -> None:
    file = tmp_path / f"states.{format_}"
    words = ("compare", "lits-de-plus", "--all", "--lang", lang, "--format", format_, "-o", str(file))
    said = invoke(hospital(tmp_path / "w"), *words)
    assert said.code == 0, said.error
    assert file.stat().st_size > 1000
