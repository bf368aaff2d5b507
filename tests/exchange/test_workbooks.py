"""Workbooks of spreadsheet programs: the same sheet in xlsx, ods and xls."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ea_repo.exchange import Inventory, read
from tests.exchange.importing import a_workspace, imported, source
from tests.exchange.reading import read_file, refusal

XLS = Path(__file__).parent / "applications.xls"
"""Written by another program, with the cells of `xlsx()`."""
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
)


def xlsx() -> bytes:
    """A title, a header of two rows with merged cells, an empty row."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Applications"
    sheet.append(["Inventaire au 31/12/2025"])
    sheet.append(["Nom", "Responsables", None, "Mise en service"])
    sheet.append([None, "MOA", "MOE"])
    sheet.append(["Dossier patient", "DSI", "Éditeur", dt.date(2023, 6, 14)])
    sheet.append([])
    sheet.append(["Laboratoire", "Biologie", None, 2024])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B2:C2")
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ods(*rows: str) -> bytes:
    """A workbook with these rows, as LibreOffice packs it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Applications">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return data.getvalue()


def row(*cells: str) -> str:
    return "<table:table-row>" + "".join(cells) + "</table:table-row>"


def cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


@pytest.fixture(params=["xlsx", "xls"])
def inventory(request: pytest.FixtureRequest, tmp_path: Path) -> Inventory:
    """The same sheet from two programs, each in a file whose name says the other."""
    data = XLS.read_bytes() if request.param == "xls" else xlsx()
    return read_file(tmp_path, data, "inventaire." + ("xlsx" if request.param == "xls" else "xls"))


def test_a_header_of_two_rows_names_columns_by_both_and_rows_keep_their_raw_values(inventory: Inventory) -> None:
    assert [dict(record.fields) for record in inventory.records] == [
        {
            "Nom": "Dossier patient",
            "Responsables / MOA": "DSI",
            "Responsables / MOE": "Éditeur",
            "Mise en service": dt.date(2023, 6, 14),
        },
        {"Nom": "Laboratoire", "Responsables / MOA": "Biologie", "Mise en service": 2024},
    ]
    assert inventory.totals().records == {"Applications": 2}


def test_cells_are_told_as_spreadsheets_call_them(inventory: Inventory) -> None:
    first, second = inventory.records
    file = inventory.files[0].name
    assert str(first.place("Responsables / MOE")) == f"{file}:Applications!C4"
    assert str(second.at) == f"{file}:Applications!A6"
    assert [str(note.at) for note in inventory.notes] == [f"{file}:Applications!A1"]


def test_cells_merged_downwards_say_the_same_for_each_row_and_stand_where_the_first_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for values in (["Direction", "Application"], ["Soins", "A"], [None, "B"], ["Achats", "C"]):
        sheet.append(values)
    sheet.merge_cells("A2:A3")
    inventory = read_file(tmp_path, saved(book), "s")
    assert [record.fields["Direction"] for record in inventory.records] == ["Soins", "Soins", "Achats"]
    assert str(inventory.records[1].place("Direction")) == "s:Sheet!A2"


def test_each_sheet_is_a_type_and_a_hidden_one_is_noted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first: Any = book.active
    first.append(["Nom", "Version"])
    first.append(["A", 1.0])
    second = book.create_sheet("Sites")
    second.append(["Nom", "Ville"])
    second.append(["Nord", "Lille"])
    second.append(["Sud", "Nice"])
    second.sheet_state = "hidden"
    book.create_sheet("Vide")
    inventory = read_file(tmp_path, saved(book), "s")
    assert inventory.totals().records == {"Sheet": 1, "Sites": 2}
    assert inventory.records[0].fields["Version"] == 1
    assert [(str(note.at), note.text.en) for note in inventory.notes] == [("s:Sites!A1", "this sheet is hidden")]


def test_a_cell_that_shows_an_error_is_no_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Été & co"
    sheet.append(["Nom", "Coût"])
    sheet.append(["A", "#REF!"])
    sheet.append(["B", 3])
    sheet["B2"].data_type = "e"
    inventory = read_file(tmp_path, saved(book), "s")
    assert [record.fields["Coût"] for record in inventory.records] == ["#REF!", 3]
    assert str(inventory.records[0].place("Coût")) == "s:Été & co!B2"


def test_ods_is_read_and_what_it_repeats_is_repeated(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    twice = cell("oui").replace("table-cell office", 'table-cell table:number-columns-repeated="2" office')
    rows = (row(cell("Nom"), cell("SSO"), cell("Exposé")), row(cell("Dossier"), twice), row(cell("Labo"), empty))
    end = f'<table:table-row table:number-rows-repeated="1048570">{empty}</table:table-row>'
    inventory = read_file(tmp_path, ods(*rows, end), "s")
    assert [dict(record.fields) for record in inventory.records] == [
        {"Nom": "Dossier", "SSO": "oui", "Exposé": "oui"},
        {"Nom": "Labo"},
    ]


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576 XFD1"])
def test_a_stray_cell_far_away_is_told_instead_of_taking_all_memory(tmp_path: Path, far: str) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Nom", "Note"])
    for name in far.split():
        sheet[name] = "x"
    problem = refusal(tmp_path, saved(book), "s")
    assert "isolées" in problem.why.fr
    assert str(problem.at) == "s:Sheet"


def test_an_ods_that_repeats_without_end_is_refused(tmp_path: Path) -> None:
    bomb = cell("x").replace("table-cell office", 'table-cell table:number-columns-repeated="16384" office')
    assert refusal(
        tmp_path, ods(f'<table:table-row table:number-rows-repeated="1048576">{bomb}</table:table-row>'), "s"
    )


@pytest.mark.parametrize(
    "data", [xlsx(), XLS.read_bytes(), ods(row(cell("Nom"), cell("Note")))], ids=["xlsx", "xls", "ods"]
)
def test_a_workbook_cut_anywhere_is_read_or_refused_and_nothing_else(tmp_path: Path, data: bytes) -> None:
    for end in range(100, len(data), len(data) // 15):
        assert refusal(tmp_path, data[:end], f"cut{end}").why.fr


def test_an_xls_with_any_byte_changed_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    data = XLS.read_bytes()
    path = tmp_path / "s"
    for at in range(0, len(data), 97):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            assert read([path], "spreadsheet").format == "spreadsheet"
        except Exception as problem:
            assert type(problem).__name__ == "Unreadable", (at, problem)


@pytest.mark.parametrize(("cell", "why"), [("=12*1000", "“=12*1000” is not computed"), ("#N/A", "“#N/A” is an error")])
@pytest.mark.parametrize(("column", "field"), [(1, "name"), (2, "yearly_cost"), (3, "supplier"), (4, "description")])
def test_a_cell_without_a_value_is_told_with_its_place(
    tmp_path: Path, cell: str, why: str, column: int, field: str
) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Parc"
    sheet.append(["Nom", "Coût", "Éditeur", "Rôle", "Code"])
    sheet.append(["A", 12, "Agfa", "Lits", "7"])
    sheet.cell(2, column).value = cell
    data = io.BytesIO()
    book.save(data)
    mapping = (
        "records: {'*': {kind: application, name: Nom, key: Code, fields: {yearly_cost: Coût, description: Rôle, "
        "supplier: {from: Éditeur, create: actor}}}}"
    )
    folder = source(tmp_path, {"parc.xlsx": data.getvalue()})
    plan = imported(a_workspace(tmp_path), folder / "parc.xlsx", mapping)
    assert (f"parc.xlsx:Parc!{'ABCD'[column - 1]}2", field) in [(str(one.at), one.field) for one in plan.rejected]
    assert all(why in one.why.en for one in plan.rejected)
    [added] = [added for added in plan.added if added.kind == "application"]
    assert not {"yearly_cost", "supplier", "description"} - {field} - set(added.fields)
    assert field not in added.fields or field == "name"


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    cells = '<c r="A2" t="str"><f>B2</f><v></v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>1&lt;2</f><v/></c>'
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Nom", "Coût", "Reste"])
    sheet.append(["a", "b", "c"])
    data = io.BytesIO()
    book.save(data)
    made = io.BytesIO()
    with zipfile.ZipFile(data) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(rb'<row r="2">.*?</row>', f'<row r="2">{cells}</row>'.encode(), content)
            after.writestr(name, content)
    [record] = read_file(tmp_path, made.getvalue(), "parc.xlsx").records
    assert record.fields == {"Coût": 2, "Reste": "=1<2"}
