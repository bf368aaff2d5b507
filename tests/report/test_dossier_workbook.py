"""The dossier of a decommissioning as a workbook: its tables, with days, amounts and names for people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.check.workspaces import SETTINGS, written
from tests.cli.running import invoke
from tests.texts import keyboard

MODEL = """
site: {nord: {name: Hôpital Nord}, sud: {name: Hôpital Sud}}
actor: {dsi: {name: Direction du SI}, editeur: {name: "=Éditeur & Cie"}}
process: {paye: {name: Verser la paye, critical: true, rto: 2 d}, peser: {name: Peser}}
data_object: {agent: {name: Agent, retention: {kept_for: 5 ans, disposal: destroy}}}
application:
  paie: {name: Paie, covers: [paye, peser], masters: agent, deployed_at: [nord, sud], moa: dsi, supplier: editeur,
         yearly_cost: 120000, contracts: marche, successor: neuf}
  neuf: {name: Nouvelle paie, covers: paye, deployed_at: [nord, sud], live_on: 2023-03-01,
         yearly_cost: 45000}
  conges: {name: Congés, moa: dsi}
flow: {f: {name: Agents, source: paie, target: conges, data: agent, need: vital}}
contract: {marche: {name: Marché paie, ends_on: 2024-06-30, notice: 6 mois, holder: editeur}}
project: {fin: {name: Fin de la paie, retires: paie, moa: dsi, starts_on: 2022-09-01, one_off_cost: 30000.5}}
"""
SHEETS = {
    "fr": ["Réponse", "Le plan", "Pertes", "Fonctions", "Flux", "Données", "Qui reprend", "Contrats",
           "Économies et coûts", "Calendrier", "Prérequis", "À prévenir", "À renseigner"],
    "en": ["Answer", "The plan", "Losses", "Functions", "Flows", "Data", "Who takes over", "Contracts",
           "Savings and costs", "Calendar", "Prerequisites", "To be told", "To record"],
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(
        tmp_path, MODEL, settings=f"{SETTINGS}marking: {{fr: Diffusion & usage restreints, en: Restricted}}\n"
    )


def book(root: Path, lang: str = "fr", *words: str) -> Any:
    file = root / "paper.xlsx"
    answer = invoke(
        root, "retire", *(words or ("paie",)), "--at", "2022-06-01", "-o", str(file), "--lang", lang, "--force"
    )
    assert answer.code == 1, answer.error
    return openpyxl.load_workbook(file)


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    assert len(set(head)) == len(head)
    return [dict(zip((keyboard(name) for name in head), row, strict=True)) for row in rows]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_holds_the_answer_and_a_sheet_for_each_table_of_the_dossier(root: Path, lang: str) -> None:
    made = book(root, lang)
    assert made.sheetnames == SHEETS[lang]
    said = [row[0] for row in made[SHEETS[lang][0]].iter_rows(values_only=True)]
    assert said[0] == {"fr": "Diffusion & usage restreints", "en": "Restricted"}[lang]
    assert "NO-GO" in said[3]
    assert not any("annex" in text for text in said if text)
    for name in SHEETS[lang][1:]:
        sheet = made[name]
        assert sheet.freeze_panes == "B2", name
        assert sheet.auto_filter.ref is not None
        assert all(cell.font.bold for cell in sheet[1])
        assert not any("(question" in str(value) for row in sheet.iter_rows(values_only=True) for value in row), name
        assert sheet.oddHeader.left.text is not None


def test_a_name_has_its_id_beside_a_day_is_a_day_and_an_amount_an_amount(root: Path) -> None:
    made = book(root)
    [step] = table(made["Le plan"])
    assert (step["Quoi"], step["Quoi (id)"], step["Coût par an"]) == ("Paie", "paie", 120000)
    assert step["Projet de retrait (id)"] == "fin"
    [contract] = table(made["Contrats"])
    assert (contract["Contrat"], contract["Contrat (id)"]) == ("Marché paie", "marche")
    assert (contract["Fin"], contract["Dénoncer avant le"]) == (dt.datetime(2024, 6, 30), dt.datetime(2023, 12, 30))
    [taken] = table(made["Qui reprend"])
    assert (taken["Reprise par (id)"], taken["Depuis"]) == ("neuf", dt.datetime(2023, 3, 1))
    money = {row["Quoi"]: row["Valeur"] for row in table(made["Économies et coûts"])}
    assert (money["Économie par an"], money["Coût du retrait, une fois"]) == (120000, 30000.5)
    assert (money["Coût par an de ce qui remplace"], money["Économie nette par an"]) == (45000, 75000)
    amount = made["Économies et coûts"]["B2"]
    assert "€" in amount.number_format
    assert made["Contrats"]["D2"].number_format == "dd/mm/yyyy"


def test_losses_and_functions_are_told_by_place(root: Path) -> None:
    made = book(root)
    lost = {(row["Quoi (id)"], row["Perte"]) for row in table(made["Pertes"])}
    assert ("peser", "certaine") in lost
    where = {(row["Processus (id)"], row["Où (id)"], row["Ce qu'il y devient"]) for row in table(made["Fonctions"])}
    assert where == {(id, site, "perdu") for id in ("paye", "peser") for site in ("nord", "sud")}
    [flow] = table(made["Flux"])
    assert (flow["Flux (id)"], flow["De (id)"], flow["Vers (id)"], flow["Données"]) == ("f", "paie", "conges", "Agent")
    [datum] = table(made["Données"])
    assert (datum["Donnée (id)"], datum["Devenir"]) == ("agent", "destruction")


def test_each_fact_that_is_missing_has_a_line_with_who_knows_it(root: Path) -> None:
    facts = table(book(root, "en")["To record"])
    assert {row["Of what (id)"] for row in facts} == {"fin"}
    assert len(facts) == len({(row["Of what (id)"], row["What"], row["For"]) for row in facts})
    assert "Direction du SI" in {row["Who knows it"] for row in facts}


def test_a_text_is_never_a_formula(root: Path) -> None:
    told = [cell for row in book(root)["À prévenir"].iter_rows() for cell in row if cell.value == "=Éditeur & Cie"]
    assert told
    assert {cell.data_type for cell in told} == {"s"}


def test_what_is_withdrawn_in_part_has_no_sheet_of_what_stays(root: Path) -> None:
    names = book(root, "fr", "paie", "--site", "nord").sheetnames
    assert "Fonctions" in names
    assert {"Flux", "Données", "Contrats", "Économies et coûts"}.isdisjoint(names)
