"""Mercator: the JSON of its API (indexes and single objects), its SQL dump, and the workbooks that its screens export.

Its files belong together: a folder of them is one inventory. Rows that its users deleted are left out, and counted;
each row of a link table is a relation, as are the lists of ids of single objects and of workbooks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange import mercator_schema as schema
from ea_repo.exchange import sheet, sql_dump
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.html_text import as_text
from ea_repo.exchange.inventory import Inventory, LeftOut, Note, Record, Ref, Rejected, Relation, Value, Wording
from ea_repo.exchange.json_tree import frozen, mappings, pointer
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import columns_of, holds_tables, tables_of
from ea_repo.finding import Text

NAME = "mercator"
LABEL = Text("Mercator (JSON, SQL, xlsx)", "Mercator (JSON, SQL, xlsx)")
_PLAIN = frozenset(("id", "name", "users", "information"))
"""Columns that are named like tables, and hold no ids."""
_OWN = frozenset(("id", "created_at", "updated_at"))
"""Columns that two rows that say the same do not share."""
_SQL = b"`m_applications`"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table, wherever it comes from; `places` are those of its cells where they are known."""

    table: str
    values: Mapping[str, Any]
    at: Place
    places: Mapping[str, Place]


def recognise(file: File) -> Likeness:
    """By the columns of its rows: those of Laravel's tables, and those that one table of Mercator alone has."""
    if file.looks_json:
        return _json_likeness(file)
    if file.is_text and _SQL in file.data and b"INSERT INTO" in file.data:
        return Likeness.SURE
    if holds_tables(file):
        columns = columns_of(file)
        if {"id", "name"} <= columns and schema.table_with(columns):
            return Likeness.SURE
        return Likeness.LOOKS if {"id", "name"} <= columns and schema.table_named(file.stem) else Likeness.NO
    return Likeness.NO


def _json_likeness(file: File) -> Likeness:
    if file.json_or_none == []:  # An index of nothing.
        return Likeness.SHAPE if schema.table_named(file.stem) else Likeness.NO
    rows = [row for _, row in _objects(file.json_or_none)]
    if not rows:
        return Likeness.NO
    if {"created_at", "updated_at"} <= rows[0].keys() and _table(file, rows[0]):
        return Likeness.SURE
    return Likeness.LOOKS if schema.is_link(rows[0]) else Likeness.NO


def _objects(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """The rows of an index, `[…]` or `{"data": […]}`, or the one of an object `{"data": {…}}`, with their pointers."""
    prefix = ""
    if isinstance(value, dict) and "data" in value:
        value, prefix = value["data"], pointer("data")
    if isinstance(value, dict):
        return [(prefix, value)]
    return [(prefix + pointer(place), row) for place, row in mappings(value)]


def _table(file: File, row: Mapping[str, Any]) -> str:
    """The table of a row of a JSON file: by its columns, else, where several have the same, by the file's name."""
    return schema.table_with(row) or schema.table_named(file.stem)


def read(files: Sequence[File]) -> Inventory:
    """All that these files say together."""
    reader = _Reader()
    for file in files:
        try:
            for row in _rows(file, reader.rejected):
                reader.take(row)
        except Unreadable as problem:
            if len(files) == 1:
                raise
            reader.rejected.append(Rejected(problem.at, problem.why))
    return reader.inventory(files)


def _rows(file: File, rejected: list[Rejected]) -> Iterator[_Row]:
    if file.archive is not None or not file.is_text:
        yield from _exported(file)
    elif file.looks_json:
        for where, row in _objects(file.json):
            at = Place(file.name, inside=where)
            table = _link(row) if schema.is_link(row) else _table(file, row)
            if table:
                yield _Row(table, row, at, {})
            else:
                why = Text(
                    "on ne sait pas de quelle table vient cette ligne : nommez le fichier comme elle",
                    "it cannot be told which table this row is of: name the file after it",
                )
                rejected.append(Rejected(at, why))
    elif _SQL in file.data:
        for inserted in sql_dump.rows(file.name, file.text):
            yield _Row(inserted.table, inserted.values, inserted.at, {})
    else:
        yield from _exported(file)


def _link(row: Mapping[str, Any]) -> str:
    return schema.link_name(*(column for column in row if schema.referred_to(column)))


def _exported(file: File) -> Iterator[_Row]:
    """The rows of a workbook: its first line has the names of the columns, lists of ids are of other tables' rows."""
    for table in tables_of(file):
        for record in sheet.records(table):
            name = schema.table_with(record.fields) or schema.table_named(file.stem) or schema.table_named(table.name)
            yield _Row(name, record.fields, record.at, record.places)


class _Reader:
    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.left_out: dict[str, LeftOut] = {}
        self.rejected: list[Rejected] = []

    def take(self, row: _Row) -> None:
        """Takes a row, where it belongs."""
        if schema.is_link(row.values):
            first, second = sorted(column for column in row.values if schema.referred_to(column))
            self.link(row.table, (first, row.values[first]), (second, row.values[second]), row.at)
            return
        own = row.values.get("id")
        id = f"{row.table}/{own}" if own is not None else f"{row.table}/{len(self.records)}"
        if row.values.get("deleted_at"):
            self.left_out.setdefault(id, LeftOut(row.table, id, _name(row.values), row.at))
            return
        known = self.records.get(id)
        if known is None:
            self.records[id] = self.record(id, row)
        elif known.at.file == row.at.file:
            why = Text(
                f"l'identifiant {own} est déjà pris dans cette table", f"the id {own} is already taken in this table"
            )
            self.rejected.append(Rejected(row.at, why, row.table))
            return
        for column, value in row.values.items():
            if own is not None and (other := _linked(row, column, value)):
                at = row.places.get(column, row.at)
                for linked in _ids(value):
                    self.link("", (schema.key_of(row.table), own), (schema.key_of(other), linked), at)

    def link(self, table: str, one: tuple[str, Any], other: tuple[str, Any], at: Place) -> None:
        """A row of a link table, or what stands for one; the same from two files is one relation."""
        (first, source), (second, target) = sorted((one, other), key=lambda end: end[0])
        type = table or schema.link_name(first, second)
        id = f"{type}/{source}/{target}"
        if id not in self.relations:
            ends = (f"{schema.referred_to(first)}/{source}", f"{schema.referred_to(second)}/{target}")
            self.relations[id] = Relation(id=id, type=type, at=at, source=ends[0], target=ends[1])
        elif table and self.relations[id].at.file == at.file:
            why = Text("ce lien est déjà écrit dans cette table", "this link is already written in this table")
            self.rejected.append(Rejected(at, why, type))

    def record(self, id: str, row: _Row) -> Record:
        fields: dict[str, Value] = {}
        for column, value in row.values.items():
            if column in ("name", "description", "deleted_at") or _linked(row, column, value):
                continue
            table = schema.referred_to(column)
            if table and value is not None:
                fields[column] = Ref(f"{table}/{value}")
            elif value is not None:
                fields[column] = as_text(value) if isinstance(value, str) else frozen(value)
        return Record(
            id=id,
            type=row.table,
            at=row.at,
            name=Wording.of(_name(row.values)),
            documentation=Wording.of(as_text(str(row.values.get("description") or ""))),
            fields=fields,
            places=row.places,
        )

    def inventory(self, files: Sequence[File]) -> Inventory:
        return Inventory(
            format=NAME,
            files=tuple(file.source for file in files),
            records=tuple(self.records.values()),
            relations=tuple(self.relations.values()),
            rejected=tuple(self.rejected),
            left_out=tuple(self.left_out.values()),
            notes=tuple(_written_twice(tuple(self.records.values()))),
        )


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("name") or row.get("filename") or "")


def _linked(row: _Row, column: str, value: Any) -> str:
    """The table whose rows a list of ids is of, empty where a column is no such list; workbooks write it as a text."""
    listed = isinstance(value, list) or (row.places and isinstance(value, str | int) and column not in _PLAIN)
    return schema.table_named(column) if listed else ""


def _ids(value: Any) -> list[Any]:
    """The ids of a list: numbers, objects with an id, or one text `1, 2`."""
    if isinstance(value, list):
        return [entry.get("id") if isinstance(entry, dict) else entry for entry in value]
    return [part.strip() for part in str(value).split(",") if part.strip()]


def _written_twice(records: Sequence[Record]) -> Iterator[Note]:
    """Flows that say the same of the same ends as one before them."""
    seen: dict[str, Record] = {}
    for record in records:
        if record.type == "fluxes":
            said = [(name, value) for name, value in record.fields.items() if name not in _OWN]
            before = seen.setdefault(repr((record.name, said)), record)
            if before is not record:
                which = f"{before.id} ({before.at})"
                text = Text(f"ce flux dit la même chose que {which}", f"this flow says the same as {which}")
                yield Note(record.at, text)
