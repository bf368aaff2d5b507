"""coArchi's folders (grafico): one file for each concept of an Archi model, in folders that mirror the model's."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import PurePosixPath

from ea_repo.exchange import archi_model
from ea_repo.exchange.archi_model import NAMESPACE
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import (
    Folder,
    Inventory,
    Note,
    Record,
    Rejected,
    Relation,
    View,
    Wording,
)
from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.source import File
from ea_repo.exchange.xml_tree import Element
from ea_repo.finding import Text

NAME = "coarchi"
LABEL = Text("dossier coArchi (grafico)", "coArchi folder (grafico)")
MAPPING = "archimate"
_MODEL = ("ArchimateModel", "model")


def recognise(file: File) -> Likeness:
    """By the namespace of its root element, which is one concept and no whole model."""
    name = file.root_name
    own = name is not None and name.namespace == NAMESPACE and name.tag != "model"
    return Likeness.SURE if own else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One model, from all the files of its folder; a file that cannot be read is rejected, the others are taken."""
    return _Reader().inventory(files)


class _Reader:
    def __init__(self) -> None:
        self.records: list[Record] = []
        self.relations: list[Relation] = []
        self.views: list[View] = []
        self.rejected: list[Rejected] = []
        self.ids: set[str] = set()
        self.model: tuple[File, Element] | None = None
        self.folders: dict[PurePosixPath, tuple[File, Element]] = {}
        self.content: dict[PurePosixPath, list[str]] = {}

    def inventory(self, files: Sequence[File]) -> Inventory:
        concepts: list[tuple[File, Element]] = []
        for file in files:
            try:
                root = file.xml
            except Unreadable as problem:
                self.rejected.append(Rejected(problem.at, problem.why))
                continue
            if root.tag in _MODEL:
                self.model = (file, root)
            elif root.tag == "Folder":
                self.folders[PurePosixPath(file.name).parent] = (file, root)
            else:
                concepts.append((file, root))
        for file, root in concepts:
            self.concept(file, root)
        return self.whole(files)

    def concept(self, file: File, element: Element) -> None:
        """Takes an element, a relation or a view, in the folder that its file is in."""
        id, type, inside = element.get("id"), element.tag, PurePosixPath(file.name).parent
        if not id or id in self.ids:
            why = Text("identifiant absent, ou déjà pris par un autre fichier", "no id, or one that another file has")
            self.rejected.append(Rejected(element.at(file.name), why, type))
            return
        self.ids.add(id)
        self.content.setdefault(inside, []).append(id)
        names = self.names(inside)
        if archi_model.is_relation(type):
            self.relations.append(archi_model.relation(element, type, file.name, names))
        elif archi_model.is_view(type):
            self.views.append(archi_model.view(element, type, file.name, names))
        else:
            self.records.append(archi_model.record(element, type, file.name, names))

    def names(self, inside: PurePosixPath) -> tuple[str, ...]:
        """The names of a folder and of those above it."""
        above = [folder for folder in (*reversed(inside.parents), inside) if folder in self.folders]
        return tuple(self.folders[folder][1].get("name") for folder in above)

    def folder(self, path: PurePosixPath) -> Folder:
        file, element = self.folders[path]
        inner: list[Folder | str] = [self.folder(other) for other in sorted(self.folders) if self.above(other) == path]
        return archi_model.folder_of(element, file.name, (*inner, *self.content.get(path, ())))

    def above(self, path: PurePosixPath) -> PurePosixPath | None:
        """The nearest folder of the model that a folder is in."""
        return next((parent for parent in path.parents if parent in self.folders), None)

    def whole(self, files: Sequence[File]) -> Inventory:
        inventory = Inventory(
            format=NAME,
            files=tuple(file.source for file in files),
            records=tuple(self.records),
            relations=tuple(self.relations),
            views=tuple(self.views),
            folders=tuple(self.folder(path) for path in sorted(self.folders) if self.above(path) is None),
            rejected=tuple(self.rejected),
        )
        if self.model is None:
            text = Text("le fichier du modèle (folder.xml) manque", "the model's own file (folder.xml) is missing")
            return dataclasses.replace(inventory, notes=(Note(files[0].at, text),))
        file, root = self.model
        return dataclasses.replace(
            inventory,
            version=root.get("version"),
            id=root.get("id"),
            name=Wording.of(root.get("name")),
            documentation=archi_model.documentation(root, "purpose") or archi_model.documentation(root),
            fields={child.tag: child.value() for child in root.all("metadata")},
            properties=archi_model.properties(root),
            profiles=tuple(archi_model.profile(child, file.name) for child in root.all("profile", "profiles")),
        )
