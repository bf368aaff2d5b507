"""What Archi's native files call otherwise than The Open Group's exchange file: types, folders, a few attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ea_repo.exchange.archimate import modern
from ea_repo.exchange.inventory import Connection, Item, Node, Value

NATIVE = ("archi", "coarchi")
"""The formats whose types and attributes are already Archi's own."""
FOLDERS: Mapping[str, str] = {
    "strategy": "Strategy",
    "business": "Business",
    "application": "Application",
    "technology": "Technology & Physical",
    "motivation": "Motivation",
    "implementation_migration": "Implementation & Migration",
    "other": "Other",
    "relations": "Relations",
    "diagrams": "Views",
}
"""The folders of the first level that every model of Archi has, by their types, in its order."""
_LAYERS: Mapping[str, str] = {
    "Resource": "strategy", "Capability": "strategy", "CourseOfAction": "strategy", "ValueStream": "strategy",
    "Contract": "business", "Product": "business", "Representation": "business", "DataObject": "application",
    "Stakeholder": "motivation", "Driver": "motivation", "Assessment": "motivation", "Goal": "motivation",
    "Outcome": "motivation", "Principle": "motivation", "Requirement": "motivation", "Constraint": "motivation",
    "Meaning": "motivation", "Value": "motivation", "WorkPackage": "implementation_migration",
    "Deliverable": "implementation_migration", "ImplementationEvent": "implementation_migration",
    "Plateau": "implementation_migration", "Gap": "implementation_migration", "Location": "other",
    "Grouping": "other", "AndJunction": "other", "OrJunction": "other", "Junction": "other",
}  # fmt: skip
_RELATIONS = frozenset((
    "Composition", "Aggregation", "Assignment", "Realization", "Serving", "Access", "Influence", "Triggering", "Flow",
    "Specialization", "Association", "UsedBy", "Realisation", "Specialisation",
))  # fmt: skip
_ACCESS = {"Write": "0", "Read": "1", "Access": "2", "ReadWrite": "3"}
"""How an access is written; Archi leaves out a write, which is its default."""
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_ATTRIBUTES = {"isDirected": "directed", "modifier": "strength"}


def layer_of(type: str) -> str:
    """The folder of the first level in which an element stands."""
    for beginning, folder in (("Business", "business"), ("Application", "application")):
        if type.startswith(beginning):
            return folder
    return _LAYERS.get(type, "technology")


def native_type(item: Item, *, native: bool) -> str:
    """The type of an element, in Archi's words; `native`: it is in them already."""
    if native:
        return item.type
    return "Junction" if (type := modern(item)) in ("AndJunction", "OrJunction") else type


def native_relation(item: Item, *, native: bool) -> str:
    """The type of a relation likewise."""
    return f"{item.type if native else modern(item)}Relationship"


def native_concept(type: str) -> str:
    """The type of what a profile specialises: an element or a relation."""
    return f"{type}Relationship" if type in _RELATIONS else type


def native_fields(item: Item, *, native: bool) -> Mapping[str, Value]:
    """What else an element or a relation says, under Archi's names."""
    if native:
        return item.fields
    fields = {_ATTRIBUTES.get(name, name): value for name, value in item.fields.items()}
    if modern(item) == "OrJunction":
        fields["type"] = "or"
    if isinstance(access := fields.pop("accessType", None), str) and _ACCESS.get(access, "0") != "0":
        fields["accessType"] = _ACCESS[access]
    return fields


def exchange_fields(item: Item, *, native: bool) -> Mapping[str, Value]:
    """What else a relation says, under the names of the exchange file."""
    if not native:
        return item.fields
    names = {ours: theirs for theirs, ours in _ATTRIBUTES.items()}
    fields = {names.get(name, name): value for name, value in item.fields.items()}
    if item.type == "Access":
        words = {number: word for word, number in _ACCESS.items()}
        fields["accessType"] = words.get(str(fields.get("accessType", "0")), "Access")
    return fields


def native_box(node: Node, *, native: bool) -> str:
    """The type of a box in Archi's words."""
    if native:
        return node.type
    if node.opens:
        return "DiagramModelReference"
    return "DiagramObject" if node.shows else "Group" if node.type == "Container" or node.nodes else "Note"


def native_line(line: Connection, *, native: bool) -> str:
    """The type of a line in Archi's words: a line that is no relation has none."""
    return line.type if native else "Connection" if line.shows else ""


def relation_fields(type: str, more: Mapping[str, Any]) -> dict[str, Value]:
    """What a relation of either form says besides, under the names of the exchange file."""
    words = {number: word for word, number in _ACCESS.items()}
    names = {name: name for name in ("accessType", *_ATTRIBUTES)} | {
        theirs: ours for ours, theirs in _ATTRIBUTES.items()
    }
    said = {names[name]: str(value) for name, value in more.items() if name in names}
    if "accessType" in said:
        said["accessType"] = words.get(said["accessType"], said["accessType"])
    wanted = {"Access": "accessType", "Association": "isDirected", "Influence": "modifier"}
    return {name: value for name, value in said.items() if wanted.get(type) == name}


def colours(fields: Mapping[str, Any]) -> dict[str, str]:
    """The colours of an exchange file's style, as Archi writes them."""
    style = fields.get("style")
    if not isinstance(style, Mapping):
        return {}
    return {
        name: "#{:02x}{:02x}{:02x}".format(*(int(colour[part]) for part in "rgb"))
        for name in ("fillColor", "lineColor")
        if isinstance(colour := style.get(name), Mapping) and all(str(colour.get(part)).isdigit() for part in "rgb")
    }


def exchange_style(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a box or a line of Archi says besides, as the exchange file does: its documentation and its colours."""
    said: dict[str, Any] = {"documentation": fields["documentation"]} if "documentation" in fields else {}
    style = {
        name: {part: str(int(written[place : place + 2], 16)) for part, place in (("r", 1), ("g", 3), ("b", 5))}
        for name in ("lineColor", "fillColor")
        if _COLOUR.fullmatch(written := str(fields.get(name, "")))
    }
    return {**said, "style": style} if style else said


def note(fields: Mapping[str, Any]) -> str:
    """The text of a note of Archi, on a view or a sketch."""
    return str(fields.get("content") or fields.get("notes") or "")
