"""FINOS CALM (Common Architecture Language Model) as JSON: nodes, relationships and flows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Record, Rejected, Relation, Wording
from ea_repo.exchange.json_tree import frozen, mappings, pointer, texts
from ea_repo.exchange.one_file import object_of, only
from ea_repo.exchange.place import Place
from ea_repo.exchange.source import File
from ea_repo.finding import Text

NAME = "calm"
LABEL = Text("architecture FINOS CALM (JSON)", "FINOS CALM architecture (JSON)")
_ID, _TYPE = "unique-id", "node-type"
_RELATED = "relationship-type"


def recognise(file: File) -> Likeness:
    """By nodes, or relationships, that have the model's own keys."""
    value = file.json_or_none
    if not isinstance(value, dict):
        return Likeness.NO
    nodes = any(_TYPE in node for _, node in mappings(value.get("nodes")))
    related = any(_RELATED in link for _, link in mappings(value.get("relationships")))
    return Likeness.SURE if nodes or related else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One architecture, from one file."""
    file = only(files)
    value = object_of(file)
    records: dict[str, Record] = {}
    relations: list[Relation] = []
    rejected: list[Rejected] = []
    for part, type in (("nodes", ""), ("flows", "flow")):
        for place, node in mappings(value.get(part)):
            at = Place(file.name, inside=pointer(part, place))
            id = str(node.get(_ID) or "")
            if not id or id in records:
                why = Text("identifiant absent, ou déjà pris", "no unique-id, or one that is already taken")
                rejected.append(Rejected(at, why, part))
            else:
                records[id] = _record(id, type or str(node.get(_TYPE) or "node"), node, at)
    for place, link in mappings(value.get("relationships")):
        at = Place(file.name, inside=pointer("relationships", place))
        found = list(_relations(link, at))
        relations += found
        if not found:
            why = Text("relation sans type ou sans bouts connus", "a relationship of no known type, or without ends")
            rejected.append(Rejected(at, why, str(link.get(_ID) or "")))
    read = ("nodes", "relationships", "flows", "name", "description", _ID)
    return Inventory(
        format=NAME,
        files=(file.source,),
        version=str(value.get("$schema") or ""),
        id=str(value.get(_ID) or ""),
        name=Wording.of(str(value.get("name") or "")),
        documentation=Wording.of(str(value.get("description") or "")),
        fields={name: frozen(part) for name, part in value.items() if name not in read},
        records=tuple(records.values()),
        relations=tuple(relations),
        rejected=tuple(rejected),
    )


def _record(id: str, type: str, node: Mapping[str, Any], at: Place) -> Record:
    return Record(
        id=id,
        type=type,
        at=at,
        name=Wording.of(str(node.get("name") or "")),
        documentation=Wording.of(str(node.get("description") or "")),
        fields={name: frozen(part) for name, part in node.items() if name not in (_ID, _TYPE, "name", "description")},
    )


def _relations(link: Mapping[str, Any], at: Place) -> Iterator[Relation]:
    """One relation for each pair that a relationship holds together; where there are several, each has its own id."""
    related = link.get(_RELATED)
    pairs = list(_pairs(related)) if isinstance(related, dict) else []
    for type, source, target in pairs:
        own = str(link.get(_ID) or at.inside)
        yield Relation(
            id=own if len(pairs) == 1 else f"{own}/{source}/{target}",
            type=type,
            at=at,
            source=source,
            target=target,
            name=Wording.of(str(link.get("description") or "")),
            fields={name: frozen(part) for name, part in link.items() if name not in (_ID, "description")},
        )


def _pairs(related: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The type and the ends of each pair: what is deployed or composed goes from the part to its container."""
    for type, said in related.items():
        if not isinstance(said, dict):
            continue
        if type == "connects":
            source, target = _end(said.get("source")), _end(said.get("destination"))
            if source and target:
                yield type, source, target
        elif type == "interacts":
            yield from ((type, str(said.get("actor") or ""), node) for node in texts(said.get("nodes")))
        elif type in ("deployed-in", "composed-of"):
            yield from ((type, node, str(said.get("container") or "")) for node in texts(said.get("nodes")))


def _end(said: Any) -> str:
    return said if isinstance(said, str) else str(said.get("node") or "") if isinstance(said, dict) else ""
