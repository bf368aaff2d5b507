"""Archi's native file (`.archimate`): its folders, profiles and views, as Archi itself writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from xml.etree import ElementTree as ET

from ea_repo.exchange import archi_words as words
from ea_repo.exchange.archi_element import XSI, about, element_of, nested, own_properties, properties, said
from ea_repo.exchange.archi_model import NAMESPACE
from ea_repo.exchange.archi_view import view_element
from ea_repo.exchange.archimate import modern
from ea_repo.exchange.archimate_going import Model, model_of
from ea_repo.exchange.export import Export
from ea_repo.exchange.inventory import Definition, Folder, Item
from ea_repo.exchange.xml_pieces import XML, Place, Places, written
from ea_repo.finding import Text
from ea_repo.write import encoded

NAME = "archi"
LABEL = Text("modèle Archi (.archimate)", "Archi model (.archimate)")
ENDING = ".archimate"
_TYPE = f"{{{XSI}}}type"
_CANVAS = "http://www.archimatetool.com/canvas"
_VERSION = "5.0.0"
"""The version of Archi's format that new models are written in."""


def write(export: Export) -> Iterator[bytes]:
    """The model: as it came, where all that goes out came from one model of ArchiMate; else our own words for it."""
    return encoded(_texts(model_of(export)))


def _texts(model: Model) -> Iterator[str]:
    with Places() as places:
        root = _Writer(model, places).root
        yield from chain((XML,), written(places.texts(root)), ("\n",))


class _Writer:
    """Makes the tree of a model; what stands in folders that are made for it waits in places of its own."""

    def __init__(self, model: Model, places: Places) -> None:
        self.model, self.inventory, self.places = model, model.head, places
        inventory = model.head
        self.native = inventory.format in words.NATIVE
        ET.register_namespace("xsi", XSI)
        ET.register_namespace("archimate", NAMESPACE)
        self.root = ET.Element(f"{{{NAMESPACE}}}model", {"name": str(inventory.name), "id": inventory.id or "id-model"})
        self.above: dict[tuple[str, ...], ET.Element] = {}
        """The folders by the type of the first one and the names of those in it."""
        self.last: dict[tuple[str, ...], Place] = {}
        """Where what stands in a folder goes, behind what is there already."""
        self.fill()

    def fill(self) -> None:
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

    def items(self) -> Iterator[tuple[Item, ET.Element]]:
        """All that stands in folders, with its element."""
        for record in self.model.records():
            element = element_of(words.native_type(record, native=self.native), record)
            said(element, words.native_fields(record, native=self.native))
            yield record, about(element, record)
        for relation in self.model.relations():
            element = element_of(words.native_relation(relation, native=self.native), relation)
            element.set("source", relation.source)
            element.set("target", relation.target)
            said(element, words.native_fields(relation, native=self.native))
            yield relation, about(element, relation)
        for view in self.inventory.views:
            element = view_element(view, native=self.native)
            self.declare(element)
            yield view, element

    def declare(self, view: ET.Element) -> None:
        """Says what the types of a canvas are, where a view is one."""
        if any(part.get(_TYPE, "").startswith("canvas:") for part in view.iter()):
            own = dict(self.root.attrib)
            self.root.attrib.clear()
            self.root.attrib.update({"xmlns:canvas": _CANVAS, **own})

    def folders(self) -> None:
        """The folders with what stands in them; what stands in none is put in that of its layer."""
        items = self.items()
        if not self.native:
            for type in words.FOLDERS:
                self.folder_at((type,))
        if self.model.came:
            by_id = {item.id: (item, element) for item, element in items}
            left = {id: element for id, (_, element) in by_id.items()}
            for folder in self.inventory.folders if self.native else ():
                self.folder(self.root, folder, left)
            items = (by_id[id] for id in left)
        for item, element in items:
            self.place(self.path(item, element)).append(element)

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

    def path(self, item: Item, element: ET.Element) -> tuple[str, ...]:
        """Where an item stands: the folder of its layer, and those in it that its source names."""
        type = element.get(_TYPE, "").partition(":")[2]
        if type.endswith("Relationship"):
            layer = "relations"
        else:
            layer = "diagrams" if type.endswith("Model") else words.layer_of(modern(item))
        names = item.folder
        return (layer, *(names[1:] if names[:1] == (words.FOLDERS[layer],) else names))

    def place(self, path: tuple[str, ...]) -> Place:
        """Where the next thing in the folder at a path stands."""
        folder = self.folder_at(path)
        if path not in self.last:
            self.last[path] = self.places.inside(folder, len(path))
        return self.last[path]

    def folder_at(self, path: tuple[str, ...]) -> ET.Element:
        """The folder at a path, made where it is not there yet."""
        if path not in self.above:
            attributes = {"name": path[-1], "id": f"folder-{'-'.join(path)}"}
            if len(path) == 1:
                attributes = {"name": words.FOLDERS[path[0]], "id": f"folder-{path[0]}", "type": path[0]}
            above = self.folder_at(path[:-1]) if len(path) > 1 else self.root
            self.above[path] = ET.SubElement(above, "folder", attributes)
            # What comes later stands behind it.
            self.last.pop(path[:-1], None)
        return self.above[path]


def _profile(root: ET.Element, profile: Definition) -> None:
    """A specialisation."""
    attributes = {"name": str(profile.name), "id": profile.id, "conceptType": words.native_concept(profile.type)}
    said(ET.SubElement(root, "profile", attributes), profile.fields)
