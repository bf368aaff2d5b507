"""Workbooks of spreadsheet programs: xlsx, ods and xls, by what they hold."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import python_calamine as calamine
import xlrd

from ea_repo.exchange.archive import Archive
from ea_repo.exchange.inventory import NoValue
from ea_repo.exchange.place import Place, Unreadable, letters
from ea_repo.exchange.sheet import Merged, Row, Sheet, plain
from ea_repo.exchange.source import File
from ea_repo.exchange.workbook_cells import DAMAGED, MAX_CELLS, must_fit, too_far, without_value
from ea_repo.exchange.xml_tree import parse
from ea_repo.finding import Text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLSX, _ODS = "xl/workbook.xml", "content.xml"
_SHARED = "xl/sharedStrings.xml"
_RELATED = "xl/_rels/workbook.xml.rels"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_VISIBLE = calamine.SheetVisibleEnum.Visible
_ODS_TYPE = b"opendocument.spreadsheet"


def is_workbook(file: File) -> bool:
    """Whether a file is a workbook of one of these programs."""
    return _is_xls(file) or (file.archive is not None and (_XLSX in file.archive.names or _is_ods(file.archive)))


def sheets_of(file: File) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in its order; raises Unreadable where it cannot be read."""
    if _is_xls(file):
        return _xls(file)
    archive = file.archive
    if archive is None:
        raise Unreadable(Text("ce fichier n'est pas un classeur", "this file is no workbook"), file.at)
    if _XLSX in archive.names:
        return _calamine(file, _errors(archive))
    if _ODS in archive.names:
        must_fit(file.name, archive.read(_ODS))
    return _calamine(file, {})


def _is_xls(file: File) -> bool:
    return file.head.startswith(_OLE)


def _is_ods(archive: Archive) -> bool:
    names = archive.names
    return "mimetype" in names and _ODS in names and _ODS_TYPE in archive.read("mimetype")


def _locator(file: str, sheet: str) -> Callable[[int, int], Place]:
    return partial(_cell, file, sheet)


def _cell(file: str, sheet: str, row: int, column: int) -> Place:
    return Place(file, inside=f"{sheet}!{letters(column)}{row}")


def _calamine(file: File, errors: Mapping[str, Mapping[tuple[int, int], NoValue]]) -> tuple[Sheet, ...]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        return tuple(
            _sheet(file, book.get_sheet_by_name(info.name), info.visible is not _VISIBLE, errors.get(info.name, {}))
            for info in book.sheets_metadata
            if info.typ is calamine.SheetTypeEnum.WorkSheet
        )
    except (calamine.CalamineError, ValueError, OverflowError):
        raise Unreadable(DAMAGED, file.at) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # What Rust raises of itself is no Exception.
            raise Unreadable(DAMAGED, file.at) from None
        raise


def _sheet(file: File, sheet: calamine.CalamineSheet, hidden: bool, errors: Mapping[tuple[int, int], NoValue]) -> Sheet:
    if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise too_far(file.name, sheet.name)
    cells = sheet.to_python(skip_empty_area=False)
    for (row, column), text in errors.items():
        if 0 < row <= len(cells) and 0 < column <= len(cells[row - 1]):
            cells[row - 1][column - 1] = text
    rows = tuple(map(plain, cells))
    ranges = [
        Merged(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Sheet(sheet.name, rows, _locator(file.name, sheet.name), _merged(file, rows, ranges), hidden)


def _merged(file: File, rows: Sequence[Row], ranges: Sequence[Merged]) -> tuple[Merged, ...]:
    """The merged cells, within the rows and columns that hold something."""
    width = max(map(len, rows), default=0)
    within = [Merged(cells.top, cells.left, min(cells.bottom, len(rows)), min(cells.right, width)) for cells in ranges]
    within = [cells for cells in within if cells.top <= cells.bottom and cells.left <= cells.right]
    if sum((cells.bottom - cells.top + 1) * (cells.right - cells.left + 1) for cells in within) > MAX_CELLS:
        raise Unreadable(DAMAGED, file.at)
    return tuple(within)


def _xls(file: File) -> tuple[Sheet, ...]:
    try:
        book = xlrd.open_workbook(file_contents=file.data, formatting_info=True, logfile=io.StringIO())
        return tuple(_xls_sheet(file, book, sheet) for sheet in book.sheets())
    except Unreadable:
        raise
    except Exception:  # What xlrd raises on a damaged file is of every kind.
        raise Unreadable(DAMAGED, file.at) from None


def _xls_sheet(file: File, book: xlrd.Book, sheet: Any) -> Sheet:
    rows = tuple(plain([_xls_value(book, cell) for cell in sheet.row(number)]) for number in range(sheet.nrows))
    ranges = [Merged(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells]
    merged = _merged(file, rows, ranges)
    return Sheet(sheet.name, rows, _locator(file.name, sheet.name), merged, bool(sheet.visibility))


def _xls_value(book: xlrd.Book, cell: Any) -> object:
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
            return moment if moment.time() != dt.time() else moment.date()
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return NoValue(xlrd.error_text_from_code.get(cell.value, "#?"))
        case _:
            return cell.value


def _errors(archive: Archive) -> Mapping[str, Mapping[tuple[int, int], NoValue]]:
    """The cells of each sheet of an xlsx that show an error, such as `#N/A`, or hold a formula that was not computed.

    The library leaves them empty. Raises Unreadable for what it would end the program on.
    """
    shared = archive.read(_SHARED) if _SHARED in archive.names else b""
    return {sheet: without_value(archive.file, sheet, archive.read(name), shared) for sheet, name in _members(archive)}


def _members(archive: Archive) -> list[tuple[str, str]]:
    """The sheets of an xlsx, and the members that hold their cells: every one that might, even if no sheet names it."""
    sheets = (part for part in parse(f"{archive.file}/{_XLSX}", archive.read(_XLSX)).walk() if part.tag == "sheet")
    targets: dict[str, str] = {}
    if _RELATED in archive.names:
        related = parse(f"{archive.file}/{_RELATED}", archive.read(_RELATED)).all("Relationship")
        targets = {link.get("Id"): link.get("Target").rpartition("/")[2] for link in related}
    names = {targets.get(sheet.get(_RELATION_ID), ""): sheet.get("name") for sheet in sheets}
    cells = [name for name in archive.names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return [(names.get(name.rpartition("/")[2], name), name) for name in cells]
