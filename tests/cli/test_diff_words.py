"""`ea diff` in words: what changes for processes, sites, flows, money; what is unknown, and what is for later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import invoke
from tests.texts import keyboard

SETTINGS = "name: Hôpital\nat: 2026-06-30\n"
MODEL = """\
site: {nord: {name: Nord}, sud: {name: Sud}, grand: {name: Grand}, est: {name: Est, part_of: grand}}
process: {lits: {name: Lits}, bloc: {name: Bloc}, paie: {name: Paie}}
data_object: {identite: {name: Identité}}
application:
  gdl: {name: GDL, covers: [lits], deployed_at: [nord], yearly_cost: 20000}
  agathe: {name: AGATHE, covers: [lits], deployed_at: [sud]}
  oslo: {name: OSLO, covers: [bloc], yearly_cost: 50000}
  sap: {name: SAP, covers: [paie], deployed_at: [nord, sud], yearly_cost: 800000}
  sap-rh: {name: RH, part_of: sap, yearly_cost: 90000}
flow: {sap-oslo: {source: sap, target: oslo, data: [identite]}}
project: {demain: {name: Demain}}
"""


@pytest.fixture
def hospital(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of which some costs and some sites are not recorded, and where one stands."""
    (tmp_path / "model").mkdir()
    (tmp_path / "workspace.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "model" / "si.yaml").write_text(MODEL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(folder: Path, changes: str, *words: str) -> str:
    """What is told of some changes, line by line, in French."""
    (folder / "c.yaml").write_text(changes, encoding="utf-8")
    said = invoke(folder, "diff", "c.yaml", "--lang", "fr", *words)
    assert said.code == 0, said.error
    return said.out


def data(folder: Path, changes: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(told(folder, changes, "--format", "json"))
    return answer


GDL_LEAVES = "application: {gdl: {retired_on: 2026-05-01}}\n"
LATER = "application: {neuf: {name: Neuf, covers: [lits], deployed_at: [nord], live_on: 2027-01-01}}\n"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (GDL_LEAVES, "« Lits » n'a plus d'outil enregistré (Nord)."),
        (GDL_LEAVES, "− GDL sort du service"),
        (GDL_LEAVES, "✗ Lits : plus aucun outil enregistré (Nord) ; GDL (Nord) en moins ; toujours AGATHE"),
        (GDL_LEAVES, "− Nord : GDL en moins"),
        (GDL_LEAVES, "− GDL, coût annuel : 20 000 €, économisé"),
        ("remove: [oslo]", "✗ Bloc : plus aucun outil enregistré (avant : OSLO (sites non renseignés))"),
        ("remove: [oslo]", "− OSLO n'est plus dans le modèle"),
        ("application: {oslo: {deployed_at: [est]}}", "~ Bloc : OSLO (sites non renseignés → Grand)"),
        ("application: {agathe: {deployed_at: [sud, est]}}", "AGATHE sert aussi (Grand) ; toujours GDL"),
        ("application: {gdl: {supports: [bloc]}}", "GDL (en partie, Nord) en plus ; toujours OSLO"),
        # What was not recorded and is now, or the other way round, is neither spent nor saved.
        ("application: {agathe: {yearly_cost: 120000}}", "~ AGATHE, coût annuel : non renseigné → 120 000 €"),
        ("application: {agathe: {yearly_cost: 120000}}", "Argent : 1 coût jusqu'ici non renseigné"),
        ("application: {oslo: {yearly_cost: }}", "~ OSLO, coût annuel : 50 000 € → non renseigné"),
        ("application: {oslo: {yearly_cost: }}", "Argent : 1 coût qui n'est plus renseigné"),
        ("application: {oslo: {yearly_cost: 0}}", "Argent : économisé chaque année : 50 000 €"),
        ("application: {neuf: {name: Neuf}}", "Argent : en plus chaque année : non renseigné"),
        ("application: {sap-rh: {yearly_cost: 95000}}", "90 000 € → 95 000 €, compris dans SAP, non ajouté"),
        # A part counts for itself once it has left the whole that held its cost, and no more once it joins one.
        ("application: {sap-rh: {part_of: }}", "+ RH, coût annuel : 90 000 €, n'est plus compris dans SAP"),
        ("application: {sap-rh: {part_of: }}", "Argent : en plus chaque année : 90 000 €"),
        ("application: {oslo: {part_of: sap}}", "− OSLO, coût annuel : 50 000 €, compris dans SAP, non ajouté"),
        ("application: {sap: {yearly_cost: }}", "Argent : 1 coût qui n'est plus renseigné"),
        ("project: {demain: {one_off_cost: 40000}}", "~ Demain, coût en une fois : non renseigné → 40 000 €"),
        (
            "project: {demain: {budget: [{year: 2027, class: 2, amount: 5000, basis: difference-2021}]}}",
            "+ Demain, budget 2027, Investissement (classe 2), écart à 2021 : non renseigné → 5 000 €",
        ),
        ("flow: {sap-oslo: {mode: api}}", "~ SAP → OSLO : mode d'échange : non renseigné → API"),
        ("flow: {sap-oslo: {live_on: 2020, relies_on: []}}", "en service à partir du : non renseigné → 2020"),
        ("flow: {sap-oslo: {encrypted: true}}", "~ SAP → OSLO : chiffré : non renseigné → oui"),
        ("project: {demain: {type: decommissioning}}", "type : non renseigné → décommissionnement"),
        ("site: {nord: {live_on: 2019-03-01}}", "en service à partir du : non renseigné → 01/03/2019"),
        ("flow: {f: {source: oslo, target: sap, mode: file}}", "+ OSLO → SAP : donnée inconnue · copie de fichier"),
        (LATER, "› Neuf (application) : en service le 1er janvier 2027 ; servirait à Lits"),
        (LATER, "› Neuf, coût annuel : non renseigné, pas en service ce jour-là, non compté"),
        ("application: {gdl: {retired_on: 2028}}", "en service, sans fin écrite → sort du service le 1er janvier 2028"),
        ("application: {neuf: {planned_on: 2026}}", "en projet, jour de mise en service non renseigné"),
        (
            "application: {agathe: {deployed_at: [sud, {to: nord, from: 2027-01}]}}",
            "› AGATHE sert à Nord : à partir du 1er janvier 2027",
        ),
        (
            "application: {gdl: {covers: [{to: lits, until: 2026-12}]}}",
            "› GDL couvre Lits : sans fin écrite → jusqu'au 31 décembre 2026",
        ),
        (
            "application: {neuf: {live_on: 2027, covers: [{to: lits, from: 2027}]}}",
            "en service le 1er janvier 2027 ; servirait à Lits",
        ),
        (GDL_LEAVES + "process: {lits: {critical: true}}", "✗ Lits (critique) : plus aucun outil enregistré (Nord)"),
        ("process: {lits: {description: Autrement}}", "Rien ne change au 30 juin 2026 pour ce qui suit : solutions,"),
    ],
)  # fmt: skip
def test_it_is_told_in_words(hospital: Path, changes: str, line: str) -> None:
    shown = " ".join(told(hospital, changes).split())
    assert line in shown


def test_a_link_has_the_name_of_its_field(hospital: Path) -> None:
    shown = told(hospital, "application: {gdl: {supports: [bloc]}}", "--all")
    assert "+ GDL · contribue aux processus · Bloc" in shown


def test_what_is_added_without_a_day_is_not_said_to_be_in_service(hospital: Path) -> None:
    added = "application: {neuf: {name: Neuf, covers: [garde]}, vu: {name: Vu, live_on: 2020}}\nprocess: {garde: {}}\n"
    said = keyboard(told(hospital, added))
    assert "Solutions : 1 entre en service, 1 s'ajoute (phase inconnue)" in said
    assert "+ Neuf s'ajoute, phase inconnue" in said
    assert "+ Vu s'ajoute, en service" in said
    assert "+ garde : s'ajoute, phase inconnue, avec Neuf" in said
    assert [solution["id"] for solution in data(hospital, added)["solutions"]["enters"]] == ["neuf", "vu"]


def test_what_is_for_later_counts_for_nothing_that_day(hospital: Path) -> None:
    shown, answer = " ".join(told(hospital, LATER).split()), data(hospital, LATER)
    assert "Ce qui change au 30 juin 2026 : 1 ajout qui n'est pas en service" in shown
    assert "Sans changement : solutions, processus, sites, flux" in shown
    assert not answer["processes"] and not answer["solutions"]["enters"] and not answer["sites"]["deployments"]
    assert answer["later"][0]["after"] == {"in_service": False, "phase": "plan", "changes_on": "2027-01-01"}
    assert answer["counted_as_in_service"] == {"before": [], "after": ["neuf"]}


def test_what_is_written_otherwise_counts_and_leaves_no_solution_unchanged(hospital: Path) -> None:
    changed = "application: {gdl: {criticality: critical}}\nflow: {sap-oslo: {mode: api}}\n"
    shown = " ".join(told(hospital, changed).split())
    assert "Ce qui change au 30 juin 2026 : 1 flux modifié ; 1 autre élément modifié." in shown
    assert "Sans changement : processus, sites, " in shown
    alone = " ".join(told(hospital, "application: {gdl: {criticality: critical}}\n").split())
    assert "Rien ne change au 30 juin 2026 pour ce qui suit : processus, sites," in alone
    process = " ".join(told(hospital, "process: {lits: {critical: true}}\nflow: {sap-oslo: {mode: api}}\n").split())
    assert "1 autre élément modifié. Sans changement : solutions, processus, sites, " in process


def test_findings_say_that_they_count_it(hospital: Path) -> None:
    (hospital / "rules").mkdir()
    (hospital / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
    changes = LATER.replace("nord", "sud")
    shown = " ".join(told(hospital, changes).split())
    assert "en les comptant comme en service" in shown
    assert "Comptent comme en service : Neuf (à leurs propres dates : --as-dated)." in shown
    assert "comme en service" not in told(hospital, changes, "--as-dated")


def test_an_unknown_amount_is_null_and_in_no_sum(hospital: Path) -> None:
    money = data(hospital, "application: {a: {}, b: {yearly_cost: 5}, agathe: {yearly_cost: 7}}")["money"]
    assert money["more_yearly"] == {"amount": 5, "missing": 1, "of": 2}
    assert {cost["id"]: (cost["change"], cost["before"], cost["after"]) for cost in money["yearly"]} == {
        "a": ("comes", None, None),
        "b": ("comes", None, 5),
        "agathe": ("changes", None, 7),
    }


def test_a_part_left_by_its_whole_counts_from_then_on(hospital: Path) -> None:
    money = data(hospital, "remove: [sap]\napplication: {sap-rh: {part_of: }}")["money"]
    assert money["saved_yearly"]["amount"] == 800000
    assert money["more_yearly"]["amount"] == 90000


def test_processes_that_change_alike_are_one_line(hospital: Path) -> None:
    more = "process: {p1: {name: Un}, p2: {name: Deux}, p3: {name: Trois}, p4: {name: Quatre}, p5: {name: Cinq}}\n"
    (hospital / "model" / "plus.yaml").write_text(more, encoding="utf-8")
    changes = "application: {neuf: {name: Neuf, covers: [p1, p2, p3, p4, p5], deployed_at: [nord]}}"
    shown = [line for line in told(hospital, changes).splitlines() if "premier outil enregistré" in line]
    assert len(shown) == 1 and "et 2 autres" in shown[0]
    assert "Un, Deux, Trois, Quatre, Cinq" in told(hospital, changes, "--all")


def test_without_any_site_nothing_is_said_of_where(hospital: Path) -> None:
    (hospital / "model" / "si.yaml").write_text(
        "process: {lits: {name: Lits}}\napplication: {gdl: {name: GDL, covers: [lits]}}\n", encoding="utf-8"
    )
    shown = told(hospital, "application: {gdl: {retired_on: 2026-05-01}}")
    assert "« Lits » n'a plus d'outil enregistré." in shown
    assert "✗ Lits : plus aucun outil enregistré (avant : GDL)" in shown
    assert "Sites :" not in shown


REQUEST = """\
title: Un outil de plus
need: Voir les lits libres
options:
  A:
    name: Acheter
    type: buy
    changes: {application: {neuf: {name: Neuf, planned_on: 2026}}}
    once: {class_2: 120000, class_6: 20000}
    live_on: 2027-01
"""


def test_what_an_option_says_that_it_costs_is_told_and_in_no_sum(hospital: Path) -> None:
    (hospital / "requests").mkdir()
    (hospital / "requests" / "lits.yaml").write_text(REQUEST, encoding="utf-8")
    shown = " ".join(invoke(hospital, "diff", "requests/lits.yaml#A", "--lang", "fr").out.split())
    assert (
        "+ option A, Acheter : une fois 140 000 €, chaque année non renseigné, en service 01/2027 (dit par la demande)"
        in shown
    )
    money = json.loads(invoke(hospital, "diff", "requests/lits.yaml#A", "--format", "json").out)["money"]
    assert money["announced"] == {
        "before": [],
        "after": [
            {"request": "lits", "option": "A", "name": "Acheter", "once": 140000, "yearly": None, "live_on": "2027-01"}
        ],
    }
    assert money["more_once"] == {"amount": None, "missing": 0, "of": 0}


def test_groups_of_fields_are_told_by_the_names_of_their_parts(hospital: Path) -> None:
    changes = """
application:
  gdl: {approvals: {dsi: {on: 2020-01, until: 2023}, rssi: false}, needs: {availability: 4}, documentation: []}
"""
    said = keyboard(told(hospital, changes, "--all"))
    for part in (
        "accords : non renseigné → DSI (le : 01/2020, jusqu'au : 2023), RSSI : non",
        "besoins de sécurité (DICT) : non renseigné → disponibilité : 4",
        "documentation : non renseigné → []",
    ):
        assert part in said
    assert "{" not in said
