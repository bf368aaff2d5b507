"""Matrices: each cross between two names is a relation, and all else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.importing import a_workspace, graph, imported, said, source
from tests.exchange.reading import named, read_file, triples

MATRIX = """Applications \\ Processus;Urgences;Bloc;Facturation
Dossier patient;X;x;
Laboratoire;;✓;non
Paie;;;oui
"""


def test_each_cross_is_a_relation_between_a_row_and_a_column(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, MATRIX, "couverture.csv")
    assert inventory.format == "matrix"
    assert triples(inventory) == [
        ("couverture", "Applications/Dossier patient", "Processus/Urgences"),
        ("couverture", "Applications/Dossier patient", "Processus/Bloc"),
        ("couverture", "Applications/Laboratoire", "Processus/Bloc"),
        ("couverture", "Applications/Paie", "Processus/Facturation"),
    ]
    assert named(inventory)[0] == ("Applications", "Applications/Dossier patient", "Dossier patient")
    assert inventory.totals().records == {"Applications": 3, "Processus": 3}
    assert str(inventory.relations[2].at) == "couverture.csv:3:14"
    assert str(inventory.relations[2].fields["value"]) == "✓"


def test_letters_for_what_is_done_and_who_answers_are_marks(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, ";Patient;Séjour\nAdmissions;CRU;C\nSoins;R;RU\n", "crud.csv")
    assert [relation.fields["value"] for relation in inventory.relations] == ["CRU", "C", "R", "RU"]


def test_a_name_may_say_its_type_and_further_heads_are_kept(tmp_path: Path) -> None:
    content = ";;Process::A;Process::B\n;;zone 1;zone 1\nData::X;k1;X;\nData::Y;k2;X;X\n"
    inventory = read_file(tmp_path, content, "m.csv")
    assert inventory.totals().records == {"Data": 2, "Process": 2}
    by_id = {record.id: record for record in inventory.records}
    assert by_id["Data/Y"].fields == {"head 2": "k2"}
    assert by_id["Process/A"].fields == {"head 2": "zone 1"}
    assert len(inventory.relations) == 3


def test_a_word_among_many_crosses_is_rejected_with_its_place(tmp_path: Path) -> None:
    lines = [";" + ";".join(f"P{number}" for number in range(10))]
    lines += [f"A{number};" + ";".join(["X"] * 10) for number in range(10)]
    lines[3] = lines[3].replace("X", "à revoir", 1)
    inventory = read_file(tmp_path, "\n".join(lines), "m.csv")
    assert len(inventory.relations) == 99
    assert [(str(rejected.at), "à revoir" in rejected.why.fr) for rejected in inventory.rejected] == [
        ("m.csv:4:4", True)
    ]


def test_two_rows_of_one_name_are_two_things(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, ";P;Q\nA;X;\nA;;X\nB;X;X\n", "m.csv")
    assert [record.id for record in inventory.records if str(record.name) == "A"] == ["m: rows/A", "m: rows/A (3)"]


@pytest.mark.parametrize(
    "table",
    [
        "Nom;MOA;SSO\nDossier;DSI;x\nLabo;Biologie;x\nPaie;RH;\n",
        "Nom;Coût\nA;1\nB;2\n",
        ";P;Q\nA;X;\n",
    ],
)
def test_a_table_with_some_crosses_stays_a_table(tmp_path: Path, table: str) -> None:
    assert read_file(tmp_path, table, "t.csv").format == "spreadsheet"


def test_a_table_read_as_a_matrix_on_demand_is_rejected_as_a_sheet(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, "Nom;MOA\nA;DSI\nB;RH\n", "t.csv", format="matrix")
    assert ([str(rejected.at) for rejected in inventory.rejected], inventory.relations) == (["t.csv:1:1"], ())


@pytest.mark.parametrize(("table", "pairs", "refused"), [
    ("Application;Finances;Ecoles\nCiril;x;\nConcerto;;x\n", 2, []),
    ("Application;Finances;Ecoles;Voirie\nCiril;x;;x\nConcerto;;à l'étude;\nGeo;;x;\n", 3, ["m.csv:3:11"]),
    ("Code;Application;P;Q\n1a;Ciril;x;\n2b;Concerto;peut-être;x\n", 2, ["m.csv:3:13"]),
    ("Application;Finances\nCiril;x\n", 1, []),
])  # fmt: skip
def test_a_small_or_odd_matrix_is_read_where_one_says_that_it_is_one(
    tmp_path: Path, table: str, pairs: int, refused: list[str]
) -> None:
    inventory = read_file(tmp_path, table, "m.csv", format="matrix")
    assert len(inventory.relations) == pairs
    assert [str(rejected.at) for rejected in inventory.rejected] == refused


def test_a_cell_that_makes_a_table_of_a_matrix_is_named(tmp_path: Path) -> None:
    table = "Application;Finances;Ecoles;Voirie\nCiril;x;;x\nConcerto;;à l'étude;\nGeo;x;x;\n"
    inventory = read_file(tmp_path, table, "m.csv")
    assert [(str(note.at), note.text.en) for note in inventory.notes] == [
        ("m.csv:3:11", "sheet read as a table: “à l'étude” is no cross; `ea import --from matrix` reads it as a matrix")
    ]
    assert not read_file(tmp_path, "Nom;MOA;SSO\nDossier;DSI;x\nLabo;Biologie;x\nPaie;RH;\n", "t.csv").notes


SUPPORTS = """\
source: m
format: matrix
records:
  "m: rows": {kind: application}
  "m: columns": {kind: process}
relations: {m: {source: application, target: process, link: supports}}
"""


def test_a_cell_that_is_no_cross_takes_away_no_link_of_before(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    table = "Application;Finances;Ecoles;Voirie\nCiril;x;x;x\nGeo;x;x;\n"
    imported(root, source(tmp_path, table, "m.csv"), SUPPORTS)
    plan = imported(root, source(tmp_path, table.replace("Ciril;x;x;x", "Ciril;x;à l'étude;"), "m.csv"), SUPPORTS)
    assert [str(rejected.at) for rejected in plan.rejected] == ["m.csv:2:9"]
    assert said(graph(root), "ciril")["supports"] == ["finances", "ecoles", "voirie"]
    imported(root, source(tmp_path, table.replace("Ciril;x;x;x", "Ciril;x;;x"), "m.csv"), SUPPORTS)
    assert said(graph(root), "ciril")["supports"] == ["finances", "voirie"]
