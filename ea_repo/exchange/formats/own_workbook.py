"""The workbook that `ea export xlsx` wrote, as somebody filled it in and gave it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.columns import columns_of
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Note, Rejected, Scalar
from ea_repo.exchange.labels import Labels
from ea_repo.exchange.naming import slug
from ea_repo.exchange.one_file import only
from ea_repo.exchange.own_rows import OwnCell, OwnRows
from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.sheet import Sheet
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import tables_of
from ea_repo.exchange.workbook import is_workbook
from ea_repo.exchange.workbook_layout import (
    BASE,
    OWN_SHEET,
    SAID,
    SHEET,
    TOO_LONG,
    base_of,
    column_pairs,
)
from ea_repo.exchange.workbook_layout import (
    LABEL as LABEL_ROW,
)
from ea_repo.finding import Text
from ea_repo.metamodel import Kind, Vocabulary, built_in

NAME = "workbook"
LABEL = Text("classeur de ea export", "workbook of ea export")
_MARK = f'name="{OWN_SHEET}"'.encode()
_NAMELESS = Text("un nouvel élément veut un nom", "a new element needs a name")
_NO_KIND = Text("genre inconnu : « {} » ; cette feuille n'est pas lue", "unknown kind: “{}”; this sheet is not read")
_TWICE = Text("« {} » a déjà une ligne", "“{}” has a row already")
_DAMAGED = Text(
    "la feuille masquée de ce classeur a été modifiée : exportez-le à nouveau",
    "the hidden sheet of this workbook was changed: export it again",
)


def recognise(file: File) -> Likeness:
    """By its hidden sheet."""
    archive = file.archive
    if archive is None or "xl/workbook.xml" not in archive.names or not is_workbook(file):
        return Likeness.NO
    return Likeness.OURS if _MARK in archive.read("xl/workbook.xml") else Likeness.NO


@dataclass(slots=True)
class _Own:
    """What the hidden sheet tells."""

    sheets: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    """By name: the kind, and the paths of the columns by their heads."""
    labels: dict[str, str] = field(default_factory=dict)
    base: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """By id: what each element said when it went out, and its kind."""
    said: dict[str, str] = field(default_factory=dict)


def read(files: Sequence[File]) -> Inventory:
    """Its elements, with what they said when they went out; raises Unreadable where the hidden sheet is damaged."""
    return read_columns(files, built_in())


def read_columns(files: Sequence[File], vocabulary: Vocabulary) -> Inventory:
    """The same, with the fields and kinds of a vocabulary."""
    file = only(files)
    tables = {table.name: table for table in tables_of(file)}
    own = _own(file, tables[OWN_SHEET]) if OWN_SHEET in tables else _Own()
    here = {name: sheet for name, sheet in own.sheets.items() if name in tables}
    new = _new_rows(own, here, tables)
    labels = Labels({**own.labels, **{id: name for id, name in new.values() if name not in own.labels.values()}})
    rows = OwnRows(labels.target)
    reader = _Reader(own, rows, new)
    for name, (kind, paths) in here.items():
        if kind in vocabulary.kinds:
            reader.sheet(tables[name], vocabulary.kinds[kind], paths)
        else:
            rows.rejected.append(
                Rejected(tables[name].locate(1, 1), Text(_NO_KIND.fr.format(kind), _NO_KIND.en.format(kind)))
            )
    notes = [
        Note(table.locate(1, 1), Text(f"feuille inconnue « {name} » : non lue", f"unknown sheet “{name}”: not read"))
        for name, table in tables.items()
        if name not in own.sheets and not table.hidden and reader.is_new(table)
    ]
    return Inventory(
        format=NAME,
        files=(file.source,),
        fields=dict(own.said),
        records=tuple(rows.records),
        rejected=tuple(rows.rejected),
        notes=tuple(notes) if len(here) < len(own.sheets) else (),
        own=True,
        base=reader.base,
    )


def _own(file: File, sheet: Sheet) -> _Own:
    own = _Own()
    try:
        for row in sheet.rows:
            what, *rest = (str(cell) if cell is not None else "" for cell in row)
            if what == SAID:
                own.said[rest[0]] = rest[1]
            elif what == LABEL_ROW:
                own.labels[rest[0]] = rest[1]
            elif what == SHEET:
                own.sheets[rest[0]] = rest[1], dict(column_pairs(row))
            elif what == BASE:
                own.base[rest[0]], own.kinds[rest[0]] = base_of(row), rest[1]
    except (IndexError, ValueError):
        raise Unreadable(_DAMAGED, file.at) from None
    return own


def _head(sheet: Sheet) -> dict[str, int]:
    """The columns of a sheet by their heads."""
    row = sheet.rows[0] if sheet.rows else ()
    return {str(cell).strip(): place for place, cell in enumerate(row, start=1) if cell is not None}


def _name_column(sheet: Sheet, paths: Mapping[str, str]) -> int:
    return next((place for head, place in _head(sheet).items() if paths.get(head) == "name"), 0)


def _new_rows(
    own: _Own, sheets: Mapping[str, tuple[str, dict[str, str]]], tables: Mapping[str, Sheet]
) -> dict[tuple[str, int], tuple[str, str]]:
    """The ids of rows that have a name and none: made from the name."""
    taken = set(own.labels) | {
        str(row[0]).strip() for name in sheets for row in tables[name].rows[1:] if row and row[0]
    }
    new: dict[tuple[str, int], tuple[str, str]] = {}
    for name, (kind, paths) in sheets.items():
        column = _name_column(tables[name], paths)
        for number in range(2, len(tables[name].rows) + 1):
            called = tables[name].cell(number, column)
            if called is not None and tables[name].cell(number, 1) is None:
                plain = slug(str(called)) or kind.replace("_", "-")
                variants = (plain, *(f"{plain}-{place}" for place in range(2, 100_000)))
                id = next(one for one in variants if one not in taken)
                taken.add(id)
                new[name, number] = id, str(called).strip()
    return new


class _Reader:
    def __init__(self, own: _Own, rows: OwnRows, new: Mapping[tuple[str, int], tuple[str, str]]) -> None:
        self._own, self._rows, self._new = own, rows, new
        self._taken: set[str] = set()
        self.base: dict[str, Mapping[str, Any]] = {}

    def is_new(self, table: Sheet) -> bool:
        """Whether somebody added a sheet, or gave one another name."""
        return "id" in _head(table)

    def sheet(self, table: Sheet, of: Kind, paths: Mapping[str, str]) -> None:
        """The rows of a sheet; its columns may stand in another order, or be missing."""
        kind, by_path = of.name, {column.path: column for column in columns_of(of)}
        columns = [(by_path[path], place) for head, place in _head(table).items()
                   if (path := paths.get(head, "")) in by_path]  # fmt: skip
        fields = {column.field for column, _ in columns}
        for id, base in self._own.base.items():
            if self._own.kinds[id] == kind:
                self.base[id] = {name: value for name, value in base.items() if name in fields}
        for number, row in enumerate(table.rows[1:], start=2):
            if all(cell is None for cell in row):
                continue
            own_id = self._id(table, kind, number)
            if own_id is None:
                continue
            went = self._own.base.get(own_id, {})
            cells = [
                OwnCell(column, table.cell(number, place), table.place(number, place)) for column, place in columns
            ]
            whole = [cell for cell in cells if not _is_too_long(cell.value)]
            self._rows.take(kind, own_id, table.locate(number, 1), whole, went)

    def _id(self, table: Sheet, kind: str, number: int) -> str | None:
        """The id of a row; None where it says none, nor a name, or is there twice: that is refused."""
        written: Scalar = table.cell(number, 1)
        id = str(written).strip() if written is not None else self._new.get((table.name, number), ("", ""))[0]
        at = table.locate(number, 1)
        if not id:
            self._rows.rejected.append(Rejected(at, _NAMELESS, kind))
            return None
        if id in self._taken:
            self._rows.rejected.append(Rejected(at, Text(_TWICE.fr.format(id), _TWICE.en.format(id)), kind))
            return None
        self._taken.add(id)
        return id


def _is_too_long(value: Scalar) -> bool:
    return value in (TOO_LONG.fr, TOO_LONG.en)
