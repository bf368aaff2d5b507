"""GLPI: its database as SQL or XML (mysqldump, phpMyAdmin), the CSV of its lists, the inventories of its agents.

Rows in the bin, and templates, are left out. Names of columns in lists are those of the language of its screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.exchange import sheet, sql_dump
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, LeftOut, Record, Rejected, Relation, Value, Wording
from ea_repo.exchange.place import Place
from ea_repo.exchange.references import resolved
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import columns_of, holds_tables, tables_of
from ea_repo.exchange.xml_tree import Element
from ea_repo.finding import Text

NAME = "glpi"
LABEL = Text("GLPI (SQL, XML, CSV)", "GLPI (SQL, XML, CSV)")
_SQL = re.compile(rb"INSERT INTO [`\"]?glpi_\w+")
_XML_TABLE = re.compile(rb"name=[\"']glpi_\w+[\"']")
_LIST = (
    frozenset(
        ("nom", "entité", "statut", "fabricant", "lieu", "type", "modèle", "numéro de série", "dernière modification")
    ),
    frozenset(
        ("name", "entity", "status", "manufacturer", "location", "type", "model", "serial number", "last update")
    ),
)
"""The columns that its lists begin with, in French and in English."""
_ENOUGH = 4
_NOT_LINKED = ("entities", "items")
"""What rows of link tables refer to beside the two that they hold together; the type of an item is another column."""
_KEY = re.compile(r"(?P<table>\w+?s)_id(?:_\w+)?")
_SOFTWARE = "SOFTWARES"


@dataclass(frozen=True, slots=True)
class _Row:
    table: str
    values: Mapping[str, Value]
    at: Place
    places: Mapping[str, Place]


def recognise(file: File) -> Likeness:
    """By the names of its tables, the root of its agents' inventories, or enough of its lists' columns."""
    if file.root_name is not None:
        agent = file.root_name.tag == "REQUEST" and b"<CONTENT>" in file.head
        return Likeness.SURE if agent or _XML_TABLE.search(file.head) else Likeness.NO
    if file.is_text and _SQL.search(file.data):
        return Likeness.SURE
    if not holds_tables(file):
        return Likeness.NO
    columns = {name.casefold() for name in columns_of(file)}
    entity = columns & {"entité", "entity"}
    return Likeness.LOOKS if entity and any(len(columns & known) >= _ENOUGH for known in _LIST) else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """The rows of all files together; those of tables that only hold two keys are relations."""
    reader = _Reader()
    for file in files:
        if file.root_name is not None and file.root_name.tag == "REQUEST":
            reader.computer(file)
        else:
            for row in _rows(file):
                reader.row(row)
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in files),
        records=resolved(reader.records.values(), reader.meant),
        relations=tuple(reader.relations.values()),
        rejected=tuple(reader.rejected),
        left_out=tuple(reader.left_out),
    )


def _rows(file: File) -> Iterator[_Row]:
    if file.root_name is not None:
        for table in file.xml.walk():
            if table.get("name").startswith("glpi_"):
                yield from _xml_rows(file, table)
    elif _SQL.search(file.data):
        yield from (_Row(row.table, row.values, row.at, {}) for row in sql_dump.rows(file.name, file.text))
    else:
        for listed in tables_of(file):
            yield from (_Row(listed.name, record.fields, record.at, record.places) for record in sheet.records(listed))


def _xml_rows(file: File, table: Element) -> Iterator[_Row]:
    """The rows of mysqldump's `<table_data><row><field>`, or the one of phpMyAdmin's `<table><column>`."""
    rows = list(table.all("row")) or ([table] if table.first("column") else [])
    for row in rows:
        cells = list(row.all("field", "column"))
        values: dict[str, Value] = {cell.get("name"): cell.text for cell in cells if cell.text not in ("", "NULL")}
        yield _Row(
            table.get("name"), values, row.at(file.name), {cell.get("name"): cell.at(file.name) for cell in cells}
        )


class _Reader:
    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.rejected: list[Rejected] = []
        self.left_out: list[LeftOut] = []

    def row(self, row: _Row) -> None:
        own = row.values.get("id") or row.values.get("ID") or len(self.records) + 1
        id = f"{row.table}/{own}"
        if id in self.records or id in self.relations:
            why = Text(
                f"l'identifiant {own} est déjà pris dans cette table", f"the id {own} is already taken in this table"
            )
            self.rejected.append(Rejected(row.at, why, row.table))
        elif _set(row, "is_deleted") or _set(row, "is_template"):
            self.left_out.append(LeftOut(row.table, id, _name(row.values), row.at))
        elif ends := _ends(row):
            fields = {name: value for name, value in row.values.items() if name != "id"}
            source, target = ends
            self.relations[id] = Relation(
                id=id, type=row.table, at=row.at, source=source, target=target, fields=fields, places=row.places
            )
        else:
            fields = {name: value for name, value in row.values.items() if value is not None}
            self.records[id] = Record(
                id=id, type=row.table, at=row.at, name=Wording.of(_name(row.values)), fields=fields, places=row.places
            )

    def meant(self, type: str, field: str, value: Value) -> str:
        """The row that a foreign key means; 0 means none."""
        match = _KEY.fullmatch(field)
        id = f"glpi_{match['table']}/{value}" if match else ""
        return id if id in self.records and str(value) != "0" else ""

    def computer(self, file: File) -> None:
        """A computer as its agent saw it, with the software on it."""
        root = file.xml
        content, device = root.first("CONTENT"), root.first("DEVICEID")
        if content is None:
            why = Text("inventaire sans contenu", "an inventory without content")
            self.rejected.append(Rejected(root.at(file.name), why))
            return
        fields: dict[str, Value] = {}
        for section in content.children:
            if section.tag != _SOFTWARE:
                same = [other.value() for other in content.all(section.tag)]
                fields.setdefault(section.tag.lower(), same[0] if len(same) == 1 else tuple(same))
        hardware = content.first("HARDWARE")
        named = hardware.first("NAME") if hardware is not None else None
        id = f"computer/{device.text.strip() if device is not None and device.text.strip() else file.name}"
        name = Wording.of(named.text.strip() if named is not None else "")
        self.records[id] = Record(id=id, type="computer", at=root.at(file.name), name=name, fields=fields)
        for software in content.all(_SOFTWARE):
            self.software(file, id, software)

    def software(self, file: File, computer: str, element: Element) -> None:
        said = {child.tag.lower(): child.text.strip() for child in element.children if child.text.strip()}
        if not said.get("name"):
            why = Text("logiciel sans nom", "a software without a name")
            self.rejected.append(Rejected(element.at(file.name), why, "software"))
            return
        id = f"software/{said['name']} {said.get('version', '')}".rstrip()
        at = element.at(file.name)
        self.records.setdefault(
            id, Record(id=id, type="software", at=at, name=Wording.of(said.pop("name")), fields={**said})
        )
        link = f"{computer} {id}"
        self.relations.setdefault(link, Relation(id=link, type="installed", at=at, source=computer, target=id))


def _ends(row: _Row) -> tuple[str, str] | None:
    """The two rows that a row of a link table holds together: tables whose names are made of two."""
    keys = [(name, match["table"]) for name in row.values if (match := _KEY.fullmatch(name))]
    linked = [
        f"glpi_{table}/{row.values[name]}" for name, table in keys if table in row.table and table not in _NOT_LINKED
    ]
    if "name" in row.values or not row.table.startswith("glpi_"):
        return None
    itemtype, item = row.values.get("itemtype"), row.values.get("items_id")
    if row.table.startswith("glpi_items_") and itemtype and len(linked) == 1:
        return f"glpi_{str(itemtype).lower()}s/{item}", linked[0]
    return (linked[0], linked[1]) if len(linked) == 2 and row.table.count("_") >= 2 else None


def _set(row: _Row, name: str) -> bool:
    return str(row.values.get(name) or "0") == "1"


def _name(values: Mapping[str, Value]) -> str:
    return str(values.get("name") or values.get("Nom") or values.get("Name") or "")
