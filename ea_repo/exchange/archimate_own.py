"""Elements as a model of ArchiMate, and back: what ArchiMate has no word for goes as properties, named `ea:…`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ea_repo.exchange.archi_words import relation_fields
from ea_repo.exchange.archimate_kept_views import kept_views
from ea_repo.exchange.archimate_views import LinkKey, Views
from ea_repo.exchange.export import MAKER, Edge, Export, Vertex
from ea_repo.exchange.inventory import Definition, Inventory, Item, Property, Record, Relation, Wording
from ea_repo.exchange.json_tree import json_or_text
from ea_repo.exchange.own_graph import OwnEdge, OwnNode, own_inventory
from ea_repo.exchange.place import Place
from ea_repo.exchange.source import File
from ea_repo.exchange.xml_text import xml_safe
from ea_repo.metamodel import Kind, kinds

_NOWHERE = Place("")
_GENERATOR = "ea:generator"
_HELD_BY_TARGET = frozenset(("Composition", "Aggregation"))
_SERVED = frozenset(("runs_on", "technologies", "relies_on", "api"))
"""Links to what serves the element: in ArchiMate the arrow comes from there."""
_ACCESS = {"uses": "Read", "masters": "ReadWrite"}
"""What an access does, where a link says so: the arrows of ArchiMate go one way or the other by it."""
_NOT_ALLOWED = ("Composition", {"BusinessActor", "BusinessRole"})
"""What ArchiMate forbids and a workspace may say: a role that is part of a directorate."""
_NO_ELEMENT = "Grouping"
"""What stands for an element whose kind is no element of ArchiMate, or a flow that lacks an end."""
_APART = ("concept", "relationship")
_RELATIONS = frozenset(("Composition", "Aggregation", "Assignment", "Realization", "Serving", "Access", "Influence",
                        "Triggering", "Flow", "Specialization", "Association"))  # fmt: skip
"""The relations of ArchiMate 3: what a source said by one that no link of ours means goes out as it was."""


def as_archimate(export: Export) -> Inventory:
    """The elements as records and relations of ArchiMate 3; a flow between two that go out is a relation."""
    vertices = [vertex for vertex in export.vertices() if not _is_of_a_source(vertex)]
    types = {vertex.id: _type(vertex) for vertex in vertices}
    going = types.keys()
    edges: dict[str, list[Edge]] = {id: [] for id in going}
    staying: dict[str, dict[str, list[Any]]] = {}
    for edge in export.edges():
        if edge.source in going and edge.target in going:
            edges[edge.source].append(edge)
        elif edge.source in going:
            value = {"to": edge.target, **edge.details} if edge.details else edge.target
            staying.setdefault(edge.source, {}).setdefault(edge.field, []).append(value)
    records: list[Record] = []
    relations: list[Relation] = []
    links: dict[LinkKey, Relation] = {}
    for vertex in vertices:
        whole = replace(vertex, fields={**vertex.fields, **staying.get(vertex.id, {})})
        ends = _ends(vertex, edges[vertex.id])
        item = _item(whole, export)
        if ends:
            type = "Flow" if vertex.kind == "flow" else str(vertex.fields["type"])
            more = (vertex.fields.get("imported") or {}).get("more") or {}
            item["fields"] = relation_fields(type, more) if vertex.kind == "relationship" else {}
            relations.append(Relation(type=type, source=_id(ends["source"]), target=_id(ends["target"]), **item))
        else:
            records.append(Record(type=_type(vertex), **item))
        rest = [edge for edge in edges[vertex.id] if not (ends and edge.field in ends)]
        for number, edge in enumerate(rest):
            relation = _relation(vertex.definition, edge, number, {types[end] for end in (edge.source, edge.target)})
            relations.append(relation)
            links.setdefault((edge.source, edge.field, edge.target), relation)
    views = Views(records, relations, links, export.lang)
    properties = {_GENERATOR: MAKER, "ea:day": export.day, **{f"ea:{name}": v for name, v in export.properties.items()}}
    return Inventory(
        format="archimate",
        files=(),
        id="id-model",
        name=Wording.of(xml_safe(export.workspace), export.lang),
        properties=tuple(_property(name, value) for name, value in properties.items()),
        records=tuple(records),
        relations=tuple(relations),
        views=(
            *kept_views(export, records, relations, links),
            *(view for drawn in export.draw() if (view := views.view(drawn)).nodes),
        ),
        profiles=tuple(
            Definition(
                id=f"profile-{kind.name}",
                at=_NOWHERE,
                type=kind.archimate,
                name=Wording.of(kind.label[export.lang]),
            )
            for kind in export.graph.vocabulary.kinds.values()
            if kind.name in export.by_kind and _is_special(kind, export)
        ),
    )


def _is_special(kind: Kind, export: Export) -> bool:
    """Whether a kind shares its element of ArchiMate with one before it: a specialisation tells them apart."""
    type = kind.archimate
    first = next(other for other in export.graph.vocabulary.kinds.values() if other.archimate == type)
    return bool(type) and first.name != kind.name and not kind.apart


def is_own(inventory: Inventory) -> bool:
    """Whether a model that was read is one that `ea export` wrote."""
    return any(given.name == _GENERATOR and str(given.value) == MAKER for given in inventory.properties)


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
                edges += [OwnEdge(_own_id(item.id), end, _own_id(getattr(item, end)), {}, item.at) for end in _ENDS]
        elif "field" in said and isinstance(item, Relation):
            source, target = (_own_id(id) for id in (item.source, item.target))
            holder, pointed = (target, source) if said.get("on") == "target" else (source, target)
            details = {name.removesuffix(":json"): _value(name, value) for name, value in said.items()
                       if name not in ("field", "on")}  # fmt: skip
            edges.append(OwnEdge(holder, said["field"], pointed, details, item.at))
    return own_inventory(inventory.format, file, str(inventory.name), nodes, edges)


_ENDS = ("source", "target")


def _is_of_a_source(vertex: Vertex) -> bool:
    """Whether it only keeps how a source was drawn and sorted."""
    return vertex.definition.apart and vertex.kind not in _APART


def _ends(vertex: Vertex, edges: list[Edge]) -> dict[str, str]:
    """The two ends of a flow, where it has both and nothing more is said of them."""
    ends = [edge for edge in edges if edge.field in _ENDS and not edge.details]
    is_relation = vertex.kind == "flow" or (vertex.fields.get("type") in _RELATIONS and vertex.kind == "relationship")
    whole = is_relation and sorted(edge.field for edge in ends) == ["source", "target"]
    more = any(edge.field in _ENDS and edge.details for edge in edges) or vertex.fields.keys() & set(_ENDS)
    return {edge.field: edge.target for edge in ends} if whole and not more else {}


def _type(vertex: Vertex) -> str:
    if vertex.kind == "actor" and vertex.fields.get("type") == "role":
        return "BusinessRole"
    type = vertex.definition.archimate
    return _NO_ELEMENT if vertex.kind == "flow" or vertex.kind in _APART or not type else type


def _relation(kind: Kind, edge: Edge, number: int, of: set[str]) -> Relation:
    """The relation that a value of a link is; `of`: the types of its two ends."""
    type = kind.links[edge.field].archimate
    turned = type in _HELD_BY_TARGET or edge.field in _SERVED
    source, target = (edge.target, edge.source) if turned else (edge.source, edge.target)
    said = {"ea:field": edge.field, **({"ea:on": "target"} if turned else {}), **_texts(edge.details)}
    # A relation of another type than these wants an element at each end: what ends on a flow is an association. So is
    # what no other relation may lead to.
    other = kind.name == "flow" or type == "Flow" or (type, of) == _NOT_ALLOWED
    return Relation(
        id=f"rel-{edge.source}.{edge.field}.{number}",
        type="Association" if other else type,
        at=_NOWHERE,
        source=_id(source),
        target=_id(target),
        properties=tuple(_property(name, value) for name, value in said.items()),
        fields={"accessType": _ACCESS[edge.field]} if type == "Access" and edge.field in _ACCESS else {},
    )


def _item(vertex: Vertex, export: Export) -> dict[str, Any]:
    fields = dict(vertex.fields)
    said = {"ea:kind": vertex.kind}
    name = fields.pop("name", None)
    if name is None:
        said["ea:unnamed"] = "true"
    elif " ".join(xml_safe(name).split()) != name:
        said["ea:name:json"] = json.dumps(name)
    description = fields.get("description")
    plain = isinstance(description, str) and xml_safe(description) == description
    if plain:
        del fields["description"]
    return {
        "id": _id(vertex.id),
        "at": _NOWHERE,
        "name": Wording.of(" ".join(xml_safe(name or vertex.name).split()) or vertex.id),
        "documentation": Wording.of(description if plain else ""),
        "properties": tuple(_property(key, value) for key, value in {**said, **_texts(fields)}.items()),
        "profiles": (f"profile-{vertex.kind}",) if _is_special(vertex.definition, export) else (),
        "folder": (vertex.definition.label[export.lang].capitalize(),),
    }


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


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Fields as properties: a plain text as it is, all else as JSON under a name that says so."""
    texts: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, str) and " ".join(xml_safe(value).split()) == value:
            texts[f"ea:{name}"] = value
        else:
            texts[f"ea:{name}:json"] = json.dumps(value)
    return texts


def _value(name: str, value: str) -> Any:
    return json_or_text(value) if name.endswith(":json") else value


def _property(name: str, value: str) -> Property:
    return Property(name, Wording.of(value))


def _id(id: str) -> str:
    return f"id-{id}"


def _own_id(id: str) -> str:
    return id.removeprefix("id-")
