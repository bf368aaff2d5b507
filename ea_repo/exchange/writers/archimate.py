"""The Open Group's ArchiMate Model Exchange File Format 3.1: what Archi and others open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from typing import Any
from xml.etree import ElementTree as ET

from ea_repo.exchange.archi_bends import DEFAULT_HEIGHT, DEFAULT_WIDTH, Point, absolute_bends, middles
from ea_repo.exchange.archi_words import NATIVE, exchange_fields, exchange_style, note
from ea_repo.exchange.archimate import modern
from ea_repo.exchange.archimate_going import Model, model_of
from ea_repo.exchange.export import Export
from ea_repo.exchange.inventory import Connection, Definition, Folder, Item, Node, Property, View, Wording
from ea_repo.exchange.xml_pieces import XML, Places, written
from ea_repo.finding import Text
from ea_repo.write import encoded

NAME = "archimate"
LABEL = Text("modèle ArchiMate (fichier d'échange)", "ArchiMate model (exchange file)")
ENDING = ".xml"
FORMS = ("archi",)
_SPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LOCATION = f"{{{_XSI}}}schemaLocation"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "http://purl.org/dc/elements/1.1/"
_SCHEMA = f"{_SPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"
_OF_RELATIONS = ("accessType", "isDirected", "modifier")
_EMPTY = Wording((("", ""),))
"""What the schema wants where there is no name, or no value."""
_NO_NAME = re.compile(r"[^\w.-]")


def write(export: Export) -> Iterator[bytes]:
    """The model: as it came, where all that goes out came from one model of ArchiMate; else our own words for it."""
    return encoded(_Writer(model_of(export)).texts())


class _Writer:
    def __init__(self, model: Model) -> None:
        self.model, self.inventory = model, model.head
        inventory = model.head
        self.native = inventory.format in NATIVE
        self.definitions: dict[str, str] = {str(one.name): one.id for one in reversed(inventory.property_definitions)}
        self.new: list[str] = []
        """The names of properties that have no definition yet."""

    def texts(self) -> Iterator[str]:
        with Places() as places:
            root = self.root(places)
            yield from chain((XML,), written(places.texts(root)), ("\n",))

    def root(self, places: Places) -> ET.Element:
        """The tree of the model but for its elements and relations, which wait in their places."""
        inventory = self.inventory
        ET.register_namespace("", _SPACE)
        ET.register_namespace("xsi", _XSI)
        ET.register_namespace("dc", _DC)
        root = ET.Element(_tag("model"), {"identifier": _id(inventory.id) or "id-model"})
        # Of a model that says it in words of version 3, what it says.
        where = inventory.fields.get(_LOCATION) if inventory.version.startswith("3") else _SCHEMA
        if where:
            root.set(_LOCATION, str(where))
        if version := inventory.fields.get("version"):
            root.set("version", str(version))
        _wordings(root, "name", inventory.name or _EMPTY)
        _wordings(root, "documentation", inventory.documentation)
        self.properties(root, inventory.properties)
        self.metadata(root, inventory.fields.get("metadata"))
        self.items(root, places, "element", self.model.records())
        self.items(root, places, "relationship", self.model.relations())
        for folder in inventory.folders:
            organised = ET.SubElement(root, _tag("organizations"))
            self.folder(organised, folder)
            if not len(organised):
                root.remove(organised)
        after = len(root)
        self.views(root)
        self.define(root, after)
        return root

    def items(self, root: ET.Element, places: Places, part: str, items: Iterable[Any]) -> None:
        container = ET.SubElement(root, _tag(f"{part}s"))
        place = places.inside(container, 1)
        for item in items:
            element = ET.Element(_tag(part), {"identifier": _id(item.id), f"{{{_XSI}}}type": modern(item)})
            if part == "relationship":
                element.set("source", _id(item.source))
                element.set("target", _id(item.target))
                fields = exchange_fields(item, native=self.native)
                for name in _OF_RELATIONS:
                    if (value := fields.get(name)) is not None:
                        element.set(name, str(value).lower() if isinstance(value, bool) else str(value))
            self.about(element, item, named=part == "element")
            place.append(element)
        if place.empty:
            root.remove(container)

    def about(self, element: ET.Element, item: Item, *, named: bool = True) -> None:
        _wordings(element, "name", item.name or (_EMPTY if named else item.name))
        _wordings(element, "documentation", item.documentation)
        self.properties(element, item.properties)

    def properties(self, element: ET.Element, properties: Iterable[Property]) -> None:
        given = list(properties)
        if given:
            container = ET.SubElement(element, _tag("properties"))
            for one in given:
                reference = {"propertyDefinitionRef": self.definition_of(one)}
                _wordings(ET.SubElement(container, _tag("property"), reference), "value", one.value or _EMPTY)

    def definition_of(self, given: Property) -> str:
        if given.name not in self.definitions:
            self.new.append(given.name)
            plain = _NO_NAME.sub("_", given.name)
            taken = set(self.definitions.values())
            names = chain((f"propdef-{plain}",), (f"propdef-{plain}-{number}" for number in count(2)))
            self.definitions[given.name] = next(name for name in names if name not in taken)
        return _id(self.definitions[given.name])

    def define(self, root: ET.Element, place: int) -> None:
        """The definitions of all properties that were met, where the schema wants them."""
        container = ET.Element(_tag("propertyDefinitions"))
        known = [(one.id, one.type or "string", one.name) for one in self.inventory.property_definitions]
        for id, type, name in [*known, *((self.definitions[name], "string", Wording.of(name)) for name in self.new)]:
            element = ET.SubElement(container, _tag("propertyDefinition"), {"identifier": _id(id), "type": type})
            _wordings(element, "name", name or _EMPTY)
        if len(container):
            root.insert(place, container)

    def metadata(self, root: ET.Element, metadata: Any) -> None:
        if isinstance(metadata, Mapping):
            element = ET.SubElement(root, _tag("metadata"))
            for name, value in metadata.items():
                for text in value if isinstance(value, list | tuple) else (value,):
                    space = _SPACE if name in ("schema", "schemaversion") else _DC
                    ET.SubElement(element, f"{{{space}}}{name}").text = str(text)

    def folder(self, above: ET.Element, folder: Folder) -> None:
        for part in folder.content:
            if isinstance(part, Folder):
                item = ET.SubElement(above, _tag("item"), {"identifier": _id(part.id)} if part.id else {})
                _wordings(item, "label", part.name)
                _wordings(item, "documentation", part.documentation)
                self.folder(item, part)
            else:
                ET.SubElement(above, _tag("item"), {"identifierRef": _id(part)})

    def views(self, root: ET.Element) -> None:
        inventory = self.inventory
        if not (inventory.views or inventory.viewpoints):
            return
        container = ET.SubElement(root, _tag("views"))
        if inventory.viewpoints:
            points = ET.SubElement(container, _tag("viewpoints"))
            for one in inventory.viewpoints:
                self.viewpoint(points, one)
        if inventory.views:
            diagrams = ET.SubElement(container, _tag("diagrams"))
            for view in inventory.views:
                self.view(diagrams, view)

    def viewpoint(self, above: ET.Element, one: Definition) -> None:
        element = ET.SubElement(above, _tag("viewpoint"), {"identifier": _id(one.id)})
        _wordings(element, "name", one.name or _EMPTY)
        _wordings(element, "documentation", one.documentation)
        _nested(element, one.fields)

    def view(self, above: ET.Element, view: View) -> None:
        attributes = {"identifier": _id(view.id), f"{{{_XSI}}}type": "Diagram"}
        points = {one.id for one in self.inventory.viewpoints}
        if view.viewpoint:
            attributes["viewpointRef" if view.viewpoint in points else "viewpoint"] = view.viewpoint
        element = ET.SubElement(above, _tag("view"), attributes)
        self.about(element, view)
        for node in view.nodes:
            self.node(element, node)
        at = middles(view)
        for line in view.connections:
            self.connection(element, line, at)

    def node(self, above: ET.Element, node: Node) -> None:
        width, height = (size if size > 0 else usual for size, usual in
                         ((node.width, DEFAULT_WIDTH), (node.height, DEFAULT_HEIGHT)))  # fmt: skip
        place = {"x": max(0, node.x), "y": max(0, node.y), "w": width, "h": height}
        attributes = {"identifier": _id(node.id), f"{{{_XSI}}}type": _shape(node)}
        attributes |= {name: str(value) for name, value in place.items()}
        if node.shows:
            attributes["elementRef" if _shape(node) == "Element" else "conceptRef"] = _id(node.shows)
        element = ET.SubElement(above, _tag("node"), attributes)
        _wordings(element, "label", node.name or Wording.of(note(node.fields) if self.native else ""))
        _styled(element, exchange_style(node.fields) if self.native else node.fields)
        if node.opens:
            ET.SubElement(element, _tag("viewRef"), {"ref": _id(node.opens)})
        for inner in node.nodes:
            self.node(element, inner)

    def connection(self, above: ET.Element, line: Connection, at: Mapping[str, Point]) -> None:
        attributes = {"identifier": _id(line.id), f"{{{_XSI}}}type": _line(line)}
        if line.shows:
            attributes["relationshipRef"] = _id(line.shows)
        attributes |= {"source": _id(line.source), "target": _id(line.target)}
        element = ET.SubElement(above, _tag("connection"), {name: value for name, value in attributes.items() if value})
        _wordings(element, "label", line.name)
        _styled(element, exchange_style(line.fields) if self.native else line.fields)
        _point(element, "sourceAttachment", line)
        for bend in absolute_bends(line, at):
            ET.SubElement(element, _tag("bendpoint"), bend)
        _point(element, "targetAttachment", line)


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _shape(node: Node) -> str:
    """The type of a box in the words of version 3, whatever the source called it."""
    if node.type in ("Element", "Container", "Label"):
        return node.type
    return "Element" if node.shows else "Container" if node.nodes or node.type.lower() == "group" else "Label"


def _line(line: Connection) -> str:
    """The type of a line on a view, likewise."""
    return line.type if line.type in ("Line", "NestingRelationship") else "Relationship" if line.shows else "Line"


def _id(id: str) -> str:
    """An id that XML takes: some tools begin theirs with a digit."""
    plain = _NO_NAME.sub("_", id)
    return plain if not plain or plain[0].isalpha() or plain[0] == "_" else f"id-{plain}"


def _wordings(element: ET.Element, tag: str, wording: Wording) -> None:
    for lang, text in wording.texts:
        ET.SubElement(element, _tag(tag), {_LANG: lang} if lang else {}).text = text


def _styled(element: ET.Element, fields: Mapping[str, Any]) -> None:
    """The documentation and the style of something on a view."""
    if (text := fields.get("documentation")) is not None:
        ET.SubElement(element, _tag("documentation")).text = str(text)
    if isinstance(style := fields.get("style"), Mapping):
        _nested(element, {"style": style})


def _point(element: ET.Element, tag: str, line: Connection) -> None:
    """Where a line touches a box, where that is said."""
    if isinstance(point := line.fields.get(tag), Mapping):
        ET.SubElement(element, _tag(tag), {name: str(value) for name, value in point.items()})


def _nested(element: ET.Element, fields: Mapping[str, Any]) -> None:
    """Values as they were read: single ones are attributes, groups are elements."""
    for name, value in fields.items():
        for part in value if isinstance(value, list | tuple) else (value,):
            if isinstance(part, Mapping):
                _nested(ET.SubElement(element, _tag(name)), part)
            elif part is not None:
                # Archi joins the styles of a font by bars: the schema has one word.
                element.set(name, str(part).partition("|")[0] if name == "style" else str(part))
