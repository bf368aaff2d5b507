"""Backstage's catalogue: entities in YAML, several to a file, which refer to each other in short.

A Location leads to other files: those within the folder are read, addresses outside are noted and not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Note, Record, Rejected, Relation, Value, Wording
from ea_repo.exchange.json_tree import frozen, texts
from ea_repo.exchange.source import File, beside
from ea_repo.exchange.yaml_tree import Document, documents
from ea_repo.finding import Text

NAME = "backstage"
LABEL = Text("catalogue Backstage (YAML)", "Backstage catalogue (YAML)")
_SIGNATURE = re.compile(r"""^apiVersion:\s*["']?backstage\.io/""", re.MULTILINE)
_REFERENCE = re.compile(r"(?:(?P<kind>[^:/\s]+):)?(?:(?P<space>[^:/\s]+)/)?(?P<name>[^:/\s]+)")
_KINDS = {
    "owner": "group",
    "system": "system",
    "domain": "domain",
    "subdomainOf": "domain",
    "subcomponentOf": "component",
    "providesApis": "api",
    "consumesApis": "api",
    "dependsOn": "",
    "dependencyOf": "",
    "parent": "group",
    "children": "group",
    "members": "user",
    "memberOf": "group",
}
"""The fields that refer to other entities, and of which kind these are where the reference does not say."""


def recognise(file: File) -> Likeness:
    """By the version that its entities declare."""
    return Likeness.SURE if file.is_text and _SIGNATURE.search(file.beginning or "") else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """The entities of these files, and of those that they lead to."""
    reader = _Reader()
    for file in files:
        reader.file(file)
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in reader.files.values()),
        records=tuple(reader.records.values()),
        relations=tuple(reader.relations.values()),
        rejected=tuple(reader.rejected),
        notes=tuple(reader.notes),
    )


class _Reader:
    def __init__(self) -> None:
        self.files: dict[Path, File] = {}
        self.records: dict[str, Record] = {}
        self.relations: dict[str, Relation] = {}
        self.rejected: list[Rejected] = []
        self.notes: list[Note] = []

    def file(self, first: File) -> None:
        """Reads a file and, one after the other, those that it leads to; each once."""
        waiting = [first]
        while waiting:
            file = waiting.pop(0)
            if file.path.resolve() in self.files:
                continue
            self.files[file.path.resolve()] = file
            for document in documents(file.name, file.text):
                self.rejected += document.rejected
                if isinstance(document.value, dict):
                    self.entity(document)
                    waiting += self.targets(file, document)

    def entity(self, document: Document) -> None:
        value = document.value
        kind, metadata, spec = value.get("kind"), value.get("metadata"), value.get("spec") or {}
        name = metadata.get("name") if isinstance(metadata, dict) else None
        if not isinstance(kind, str) or not isinstance(name, str | int) or not isinstance(spec, dict):
            why = Text("entité sans genre ou sans nom", "an entity without a kind or a name")
            self.rejected.append(Rejected(document.at("metadata"), why, str(kind or "")))
            return
        space = str(metadata.get("namespace") or "default")
        id = f"{kind}:{space}/{name}".lower()
        if id in self.records:
            why = Text(
                f"« {id} » est déjà décrit ({self.records[id].at})",
                f"“{id}” is already described ({self.records[id].at})",
            )
            self.rejected.append(Rejected(document.at("metadata", "name"), why, kind))
            return
        self.records[id] = Record(
            id=id,
            type=kind,
            at=document.at("kind"),
            name=Wording.of(str(metadata.get("title") or name)),
            documentation=Wording.of(_text(metadata.get("description"))),
            fields=_fields(metadata, spec),
            places={field: document.at("spec", field) for field in spec},
        )
        self.links(document, id, space, spec)

    def links(self, document: Document, id: str, space: str, spec: Mapping[str, Any]) -> None:
        """A relation for each entity that this one refers to, of the name of the field."""
        for field, kind in _KINDS.items():
            for place, written in enumerate(texts(spec.get(field))):
                at = document.at("spec", field, place)
                match = _REFERENCE.fullmatch(written.strip())
                if match is None or not (match["kind"] or kind):
                    why = Text(
                        f"référence incompréhensible : « {written} »", f"a reference that says nothing: “{written}”"
                    )
                    self.rejected.append(Rejected(at, why, field))
                    continue
                target = f"{match['kind'] or kind}:{match['space'] or space}/{match['name']}".lower()
                relation = f"{id} {field} {target}"
                self.relations.setdefault(relation, Relation(id=relation, type=field, at=at, source=id, target=target))

    def targets(self, file: File, document: Document) -> Iterator[File]:
        """The files that a Location leads to."""
        spec = document.value.get("spec")
        if document.value.get("kind") != "Location" or not isinstance(spec, dict):
            return
        for field in ("target", "targets"):
            for place, target in enumerate(texts(spec.get(field))):
                at = document.at("spec", field, place)
                found = None if "://" in target else beside(file, target)
                if found is None:
                    why = Text(
                        f"« {target} » n'est pas dans ce dossier : non suivi",
                        f"“{target}” is not in this folder: not followed",
                    )
                    self.notes.append(Note(at, why))
                else:
                    yield found


def _fields(metadata: Mapping[str, Any], spec: Mapping[str, Any]) -> Mapping[str, Value]:
    """What an entity says beside its name: its specification, and the rest of its metadata under `metadata`."""
    rest = {name: value for name, value in metadata.items() if name not in ("name", "title", "description")}
    return {**{name: frozen(value) for name, value in spec.items()}, **({"metadata": frozen(rest)} if rest else {})}


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
