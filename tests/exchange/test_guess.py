"""A first mapping, guessed from headers and values in French or English: it is valid, and says its doubts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ea_repo.exchange.mapping.mapping_file import mapping_of
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, graph, imported, said, source, sums_hold

FRENCH = """\
Code;Nom de l'application;Description;Éditeur;Mise en service;Criticité;Processus;Divers
A1;Agathe;Gestion des lits;Agfa;31/12/2019;Critique;Urgences, Imagerie;x
B2;Orbis;Dossier patient;Agfa;01/02/2012;Importante;Urgences;
C3;Glims;Laboratoire;MIPS;2015;Standard;Imagerie;
"""
ENGLISH = """\
ID,Application name,Description,Vendor,Go-live date,Criticality,Misc
A1,Agathe,Beds,Agfa,2019-12-31,critical,x
B2,Orbis,Patient record,Agfa,2012-02-01,important,
C3,Glims,Laboratory,MIPS,2015,standard,
"""


def guess(root: Path, text: str, lang: Any = "en") -> str:
    return Repository.guess_mapping([source(root, text)], "", lang)


@pytest.mark.parametrize(("text", "name", "supplier", "live_on"), [
    (FRENCH, "Nom de l'application", "Éditeur", "Mise en service"),
    (ENGLISH, "Application name", "Vendor", "Go-live date"),
])  # fmt: skip
def test_headers_in_both_languages_name_kinds_and_fields(
    tmp_path: Path, text: str, name: str, supplier: str, live_on: str
) -> None:
    (rule,) = mapping_of("guessed.yaml", guess(tmp_path, text)).records["source"]
    assert (rule.kind, rule.name and rule.name.from_) == ("application", (name,))
    assert {field: cell.from_ for field, cell in rule.fields.items()}.items() >= {
        ("supplier", (supplier,)), ("live_on", (live_on,)), ("description", ("Description",)),
    }  # fmt: skip
    assert rule.fields["supplier"].create == "actor"


def test_what_was_guessed_imports_as_it_is(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, FRENCH), guess(tmp_path, FRENCH))
    assert (sums_hold(plan), plan.rejected) == (True, ())
    agathe = said(graph(root), "agathe")
    assert agathe["supports"] == ["urgences", "imagerie"]
    assert (agathe["live_on"], agathe["criticality"]) == ("2019-12-31", "critical")
    assert agathe["properties"] == {"Divers": "x"}


def test_doubts_are_comments_in_the_language_that_is_asked(tmp_path: Path) -> None:
    table = FRENCH.replace("01/02/2012", "31/02/2012")
    french, english = guess(tmp_path, table, "fr"), guess(tmp_path, table)
    assert "# ? sera refusé (1) : 31/02/2012" in french
    assert "# ? will be refused (1): 31/02/2012" in english
    assert "does the comma really separate?" in english
    assert "# kept among the properties: Divers" in english


def test_each_sheet_is_guessed_and_references_between_sheets_are_known(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Applications"
    for row in (["Application", "Fournisseur"], ["Agathe", "Agfa"], ["Orbis", "Agfa"]):
        sheet.append(row)
    other = book.create_sheet("Fournisseurs")
    for row in (["Fournisseur", "Téléphone"], ["Agfa", "01 02 03 04 05"]):
        other.append(row)
    data = io.BytesIO()
    book.save(data)
    path = source(tmp_path, {"parc.xlsx": data.getvalue()}) / "parc.xlsx"
    text = Repository.guess_mapping([path], "", "fr")
    rules = mapping_of("guessed.yaml", text).records
    assert {type: of[0].kind for type, of in rules.items()} == {"Applications": "application", "Fournisseurs": "actor"}
    assert rules["Applications"][0].fields["supplier"].create is None, "it has rows of its own"


def test_a_sheet_of_which_nothing_is_known_is_guessed_with_a_doubt(tmp_path: Path) -> None:
    text = guess(tmp_path, "zig,zag\n1,2\n3,4\n")
    assert "# ?" in text
    assert mapping_of("guessed.yaml", text).records


@pytest.mark.parametrize(("header", "cells", "reading", "doubts"), [
    ("Coût annuel", ("31.500", "27.000", "1.250.000"), {"decimal": ","}, ["is the decimal mark", "31.500, 27.000"]),
    ("Annual cost", ("31,500", "1,250.50"), {"decimal": "."}, ["is the decimal mark"]),
    ("Coût annuel", ("31.500", "27"), {}, ["will be refused without `decimal", "(1): 31.500"]),
    ("Coût annuel (k€)", ("22", "22 000 €"), {"unit": "k€"}, ["in k€, by the header"]),
    ("Coût mensuel", ("2200",), {"times": 12}, ["multiplied by 12"]),
    ("Coût annuel ($)", ("22",), {}, ["in $? the field is in euros"]),
    ("Coût annuel", ("22", "2200,50"), {}, []),
])  # fmt: skip
def test_how_amounts_are_written_is_guessed_with_a_doubt(
    tmp_path: Path, header: str, cells: tuple[str, ...], reading: dict[str, Any], doubts: list[str]
) -> None:
    rows = "".join(f"App {number};{value}\n" for number, value in enumerate(cells))
    text = guess(tmp_path, f"Application;{header}\n{rows}")
    cell = mapping_of("guessed.yaml", text).records["source"][0].fields["yearly_cost"]
    assert {name: getattr(cell, name) for name in ("unit", "times", "decimal") if getattr(cell, name)} == reading
    [line] = [line for line in text.splitlines() if "yearly_cost" in line]
    assert ("# ?" in line) == bool(doubts) or "header only" in line
    assert all(doubt in line for doubt in doubts)


@pytest.mark.parametrize(("header", "cells", "reading", "doubts"), [
    ("Fin de vie", ("2025", "12/2027"), {"last_day"}, ["a last day?"]),
    ("Date de retrait", ("2025",), set(), ["from the first day of 2025 on?"]),
    ("Date de retrait", ("31/12/2025",), set(), []),
    ("Go live", ("4/15/2015", "04/03/2015"), {"month_first"}, ["the month comes first, by 4/15/2015"]),
    ("Go live", ("4/15/2015", "15/04/2015", "1/2/2015", "2/3/2015", "2/4/2015"), set(),
     ["day or month first? 1/2/2015, 4/15/2015", "will be refused (1): 4/15/2015"]),
    ("Mise en service", ("15/04/2015", "04/03/2015"), set(), []),
])  # fmt: skip
def test_how_dates_are_written_is_guessed_with_a_doubt(
    tmp_path: Path, header: str, cells: tuple[str, ...], reading: set[str], doubts: list[str]
) -> None:
    rows = "".join(f"App {number};{value}\n" for number, value in enumerate(cells))
    text = guess(tmp_path, f"Application;{header}\n{rows}")
    [cell] = mapping_of("guessed.yaml", text).records["source"][0].fields.values()
    assert {name for name in ("last_day", "month_first") if getattr(cell, name)} == reading
    [line] = [line for line in text.splitlines() if f"from: {header}" in line or f": {header}" in line]
    assert ("# ?" in line) == bool(doubts)
    assert all(doubt in line for doubt in doubts)


def test_a_known_column_that_is_left_aside_says_why(tmp_path: Path) -> None:
    text = guess(
        tmp_path,
        "Application;Mise en service;Criticité\nA;2014;1\nB;03/2016;2\nC;T2 2019;3\nD;2008-2009;4\n",
    )
    assert "# ? Mise en service: kept among the properties; live_on? will be refused (2): T2 2019, 2008-2009" in text
    assert "# ? Criticité: kept among the properties; criticality? what does it mean: 1, 2, 3, 4? (critical," in text
    assert not mapping_of("guessed.yaml", text).records["source"][0].fields


@pytest.mark.parametrize(("header", "cells", "why"), [
    ("Données personnelles ?", ("Oui", "Non", "oui"), "names nothing: Oui, Non"),
    ("Hébergement", ("SaaS", "Interne", "SaaS"), "names nothing: SaaS, Interne"),
    ("Hébergement", ("ici", "ailleurs", "ici", "ailleurs"), "a few repeated words, categories? ici, ailleurs"),
])  # fmt: skip
def test_yes_no_and_categories_are_never_elements(
    tmp_path: Path, header: str, cells: tuple[str, ...], why: str
) -> None:
    table = f"Application;{header}\n" + "".join(f"App {number};{value}\n" for number, value in enumerate(cells))
    text = guess(tmp_path, table)
    assert why in text
    assert "create" not in text
    root = a_workspace(tmp_path)
    assert {added.kind for added in imported(root, source(tmp_path, table), text).added} == {"application", "inventory"}


def test_plain_words_among_names_are_ignored(tmp_path: Path) -> None:
    table = "Application;Hébergement\nA;SaaS\nB;srv-1\nC;srv-2\n"
    text = guess(tmp_path, table)
    assert "runs_on: {from: Hébergement, create: node, ignore: [SaaS]}   # ? names nothing: SaaS; creates" in text
    root = a_workspace(tmp_path)
    imported(root, source(tmp_path, table), text)
    assert "runs_on" not in said(graph(root), "a")
    assert said(graph(root), "b")["runs_on"] == ["srv-1"]


def test_what_is_out_of_service_without_a_day_is_a_doubt_with_the_way_to_say_it(tmp_path: Path) -> None:
    table = "Application;Statut\nA;En service\nB;Arrêtée\n"
    text = guess(tmp_path, table)
    assert "without a day, “Arrêtée” (1) counts as in service" in text
    assert 'retired_on: {from: Statut, values: {Arrêtée: "YYYY-MM-DD", "*": null}}' in text
    mapping = text + '    fields:\n      retired_on: {from: Statut, values: {Arrêtée: "2024-06-30", "*": null}}\n'
    root = a_workspace(tmp_path)
    assert imported(root, source(tmp_path, table), mapping).rejected == ()
    assert (said(graph(root), "b")["retired_on"], "retired_on" in said(graph(root), "a")) == ("2024-06-30", False)


@pytest.mark.parametrize(("table", "field"), [
    ("Application;MES\nA;2014\n", "live_on: MES"),
    ("Contrat;Applications\nM1;\"Concerto, Ciril\"\nM2;Ciril\n", "applications_under: {from: Applications, split:"),
    ("Contrat;Reconduction\nM1;1 an, deux fois\n", "renewals: Reconduction"),
])  # fmt: skip
def test_more_words_for_known_fields(tmp_path: Path, table: str, field: str) -> None:
    assert field in guess(tmp_path, table)


def rule_of(root: Path, table: str) -> tuple[Any, str]:
    """The rule that is guessed of a table, and the text of it."""
    text = guess(root, table)
    (rule,) = mapping_of("guessed.yaml", text).records["source"]
    return rule, text


def test_a_cost_of_nothing_is_a_fact(tmp_path: Path) -> None:
    table = "Application;Coût annuel;Mise en service\nA;0 €;2019\nB;12 k€;0\nC;n.c.;2020\nD;0,00 €;2021\n"
    rule, text = rule_of(tmp_path, table)
    assert rule.fields["yearly_cost"].ignore == ("n.c.",)
    assert rule.fields["live_on"].ignore in (("0",), (0,))
    assert "nothing to pay" not in text
    root = a_workspace(tmp_path)
    imported(root, source(tmp_path, table), text)
    assert [graph(root).value(id, "yearly_cost") for id in "abcd"] == [0, 12_000, None, 0]


def test_a_nought_without_a_unit_is_a_fact_and_a_doubt(tmp_path: Path) -> None:
    rule, text = rule_of(tmp_path, "Application;Coût annuel\nA;0\nB;12000\nC;-\n")
    assert rule.fields["yearly_cost"].ignore == ("-",)
    assert '# ? 0 (1): nothing to pay, or not known? (`ignore: ["0"]`)' in text


@pytest.mark.parametrize(
    ("header", "values", "field", "sure"),
    [
        ("Date d’arrêt", "31/12/2027", "retired_on", True),
        ("Date d'arrêt", "31/12/2027", "retired_on", True),
        ("Arrêt / Date d’arrêt prévue", "31/12/2027", "retired_on", False),
        ("Cycle de vie / Remplacée par", "B", "successor", False),
        ("Remplacée par", "B", "successor", True),
        ("Direction utilisatrice", "DRH", "used_by", True),
        ("Référent métier", "Mme Bérard", "moa", False),
        ("Responsable", "Mme Bérard", "moa", False),
    ],
)
def test_plain_headers_are_known_with_a_doubt_where_unsure(
    tmp_path: Path, header: str, values: str, field: str, sure: bool
) -> None:
    rule, text = rule_of(tmp_path, f"Application;Description;{header}\nA;un;{values}\nB;deux;\n")
    assert rule.fields[field].from_ == (header,)
    (line,) = [line for line in text.splitlines() if line.strip().startswith(f"{field}:")]
    assert ("by its header only" in line) is not sure


def test_dates_and_amounts_that_no_field_takes_are_told(tmp_path: Path) -> None:
    _, text = rule_of(tmp_path, "Application;Comité;Recettes;Salle\nA;31/12/2027;12 k€;12\nB;01/02/2028;0 €;13\n")
    assert "# ? Comité: kept among the properties; dates, of what? (live_on, retired_on …)" in text
    assert "# ? Recettes: kept among the properties; amounts, of what? (yearly_cost …)" in text
    assert "? Salle" not in text


def test_a_flow_for_each_of_several_targets_in_a_cell(tmp_path: Path) -> None:
    table = "De;Vers;Mode\nIODAS;GED, Paie;API\nGED;Paie;API\nPaie;GED;API\n"
    text = guess(tmp_path, table)
    assert "a flow for each (cells: 1)" in text
    root = a_workspace(tmp_path, si="application: {iodas: {name: IODAS}, ged: {name: GED}, paie: {name: Paie}}\n")
    plan = imported(root, source(tmp_path, table), text)
    assert (sums_hold(plan), plan.rejected) == (True, ())
    flows = sorted(one.id for one in plan.added if one.kind == "flow")
    assert flows == ["ged-paie", "iodas-ged", "iodas-paie", "paie-ged"]
    assert [note.text.en for note in plan.inferred] == ["several ends in one cell: 2 flows"]
    again = table.replace("GED, Paie", "Paie, GED") + "Paie;IODAS;API\n"
    plan = imported(root, source(tmp_path, again), text)
    assert [one.id for one in plan.added] == ["paie-iodas"]
    assert not (plan.gone or plan.changed)


def test_several_values_where_a_field_takes_one_are_said_to_be_refused(tmp_path: Path) -> None:
    table = "Application;Module de\nGED;\nPaie;\nA;GED, Paie\nB;GED, Paie\nC;GED\n"
    assert "the field takes one only: the others will be refused (2)" in guess(tmp_path, table)


def test_an_amount_by_year_is_not_multiplied_again(tmp_path: Path) -> None:
    table = "Application;Coût mensuel (coût)\nA;1 k€/an\nB;1 k€\n"
    mapping = 'source: s\nrecords: {"*": {kind: application, name: Application, fields: {yearly_cost: %s}}}'
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, table), mapping % '{from: "Coût mensuel (coût)", times: 12}')
    assert [refused.why.en for refused in plan.rejected] == [
        "yearly_cost: “1 k€/an” is by year already: `times` would multiply it"
    ]
    assert [graph(root).value(id, "yearly_cost") for id in "ab"] == [None, 12_000]


def test_amounts_with_and_without_tax_are_a_doubt(tmp_path: Path) -> None:
    _, text = rule_of(tmp_path, "Application;Coût annuel TTC\nA;12 k€ HT\nB;3 k€\nC;4 k€\n")
    assert "with and without tax mixed, taken as they are" in text
