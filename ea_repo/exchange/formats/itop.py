"""iTop: its XML data sets (`<Set><Server id="3">…`), and CSV exports with numeric foreign keys.

Links are classes of their own (`lnk…`). A key such as `functionalci_id` means a row of any class of its family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.exchange import sheet
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Record, Ref, Rejected, Relation, Value, Wording
from ea_repo.exchange.place import Place
from ea_repo.exchange.references import resolved
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import columns_of, holds_tables, tables_of
from ea_repo.exchange.xml_tree import Name
from ea_repo.finding import Text

NAME = "itop"
LABEL = Text("iTop (XML, CSV)", "iTop (XML, CSV)")
_OBJECT = re.compile(rb'<\w+ (?:alias="\w+" )?id="\d+"')
_SIGNATURES = ({"id", "finalclass"}, {"id", "org_id", "org_name"}, {"id", "org_id_friendlyname"})
_CLASSES = {
    "org": ("Organization",),
    "parent": ("",),
    "contact": ("Person", "Team"),
    "agent": ("Person",),
    "manager": ("Person",),
    "caller": ("Person",),
    "provider": ("Organization",),
    "customer": ("Organization",),
    "os_family": ("OSFamily",),
    "osfamily": ("OSFamily",),
    "osversion": ("OSVersion",),
}
"""The classes that a key may mean where it is not named after one; an empty one is the row's own."""
_FAMILIES = {
    "functionalci": frozenset(
        (
            "ApplicationSolution", "BusinessProcess", "DBServer", "DatabaseSchema", "Enclosure", "Farm", "Hypervisor",
            "IPPhone", "Middleware", "MiddlewareInstance", "MobilePhone", "NAS", "NetworkDevice", "OtherSoftware", "PC",
            "PCSoftware", "PDU", "Peripheral", "Phone", "PowerSource", "Printer", "Rack", "SANSwitch", "Server",
            "StorageSystem", "Tablet", "TapeLibrary", "VirtualMachine", "WebApplication", "WebServer",
        )
    ),
    "system": frozenset(("Server", "VirtualMachine", "PC", "Hypervisor", "Farm")),
    "virtualhost": frozenset(("Hypervisor", "Farm")),
    "software": frozenset(("Software",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    type: str
    id: str
    values: Mapping[str, Value]
    at: Place
    places: Mapping[str, Place]


def recognise(file: File) -> Likeness:
    """By the objects of a set, or by columns that its exports alone have."""
    if file.root_name == Name("", "Set"):
        return Likeness.SURE if _OBJECT.search(file.head) else Likeness.NO
    if not holds_tables(file):
        return Likeness.NO
    columns = columns_of(file)
    return Likeness.SURE if any(signature <= columns for signature in _SIGNATURES) else Likeness.NO


_NO_ID = Text("objet sans identifiant", "an object without an id")


def _twice(id: str, first: Place) -> Text:
    return Text(f"{id} est déjà lu ({first})", f"{id} is read already ({first})")


def read(files: Sequence[File]) -> Inventory:
    """The rows of all files together; those of link classes are relations."""
    rows: dict[str, _Row] = {}
    rejected: list[Rejected] = []
    for row in (row for file in files for row in _rows(file)):
        id = f"{row.type}/{row.id}"
        if not row.id or id in rows:
            why = _twice(id, rows[id].at) if id in rows else _NO_ID
            rejected.append(Rejected(row.at, why, row.type))
        else:
            rows[id] = row
    keys = _Keys(rows)
    records = (_record(id, row) for id, row in rows.items() if not _ends(row))
    links = (_relation(id, row, keys, rejected) for id, row in rows.items() if _ends(row))
    relations = tuple(link for link in links if link is not None)
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in files),
        records=resolved(records, keys.find),
        relations=relations,
        rejected=tuple(rejected),
    )


def _rows(file: File) -> Iterator[_Row]:
    if file.root_name is not None:
        for element in file.xml.children:
            values = {child.tag: child.value() for child in element.children}
            values = {name: value for name, value in values.items() if value != ""}
            places = {child.tag: child.at(file.name) for child in element.children}
            yield _Row(element.tag, element.get("id"), values, element.at(file.name), places)
        return
    for table in tables_of(file):
        for record in sheet.records(table):
            values = {name: value for name, value in record.fields.items() if name not in ("id", "finalclass")}
            type = str(record.fields.get("finalclass") or file.stem)
            yield _Row(type, str(record.fields.get("id") or ""), values, record.at, record.places)


def _ends(row: _Row) -> list[str]:
    """The two keys that a link holds together: those that its class is named after, where there are more."""
    keys = [name for name in row.values if name.endswith("_id")] if row.type.startswith("lnk") else []
    own = [key for key in keys if key.removesuffix("_id").casefold() in row.type.casefold()]
    return next((ends for ends in (keys, own) if len(ends) == 2), [])


def _record(id: str, row: _Row) -> Record:
    first = row.values.get("first_name")
    name = " ".join(str(part) for part in (first, row.values.get("name")) if part)
    fields = {field: value for field, value in row.values.items() if field not in ("name", "description")}
    return Record(
        id=id,
        type=row.type,
        at=row.at,
        name=Wording.of(name or str(row.values.get("friendlyname") or "")),
        documentation=Wording.of(str(row.values.get("description") or "")),
        fields=fields,
        places=row.places,
    )


def _relation(id: str, row: _Row, keys: _Keys, rejected: list[Rejected]) -> Relation | None:
    """A link; an end that no row is found for keeps the name of its key, so that it can be told."""
    ends = []
    for key in _ends(row):
        meant = keys.meant(row.type, key, row.values[key])
        if len(meant) > 1:
            listed = ", ".join(meant)
            why = Text(f"« {key} » désigne plusieurs objets : {listed}", f"“{key}” means several objects: {listed}")
            rejected.append(Rejected(row.places.get(key, row.at), why, row.type))
            return None
        ends.append(meant[0] if meant else f"{key.removesuffix('_id')}/{row.values[key]}")
    fields = {
        name: Ref(to) if (to := keys.find(row.type, name, value)) else value
        for name, value in row.values.items()
        if name not in _ends(row)
    }
    source, target = ends
    return Relation(id=id, type=row.type, at=row.at, source=source, target=target, fields=fields, places=row.places)


class _Keys:
    """Which classes there are, to tell what keys mean."""

    def __init__(self, rows: Mapping[str, _Row]) -> None:
        self._rows = rows
        self._classes = {row.type.casefold(): row.type for row in rows.values()}

    def find(self, type: str, field: str, value: Value) -> str:
        """The one row that a key means, empty where there is none, or where there are several."""
        meant = self.meant(type, field, value)
        return meant[0] if len(meant) == 1 else ""

    def meant(self, type: str, field: str, value: Value) -> list[str]:
        """The rows that a key may mean; 0 means none."""
        if not field.endswith("_id") or str(value) in ("0", ""):
            return []
        found = (f"{meant}/{value}" for meant in dict.fromkeys(self._meant(type, field)))
        return [id for id in found if id in self._rows]

    def _meant(self, type: str, field: str) -> Iterator[str]:
        stem = field.removesuffix("_id").casefold()
        for name in (stem, stem.replace("_", ""), stem.rpartition("_")[2]):
            yield self._classes.get(name, "")
            yield from (meant or type for meant in _CLASSES.get(name, ()))
            yield from sorted(_FAMILIES.get(name, ()))
