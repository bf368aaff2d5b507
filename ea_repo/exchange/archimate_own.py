"""Models of ArchiMate that `ea export` wrote, read back: properties named `ea:…` say what ArchiMate has no word for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ea_repo.exchange.export import MAKER
from ea_repo.exchange.inventory import Inventory, Item, Relation
from ea_repo.exchange.json_tree import json_or_text
from ea_repo.exchange.own_graph import OwnEdge, OwnNode, own_inventory
from ea_repo.exchange.source import File
from ea_repo.metamodel import kinds

GENERATOR = "ea:generator"
ENDS = ("source", "target")
"""The links that are the two ends of a relation."""


def is_own(inventory: Inventory) -> bool:
    """Whether a model that was read is one that `ea export` wrote."""
    return any(given.name == GENERATOR and str(given.value) == MAKER for given in inventory.properties)


def own(inventory: Inventory, file: File) -> Inventory:
    """The elements that such a model holds; things that were added to it in another tool are left to `--from`."""
    nodes: list[OwnNode] = []
    edges: list[OwnEdge] = []
    for item in (*inventory.records, *inventory.relations):
        said = {
            given.name.removeprefix("ea:"): str(given.value) for given in item.properties if given.name[:3] == "ea:"
        }
        if "kind" in said:
            links = kinds()[said["kind"]].links if said["kind"] in kinds() else {}
            fields = _fields(item, said)
            nodes.append(OwnNode(_own_id(item.id), said["kind"], _without(fields, links), item.at))
            for name in fields.keys() & links.keys():
                for value in fields[name] if isinstance(fields[name], list) else ():
                    details = dict(value) if isinstance(value, dict) else {"to": value}
                    edges.append(OwnEdge(_own_id(item.id), name, str(details.pop("to")), details, item.at))
            if isinstance(item, Relation):
                edges += [OwnEdge(_own_id(item.id), end, _own_id(getattr(item, end)), {}, item.at) for end in ENDS]
        elif "field" in said and isinstance(item, Relation):
            source, target = (_own_id(id) for id in (item.source, item.target))
            holder, pointed = (target, source) if said.get("on") == "target" else (source, target)
            details = {name.removesuffix(":json"): _value(name, value) for name, value in said.items()
                       if name not in ("field", "on")}  # fmt: skip
            edges.append(OwnEdge(holder, said["field"], pointed, details, item.at))
    return own_inventory(inventory.format, file, str(inventory.name), nodes, edges)


def _fields(item: Item, said: Mapping[str, str]) -> dict[str, Any]:
    fields = {name.removesuffix(":json"): _value(name, value) for name, value in said.items()
              if name not in ("kind", "unnamed")}  # fmt: skip
    if "unnamed" not in said and "name:json" not in said and item.name:
        fields["name"] = str(item.name)
    if item.documentation:
        fields.setdefault("description", str(item.documentation))
    return fields


def _without(fields: Mapping[str, Any], links: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in links or value == []}


def _value(name: str, value: str) -> Any:
    return json_or_text(value) if name.endswith(":json") else value


def _own_id(id: str) -> str:
    return id.removeprefix("id-")
