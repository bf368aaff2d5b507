"""`impact`: what it says aloud, what it gives to scripts, how it refuses."""

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
zone: {socle: {name: Socle}, soins: {name: Soins}}
referential: {siu: {name: SIU, masters: ident, zone: socle, moa: dsi, supplier: editeur}}
application:
  orbis: {name: ORBIS, zone: soins, moa: sante, covers: dossier, deployed_at: [nord, sud]}
  bloc: {name: Bloc, part_of: orbis, covers: operer}
  eds: {name: EDS, moe: dsi}
  gam: {name: GAM, covers: admettre, deployed_at: nord}
  agathe: {name: AGATHE, covers: admettre, deployed_at: [nord, est]}
  old: {name: Vieux, masters: papier, retired_on: 2020}
data_object: {ident: {name: Identité}, papier: {name: Papier}}
process: {dossier: {name: Tenir le dossier}, operer: {name: Opérer}, admettre: {name: Admettre}}
site: {ghu: {name: GHU}, nord: {name: Nord, part_of: ghu}, sud: {name: Sud, part_of: ghu}, est: {name: Est}}
technology: {oracle: {name: Oracle}}
flow:
  f1: {name: SIU vers ORBIS, source: siu, target: orbis, data: ident, need: vital}
  f2: {source: orbis, target: eds, data: ident}
  f3: {source: siu, target: gam, data: ident, need: useful}
state: {palier: {name: Palier, date: 2023-06}}
"""
NAMES = {"id", "kind", "distance", "chain", "state", "possible", "message"}
TOP = {"version", "roots", "date", "changes", "sites", "complete", "elements", "flows", "told", "to_confirm"}
TOP |= {"to_call", "treatments", "data", "concerned", "unread_relations"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL, {})


def data(root: Path, *words: str) -> Any:
    said = invoke(root, "impact", *words, "--format", "json")
    assert (said.code, said.error) == (0, "")
    return json.loads(said.out)


def lines(root: Path, *words: str) -> list[str]:
    said = invoke(root, "impact", *words)
    assert (said.code, said.error) == (0, "")
    return said.out.splitlines()


def test_the_answer_comes_first_then_why_whom_to_tell_and_what_to_write(root: Path) -> None:
    found = lines(root, "siu", "--lang", "en")
    assert found[:10] == [
        "Test · 2021-12-31 (the workspace's date)",
        "",
        "If SIU goes away",
        "",
        "“Tenir le dossier” would no longer have the tool that it needs (GHU): nothing but ORBIS meets it",
        "there; 1 other process likewise.",
        "Certain: 5 elements lost, 2 degraded, 1 covered",
        "Possible: 6 elements lost, 1 degraded, 1 covered",
        "To confirm: 1 fact",
        "",
    ]
    assert "  Applications (certain: 2 lost, 2 degraded; possible: 3 lost, 1 degraded)" in found
    said = " ".join(" ".join(found).split())
    assert "lost ORBIS deprived of “Identité” (SIU, need vital) · zone: Socle → Soins" in said
    assert "degraded GAM is left without “Identité” (SIU, need useful)" in said
    assert "To be told" in said
    assert said.index("To be told") < said.index("To settle it, record") < said.index("What it rests on")
    assert "Recorded in part: covers, deployments, flows." in said


def test_the_same_in_french(root: Path) -> None:
    said = " ".join(" ".join(lines(root, "siu", "--lang", "fr")).split())
    assert "Si SIU disparaît" in said
    assert "perdu ORBIS privé de « Identité » (SIU, besoin vital) · zone : Socle → Soins" in said
    assert "MOE d'EDS" in said
    assert "fournisseur de siu" in said.lower()


def test_scripts_get_every_name_and_elements_by_distance_then_id(root: Path) -> None:
    found = data(root, "siu")
    assert found.keys() == TOP
    assert (found["version"], found["roots"], found["date"], found["changes"]) == (1, ["siu"], "2021-12-31", [])
    assert found["complete"] == {"covers": False, "deployed_at": False, "flow": False}
    placed = [(each["distance"], each["id"]) for each in found["elements"]]
    assert placed == sorted(placed)
    assert [each for _, each in placed[:3]] == ["gam", "ident", "orbis"]
    for each in found["elements"]:
        more = {"sites"} if each["kind"] == "process" else set()
        assert each.keys() - {"crosses"} == NAMES | more
        assert len(each["chain"]) == each["distance"]
        assert all(hop.keys() == {"from", "to", "by"} for hop in each["chain"])
        assert each["message"].keys() == {"fr", "en"}


def test_scripts_get_states_chains_sites_flows_and_facts(root: Path) -> None:
    found = data(root, "siu")
    by_id = {each["id"]: each for each in found["elements"]}
    assert {id: (each["state"], each["possible"]) for id, each in by_id.items()} == {
        "orbis": ("lost", "lost"), "gam": ("degraded", "degraded"), "bloc": ("lost", "lost"),
        "eds": ("degraded", "lost"), "dossier": ("lost", "lost"), "operer": ("lost", "lost"),
        "admettre": ("covered", "covered"), "ident": ("lost", "lost"),
    }  # fmt: skip
    assert by_id["eds"]["chain"] == [
        {"from": "siu", "to": "orbis", "by": "f1"}, {"from": "orbis", "to": "eds", "by": "f2"},
    ]  # fmt: skip
    assert by_id["dossier"]["sites"] == {"ghu": {"state": "lost", "possible": "lost", "covered_by": []}}
    assert by_id["admettre"]["sites"] == {"nord": {"state": "covered", "possible": "covered", "covered_by": ["agathe"]}}
    assert by_id["orbis"]["crosses"] == ["Socle", "Soins"]
    assert found["flows"] == ["f1", "f2", "f3"]
    assert found["to_confirm"] == [{"id": "f2", "field": "need", "ask": ["dsi"]}]
    told = {each["actor"]: {role["role"]["en"]: role["of"] for role in each["roles"]} for each in found["told"]}
    assert told.keys() == {"dsi", "sante", "editeur"}
    assert list(told["editeur"].values()) == [["siu"]]


def test_what_no_certain_loss_touches_has_a_null_state(root: Path) -> None:
    change = root / "useful.yaml"
    change.write_text("flow: {f4: {source: eds, target: agathe}}\n", encoding="utf-8")
    found = data(root, "siu", "--with", str(change))
    (touched,) = (each for each in found["elements"] if each["id"] == "agathe")
    assert (touched["state"], touched["possible"]) == (None, "lost")
    assert touched["message"]["en"].startswith("Perhaps: ")
    assert len(found["changes"]) == 1


def test_a_scope_shows_a_part_and_says_what_is_left_out(root: Path) -> None:
    assert {each["kind"] for each in data(root, "siu", "--scope", "kind=process")["elements"]} == {"process"}
    assert "Outside the scope asked for, not shown: 5." in lines(root, "siu", "--scope", "kind=process", "--lang", "en")


def test_a_withdrawal_from_a_site_judges_the_processes_there(root: Path) -> None:
    found = data(root, "orbis", "--site", "sud")
    assert found["sites"] == ["sud"]
    assert [(each["id"], each["state"]) for each in found["elements"]] == [
        ("bloc", "lost"), ("dossier", "lost"), ("operer", "lost"),
    ]  # fmt: skip
    assert all(each["sites"].keys() == {"sud"} for each in found["elements"] if each["kind"] == "process")
    assert "If ORBIS is withdrawn from Sud" in lines(root, "orbis", "--site", "sud", "--lang", "en")


def test_a_partial_day_is_its_first_one_and_a_state_its_last(root: Path) -> None:
    assert data(root, "siu", "--on", "2023")["date"] == "2023-01-01"
    assert data(root, "siu", "--on", "2023-02")["date"] == "2023-02-01"
    assert data(root, "siu", "--at", "2023-02")["date"] == "2023-02-28"
    assert data(root, "siu", "--on", "palier")["date"] == "2023-06-30"
    assert lines(root, "siu", "--on", "palier", "--lang", "en")[0] == "Test · 2023-06-30 (state palier)"


def test_what_left_service_is_looked_at_on_its_last_day(root: Path) -> None:
    found = data(root, "old")
    assert (found["date"], [each["id"] for each in found["elements"]]) == ("2019-12-31", ["papier"])
    said = " ".join(lines(root, "old", "--lang", "en"))
    assert "Out of service on that day: looked at on its last day in service, 2019-12-31." in said


def test_nothing_is_said_plainly(root: Path) -> None:
    assert "Nothing recorded depends on it." in lines(root, "oracle", "--lang", "en")
    assert data(root, "oracle")["elements"] == []


def test_what_is_recorded_in_full_is_said(root: Path) -> None:
    (root / "workspace.yaml").write_text(SETTINGS + "complete: [{kind: flow}]\n", encoding="utf-8")
    assert data(root, "siu")["complete"] == {"covers": False, "deployed_at": False, "flow": True}
    assert "Recorded in full: flows." in " ".join(lines(root, "siu", "--lang", "en"))


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize(
    "words", [("siu",), ("orbis", "--site", "lariboisiere"), ("aphp-dc-inconnu",), ("siu", "--all")]
)
def test_the_plan_itself_can_be_asked(words: tuple[str, ...], format_: str) -> None:
    said = invoke(APHP, "impact", *words, "--format", format_, "--lang", "fr")
    assert (said.code, bool(said.out)) == ((2, False) if "inconnu" in words[0] else (0, True))


def test_names_that_attack_are_shown_as_they_are_written(tmp_path: Path) -> None:
    model = MODEL.replace("name: ORBIS", f"name: {HOSTILE!r}").replace("name: Opérer", f"name: {HOSTILE!r}")
    root = written(tmp_path, model, {})
    page = invoke(root, "impact", "siu", "orbis", "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    text = invoke(root, "impact", "siu", "--format", "markdown").out
    assert "<script" not in text.replace("\\<script", "")
    assert "[a](" not in text


def test_markdown_is_titles_and_tables(root: Path) -> None:
    said = invoke(root, "impact", "siu", "--format", "markdown", "--lang", "en").out
    assert said.startswith("# If SIU goes away\n")
    assert "\n### Processes (" in said
    assert "\n| State | Element | By | Why |\n| --- | --- | --- | --- |\n" in said


KINDS = "application, API, flow, node, site, actor, technology, contract"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("siuu",), "unknown element: “siuu”; did you mean “siu”?"),
        (("siu", "orbiss"), "unknown element: “orbiss”; did you mean “orbis”?"),
        (("ident",), f"“ident” is of kind data object, which is not lost or withdrawn so; ask about one of: {KINDS}"),
        (("dossier",), f"“dossier” is of kind process, which is not lost or withdrawn so; ask about one of: {KINDS}"),
        (("siu", "--on", "31/13/2022"), "unknown date or state: “31/13/2022”"),
        (("siu", "--on", "2022-13"), "unknown date or state: “2022-13”"),
        (("siu", "--on", "pallier"), "unknown date or state: “pallier”; did you mean “palier”?"),
        (("siu", "--site", "nrd"), "unknown element: “nrd”; did you mean “nord”?"),
        (("siu", "--site", "dsi"), "“dsi” is of kind actor, not site: see ea list"),
        (("nord", "--site", "nord"), "“nord” is of kind site, which is not lost or withdrawn so; ask about one of: "
                                     "application"),
        (("gam", "--site", "sud"), "“gam” is not deployed at sud; it is at: nord"),
        (("orbis", "--site", "est"), "“orbis” is not deployed at est; it is at: ghu"),
        (("siu", "--scope", "kind=procss"), "“procss” exists nowhere for “kind”; did you mean “process”?"),
    ],
)  # fmt: skip
def test_wrong_use_is_refused_in_one_sentence(root: Path, words: tuple[str, ...], said: str) -> None:
    assert invoke(root, "impact", *words, "--lang", "en") == Said("", f"ea: {said}\n", 2)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_names_no_option(tmp_path: Path, lang: str) -> None:
    applications = "application: {a: {}, b: {}, c: {name: Gamma}}\n"
    root = written(tmp_path, applications + "flow: {f: {source: a, target: b}, g: {source: b, target: c}}\n")
    words = ("impact", "a", "--lang", lang)
    assert "Gamma (--all)" in invoke(root, *words).out
    page = invoke(root, *words, "--format", "html").out
    assert "Gamma" in page
    assert "--all" not in page
