"""What the formats of ArchiMate have in common: the names of types, old and new, and where a model's XML is."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.exchange.inventory import Attachment, Item
from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.source import File
from ea_repo.exchange.xml_tree import Element, Name, parse, root_name
from ea_repo.finding import Text

_RENAMED = {
    "CommunicationPath": "Path",
    "InfrastructureFunction": "TechnologyFunction",
    "InfrastructureInterface": "TechnologyInterface",
    "InfrastructureService": "TechnologyService",
    "Network": "CommunicationNetwork",
    "UsedBy": "Serving",
    "Realisation": "Realization",
    "Specialisation": "Specialization",
}
"""What ArchiMate 2 called otherwise than ArchiMate 3 does."""


def short(type: str) -> str:
    """The type of a relation without the word that native files end it with: `Flow` for `FlowRelationship`."""
    return type.removesuffix("Relationship")


def modern(item: Item) -> str:
    """The type of an item in the words of ArchiMate 3, whatever the version and the dialect of its source."""
    if item.type == "Junction":
        return "OrJunction" if item.fields.get("type") == "or" else "AndJunction"
    return _RENAMED.get(item.type, item.type)


@dataclass(frozen=True, slots=True)
class Model:
    """The XML of a model, alone or in a zip archive with its images."""

    file: str
    root: Element
    attachments: tuple[Attachment, ...] = ()


_IN_ZIP = "model.xml"


def model_name(file: File) -> Name | None:
    """The name of a model's root element, also inside a zip archive; None where there is none."""
    if file.archive is None:
        return file.root_name
    return root_name(file.archive.read(_IN_ZIP)) if _IN_ZIP in file.archive.names else None


def model_of(file: File) -> Model:
    """The model that a file holds; raises Unreadable where it is no XML."""
    archive = file.archive
    if archive is None:
        return Model(file.name, file.xml)
    if _IN_ZIP not in archive.names:
        why = Text("cette archive zip ne contient pas de model.xml", "this zip archive holds no model.xml")
        raise Unreadable(why, file.at)
    name = f"{file.name}/{_IN_ZIP}"
    others = (member for member in archive.names if member != _IN_ZIP)
    attachments = tuple(Attachment(member, archive.read(member)) for member in others)
    return Model(name, parse(name, archive.read(_IN_ZIP)), attachments)
