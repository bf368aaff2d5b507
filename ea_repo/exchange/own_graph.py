"""Graphs that `ea export` wrote, read back: nodes and edges become the elements that they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.inventory import Inventory, Note, Record, Wording
from ea_repo.exchange.place import Place
from ea_repo.exchange.source import File
from ea_repo.finding import Text

_STUB = Text("renvoi à un élément qui n'est pas dans ce fichier", "a reference to an element that is not in this file")


@dataclass(frozen=True, slots=True)
class OwnNode:
    """An element without its links; without a kind, something that others point at and that stayed behind."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    at: Place


@dataclass(frozen=True, slots=True)
class OwnEdge:
    """One value of a link field."""

    source: str
    field: str
    target: str
    details: Mapping[str, Any]
    at: Place


def own_inventory(format: str, file: File, name: str, nodes: Iterable[OwnNode], edges: Iterable[OwnEdge]) -> Inventory:
    """The elements that a graph of ours holds, as a workspace writes them."""
    records: dict[str, OwnNode] = {}
    notes: list[Note] = []
    for node in nodes:
        if node.kind:
            records[node.id] = node
        else:
            notes.append(Note(node.at, _STUB))
    links: dict[str, dict[str, list[Any]]] = {}
    places: dict[str, dict[str, Place]] = {}
    for edge in edges:
        value = {"to": edge.target, **edge.details} if edge.details else edge.target
        links.setdefault(edge.source, {}).setdefault(edge.field, []).append(value)
        places.setdefault(edge.source, {}).setdefault(edge.field, edge.at)
    return Inventory(
        format=format,
        files=(file.source,),
        name=Wording.of(name),
        records=tuple(
            Record(
                id=id,
                type=node.kind,
                at=node.at,
                name=Wording.of(str(node.fields.get("name") or id)),
                fields=dict(node.fields) | links.get(id, {}),
                places=places.get(id, {}),
            )
            for id, node in records.items()
        ),
        notes=tuple(notes),
        own=True,
    )
