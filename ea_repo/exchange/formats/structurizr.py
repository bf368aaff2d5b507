"""Structurizr's workspaces as JSON: people, software systems, containers, components, nodes, and their views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import (
    Connection,
    Inventory,
    Node,
    Property,
    Record,
    Ref,
    Rejected,
    Relation,
    Value,
    View,
    Wording,
)
from ea_repo.exchange.json_tree import frozen, mappings, pointer
from ea_repo.exchange.one_file import object_of, only
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.source import File
from ea_repo.finding import Text

NAME = "structurizr"
LABEL = Text("espace de travail Structurizr (JSON)", "Structurizr workspace (JSON)")
_PARTS = {
    "people": "Person",
    "softwareSystems": "SoftwareSystem",
    "containers": "Container",
    "components": "Component",
    "deploymentNodes": "DeploymentNode",
    "children": "DeploymentNode",
    "infrastructureNodes": "InfrastructureNode",
    "softwareSystemInstances": "SoftwareSystemInstance",
    "containerInstances": "ContainerInstance",
    "customElements": "CustomElement",
}
"""The lists that hold elements, in the model and in other elements, and the type of each."""
_READ = frozenset(("id", "name", "description", "properties", "relationships", "group", *_PARTS))
_INSTANCE_OF = {"softwareSystemId": "instanceOf", "containerId": "instanceOf"}


def recognise(file: File) -> Likeness:
    """By a model that has the lists of elements, or stands beside views and configuration."""
    workspace = file.json_or_none
    if not isinstance(workspace, dict) or not isinstance(workspace.get("model"), dict):
        return Likeness.NO
    known = _PARTS.keys() & workspace["model"].keys() or {"views", "configuration"} & workspace.keys()
    return Likeness.SURE if known else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One workspace, from one file."""
    file = only(files)
    return _Reader(file.name).inventory(file)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.rejected: list[Rejected] = []

    def inventory(self, file: File) -> Inventory:
        workspace = object_of(file)
        if not isinstance(workspace.get("model"), dict):
            raise Unreadable(
                Text("ce JSON n'a pas de modèle Structurizr", "this JSON has no Structurizr model"), file.at
            )
        self.elements(workspace["model"], pointer("model"), None)
        views = workspace.get("views")
        drawn = views.items() if isinstance(views, dict) else ()
        read = ("id", "name", "description", "model", "views")
        return Inventory(
            format=NAME,
            files=(file.source,),
            id=str(workspace.get("id") or ""),
            name=Wording.of(str(workspace.get("name") or "")),
            documentation=Wording.of(str(workspace.get("description") or "")),
            fields={name: frozen(value) for name, value in workspace.items() if name not in read},
            properties=_properties(workspace),
            records=tuple(self.records.values()),
            relations=tuple(self.relations.values()),
            views=tuple(self.view(kind, place, view) for kind, listed in drawn for place, view in _views(kind, listed)),
            rejected=tuple(self.rejected),
        )

    def elements(self, holder: Mapping[str, Any], where: str, parent: str | None) -> None:
        """Takes the elements that the model, or an element, holds, with those that they hold themselves."""
        for part, type in _PARTS.items():
            for place, element in mappings(holder.get(part)):
                inside = where + pointer(part, place)
                id = str(element.get("id") or "")
                if not id or id in self.records:
                    why = Text("identifiant absent, ou déjà pris", "no id, or one that is already taken")
                    self.rejected.append(Rejected(Place(self.file, inside=inside), why, type))
                    continue
                self.records[id] = self.record(id, type, element, inside, parent)
                self.links(element, inside, id)
                self.elements(element, inside, id)

    def record(self, id: str, type: str, element: Mapping[str, Any], inside: str, parent: str | None) -> Record:
        fields: dict[str, Value] = {name: frozen(value) for name, value in element.items() if name not in _READ}
        for name, meaning in _INSTANCE_OF.items():
            if of := element.get(name):
                fields[meaning] = Ref(str(of))
        if parent is not None:
            fields["parent"] = Ref(parent)
        group = element.get("group")
        return Record(
            id=id,
            type=type,
            at=Place(self.file, inside=inside),
            name=Wording.of(str(element.get("name") or "")),
            documentation=Wording.of(str(element.get("description") or "")),
            fields=fields,
            properties=_properties(element),
            folder=tuple(group.split("/")) if isinstance(group, str) and group else (),
        )

    def links(self, element: Mapping[str, Any], inside: str, holder: str) -> None:
        for place, link in mappings(element.get("relationships")):
            at = Place(self.file, inside=inside + pointer("relationships", place))
            id = str(link.get("id") or "")
            if not id or id in self.relations:
                why = Text("identifiant absent, ou déjà pris", "no id, or one that is already taken")
                self.rejected.append(Rejected(at, why, "Relationship"))
                continue
            read = ("id", "description", "sourceId", "destinationId", "properties")
            self.relations[id] = Relation(
                id=id,
                type="Relationship",
                at=at,
                name=Wording.of(str(link.get("description") or "")),
                source=str(link.get("sourceId") or holder),
                target=str(link.get("destinationId") or ""),
                fields={name: frozen(value) for name, value in link.items() if name not in read},
                properties=_properties(link),
            )

    def view(self, kind: str, place: int, view: Mapping[str, Any]) -> View:
        at = Place(self.file, inside=pointer("views", kind, place))
        read = ("key", "title", "description", "elements", "relationships")
        return View(
            id=str(view.get("key") or f"{kind}/{place}"),
            type=kind.removesuffix("s"),
            at=at,
            name=Wording.of(str(view.get("title") or view.get("name") or "")),
            documentation=Wording.of(str(view.get("description") or "")),
            fields={name: frozen(value) for name, value in view.items() if name not in read},
            nodes=tuple(_node(node, at) for _, node in mappings(view.get("elements"))),
            connections=tuple(self.connection(line, at) for _, line in mappings(view.get("relationships"))),
        )

    def connection(self, line: Mapping[str, Any], at: Place) -> Connection:
        id = str(line.get("id") or "")
        shown = self.relations.get(id)
        return Connection(
            id=id,
            type="Relationship",
            at=at,
            shows=id,
            source=shown.source if shown else "",
            target=shown.target if shown else "",
            name=Wording.of(str(line.get("description") or "")),
            fields={name: frozen(value) for name, value in line.items() if name not in ("id", "description")},
        )


def _views(kind: str, listed: Any) -> list[tuple[int, dict[str, Any]]]:
    return mappings(listed) if kind.endswith("Views") else []


def _node(node: Mapping[str, Any], at: Place) -> Node:
    x, y = (value if isinstance(value := node.get(axis), int) else 0 for axis in ("x", "y"))
    fields = {name: frozen(value) for name, value in node.items() if name not in ("id", "x", "y")}
    id = str(node.get("id") or "")
    return Node(id=id, type="Element", at=at, shows=id, x=x, y=y, fields=fields)


def _properties(holder: Mapping[str, Any]) -> tuple[Property, ...]:
    given = holder.get("properties")
    return (
        tuple(Property(name, Wording.of(str(value))) for name, value in given.items())
        if isinstance(given, dict)
        else ()
    )
