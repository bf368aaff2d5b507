"""Archi's CSV export: three files, of elements, relations and properties, that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.exchange import sheet
from ea_repo.exchange.archimate import short
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Property, Record, Rejected, Relation, Wording
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import columns_of, holds_tables, tables_of
from ea_repo.finding import Text

NAME = "archi-csv"
LABEL = Text("export CSV d'Archi", "Archi's CSV export")
MAPPING = "archimate"
_ELEMENTS = frozenset(("ID", "Type", "Name", "Documentation"))
_RELATIONS = _ELEMENTS | {"Source", "Target"}
_PROPERTIES = frozenset(("ID", "Key", "Value"))
_MODEL = "ArchimateModel"


def recognise(file: File) -> Likeness:
    """By its columns, which are always the same."""
    if file.archive is not None or not holds_tables(file):
        return Likeness.NO
    columns = columns_of(file) - {"Specialization"}
    return Likeness.SURE if columns in (_ELEMENTS, _RELATIONS, _PROPERTIES) else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One model, from its files."""
    properties: dict[str, list[Property]] = {}
    for row in _rows(files, _PROPERTIES):
        given = Property(_text(row, "Key"), Wording.of(_text(row, "Value")))
        properties.setdefault(_text(row, "ID"), []).append(given)
    records: dict[str, Record] = {}
    relations: dict[str, Relation] = {}
    rejected: list[Rejected] = []
    model: Record | None = None
    for row in (*_rows(files, _ELEMENTS), *_rows(files, _RELATIONS)):
        id, type = _text(row, "ID") or row.id, _text(row, "Type")
        if id in records or id in relations or not type:
            why = Text(
                f"ligne sans type, ou « {id} » est déjà pris", f"a row without a type, or “{id}” is already taken"
            )
            rejected.append(Rejected(row.at, why, type))
            continue
        record = _record(id, type, row, tuple(properties.get(id, ())))
        if type == _MODEL:
            model = record
        elif "Source" in row.places:
            relations[id] = _relation(record, row)
        else:
            records[id] = record
    known = {*records, *relations, *([model.id] if model else [])}
    for row in _rows(files, _PROPERTIES):
        if _text(row, "ID") not in known:
            why = Text("propriété d'un élément absent", "a property of an element that is not there")
            rejected.append(Rejected(row.at, why, "property"))
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in files),
        id=model.id if model else "",
        name=model.name if model else Wording(),
        documentation=model.documentation if model else Wording(),
        properties=model.properties if model else (),
        records=tuple(records.values()),
        relations=tuple(relations.values()),
        rejected=tuple(rejected),
    )


def _rows(files: Sequence[File], columns: frozenset[str]) -> Iterator[Record]:
    for file in files:
        if columns_of(file) - {"Specialization"} == columns:
            for table in tables_of(file):
                yield from sheet.records(table)


def _text(row: Record, column: str) -> str:
    return str(row.fields.get(column) or "")


def _record(id: str, type: str, row: Record, properties: tuple[Property, ...]) -> Record:
    specialised = _text(row, "Specialization")
    return Record(
        id=id,
        type=short(type),
        at=row.at,
        name=Wording.of(_text(row, "Name")),
        documentation=Wording.of(_text(row, "Documentation")),
        properties=properties,
        profiles=(specialised,) if specialised else (),
        places=row.places,
    )


def _relation(record: Record, row: Record) -> Relation:
    return Relation(
        id=record.id,
        type=record.type,
        at=record.at,
        name=record.name,
        documentation=record.documentation,
        properties=record.properties,
        profiles=record.profiles,
        places=record.places,
        source=_text(row, "Source"),
        target=_text(row, "Target"),
    )
