"""Archi's native files (`.archimate`), plain or zipped with their images."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.exchange import archi_model, archimate_own
from ea_repo.exchange.archi_model import NAMESPACE
from ea_repo.exchange.archimate import Model, model_name, model_of
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import (
    Folder,
    Inventory,
    Record,
    Rejected,
    Relation,
    Value,
    View,
    Wording,
)
from ea_repo.exchange.one_file import only
from ea_repo.exchange.source import File
from ea_repo.exchange.xml_tree import Element, Name
from ea_repo.finding import Text

NAME = "archi"
LABEL = Text("modèle Archi (.archimate)", "Archi model (.archimate)")
MAPPING = "archimate"


def recognise(file: File) -> Likeness:
    """By its root element, also inside a zip archive."""
    return Likeness.SURE if model_name(file) == Name(NAMESPACE, "model") else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One model, from one file."""
    file = only(files)
    model = model_of(file)
    inventory = _Reader(model.file).inventory(file, model)
    return archimate_own.own(inventory, file) if archimate_own.is_own(inventory) else inventory


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.records: list[Record] = []
        self.relations: list[Relation] = []
        self.views: list[View] = []
        self.rejected: list[Rejected] = []
        self.ids: set[str] = set()

    def inventory(self, file: File, model: Model) -> Inventory:
        root = model.root
        folders = tuple(self.folder(child, ()) for child in root.all("folder"))
        known = ("folder", "profile", "property", "purpose", "documentation", "metadata")
        for child in root.children:
            if child.tag not in known:
                self.reject(child, Text("élément inconnu d'un modèle Archi", "an element unknown to Archi's models"))
        fields: dict[str, Value] = {child.tag: child.value() for child in root.all("metadata")}
        return Inventory(
            format=NAME,
            files=(file.source,),
            version=root.get("version"),
            id=root.get("id"),
            name=Wording.of(root.get("name")),
            documentation=archi_model.documentation(root, "purpose") or archi_model.documentation(root),
            fields=fields,
            properties=archi_model.properties(root),
            records=tuple(self.records),
            relations=tuple(self.relations),
            views=tuple(self.views),
            folders=folders,
            profiles=tuple(archi_model.profile(child, self.file) for child in root.all("profile")),
            attachments=model.attachments,
            rejected=tuple(self.rejected),
        )

    def folder(self, element: Element, above: tuple[str, ...]) -> Folder:
        names = (*above, element.get("name"))
        content: list[Folder | str] = []
        for child in element.children:
            if child.tag == "folder":
                content.append(self.folder(child, names))
            elif child.tag == "element" and self.item(child, names):
                content.append(child.get("id"))
        return archi_model.folder_of(element, self.file, tuple(content))

    def item(self, element: Element, folder: tuple[str, ...]) -> bool:
        """Takes an element, a relation or a view; False where it cannot be taken."""
        id, type = element.get("id"), element.type
        if not id or not type:
            self.reject(element, Text("élément sans identifiant ou sans type", "an element without an id or a type"))
            return False
        if id in self.ids:
            why = f"l'identifiant « {id} » est déjà pris dans ce fichier"
            self.reject(element, Text(why, f"the id “{id}” is already taken in this file"))
            return False
        self.ids.add(id)
        if archi_model.is_relation(type):
            self.relations.append(archi_model.relation(element, type, self.file, folder))
        elif archi_model.is_view(type):
            self.views.append(archi_model.view(element, type, self.file, folder))
        else:
            self.records.append(archi_model.record(element, type, self.file, folder))
        return True

    def reject(self, element: Element, why: Text) -> None:
        self.rejected.append(Rejected(element.at(self.file), why, element.type or element.tag))
