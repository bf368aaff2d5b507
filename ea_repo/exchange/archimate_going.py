"""Elements as a model of ArchiMate: what ArchiMate has no word for goes as properties, named `ea:…`.

Nothing of it is held: records and relations are made one by one, as they are written or asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ea_repo.exchange.archi_words import relation_fields
from ea_repo.exchange.archimate_back import as_it_came
from ea_repo.exchange.archimate_kept_views import kept_views
from ea_repo.exchange.archimate_own import ENDS, GENERATOR
from ea_repo.exchange.archimate_views import LinkKey, Views
from ea_repo.exchange.export import MAKER, Edge, Export, Vertex
from ea_repo.exchange.inventory import Definition, Inventory, Property, Record, Relation, Wording
from ea_repo.exchange.place import Place
from ea_repo.exchange.xml_text import xml_safe
from ea_repo.metamodel import Kind

_NOWHERE = Place("")
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


@dataclass(frozen=True)
class Model:
    """A model on its way out: what it says of itself, its views, and its items, which are made as they are taken."""

    head: Inventory
    came: bool
    """Whether it came so from elsewhere, and is held as it came."""
    records: Callable[[], Iterable[Record]]
    relations: Callable[[], Iterable[Relation]]


def model_of(export: Export) -> Model:
    """The model: as it came, where all that goes out came from one model of ArchiMate; else our own words for it."""
    came = as_it_came(export)
    if came is not None:
        return Model(came, True, lambda: came.records, lambda: came.relations)
    items = _Items(export)
    return Model(_head(export, items), False, items.records, items.relations)


def _head(export: Export, items: _Items) -> Inventory:
    """All but the records and the relations of ArchiMate 3 that the elements are."""
    views = Views(items, export.lang)
    properties = {GENERATOR: MAKER, "ea:day": export.day, **{f"ea:{name}": v for name, v in export.properties.items()}}
    return Inventory(
        format="archimate",
        files=(),
        id="id-model",
        name=Wording.of(xml_safe(export.workspace), export.lang),
        properties=tuple(_property(name, value) for name, value in properties.items()),
        views=(
            *kept_views(export, items),
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


class _Items:
    """The records and the relations of ArchiMate 3; a flow between two elements that go out is a relation."""

    def __init__(self, export: Export) -> None:
        self._export = export
        going = (id for id in export.ids if not _is_of_a_source(export.kind(id)))
        self._types = {id: _type(export, id) for id in going}

    def records(self) -> Iterator[Record]:
        return (item for id in self._types if isinstance(item := self._item(id), Record))

    def relations(self) -> Iterator[Relation]:
        """What stands for an element comes before what stands for its links."""
        for id in self._types:
            if self._is_relation(id) and isinstance(item := self._item(id), Relation):
                yield item
            yield from (relation for _, relation in self._links(id))

    def is_record(self, id: str) -> bool:
        own = id.removeprefix("id-")
        return own in self._types and not (self._is_relation(own) and isinstance(self._item(own), Relation))

    def relation(self, id: str) -> Relation | None:
        own = id.removeprefix("id-")
        item = self._item(own) if own in self._types and self._is_relation(own) else None
        return item if isinstance(item, Relation) else None

    def link(self, key: LinkKey) -> Relation | None:
        links = self._links(key[0]) if key[0] in self._types else ()
        return next((relation for edge, relation in links if (edge.source, edge.field, edge.target) == key), None)

    def _is_relation(self, id: str) -> bool:
        """Whether an element may be a relation: its ends tell whether it is."""
        return self._export.graph.kind(id) in ("flow", "relationship")

    def _item(self, id: str) -> Record | Relation:
        """What stands for an element."""
        vertex, edges = self._export.vertex(id), list(self._export.edges_of(id))
        going = [edge for edge in edges if edge.target in self._types]
        staying: dict[str, list[Any]] = {}
        for edge in edges:
            if edge.target not in self._types:
                value = {"to": edge.target, **edge.details} if edge.details else edge.target
                staying.setdefault(edge.field, []).append(value)
        item = _item(replace(vertex, fields={**vertex.fields, **staying}), self._export)
        ends = _ends(vertex, going)
        if not ends:
            return Record(type=self._types[id], **item)
        type = "Flow" if vertex.kind == "flow" else str(vertex.fields["type"])
        more = (vertex.fields.get("imported") or {}).get("more") or {}
        item["fields"] = relation_fields(type, more) if vertex.kind == "relationship" else {}
        return Relation(type=type, source=_id(ends["source"]), target=_id(ends["target"]), **item)

    def _links(self, id: str) -> Iterator[tuple[Edge, Relation]]:
        """The links of an element to others that go out, but for the ends of a relation, as relations."""
        edges = [edge for edge in self._export.edges_of(id) if edge.target in self._types]
        if self._is_relation(id):
            ends = _ends(self._export.vertex(id), edges)
            edges = [edge for edge in edges if not (ends and edge.field in ends)]
        kind = self._export.kind(id)
        for number, edge in enumerate(edges):
            yield edge, _relation(kind, edge, number, {self._types[end] for end in (edge.source, edge.target)})


def _is_special(kind: Kind, export: Export) -> bool:
    """Whether a kind shares its element of ArchiMate with one before it: a specialisation tells them apart."""
    type = kind.archimate
    first = next(other for other in export.graph.vocabulary.kinds.values() if other.archimate == type)
    return bool(type) and first.name != kind.name and not kind.apart


def _is_of_a_source(kind: Kind) -> bool:
    """Whether it only keeps how a source was drawn and sorted."""
    return kind.apart and kind.name not in _APART


def _ends(vertex: Vertex, edges: list[Edge]) -> dict[str, str]:
    """The two ends of a flow, where it has both and nothing more is said of them."""
    ends = [edge for edge in edges if edge.field in ENDS and not edge.details]
    is_relation = vertex.kind == "flow" or (vertex.fields.get("type") in _RELATIONS and vertex.kind == "relationship")
    whole = is_relation and sorted(edge.field for edge in ends) == ["source", "target"]
    more = any(edge.field in ENDS and edge.details for edge in edges) or vertex.fields.keys() & set(ENDS)
    return {edge.field: edge.target for edge in ends} if whole and not more else {}


def _type(export: Export, id: str) -> str:
    kind = export.graph.kind(id)
    if kind == "actor" and export.written(id).get("type") == "role":
        return "BusinessRole"
    type = export.kind(id).archimate
    return _NO_ELEMENT if kind == "flow" or kind in _APART or not type else type


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


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """Fields as properties: a plain text as it is, all else as JSON under a name that says so."""
    texts: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, str) and " ".join(xml_safe(value).split()) == value:
            texts[f"ea:{name}"] = value
        else:
            texts[f"ea:{name}:json"] = json.dumps(value)
    return texts


def _property(name: str, value: str) -> Property:
    return Property(name, Wording.of(value))


def _id(id: str) -> str:
    return f"id-{id}"
