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
