"""NetBox: the dump of its database as JSON (`manage.py dumpdata`), and the pages of its API.

A dump refers to rows by their number alone: fields are matched with the models that they are named after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Record, Ref, Rejected, Value, Wording
from ea_repo.exchange.json_tree import frozen, mappings, pointer
from ea_repo.exchange.place import Place
from ea_repo.exchange.references import resolved
from ea_repo.exchange.source import File
from ea_repo.finding import Text

NAME = "netbox"
LABEL = Text("NetBox (JSON)", "NetBox (JSON)")
_APPS = frozenset(
    ("circuits", "core", "dcim", "extras", "ipam", "tenancy", "users", "virtualization", "vpn", "wireless")
)
_URL = re.compile(r"/api/(?P<app>[a-z]+)/(?P<model>[a-z-]+)/\d+/?$")
_ALIASES = {
    "role": ("devicerole", "role"),
    "group": ("tenantgroup", "clustergroup", "sitegroup"),
    "type": ("clustertype", "circuittype"),
    "primary_ip4": ("ipaddress",),
    "primary_ip6": ("ipaddress",),
    "oob_ip": ("ipaddress",),
    "nat_inside": ("ipaddress",),
    "tags": ("tag",),
    "parent_device": ("device",),
    "ipaddresses": ("ipaddress",),
}
"""The models that a field may mean, where its name is not that of one."""


def recognise(file: File) -> Likeness:
    """By rows of its models, or by objects with the address of its API."""
    return Likeness.SURE if any(_is_row(row) or _address(row) for _, row in _rows(file.json_or_none)) else Likeness.NO


def _rows(value: Any) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a dump, or of a page of the API, with their pointers."""
    prefix = ""
    if isinstance(value, dict) and "results" in value:
        value, prefix = value["results"], pointer("results")
    return [(prefix + pointer(place), row) for place, row in mappings(value)]


def _is_row(row: Mapping[str, Any]) -> bool:
    model = row.get("model")
    return isinstance(model, str) and model.partition(".")[0] in _APPS and isinstance(row.get("fields"), dict)


def _address(value: Any) -> str:
    """The type of an object of the API and its number, as `dcim.devices/3`; empty where it is none."""
    url = value.get("url") if isinstance(value, dict) else None
    match = _URL.search(url) if isinstance(url, str) and "id" in value else None
    return f"{match['app']}.{match['model']}/{value['id']}" if match and match["app"] in _APPS else ""


def read(files: Sequence[File]) -> Inventory:
    """The rows of all files together."""
    records: dict[str, Record] = {}
    rejected: list[Rejected] = []
    for file in files:
        for where, row in _rows(file.json):
            at = Place(file.name, inside=where)
            record = _record(row, at)
            if record is None or record.id in records:
                why = Text("ligne sans modèle connu, ou déjà lue", "a row of no known model, or one already read")
                rejected.append(Rejected(at, why, str(row.get("model") or "")))
            else:
                records[record.id] = record
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in files),
        records=resolved(records.values(), _Rows(records).find),
        rejected=tuple(rejected),
    )


def _record(row: Mapping[str, Any], at: Place) -> Record | None:
    if _is_row(row):
        id, values = f"{row['model']}/{row.get('pk')}", row["fields"]
    elif id := _address(row):
        values = {name: value for name, value in row.items() if name not in ("url", "display_url")}
    else:
        return None
    name = values.get("name") or values.get("display") or values.get("model") or values.get("address") or ""
    return Record(
        id=id,
        type=id.rpartition("/")[0],
        at=at,
        name=Wording.of(str(name)),
        documentation=Wording.of(str(values.get("description") or values.get("comments") or "")),
        fields={
            name: _value(value) for name, value in values.items() if name != "name" and value not in (None, "", [])
        },
    )


def _value(value: Any) -> Value:
    """A value, where the API's short objects are references, and its choices are what they stand for."""
    if isinstance(value, dict):
        if to := _address(value):
            return Ref(to)
        if value.keys() == {"value", "label"}:
            return frozen(value["value"])
    if isinstance(value, list):
        return tuple(map(_value, value))
    return frozen(value)


class _Rows:
    """Which rows there are of each model, to tell what numbers mean."""

    def __init__(self, ids: Mapping[str, Record]) -> None:
        self._ids = ids
        self._models = sorted({record.type for record in ids.values()})

    def find(self, type: str, field: str, value: Value) -> str:
        """The row that a number means: of the model that the field is named after, of the same application first."""
        if not isinstance(value, int):
            return ""
        return next((id for model in self._meant(type, field) if (id := f"{model}/{value}") in self._ids), "")

    def _meant(self, type: str, field: str) -> Iterator[str]:
        app, _, own = type.partition(".")
        names = (own,) if field == "parent" else (*_ALIASES.get(field, ()), field.replace("_", ""))
        same = [model for model in self._models if model.partition(".")[0] == app]
        for name in names:
            yield from (model for model in (*same, *self._models) if model.partition(".")[2] == name)
