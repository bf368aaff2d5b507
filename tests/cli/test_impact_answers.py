"""`impact` of small inventories, with the right answers: hosting chains, needs, sites, whom to call, whom to ask."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke

FARM = """
node:
  hote-1: {name: Hôte 1, part_of: ferme}
  hote-2: {name: Hôte 2, part_of: ferme}
  ferme: {name: Ferme, type: cluster, redundancy: {k: 1, n: 2}}
  vm: {name: VM, type: vm, runs_on: ferme}
application: {dpi: {name: DPI, runs_on: vm}}
"""


def answer(root: Path, model: str, *words: str) -> Any:
    said = invoke(written(root, model, {}), "impact", *words, "--format", "json")
    assert (said.code, said.error) == (0, "")
    return json.loads(said.out)


def states(root: Path, model: str, *words: str) -> dict[str, str]:
    """What each element is: its state and, where it differs, what is possible."""
    return {
        element["id"]: element["state"]
        if element["state"] == element["possible"]
        else f"{element['state']}, {element['possible']}?"
        for element in answer(root, model, *words)["elements"]
    }


def text(root: Path, model: str, *words: str, lang: str = "en") -> str:
    """The answer as people read it, on one line, without what aligns it."""
    said = invoke(written(root, model, {}), "impact", *words, "--lang", lang)
    assert (said.code, said.error) == (0, "")
    return " ".join(said.out.split())


# What is withdrawn from a site

DPI = "site: {a: {}, b: {}}\nprocess: {p: {}}\n"


@pytest.mark.parametrize("link", ["instance_of", "part_of"])
def test_a_withdrawal_from_a_site_loses_only_what_is_used_there(tmp_path: Path, link: str) -> None:
    model = (
        DPI
        + f"""
application:
  dpi: {{}}
  dpi-a: {{{link}: dpi, deployed_at: a, covers: p}}
  dpi-b: {{{link}: dpi, deployed_at: b, covers: p}}
"""
    )
    assert states(tmp_path, model, "dpi", "--site", "a") == {"dpi-a": "lost", "p": "lost"}


# Who is blamed

TWO_SITES = """
site: {x: {name: Nord}, y: {name: Sud}}
process: {p: {name: Prescrire}}
data_object: {d: {}}
application:
  a: {name: Alpha, covers: p, deployed_at: x, masters: d}
  c: {name: Gamma, covers: p, deployed_at: x}
  b: {name: Bêta, covers: p, deployed_at: y}
flow: {f: {source: a, target: b, data: d, need: vital}}
"""


def test_a_process_is_told_where_it_is_lost_and_by_the_application_that_serves_it_there(tmp_path: Path) -> None:
    (process,) = (found for found in answer(tmp_path, TWO_SITES, "a")["elements"] if found["id"] == "p")
    assert process["chain"] == [{"from": "a", "to": "b", "by": "f"}, {"from": "b", "to": "p", "by": "covers"}]
    assert process["sites"] == {
        "x": {"state": "covered", "possible": "covered", "covered_by": ["c"]},
        "y": {"state": "lost", "possible": "lost", "covered_by": []},
    }
    assert "lost Prescrire Alpha → Bêta is covered by nobody without Bêta, at Sud" in text(tmp_path, TWO_SITES, "a")


def test_a_flow_inside_a_solution_is_cut_and_passes_nothing_on(tmp_path: Path) -> None:
    model = """
data_object: {d: {}}
application: {suite: {}, m1: {part_of: suite, masters: d}, m2: {part_of: suite}}
flow: {f: {source: m1, target: m2, data: d, need: vital}}
"""
    found = answer(tmp_path, model, "m1")
    assert {element["id"]: element["state"] for element in found["elements"]} == {"suite": "degraded", "d": "lost"}
    assert found["flows"] == ["f"]


# The hosting chain


def test_what_runs_on_a_cluster_falls_with_its_hosts(tmp_path: Path) -> None:
    assert states(tmp_path, FARM, "hote-1", "hote-2") == {"ferme": "lost", "vm": "lost", "dpi": "lost"}
    said = text(tmp_path, FARM, "hote-1", "hote-2")
    assert "lost DPI Hôte 1 → Ferme → VM runs on VM" in said
    assert "lost Ferme has none of its parts left (Hôte 1 among those lost)" in said


def test_with_enough_hosts_left_it_is_at_risk_and_the_chain_is_said(tmp_path: Path) -> None:
    assert states(tmp_path, FARM, "hote-1") == {"ferme": "at_risk", "vm": "at_risk", "dpi": "at_risk"}
    assert "à risque DPI Hôte 1 → Ferme → VM fonctionne sur VM, à risque" in text(tmp_path, FARM, "hote-1", lang="fr")


def test_a_cluster_that_needs_several_hosts_says_how_many(tmp_path: Path) -> None:
    model = "node: {f: {redundancy: {k: 2, n: 2}}, a: {part_of: f}, b: {part_of: f}}"
    assert "lost f no longer has the 2 parts that it needs (a among those lost)" in text(tmp_path, model, "a")


@pytest.mark.parametrize("gone", ["retired_on: 2020, part_of: ferme", "part_of: {to: ferme, until: 2020}"])
def test_a_host_that_left_is_not_one_that_is_left(tmp_path: Path, gone: str) -> None:
    model = FARM.replace("part_of: ferme", gone, 1)
    assert states(tmp_path, model, "hote-2") == {"ferme": "lost", "vm": "lost", "dpi": "lost"}


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        (["hote-1"], {"ferme": "degraded"}),
        (["hote-1", "hote-2"], {"ferme": "lost", "vm": "lost", "dpi": "lost"}),
    ],
)
def test_a_cluster_without_redundancy_falls_with_its_last_host(
    tmp_path: Path, lost: list[str], expected: dict[str, str]
) -> None:
    model = FARM.replace(", redundancy: {k: 1, n: 2}", "")
    assert states(tmp_path, model, *lost) == expected


# Covers and supports

INVENTORY = """
actor: {moa-labo: {name: Bureau du laboratoire}}
process: {urgences: {name: Urgences}}
application:
  dpi: {name: DPI, supports: {to: urgences, for: dossier, need: vital}}
  labo: {name: Labo, moa: moa-labo, supports: {to: urgences, for: biologie}}
  radio: {name: Radio, supports: {to: urgences, for: imagerie, need: useful}}
"""


@pytest.mark.parametrize(
    ("root", "expected", "said"),
    [
        ("dpi", "lost", "lost Urgences lacks what DPI brings it: dossier (need vital)"),
        ("radio", "degraded", "degraded Urgences lacks what Radio brings it: imagerie (need useful)"),
        (
            "labo",
            "degraded, lost?",
            "degraded, lost? Urgences lacks what Labo brings it: biologie (need not recorded)",
        ),
    ],
)
def test_a_process_is_what_its_needs_make_of_it(tmp_path: Path, root: str, expected: str, said: str) -> None:
    assert states(tmp_path, INVENTORY, root) == {"urgences": expected}
    assert said in text(tmp_path, INVENTORY, root)


def test_what_a_supporter_that_is_itself_degraded_brings_is_degraded(tmp_path: Path) -> None:
    model = """
process: {soigner: {}}
application: {a: {}, b: {supports: {to: soigner, for: doses, need: vital}}}
flow: {f: {source: a, target: b, need: useful}}
"""
    assert "degraded soigner a → b what b brings it is degraded: doses (need vital)" in text(tmp_path, model, "a")


def test_what_each_need_becomes_is_given_to_scripts(tmp_path: Path) -> None:
    (process,) = answer(tmp_path, INVENTORY, "labo")["elements"]
    (place,) = process["sites"].values()
    assert place["needs"] == [
        {"for": "biologie", "need": None, "supported_by": ["labo"], "state": "degraded", "possible": "lost"}
    ]


# Whom to ask


def test_a_fact_to_confirm_comes_with_those_who_know_it_and_never_a_neighbour(tmp_path: Path) -> None:
    model = """
actor: {bureau: {name: Bureau}, autre: {name: Autre}}
process: {p: {name: Prescrire}}
site: {s: {}}
application:
  a: {moa: autre, covers: p, deployed_at: s}
  whole: {moe: bureau, deployed_at: s}
  b: {part_of: whole, supports: {to: p, for: doses}}
  c: {covers: p}
flow: {f: {source: a, target: b}}
"""
    assert answer(tmp_path, model, "a")["to_confirm"] == [
        {"id": "f", "field": "need", "ask": ["bureau"]},
        {"id": "b", "field": "supports", "to": "p", "ask": ["bureau"]},
        {"id": "c", "field": "deployed_at", "ask": []},
    ]
    said = text(tmp_path, model, "a", lang="fr")
    assert "Ce qui manque De Qui le sait" in said
    assert "le besoin, vital ou utile f Bureau" in said
    assert "les sites d'utilisation c personne n'est renseigné" in said
    assert "Pour le flux a → b, renseigner le besoin, vital ou utile : à demander à Bureau." in said


def test_each_sentence_of_the_answer_is_about_one_reading(tmp_path: Path) -> None:
    said = invoke(written(tmp_path, INVENTORY, {}), "impact", "labo", "--lang", "en").out.splitlines()
    first = said.index("Certain: 1 element degraded")
    assert said[first : first + 3] == ["Certain: 1 element degraded", "Possible: 1 element lost", "To confirm: 1 fact"]
    assert said[4].startswith("“Urgences” would perhaps no longer have the tool that it needs")
    assert any(line.endswith("(certain: 1 degraded; possible: 1 lost)") for line in said)


# Whom to call

USED = """
actor:
  urgences: {name: Service des urgences, phone: 01 02 03 04 05, email: urgences@hopital.example}
  labo: {name: Laboratoire, contact: le biologiste de garde}
  ancien: {name: Ancien service}
  dpo: {name: DPO}
data_object: {identite: {name: Identité}}
process:
  soigner:
    {name: Soigner, used_by: urgences, rto: 2 h, critical: true, degraded_mode: dossier papier, handles: identite}
  doser: {name: Doser, rto: 30 min}
application:
  dpi:
    name: DPI
    criticality: important
    used_by: [urgences, labo, {to: ancien, until: 2020}]
    covers: [soigner, doser]
  autre: {used_by: labo}
node: {base: {runs_on: disques}, disques: {data: identite}}
treatment: {soins: {name: Prise en charge, concerns: [soigner, dpi, autre], controller: dpo}}
"""


def test_the_users_of_what_is_lost_are_to_be_called_with_what_one_must_know(tmp_path: Path) -> None:
    found = answer(tmp_path, USED, "dpi")
    assert [(call["actor"], [use["id"] for use in call["uses"]]) for call in found["to_call"]] == [
        ("urgences", ["soigner", "dpi"]),
        ("labo", ["dpi"]),
        (None, ["doser"]),
    ]
    urgences, labo, _ = found["to_call"]
    assert (urgences["phone"], urgences["email"]) == (["01 02 03 04 05"], ["urgences@hopital.example"])
    assert labo["contact"] == "le biologiste de garde"
    assert urgences["uses"][0] == {
        "id": "soigner", "kind": "process", "state": "lost", "possible": "lost", "criticality": "critical",
        "rto": "2 h", "degraded_mode": "dossier papier",
    }  # fmt: skip
    assert found["treatments"] == [{"id": "soins", "of": ["dpi", "soigner"]}]
    assert found["data"] == [{"id": "identite", "of": ["soigner"]}]


def test_a_process_that_is_certainly_lost_comes_before_a_possible_loss_whoever_uses_them(tmp_path: Path) -> None:
    model = """
actor: {labo: {name: Laboratoire}}
data_object: {d: {}}
process: {identifier: {name: Identifier}, doser: {name: Doser, used_by: labo}}
application: {siu: {masters: d, covers: identifier}, sil: {covers: doser}}
flow: {f: {source: siu, target: sil, data: d}}
"""
    calls = [(call["actor"], [use["id"] for use in call["uses"]]) for call in answer(tmp_path, model, "siu")["to_call"]]
    assert calls == [(None, ["identifier"]), ("labo", ["doser"])]
    assert "First 1. Warn those who use Identifier: nobody is recorded. 2. " in text(tmp_path, model, "siu")


def test_the_data_kept_on_a_node_that_is_lost_are_told(tmp_path: Path) -> None:
    assert answer(tmp_path, USED, "disques")["data"] == [{"id": "identite", "of": ["disques"]}]


def test_people_read_it_with_heads_and_in_both_languages(tmp_path: Path) -> None:
    said = text(tmp_path, USED, "dpi", lang="fr")
    assert "Qui appeler Qui Où le joindre Utilise État À savoir" in said
    assert "Traitements concernés (registre) Traitement Par Responsable Prise en charge DPI, Soigner DPO" in said
    table = invoke(written(tmp_path, USED, {}), "impact", "dpi", "--format", "markdown", "--lang", "fr").out
    assert "| Soigner | perdu | critique, arrêt supportable : 2 h, mode dégradé : dossier papier |" in table
    page = invoke(written(tmp_path, USED, {}), "impact", "dpi", "--format", "html", "--lang", "en").out
    for words in ("Whom to call", "01 02 03 04 05", "longest bearable stop", "dossier papier"):
        assert words in page


def test_what_stays_covered_calls_nobody(tmp_path: Path) -> None:
    model = "actor: {s: {}}\nprocess: {p: {used_by: s}}\napplication: {a: {covers: p}, b: {covers: p}}"
    model = f"site: {{h: {{}}}}\n{model}".replace("covers: p}", "covers: p, deployed_at: h}")
    assert answer(tmp_path, model, "a")["to_call"] == []


# Site by site

BEDS = """
site: {nord: {name: Nord}, sud: {name: Sud}, est: {name: Est}}
process:
  urgences: {name: Urgences, critical: true, rto: 4 h, degraded_mode: registre papier}
  lits: {name: Lits}
application:
  dpi: {name: DPI, covers: [urgences, lits], deployed_at: [nord, sud], successor: next}
  next: {name: Suivant, covers: lits, deployed_at: nord}
  perhaps: {name: Peut-être, covers: lits}
project:
  fin: {name: Fin du DPI, type: decommissioning, retires: dpi}
  meme: {name: Convergence, type: convergence, delivers: dpi}
"""


def test_each_process_at_each_site_says_what_becomes_of_it_who_covers_it_and_how_long_it_bears_it(
    tmp_path: Path,
) -> None:
    page = invoke(written(tmp_path, BEDS, {}), "impact", "dpi", "--format", "markdown", "--lang", "en").out
    head = "| Process | Where | What becomes of it there | Covered instead by | If the tool is missing |"
    rows = page[page.index(head) :].splitlines()[2:5]
    assert rows == [
        "| Urgences | Nord, Sud | lost | nobody recorded | critical · 4 h at the most · registre papier |",
        "| Lits | Sud | covered, lost? | Peut-être, if used there | not recorded |",
        "| Lits | Nord | covered | Suivant, Peut-être | not recorded |",
    ]
    for planned in ("retires DPI: Fin du DPI.", "project of DPI: Convergence.", "successor of DPI: Suivant."):
        assert planned in page
    assert "Prepare for “Urgences” without a tool (critical, longest bearable stop: 4 h" in page


def test_a_condition_names_those_alone_who_may_cover_it_where_it_may_be_lost(tmp_path: Path) -> None:
    model = BEDS.replace("[urgences, lits]", "lits")
    assert "(Sud), unless Peut-être is used there." in text(tmp_path, model, "dpi")


def test_the_three_questions_are_answered_where_nothing_is_touched(tmp_path: Path) -> None:
    said = text(tmp_path, "application: {a: {}}", "a")
    for nothing in (
        "No recorded process is touched.",
        "No recorded application or flow",
        "No datum loses its last known holder.",
    ):
        assert nothing in said
