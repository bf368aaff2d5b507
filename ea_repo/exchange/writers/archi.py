"""Archi's native file (`.archimate`): its folders, profiles and views, as Archi itself writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from ea_repo.exchange import archi_words as words
from ea_repo.exchange.archi_element import XSI, about, element_of, nested, own_properties, properties, said
from ea_repo.exchange.archi_model import NAMESPACE
from ea_repo.exchange.archi_view import view_element
from ea_repo.exchange.archimate import modern
from ea_repo.exchange.archimate_back import as_it_came
from ea_repo.exchange.archimate_own import as_archimate
from ea_repo.exchange.export import Export
from ea_repo.exchange.inventory import Definition, Folder, Inventory, Item
from ea_repo.exchange.xml_text import xml_safe
from ea_repo.finding import Text

NAME = "archi"
LABEL = Text("modèle Archi (.archimate)", "Archi model (.archimate)")
ENDING = ".archimate"
_CANVAS = "http://www.archimatetool.com/canvas"
_VERSION = "5.0.0"
"""The version of Archi's format that new models are written in."""


def write(export: Export) -> bytes:
    """The model: as it came, where all that goes out came from one model of ArchiMate; else our own words for it."""
    return _Writer(as_it_came(export) or as_archimate(export)).text()


class _Writer:
    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self.native = inventory.format in words.NATIVE
        ET.register_namespace("xsi", XSI)
        ET.register_namespace("archimate", NAMESPACE)
        self.root = ET.Element(f"{{{NAMESPACE}}}model", {"name": str(inventory.name), "id": inventory.id or "id-model"})
        self.items = {**dict(self.concepts()), **dict(self.relations()), **dict(self.views())}
        self.above: dict[tuple[str, ...], ET.Element] = {}
        """The folders by the type of the first one and the names of those in it."""

    def text(self) -> bytes:
        inventory, root = self.inventory, self.root
        root.set("version", inventory.version if self.native and inventory.version else _VERSION)
        self.folders()
        properties(root, own_properties(inventory.properties))
        if inventory.documentation:
            ET.SubElement(root, "purpose").text = str(inventory.documentation)
        for profile in inventory.profiles:
            _profile(root, profile)
        if self.native and isinstance(metadata := inventory.fields.get("metadata"), Mapping):
            nested(root, "metadata", metadata)
        ET.indent(root)
        # A reader takes a bare carriage return for a line end.
        text = xml_safe(str(ET.tostring(root, encoding="unicode")).replace("\r", "&#13;"))
        if ':type="canvas:' in text:
            text = text.replace(" name=", f' xmlns:canvas="{_CANVAS}" name=', 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "replace")

    def concepts(self) -> Iterator[tuple[str, ET.Element]]:
        for record in self.inventory.records:
            element = element_of(words.native_type(record, native=self.native), record)
            said(element, words.native_fields(record, native=self.native))
            yield record.id, about(element, record)

    def relations(self) -> Iterator[tuple[str, ET.Element]]:
        for relation in self.inventory.relations:
            element = element_of(words.native_relation(relation, native=self.native), relation)
            element.set("source", relation.source)
            element.set("target", relation.target)
            said(element, words.native_fields(relation, native=self.native))
            yield relation.id, about(element, relation)

    def views(self) -> Iterator[tuple[str, ET.Element]]:
        for view in self.inventory.views:
            yield view.id, view_element(view, native=self.native)

    def folders(self) -> None:
        """The folders with what stands in them; what stands in none is put in that of its layer."""
        left = dict(self.items)
        if self.native:
            for folder in self.inventory.folders:
                self.folder(self.root, folder, left)
        else:
            for type in words.FOLDERS:
                self.place((type,))
        inventory = self.inventory
        for item in (*inventory.records, *inventory.relations, *inventory.views):
            if item.id in left:
                self.place(self.path(item)).append(left.pop(item.id))

    def folder(self, above: ET.Element, folder: Folder, left: dict[str, ET.Element]) -> None:
        """A folder as it came."""
        attributes = {"name": str(folder.name), "id": folder.id}
        element = ET.SubElement(above, "folder", attributes | ({"type": folder.type} if folder.type else {}))
        if above is self.root:
            self.above.setdefault((folder.type,), element)
        for part in folder.content:
            if isinstance(part, Folder):
                self.folder(element, part, left)
            elif part in left:
                element.append(left.pop(part))
        if folder.documentation:
            ET.SubElement(element, "documentation").text = str(folder.documentation)
        said(element, folder.fields)
        properties(element, own_properties(folder.properties))

    def path(self, item: Item) -> tuple[str, ...]:
        """Where an item stands: the folder of its layer, and those in it that its source names."""
        tag = self.items[item.id]
        type = tag.get(f"{{{XSI}}}type", "").partition(":")[2]
        if type.endswith("Relationship"):
            layer = "relations"
        else:
            layer = "diagrams" if type.endswith("Model") else words.layer_of(modern(item))
        names = item.folder
        return (layer, *(names[1:] if names[:1] == (words.FOLDERS[layer],) else names))

    def place(self, path: tuple[str, ...]) -> ET.Element:
        """The folder at a path, made where it is not there yet."""
        if path not in self.above:
            attributes = {"name": path[-1], "id": f"folder-{'-'.join(path)}"}
            if len(path) == 1:
                attributes = {"name": words.FOLDERS[path[0]], "id": f"folder-{path[0]}", "type": path[0]}
            above = self.place(path[:-1]) if len(path) > 1 else self.root
            self.above[path] = ET.SubElement(above, "folder", attributes)
        return self.above[path]


def _profile(root: ET.Element, profile: Definition) -> None:
    """A specialisation."""
    attributes = {"name": str(profile.name), "id": profile.id, "conceptType": words.native_concept(profile.type)}
    said(ET.SubElement(root, "profile", attributes), profile.fields)
