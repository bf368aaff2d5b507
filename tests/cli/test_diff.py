"""`ea diff`: what each side may be, what is told of two sides, and that both ways say the same."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.beds import NINTH, finding, hospital
from tests.cli.running import invoke
from tests.cli.test_changes import git
from tests.texts import keyboard

STATES = """\
state: {cible: {date: 2025}}
application:
  vieux: {name: Vieux, live_on: 2010, phase_out_on: 2020, retired_on: 2023, covers: [{to: lits, until: 2022}]}
  module: {name: Module, part_of: vieux}
  neuf: {name: Neuf, planned_on: 2020, live_on: 2024, phase_out_on: 2025-06}
  usage: {name: Usage, live_on: 2010, phase_out_on: 2024}
flow: {vieux-gdl: {source: vieux, target: gdl}}
"""
LEAVES = "application: {gdl: {retired_on: 2021}, agathe: {name: AGATHE 2, covers: null}}\nremove: [relation-clients]\n"


@pytest.fixture
def beds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a git repository around it, two change files beside it, and one stands in it."""
    folder = hospital(tmp_path / "si")
    (folder / "model" / "states.yaml").write_text(STATES, encoding="utf-8")
    (folder / "rules" / "indicators.yaml").write_text(
        "indicators:\n  files: {charter: A.1, title: {fr: Copies, en: Copies}, why: {fr: x, en: x}, direction: down,"
        " measure: proportion, scope: {kind: flow}, where: {mode: file}}\n",
        encoding="utf-8",
    )
    (folder / "neuvieme.yaml").write_text(NINTH, encoding="utf-8")
    (folder / "leaves.yaml").write_text(LEAVES, encoding="utf-8")
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-qm", "one")
    monkeypatch.chdir(folder)
    return folder


def diff(folder: Path, *words: str) -> dict[str, Any]:
    said = invoke(folder, "diff", *words, "--format", "json")
    assert said.code == 0, said.error
    told: dict[str, Any] = json.loads(said.out)
    return told


def ids(elements: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in elements]


def nothing(told: dict[str, Any]) -> bool:
    lists = [each for name in ("elements", "service", "relations") for each in told[name].values()]
    findings = [each for name, each in told["findings"].items() if name != "unchanged"]
    return not any((*lists, *findings)) and all(each["before"] == each["after"] for each in told["indicators"])


@pytest.mark.parametrize("side", [".", "2021-12-31", "cible", "HEAD", "leaves.yaml", "today"])
def test_a_thing_and_itself_do_not_differ(beds: Path, side: str) -> None:
    assert nothing(diff(beds, side, side))
    assert "Rien ne change" in invoke(beds, "diff", side, side, "--lang", "fr").out
    assert "Nothing changes" in invoke(beds, "diff", side, side, "--lang", "en", "--format", "markdown").out


@pytest.mark.parametrize(
    ("first", "second"),
    [("leaves.yaml", "neuvieme.yaml"), ("2021", "cible"), ("2021", "neuvieme.yaml"), ("HEAD", "leaves.yaml")],
)
def test_the_other_way_round_says_the_same_the_other_way_round(beds: Path, first: str, second: str) -> None:
    there, back = diff(beds, first, second), diff(beds, second, first)
    assert there["before"] == back["after"] and there["after"] == back["before"]
    assert ids(there["elements"]["added"]) == ids(back["elements"]["removed"])
    assert ids(there["elements"]["removed"]) == ids(back["elements"]["added"])
    assert [mirrored(each) for each in there["elements"]["changed"]] == back["elements"]["changed"]
    assert there["relations"]["added"] == back["relations"]["removed"]
    assert there["relations"]["removed"] == back["relations"]["added"]
    assert ids(there["service"]["enters"]) == ids(back["service"]["leaves"])
    assert ids(there["service"]["leaves"]) == ids(back["service"]["enters"])
    assert keys(there, "introduced") == keys(back, "fixed") and keys(there, "fixed") == keys(back, "introduced")
    assert keys(there, "worsened", "unchanged") == keys(back, "worsened", "unchanged")
    assert [turned(each) for each in there["indicators"]] == back["indicators"]
    assert not nothing(there)


def turned(each: dict[str, Any]) -> dict[str, Any]:
    return each | {"before": each["after"], "after": each["before"]}


def mirrored(element: dict[str, Any]) -> dict[str, Any]:
    # A renamed element has the name of the second side.
    name = next((each["before"] for each in element["fields"] if each["field"] == "name"), element["name"])
    return element | {"name": name, "fields": [turned(each) for each in element["fields"]]}


def keys(told: dict[str, Any], *names: str) -> set[str]:
    return {each if isinstance(each, str) else each["key"] for name in names for each in told["findings"][name]}


def test_a_change_file_is_told_field_by_field_with_its_consequences(beds: Path) -> None:
    told = diff(beds, "leaves.yaml")
    agathe, gdl = told["elements"]["changed"]
    assert agathe["fields"] == [
        {"field": "name", "before": "AGATHE", "after": "AGATHE 2"},
        {"field": "covers", "before": ["lits"], "after": None},
    ]
    assert gdl["fields"] == [{"field": "retired_on", "before": None, "after": "2021"}]
    assert ids(told["elements"]["removed"]) == ["relation-clients"]
    assert ids(told["service"]["leaves"]) == ["gdl", "paie-sap", "vieux-gdl"]
    assert {"source": "agathe", "field": "covers", "target": "lits"} in told["relations"]["removed"]
    assert keys(told, "fixed") == {"redundant-solution:lits:covered_by"}


def test_what_is_accepted_on_one_side_only_is_told_as_that(beds: Path) -> None:
    mark = finding(beds, "redundant-solution")["fingerprint"]
    accepted = invoke(beds, "accept", mark, "--until", "2023", "--by", "dsi", "--reason", "x")
    assert accepted.code == 0, accepted.error
    key = "redundant-solution:lits:covered_by"
    there, back = diff(beds, "HEAD", "."), diff(beds, ".", "HEAD")
    assert keys(there, "accepted") == {key} and keys(there, "no_longer_accepted", "unchanged", "fixed") == set()
    assert keys(back, "no_longer_accepted") == {key} and keys(back, "accepted", "unchanged", "introduced") == set()
    assert nothing(diff(beds, ".", ".")) and keys(diff(beds, ".", "."), "unchanged") == {key}
    for lang, line, other in (
        ("fr", "Écarts : 1 accepté", "Écarts : 1 à traiter de nouveau"),
        ("en", "Findings: 1 accepted", "Findings: 1 no longer accepted"),
    ):
        assert line in keyboard(invoke(beds, "diff", "HEAD", ".", "--lang", lang).out)
        assert other in keyboard(invoke(beds, "diff", ".", "HEAD", "--lang", lang).out)


def test_a_ninth_solution_makes_a_finding_worse(beds: Path) -> None:
    told = diff(beds, "neuvieme.yaml")
    assert keys(told, "worsened") == {"redundant-solution:lits:covered_by"}
    assert ids(told["elements"]["added"]) == ["neuvieme"]
    shown = invoke(beds, "diff", "neuvieme.yaml", "--lang", "fr").out
    assert "Écarts : 1 aggravé" in shown
    assert "Aggravé, avec en plus : Neuvième" in shown


def test_two_dates_tell_what_enters_and_leaves_service(beds: Path) -> None:
    told = diff(beds, "2021-12-31", "cible")
    assert (told["before"]["date"], told["after"]["date"]) == ("2021-12-31", "2025-12-31")
    assert [(each["id"], each["before"], each["after"]) for each in told["service"]["leaves"]] == [
        ("module", "phase_out", "end_of_life"),
        ("vieux", "phase_out", "end_of_life"),
        ("vieux-gdl", "unknown", "unknown"),
    ]
    assert ids(told["service"]["enters"]) == ["neuf"]
    assert ids(told["service"]["phase"]) == ["usage"]
    assert told["elements"] == {"added": [], "removed": [], "changed": []}
    assert told["relations"]["removed"] == [{"source": "vieux", "field": "covers", "target": "lits", "until": "2022"}]


def test_both_sides_are_looked_at_on_the_day_asked(beds: Path) -> None:
    told = diff(beds, "neuvieme.yaml", "--at", "cible")
    assert told["before"]["date"] == told["after"]["date"] == "2025-12-31"
    told = diff(beds, "2021", "HEAD", "--at", "cible")
    assert (told["before"]["date"], told["after"]["date"]) == ("2021-12-31", "2025-12-31")


def test_two_workspaces_and_a_revision(beds: Path) -> None:
    other = beds.parent / "autre"
    shutil.copytree(beds, other)
    (other / "model" / "neuf.yaml").write_text(NINTH, encoding="utf-8")
    (other / "workspace.yaml").write_text("name: Autre\nat: 2022\n", encoding="utf-8")
    told = diff(beds, ".", "../autre")
    assert (told["after"]["name"], told["after"]["workspace"], told["after"]["date"]) == (
        "../autre", "Autre", "2022-12-31",
    )  # fmt: skip
    assert ids(told["elements"]["added"]) == ["neuvieme"]
    assert "Essai · . · 2021-12-31" in invoke(beds, "diff", ".", "../autre", "--lang", "en").out
    told = diff(beds, "HEAD", str(other))
    assert ids(told["elements"]["added"]) == ["neuvieme"]
    assert told["before"]["date"] == "2021-12-31"


def test_two_workspaces_are_compared_from_anywhere(beds: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    assert nothing(diff(nowhere, str(beds), str(beds)))


def test_the_head_names_this_workspace_beside_a_revision(beds: Path) -> None:
    heads = [
        line.split("·")[0].split(maxsplit=1)
        for line in invoke(beds, "diff", "HEAD", "--lang", "en").out.splitlines()[1:3]
    ]
    assert [(side, name.strip()) for side, name in heads] == [("before", "this workspace"), ("after", "HEAD")]
    alone = invoke(beds, "diff", "leaves.yaml", "--lang", "fr").out
    assert "cet espace de travail" not in alone


def test_a_folder_goes_before_a_date_and_a_date_before_a_revision(beds: Path) -> None:
    git(beds, "branch", "2021")
    assert diff(beds, "2021")["after"]["name"] is None
    shutil.copytree(beds, beds / "2021")
    assert diff(beds, "2021")["after"]["name"] == "2021"


@pytest.mark.parametrize("word", ["nulle-part", "model", "2021-13", "--output=x", "HEAD:si"])
def test_what_is_none_is_refused_with_what_was_tried(beds: Path, word: str) -> None:
    said = invoke(beds, "diff", "--lang", "fr", "--", "2021", word)
    assert (said.code, said.out) == (2, "")
    assert said.error.startswith(f"ea: « {word} » n'est ni un dossier")
    assert len(said.error.splitlines()) == 1


def test_the_nearest_state_is_offered(beds: Path) -> None:
    assert "did you mean “cible”?" in invoke(beds, "diff", "cibel", "--lang", "en").error


def test_a_wrong_change_file_is_refused(beds: Path) -> None:
    (beds / "wrong.yaml").write_text("remove: [gld]", encoding="utf-8")
    assert invoke(beds, "diff", "wrong.yaml").code == 2
    assert invoke(beds, "diff", "nowhere.yaml").error.startswith("ea: nowhere.yaml:1:1: ")


def test_one_side_or_two(beds: Path) -> None:
    assert invoke(beds, "diff").code == 2
    assert invoke(beds, "diff", "2021", "2022", "2023").code == 2


def test_a_long_list_is_cut_and_says_how_much_is_left(beds: Path) -> None:
    (beds / "many.yaml").write_text(
        "actor:\n" + "".join(f"  a{place:02}: {{name: Acteur {place}}}\n" for place in range(40)), encoding="utf-8"
    )
    short = invoke(beds, "diff", "many.yaml", "--lang", "fr").out
    assert "et 34 autres (--all)" in short
    assert len(short.splitlines()) < 20
    whole = invoke(beds, "diff", "many.yaml", "--lang", "fr", "--all").out
    assert "autres" not in whole and "Acteur 39 (a39, acteur)" in whole
    assert "Acteur 39 (a39, acteur)" in invoke(beds, "diff", "many.yaml", "--lang", "fr", "--format", "markdown").out
