"""Workbooks in which something was damaged, by chance or on purpose: read, or refused in a sentence."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.running import Said, invoke
from tests.exchange.importing import a_workspace
from tests.exchange.reading import read_file, refusal
from tests.exchange.test_export import SI, exported
from tests.exchange.test_workbooks import cell, ods, row, xlsx

SAID = re.compile(r'="([^"]*)"|>([^<]+)<')
"""What XML says, in an attribute or as a text."""
PARTS = re.compile(r"xl/(worksheets/sheet\d+|sharedStrings|workbook|styles|_rels/workbook)\.xml(\.rels)?")
DAMAGE = (
    "", "0", "-1", "1e999", "nan", "9" * 5000, "60", "2958466", "-700000", "A0", "a1", "É1", "A" + "9" * 5000,
    "A" * 5000 + "1", "XFD1048576", "A1:XFD1048576", "A1:A0", "s", "e", "d", "b", "str", "inlineStr", "&#x0;", "=1",
    "9999-12-31T23:59:59", "2021-13-45", "null", "{}", "[" * 3000, "nokind", "application", "base", "sheet",
)  # fmt: skip


@cache
def workbooks() -> dict[str, bytes]:
    """A table of somebody's, what `ea export` writes, and what `ea campaign` does."""
    with tempfile.TemporaryDirectory() as folder:
        root = a_workspace(Path(folder), si=SI)
        own = exported(root, "xlsx").read_bytes()
        invoke(root, "campaign", "new", "--by", "moa", "-o", str(root / "asked"))
        return {"table": xlsx(), "own": own, "campaign": (root / "asked" / "dsi.xlsx").read_bytes()}


def damaged(data: bytes, at: list[tuple[int, str]]) -> bytes:
    """The workbook, where the values at these places of its parts, counted around, are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        texts = {name: before.read(name).decode() for name in before.namelist()}
        parts = sorted(name for name in texts if PARTS.fullmatch(name))
        for place, value in at:
            part = parts[place % len(parts)]
            said = list(SAID.finditer(texts[part]))
            match = said[place // len(parts) % len(said)]
            start, end = match.span(1 if match[1] is not None else 2)
            texts[part] = texts[part][:start] + value + texts[part][end:]
        for name, text in texts.items():
            after.writestr(name, text)
    return out.getvalue()


def brought_in(folder: Path, data: bytes) -> Said:
    """The import of a workbook, shown; a fault of ours fails here."""
    root, book, rules = a_workspace(folder, si=SI), folder / "in.xlsx", folder / "map.yaml"
    book.write_bytes(data)
    rules.write_text("records: {Applications: {kind: application, fields: {name: Nom}}}\n", encoding="utf-8")
    said = invoke(root, "import", str(book))
    return said if said.code == 0 else invoke(root, "import", str(book), "--map", str(rules))


@settings(max_examples=60)
@given(
    st.sampled_from(("table", "own", "campaign")),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(DAMAGE)), min_size=1, max_size=3),
)
def test_whatever_a_workbook_says_it_is_read_or_refused_in_a_sentence(which: str, at: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        said = brought_in(Path(folder), damaged(workbooks()[which], at))
    assert said.code in (0, 1, 2)
    assert said.code == 0 or said.error


@pytest.mark.parametrize(
    ("which", "old", "new", "told"),
    [
        ("table", 'r="A4"', f'r="A{"9" * 5000}"', "stray cells"),
        ("table", 'r="A4"', f'r="{"A" * 5000}4"', "stray cells"),
        ("own", ">application<", ">nokind<", "unknown kind"),
        ("own", "<v>120000.5</v>", f"<v>{'9' * 5000}</v>", "is no number"),
    ],
)
def test_what_is_damaged_is_told(tmp_path: Path, which: str, old: str, new: str, told: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbooks()[which])) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).decode().replace(old, new))
    said = brought_in(tmp_path, out.getvalue())
    assert told in said.error + said.out


def with_sheet(content: str, shared: str = "") -> bytes:
    """A workbook whose one sheet is this."""
    out = io.BytesIO()
    ours = {"xl/worksheets/sheet1.xml": content} | ({"xl/sharedStrings.xml": shared} if shared else {})
    with zipfile.ZipFile(io.BytesIO(xlsx())) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name, text in ({name: before.read(name) for name in before.namelist()} | ours).items():
            after.writestr(name, text)
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'
TEXTS = f'<sst xmlns="{MAIN}"><si><t>{{}}</t></si></sst>'
FAR = '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (SHEET.format('<row r="1">' + '<c t="e"><f>' * 40_000 + "</row>"), "damaged"),
        (SHEET.format('<row r="1">' + '<c t="e" r="A1"><f>x</f>' * 40_000 + "</row>"), "damaged"),
        (SHEET.format('<row r="1"><c ' + 'r="A1" ' * 40_000), "damaged"),
        ("<c " * 200_000, "damaged"),
        (SHEET.format(FAR), "stray cells"),
        (SHEET.format('<row r="1"><c x=">" r="XFD1048576"><v>1</v></c></row>'), "stray cells"),
        ('<!DOCTYPE a [<!ENTITY a "aaaa">]>' + SHEET.format("<row><c><v>&a;</v></c></row>"), "damaged"),
    ],
)
def test_no_workbook_keeps_the_machine_busy(tmp_path: Path, content: str, told: str) -> None:
    assert told in refusal(tmp_path, with_sheet(content)).why.en


def test_a_long_text_to_which_many_cells_refer_is_counted_as_often(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 5_000))
    assert "outsize" in refusal(tmp_path, with_sheet(SHEET.format(cells), TEXTS.format("x" * 100_000))).why.en


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="15" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>",
        row(cell('<text:s text:c="4000000000"/>')),
        row(cell("x" * 100_000).replace("table-cell office", 'table-cell table:number-columns-repeated="9000" office')),
        f'<table:table-row table:number-rows-repeated="{"9" * 5000}">{cell("x")}</table:table-row>',
    ],
)
def test_no_ods_unfolds_to_more_than_memory_holds(tmp_path: Path, rows: str) -> None:
    assert "outsize" in refusal(tmp_path, ods(rows)).why.en


def test_what_an_ods_repeats_empty_takes_no_place(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    read = read_file(tmp_path, ods(row(cell("Nom"), cell("Note")), row(cell("A"), cell("b")), empty))
    assert [record.fields for record in read.records] == [{"Nom": "A", "Note": "b"}]


@pytest.mark.parametrize("digits", [301, 5000])
def test_a_number_that_nothing_holds_is_no_number(tmp_path: Path, digits: int) -> None:
    root = a_workspace(tmp_path, si=SI)
    table = tmp_path / "in.csv"
    table.write_text(f"kind,id,name,yearly_cost\r\napplication,orbis,ORBIS,{'9' * digits}\r\n", encoding="utf-8")
    assert "is no number" in invoke(root, "import", str(table), "--lang", "en").out
