"""`retire`: GO or not and its exit code, what it says aloud and gives to scripts, how it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.workspaces import SETTINGS, written
from tests.cli.running import Said, invoke
from tests.report.every import HOSTILE

APHP = Path(__file__).parents[2]
MODEL = """
actor: {dsi: {name: DSI}, sante: {name: Département Santé}, editeur: {name: Éditeur}}
application:
  ipop: {name: IPOP, covers: [], deployed_at: [nord], masters: [], yearly_cost: 40000, contracts: support, moa: sante}
  alone: {name: Seule, covers: peser, deployed_at: nord}
  agathe: {name: AGATHE, covers: lits, deployed_at: [nord, sud]}
  gdl: {name: GDL, covers: lits, deployed_at: nord}
  oslo: {name: OSLO, covers: lits, deployed_at: [nord, sud], live_on: 2023}
  labo: {name: Labo, masters: resultat}
  module: {name: Module, part_of: labo}
  eds: {name: EDS, moa: sante}
  passe: {name: Passé, retired_on: 2020-06, yearly_cost: 100}
  passe-module: {name: Module passé, part_of: passe}
contract: {support: {name: Support, ends_on: 2023-12-31, notice: 6 mois, holder: editeur}}
data_object: {resultat: {name: Résultat}}
process: {lits: {name: Gérer les lits}, peser: {name: Peser}}
site: {nord: {name: Nord}, sud: {name: Sud}}
flow:
  f1: {name: Labo vers EDS, source: labo, target: eds, data: resultat, need: vital}
  f2: {name: Vers le passé, source: gdl, target: passe}
project:
  arret: {name: Arrêt, type: decommissioning, retires: ipop, moa: dsi, resources: "2 ETP", one_off_cost: 10000,
          off_on: 2022-06, archive: PDF/A, objectives: sobriete}
objective: {sobriete: {name: Sobriété}}
state: {palier: {name: Palier, date: 2023-06}}
"""
TOP = {
    "version", "roots", "on", "date", "changes", "sites", "functions", "replacements", "verdict", "steps",
    "takeovers", "later", "processes", "reroute", "incoming", "elements", "contracts", "savings", "missing", "told",
    "to_confirm", "trust",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL, {}, f"{SETTINGS}complete: [{{kind: flow}}]\n")


def data(root: Path, *words: str) -> Any:
    said = invoke(root, "retire", *words, "--format", "json")
    assert said.error == ""
    found = json.loads(said.out)
    assert said.code == (0 if found.get("verdict") == "GO" or found.get("left") == [] else 1)
    return found


def told(root: Path, *words: str, lang: str = "en") -> str:
    """What the dossier says, on one line."""
    return " ".join(invoke(root, "retire", *words, "--lang", lang).out.split())


def test_go_is_exit_code_0(root: Path) -> None:
    assert data(root, "ipop")["verdict"] == "GO"
    assert invoke(root, "retire", "ipop").code == 0
    said = told(root, "ipop")
    assert "GO, on 2021-12-31: nothing else is lost, and no fact that could hide a loss is missing." in said
    assert "a loss may hide there" not in said


def test_go_is_to_be_confirmed_where_a_loss_may_hide(root: Path) -> None:
    """What nobody wrote, and who knows it."""
    change = root / "less.yaml"
    change.write_text("application: {ipop: {masters: null}}\nproject: {arret: {objectives: null}}\n", encoding="utf-8")
    found = data(root, "ipop", "--with", str(change))
    assert (found["verdict"], found["steps"][0]["lost"]) == ("GO TO CONFIRM", [])
    assert [(fact["id"], fact["field"], fact["ask"]) for fact in found["missing"] if fact["for_go"]] == [
        ("ipop", "masters", ["sante"]), ("arret", "objectives", ["dsi"]),
    ]  # fmt: skip
    said = told(root, "ipop", "--with", str(change))
    assert "GO (to be confirmed), on 2021-12-31: nothing else is lost, by what is recorded." in said
    assert "2 facts that could hide a loss are missing: see “To record”, in the annex." in said
    fr = told(root, "ipop", "--with", str(change), lang="fr")
    assert "GO (à confirmer), le 31/12/2021 : rien d'autre n'est perdu, sur ce qui est enregistré." in fr


def test_no_go_is_exit_code_1_with_what_blocks_and_what_lifts_it(root: Path) -> None:
    found = data(root, "alone")
    assert (found["verdict"], found["steps"][0]["date"], found["steps"][0]["lost"]) == ("NO-GO", None, ["peser"])
    said = told(root, "alone")
    assert "NO-GO: 1 certain loss, no day works." in said
    assert "Seule: no day works, as this would be lost: Peser at Nord." in said
    table = invoke(root, "retire", "alone", "--format", "markdown", "--lang", "en").out
    row = (
        "| certain | Peser (process) | Nord | from 2021-12-31 on | is covered by nobody without Seule | have it covered"
    )
    assert row in table
    assert "NO-GO : 1 perte certaine, aucun jour ne convient." in told(root, "alone", lang="fr")


@pytest.mark.parametrize(
    ("sites", "lifts"),
    [
        (
            "site: {nord: {name: Nord}}\n",
            "have it covered at these sites first by an application in service and deployed there, or delay",
        ),
        ("", "have it covered first by an application in service, or delay"),
    ],
)
def test_what_lifts_a_loss_speaks_of_sites_only_where_some_are_recorded(tmp_path: Path, sites: str, lifts: str) -> None:
    model = "process: {peser: {name: Peser}}\napplication: {alone: {name: Seule, covers: peser}}\n"
    root = written(tmp_path, model + sites, {}, SETTINGS)
    assert f"Peser: {lifts}" in told(root, "alone")
    assert f"| {lifts} |" in invoke(root, "retire", "alone", "--format", "markdown", "--lang", "en").out


def test_what_is_only_possible_is_to_be_confirmed(root: Path) -> None:
    change = root / "doubt.yaml"
    change.write_text("application: {autre: {name: Autre, covers: peser}}\n", encoding="utf-8")
    found = data(root, "alone", "--with", str(change))
    assert (found["verdict"], found["steps"][0]["lost"], found["steps"][0]["perhaps_lost"]) == (
        "TO CONFIRM", [], ["peser"],
    )  # fmt: skip
    assert found["to_confirm"] == [{"id": "autre", "field": "deployed_at", "ask": []}]
    said = invoke(root, "retire", "alone", "--with", str(change), "--format", "markdown", "--lang", "en").out
    assert "**NO-GO (to be confirmed): 1 possible loss.**" in said
    assert "| possible | Peser (process) | Nord | from 2021-12-31 on | covered only if Autre is used there |" in said
    assert "1 fact would settle what is only possible: see “To record”, in the annex." in said


def test_a_flow_that_is_not_rerouted_blocks(root: Path) -> None:
    change = root / "flow.yaml"
    change.write_text("flow: {f3: {source: ipop, target: eds}}\napplication: {ipop: {}}\n", encoding="utf-8")
    found = data(root, "ipop", "--with", str(change))
    assert found["steps"][0]["lost"] == ["f3"]
    assert found["steps"][0]["perhaps_lost"] == ["f3", "eds"]


def test_the_day_is_the_earliest_that_uncovers_nothing(root: Path) -> None:
    assert [step["date"] for step in data(root, "agathe")["steps"]] == ["2023-01-01"]
    assert [step["date"] for step in data(root, "gdl")["steps"]] == ["2021-12-31"]
    assert [step["date"] for step in data(root, "agathe", "--on", "2024")["steps"]] == ["2024-01-01"]


def test_a_partial_day_is_its_first_one_and_a_state_its_last(root: Path) -> None:
    found = data(root, "gdl", "--on", "2023")
    assert (found["on"], found["date"]) == ("2023-01-01", "2023-01-01")
    assert data(root, "gdl", "--on", "palier")["on"] == "2023-06-30"
    assert told(root, "gdl", "--on", "palier").startswith("Test · 2023-06-30 (state palier) ")


def test_scripts_get_every_name(root: Path) -> None:
    found = data(root, "ipop")
    assert found.keys() == TOP
    assert found["contracts"] == [
        {"contract": "support", "ends_on": "2023-12-31", "notice": "6 mois", "notice_by": "2023-06-30",
         "state": "running", "renewals": None, "until": "2023-12-31", "binds_until": "2023-12-31", "shared_with": []},
    ]  # fmt: skip
    assert found["savings"] == {
        "yearly": 40000, "yearly_missing": 0, "once": 10000, "once_missing": 0, "of": 1,
        "within": [], "payback_years": 0.25,
        "replacements": [], "replacing": None, "replacing_missing": 0, "net": None,
        "running": ["support"], "full_from": "2024-01-01",
    }  # fmt: skip
    (one,) = found["elements"]
    assert one.keys() == {"id", "projects", "converging", "written_end", "required", "kept", "calendar"}
    assert [(each["name"], each["met"]) for each in one["required"]] == [
        ("moa", True), ("resources", True), ("calendar", True), ("objectives", True),
    ]  # fmt: skip
    assert {each["actor"] for each in found["told"]} == {"editeur", "sante"}
    assert found["to_confirm"] == []
    assert found["missing"] == []


def test_scripts_get_what_to_reroute_and_the_processes_by_site(root: Path) -> None:
    found = data(root, "labo", "alone")
    assert found["reroute"] == [
        {"flow": "f1", "target": "eds", "data": ["resultat"], "provider": None, "because": None, "mode": None,
         "since": None, "lacking": [], "first": []},
    ]  # fmt: skip
    assert found["processes"] == [
        {"id": "peser", "state": "lost", "possible": "lost",
         "sites": {"nord": {"state": "lost", "possible": "lost", "covered_by": []}}},
    ]  # fmt: skip
    assert [each["ids"] for each in found["steps"]] == [["alone"], ["labo"]]


def test_a_replacement_takes_the_flows_and_is_named(root: Path) -> None:
    change = root / "new.yaml"
    change.write_text("application: {neuf: {name: Neuf, masters: resultat, covers: peser}}\n", encoding="utf-8")
    found = data(root, "labo", "--with", str(change), "--replace", "labo=neuf")
    assert (found["verdict"], found["replacements"]) == ("GO TO CONFIRM", {"labo": "neuf"})
    assert found["takeovers"] == [
        {"old": "labo", "new": "neuf", "asked": True, "since": "2021-12-31",
         "lacks": {"processes": [], "sites": [], "data": [], "deployed_at": True}},
    ]  # fmt: skip
    assert [(each["provider"], each["because"]) for each in found["reroute"]] == [("neuf", "replacement")]
    assert len(found["changes"]) == 1


def test_a_withdrawal_from_a_site_says_what_the_others_keep(root: Path) -> None:
    assert data(root, "agathe", "--site", "nord")["verdict"] == "GO TO CONFIRM"
    found = data(root, "agathe", "--site", "sud")
    assert (found["verdict"], found["sites"], found["steps"][0]["date"]) == ("GO TO CONFIRM", ["sud"], "2023-01-01")
    assert found["processes"][0]["sites"].keys() == {"sud"}
    assert "Retire AGATHE from Sud" in told(root, "agathe", "--site", "sud")
    assert "AGATHE stays in service at: Nord." in told(root, "agathe", "--site", "sud")


def test_the_sections_come_in_the_order_of_a_committee(root: Path) -> None:
    said = told(root, "ipop", "alone")
    titles = ["The plan", "What blocks", "1. Functions", "2. Bricks", "3. Data", "Savings and costs",
              "Prerequisites", "Annex", "Contracts", "Calendar", "To be told", "To record"]  # fmt: skip
    places = [said.rindex(f" {each} ") for each in titles]
    assert places == sorted(places)
    assert "Saved each year: €40,000, not recorded for 1 of 2" in said


def test_what_is_left_after_the_day(root: Path) -> None:
    found = data(root, "passe", "--check")
    assert found.keys() == {"version", "roots", "date", "changes", "left"}
    assert found["left"] == [
        {"id": "passe", "field": "receives", "of": "f2"}, {"id": "passe", "field": "yearly_cost", "of": "passe"},
    ]  # fmt: skip
    assert "Passé: is it really off? No: 2 left." in told(root, "passe", "--check")
    assert "Non : 2 restes." in told(root, "passe", "--check", lang="fr")


def test_nothing_left_is_exit_code_0(root: Path) -> None:
    change = root / "clean.yaml"
    change.write_text("application: {net: {retired_on: 2020}}\n", encoding="utf-8")
    assert data(root, "net", "--check", "--with", str(change))["left"] == []
    said = invoke(root, "retire", "net", "--check", "--with", str(change), "--lang", "en")
    assert (said.code, "Yes: nothing is left in the text." in said.out) == (0, True)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ipop", "actipidos", "--on", "2023"), 1),
        (("agathe", "--replace", "agathe=ptah"), 1),
        (("glims",), 1),
        (("orbis", "--site", "lariboisiere"), 1),
        (("ipop", "--check", "--on", "2024"), 1),
    ],
)
def test_the_plan_itself_can_be_asked(words: tuple[str, ...], code: int, format_: str, lang: str) -> None:
    said = invoke(APHP, "retire", *words, "--format", format_, "--lang", lang)
    assert (said.code, bool(said.out), said.error) == (code, True, "")


def test_names_that_attack_are_shown_as_they_are_written(tmp_path: Path) -> None:
    model = MODEL.replace("name: Seule", f"name: {HOSTILE!r}").replace("name: Peser", f"name: {HOSTILE!r}")
    model = model.replace("name: IPOP", f"name: {HOSTILE!r}").replace("PDF/A", repr(HOSTILE))
    root = written(tmp_path, model, {})
    for words in (("alone", "ipop"), ("passe", "--check")):
        page = invoke(root, "retire", *words, "--format", "html").out
        assert page.startswith("<!doctype html>")
        assert "<script" not in page
        assert "<img" not in page
    page = invoke(root, "retire", "alone", "--format", "html").out
    assert "&lt;script&gt;alert(1)" in page
    assert "[a](" not in invoke(root, "retire", "alone", "ipop", "--format", "markdown").out


WRONG_KIND = "which is not lost or withdrawn so; ask about one of: application"


WRITTEN = "a replacement is written OLD=NEW, as in old-payroll=payroll"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ipopp",), "unknown element: “ipopp”; did you mean “ipop”?"),
        (("ipopp", "--check"), "unknown element: “ipopp”; did you mean “ipop”?"),
        (("passe",), "“passe” is already out of service since 2020-06; for what is left: ea retire --check passe"),
        (("passe-module",), "“passe-module” is already out of service since 2020-06, with passe; for what is "
                            "left: ea retire --check passe-module"),
        (("lits",), f"“lits” is of kind process, {WRONG_KIND}"),
        (("nord", "--check"), f"“nord” is of kind site, {WRONG_KIND}"),
        (("ipop", "--on", "1er juin"), "unknown date or state: “1er juin”"),
        (("ipop", "--on", "pallier"), "unknown date or state: “pallier”; did you mean “palier”?"),
        (("agathe", "--replace", "agathe"), f"{WRITTEN}, not “agathe”"),
        (("agathe", "--replace", "agathe="), f"{WRITTEN}, not “agathe=”"),
        (("agathe", "--replace", "=gdl"), f"{WRITTEN}, not “=gdl”"),
        (("agathe", "--replace", "agathe=gdll"), "unknown element: “gdll”; did you mean “gdl”?"),
        (("agathe", "--replace", "gdl=oslo"), "“gdl” is not among what is retired"),
        (("agathe", "--replace", "agathe=agathe"), "“agathe” is retired too: it replaces nothing"),
        (("labo", "--replace", "labo=module"), "“module” is retired too: it replaces nothing"),
        (("agathe", "--replace", "agathe=passe"), "“passe” is out of service on that day: it replaces nothing"),
        (("agathe", "--replace", "agathe=nord"), f"“nord” is of kind site, {WRONG_KIND}"),
        (("agathe", "--replace", "agathe=alone"), "“alone” does not replace “agathe”: it does not do what that one "
                                                  "does for lits; write it in its field covers or supports, or choose "
                                                  "another replacement"),
        (("agathe", "--function", "peser"), "“agathe” does not serve peser; it serves: lits"),
        (("agathe", "--function", "nord"), "“nord” is of kind site, not process: see ea list"),
        (("gdl", "--site", "sud"), "“gdl” is not deployed at sud; it is at: nord"),
        (("gdl", "--site", "dsi"), "“dsi” is of kind actor, not site: see ea list"),
        (("gdl", "--site", "sde"), "unknown element: “sde”; did you mean “sud”?"),
    ],
)  # fmt: skip
def test_wrong_use_is_refused_in_one_sentence(root: Path, words: tuple[str, ...], said: str) -> None:
    assert invoke(root, "retire", *words, "--lang", "en") == Said("", f"ea: {said}\n", 2)


@pytest.mark.parametrize("more", [("--site", "nord"), ("--replace", "agathe=gdl"), ("--function", "lits")])
def test_what_is_left_is_asked_of_everywhere(root: Path, more: tuple[str, ...]) -> None:
    said = invoke(root, "retire", "agathe", "--check", *more)
    assert said.code == 2
    assert "of all and everywhere: no --site, --replace, --function." in said.error


def test_what_several_steps_would_lose_alike_blocks_once() -> None:
    printed = invoke(APHP, "retire", "agathe", "ptah", "oslo", "--lang", "fr").printed
    blocks = printed.partition("Ce qui bloque\n")[2].partition("\n\n")[0]
    assert blocks.count("\n  possible ") == 1


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "Économie par an : ce que coûte Mod étant compris dans W, non ajouté."),
        ("en", "Saved each year: what Mod costs being within W, not added."),
    ],
)
def test_the_cost_of_a_module_is_within_that_of_its_whole(tmp_path: Path, lang: str, sentence: str) -> None:
    model = "application: {w: {name: W, yearly_cost: 500}, m: {name: Mod, part_of: w, yearly_cost: 200}}"
    said = invoke(written(tmp_path, model, {}), "retire", "m", "--lang", lang, "--format", "markdown")
    assert sentence in said.out.replace("\N{NO-BREAK SPACE}", " ")
