"""The Open Group's ArchiMate Model Exchange File Format, 2.1 and 3.x.

The two differ in a few names: `label` and `name`, `identifierref` and `identifierRef`, `organization` and
`organizations`. Its namespace is read by its beginning: some tools write one of their own after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ea_repo.exchange import archimate_own
from ea_repo.exchange.archimate import Model, model_name, model_of, short
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import (
    Connection,
    Definition,
    Folder,
    Inventory,
    Node,
    Property,
    Record,
    Rejected,
    Relation,
    View,
    Wording,
)
from ea_repo.exchange.one_file import only
from ea_repo.exchange.source import File
from ea_repo.exchange.xml_tree import Element
from ea_repo.finding import Text

NAME = "archimate-exchange"
LABEL = Text("fichier d'échange ArchiMate (XML)", "ArchiMate exchange file (XML)")
MAPPING = "archimate"
_NAMESPACE = "http://www.opengroup.org/xsd/archimate"
_SCHEMA = re.compile(r"/archimate/(\d\.\d)/")
_ORGANISED = ("organizations", "organization")
_DEFINED = ("propertyDefinitions", "propertydefs")
_MODEL_PARTS = (
    *("name", "documentation", "properties", "elements", "relationships", "views"),
    *_ORGANISED,
    *_DEFINED,
)


def recognise(file: File) -> Likeness:
    """By the namespace of its root element, also inside a zip archive."""
    name = model_name(file)
    return Likeness.SURE if name is not None and name.namespace.startswith(_NAMESPACE) else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One model, from one file."""
    file = only(files)
    inventory = _Reader(model_of(file)).inventory(file)
    return archimate_own.own(inventory, file) if archimate_own.is_own(inventory) else inventory


class _Reader:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.file = model.file
        self.root = model.root
        self.rejected: list[Rejected] = []
        self.ids: set[str] = set()
        self.folder_of: dict[str, tuple[str, ...]] = {}
        self.definitions: dict[str, Definition] = {}

    def inventory(self, file: File) -> Inventory:
        root = self.root
        unknown = [child for child in root.children if child.tag not in (*_MODEL_PARTS, "metadata")]
        for child in unknown:
            why = f"« {child.tag} » n'est pas du format d'échange ArchiMate : non lu"
            self.reject(child, Text(why, f"“{child.tag}” is not of the ArchiMate exchange format: not read"))
        definitions = [self.definition(child) for part in root.all(*_DEFINED) for child in part.children]
        self.definitions = {definition.id: definition for definition in definitions}
        folders = tuple(self.organisation(part, ()) for part in root.all(*_ORGANISED))
        records = [self.record(child) for part in root.all("elements") for child in self.known(part, "element")]
        related = [child for part in root.all("relationships") for child in self.known(part, "relationship")]
        views = list(root.all("views"))
        drawn = [part for inner in views for part in (inner, *inner.all("diagrams"))]
        viewpoints = [child for inner in views for part in inner.all("viewpoints") for child in part.children]
        return Inventory(
            format=NAME,
            files=(file.source,),
            version=self.version(),
            id=root.get("identifier"),
            name=self.wording(root, "name"),
            documentation=self.wording(root, "documentation"),
            fields=root.rest("identifier", *_MODEL_PARTS, *(child.tag for child in unknown)),
            properties=self.properties(root),
            records=tuple(records),
            relations=tuple(self.relation(child) for child in related),
            views=tuple(self.view(child) for part in drawn for child in self.known(part, "view")),
            folders=folders,
            property_definitions=tuple(self.definitions.values()),
            viewpoints=tuple(self.definition(child) for child in viewpoints),
            attachments=self.model.attachments,
            rejected=tuple(self.rejected),
        )

    def version(self) -> str:
        namespace = self.root.namespace
        if namespace.rstrip("/") == _NAMESPACE:
            return "2.1"
        location = self.root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
        return max(_SCHEMA.findall(f"{namespace.rstrip('/')}/ {location}"), default="3.0")

    def known(self, part: Element, tag: str) -> list[Element]:
        """The items of a part that can be taken: those of this name with an id of their own."""
        taken = []
        for child in part.all(tag):
            id = child.get("identifier")
            if not id:
                self.reject(child, Text("élément sans identifiant", "an element without an identifier"))
            elif id in self.ids:
                why = f"l'identifiant « {id} » est déjà pris dans ce fichier"
                self.reject(child, Text(why, f"the identifier “{id}” is already taken in this file"))
            else:
                self.ids.add(id)
                taken.append(child)
        return taken

    def record(self, element: Element) -> Record:
        return Record(type=element.type, **self.item(element))

    def relation(self, element: Element) -> Relation:
        item = self.item(element, "source", "target")
        return Relation(type=short(element.type), source=element.get("source"), target=element.get("target"), **item)

    def view(self, element: Element) -> View:
        return View(
            type=element.type or "Diagram",
            viewpoint=element.get("viewpoint") or _ref(element, "viewpointRef"),
            nodes=tuple(self.node(child) for child in element.all("node")),
            connections=tuple(self.connection(child) for child in element.all("connection")),
            **self.item(element, "viewpoint", "viewpointRef", "node", "connection"),
        )

    def node(self, element: Element) -> Node:
        shown, opened = _ref(element, "elementRef", "conceptRef"), element.first("viewRef")
        x, y, width, height = (
            _whole(element.get(name), absent) for name, absent in (("x", 0), ("y", 0), ("w", -1), ("h", -1))
        )
        known = ("identifier", "elementRef", "elementref", "conceptRef", "x", "y", "w", "h", "label", "node", "viewRef")
        return Node(
            id=element.get("identifier"),
            type=element.type or element.get("type") or ("Element" if shown else "Label"),
            at=element.at(self.file),
            shows=shown,
            opens=opened.get("ref") if opened is not None else "",
            name=self.wording(element, "label"),
            x=x,
            y=y,
            width=width,
            height=height,
            fields=element.rest(*known),
            nodes=tuple(self.node(child) for child in element.all("node")),
        )

    def connection(self, element: Element) -> Connection:
        known = ("identifier", "relationshipRef", "relationshipref", "source", "target", "label", "bendpoint")
        bends = tuple(dict(bend.attributes) for bend in element.all("bendpoint"))
        return Connection(
            id=element.get("identifier"),
            type=element.type or "Relationship",
            at=element.at(self.file),
            source=element.get("source"),
            target=element.get("target"),
            shows=_ref(element, "relationshipRef"),
            name=self.wording(element, "label"),
            fields={**element.rest(*known), **({"bends": bends} if bends else {})},
        )

    def definition(self, element: Element) -> Definition:
        """Of a property or a viewpoint; version 2.1 has the name of a property in an attribute."""
        return Definition(
            id=element.get("identifier"),
            at=element.at(self.file),
            type=element.get("type"),
            name=self.wording(element, "name", "label") or Wording.of(element.get("name")),
            documentation=self.wording(element, "documentation"),
            fields=element.rest("identifier", "type", "name", "label", "documentation"),
        )

    def organisation(self, element: Element, above: tuple[str, ...]) -> Folder:
        """A folder, and what it holds; notes in which folder each item is first met."""
        name = self.wording(element, "label")
        names = (*above, str(name)) if name else above
        content: list[Folder | str] = []
        for child in element.all("item"):
            if id := _ref(child, "identifierRef"):
                content.append(id)
                self.folder_of.setdefault(id, names)
            else:
                content.append(self.organisation(child, names))
        return Folder(
            id=element.get("identifier"),
            at=element.at(self.file),
            type=element.tag,
            name=name,
            documentation=self.wording(element, "documentation"),
            fields=element.rest("identifier", "label", "documentation", "item"),
            content=tuple(content),
        )

    def item(self, element: Element, *known: str) -> dict[str, Any]:
        id = element.get("identifier")
        return {
            "id": id,
            "at": element.at(self.file),
            "name": self.wording(element, "name", "label"),
            "documentation": self.wording(element, "documentation"),
            "fields": element.rest("identifier", "name", "label", "documentation", "properties", *known),
            "properties": self.properties(element),
            "folder": self.folder_of.get(id, ()),
        }

    def properties(self, element: Element) -> tuple[Property, ...]:
        found = []
        for child in (given for part in element.all("properties") for given in part.all("property")):
            definition = _ref(child, "propertyDefinitionRef", "identifierRef")
            name = str(self.definitions[definition].name) if definition in self.definitions else definition
            found.append(Property(name, self.wording(child, "value"), definition))
        return tuple(found)

    def wording(self, element: Element, *tags: str) -> Wording:
        return Wording(tuple((child.lang, child.text) for child in element.all(*tags) if child.text))

    def reject(self, element: Element, why: Text) -> None:
        self.rejected.append(Rejected(element.at(self.file), why, element.type or element.tag))


def _ref(element: Element, *names: str) -> str:
    """An attribute that refers to something; version 2.1 writes its name in small letters, some files as a child."""
    for name in names:
        if found := element.get(name) or element.get(name.lower()):
            return found
        child = element.first(name)
        if child is not None:
            return child.get("ref")
    return ""


def _whole(text: str, absent: int) -> int:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return absent
