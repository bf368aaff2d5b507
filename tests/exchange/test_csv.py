"""CSV in every dialect that people send: the same rows, and each cell where it is written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ea_repo.exchange import Inventory
from ea_repo.exchange.csv_text import sheet_of
from ea_repo.exchange.inventory import Value
from ea_repo.exchange.source import File
from tests.exchange.reading import read_file, refusal

TABLE = [
    ["Nom", "Éditeur", "Coût", "Mise en service"],
    ["Dossier patient", "Société « A »", "1 234,5", "31/12/2025"],
    ["Laboratoire; biologie", "B, C", "", "2024"],
]


def text(rows: list[list[str]], *, separator: str = ";", end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """The rows as a program writes them."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def rows(inventory: Inventory) -> list[dict[str, Value]]:
    return [dict(record.fields) for record in inventory.records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_the_same_in_every_dialect(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    inventory = read_file(tmp_path, text(TABLE, separator=separator, end=end).encode(encoding), "inventaire.csv")
    assert inventory.format == "spreadsheet"
    assert rows(inventory) == [
        dict(zip(TABLE[0], TABLE[1], strict=True)),
        {"Nom": "Laboratoire; biologie", "Éditeur": "B, C", "Mise en service": "2024"},
    ]


def test_a_cell_is_told_by_its_line_and_column_also_after_one_of_several_lines(tmp_path: Path) -> None:
    content = 'Nom;Fin;Note\n"Dossier\npatient";31/13/2025;"a;b"\n\nLaboratoire;;x\n'
    inventory = read_file(tmp_path, content, "inventaire.csv")
    first, second = inventory.records
    assert [str(first.place(field)) for field in ("Nom", "Fin", "Note")] == [
        "inventaire.csv:2:1",
        "inventaire.csv:3:10",
        "inventaire.csv:3:21",
    ]
    assert [str(second.place(field)) for field in ("Nom", "Fin", "Note")] == [
        "inventaire.csv:5:1",
        "inventaire.csv:5:13",
        "inventaire.csv:5:14",
    ]


def test_the_separator_that_excel_declares_is_believed(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, "sep=|\nNom|Note\nA|1;2\nB|3;4\n", "inventaire.csv")
    assert rows(inventory) == [{"Nom": "A", "Note": "1;2"}, {"Nom": "B", "Note": "3;4"}]
    assert str(inventory.records[0].place("Note")) == "inventaire.csv:3:3"


def test_titles_and_empty_rows_are_no_records_and_what_stands_above_the_header_is_noted(tmp_path: Path) -> None:
    content = "Inventaire de la DSI;;\n;;\nNom;MOA;MOE\n;;\nA;x;y\n;;\n;;z\n"
    inventory = read_file(tmp_path, content, "inventaire.csv")
    assert rows(inventory) == [{"Nom": "A", "MOA": "x", "MOE": "y"}, {"MOE": "z"}]
    assert [str(note.at) for note in inventory.notes] == ["inventaire.csv:1:1"]
    assert "Inventaire de la DSI" in inventory.notes[0].text.fr


def test_columns_of_one_name_are_told_apart_and_one_without_a_name_has_its_letters(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, "Nom;Site;Site;\nA;Nord;Sud;?\n", "inventaire.csv")
    assert rows(inventory) == [{"Nom": "A", "Site": "Nord", "Site (2)": "Sud", "D": "?"}]
    assert [str(note.at) for note in inventory.notes] == ["inventaire.csv:1:15"]


def test_values_are_left_as_they_are_written(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, "Nom;Coût\n A ;1 234,5\nB;007\n")
    assert rows(inventory) == [{"Nom": " A ", "Coût": "1 234,5"}, {"Nom": "B", "Coût": "007"}]


def test_a_list_of_one_column_is_read_where_one_asks_for_it(tmp_path: Path) -> None:
    assert rows(read_file(tmp_path, "Nom\nA\nB\n", format="spreadsheet")) == [{"Nom": "A"}, {"Nom": "B"}]


def test_a_quote_that_is_never_closed_is_told_where_it_opens(tmp_path: Path) -> None:
    content = 'Nom;Note\nA;b\n"C;' + "d;e\n" * 50_000
    problem = refusal(tmp_path, content, "inventaire.csv", format="spreadsheet")
    assert (str(problem.at), "guillemet" in problem.why.fr) == ("inventaire.csv:3:1", True)


CELLS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12)
HEADS = st.text("abcdefghijklmnopqrstuvwxyzéèç ", min_size=1, max_size=10).filter(str.strip)


@given(
    data=st.data(),
    separator=st.sampled_from([";", "\t", ",", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
    width=st.integers(2, 6),
)
def test_what_is_written_is_read_cell_by_cell_and_found_again_at_its_place(
    data: st.DataObject, separator: str, encoding: str, end: str, width: int
) -> None:
    cells = CELLS.map(lambda cell: cell.translate(str.maketrans("", "", ";\t,|")))
    body = data.draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))
    head = data.draw(st.lists(HEADS, min_size=width, max_size=width))
    written = text([head, *body], separator=separator, end=end)
    content = written.encode(encoding)
    assume(encoding != "cp1252" or content.isascii() or not is_utf8(content))
    sheet = sheet_of(File("t.csv", content, Path("t.csv"), Path()))
    assert [[cell or "" for cell in row] for row in sheet.rows] == [
        [cell if cell.strip() else "" for cell in row] for row in (head, *body)
    ]
    lines = written.split(end)
    for number, row in enumerate(body, start=2):
        for column, cell in enumerate(row, start=1):
            place = sheet.place(number, column)
            found = lines[place.line - 1][place.column - 1 :]
            assert found.startswith((cell, '"' + cell.replace('"', '""')))


def is_utf8(content: bytes) -> bool:
    """Whether bytes are read as UTF-8 first: what is both says nothing of which was meant."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
