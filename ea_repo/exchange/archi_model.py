"""The objects of Archi's model, as its native files and coArchi's folders both write them.

Native files refer to others by an id in an attribute, coArchi by a child with an address (`File.xml#id`); lists are
called `child` in the first and `children` in the second. Here the two read the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ea_repo.exchange.archimate import short
from ea_repo.exchange.inventory import (
    Connection,
    Definition,
    Folder,
    Node,
    Property,
    Record,
    Relation,
    Value,
    View,
    Wording,
)
from ea_repo.exchange.xml_tree import Element

NAMESPACE = "http://www.archimatetool.com/archimate"
_FEATURES = ("feature", "features")
_PROPERTIES = ("property", "properties")
_NODES = ("child", "children")
_CONNECTIONS = ("sourceConnection", "sourceConnections")
_BENDS = ("bendpoint", "bendpoints")
_SHOWN = ("archimateElement", "archimateRelationship", "relationship")
_OPENED = ("model", "referencedModel")


def is_view(type: str) -> bool:
    """Whether a type is one of a drawing: ArchiMate's, a sketch, a canvas."""
    return type.endswith("Model")


def is_relation(type: str) -> bool:
    """Whether a type is one of a relation."""
    return type.endswith("Relationship")


def record(element: Element, type: str, file: str, folder: tuple[str, ...]) -> Record:
    """An element of ArchiMate."""
    return Record(type=type, **_item(element, file, folder))


def relation(element: Element, type: str, file: str, folder: tuple[str, ...]) -> Relation:
    """A relation of ArchiMate; its ends are ids, empty where the file has none."""
    source, target = _id(element, "source"), _id(element, "target")
    return Relation(type=short(type), source=source, target=target, **_item(element, file, folder, "source", "target"))


def view(element: Element, type: str, file: str, folder: tuple[str, ...]) -> View:
    """A drawing with its boxes and lines."""
    nodes = tuple(_node(child, file, 0, 0) for child in element.all(*_NODES))
    connections = tuple(
        _connection(line, file) for child in element.all(*_NODES) for line in child.walk() if line.tag in _CONNECTIONS
    )
    item = _item(element, file, folder, "viewpoint", *_NODES)
    return View(type=type, viewpoint=element.get("viewpoint"), nodes=nodes, connections=connections, **item)


def folder_of(element: Element, file: str, content: tuple[Folder | str, ...]) -> Folder:
    """A folder with what it holds."""
    return Folder(
        id=element.get("id"),
        at=element.at(file),
        type=element.get("type"),
        name=Wording.of(element.get("name")),
        documentation=documentation(element),
        fields=_fields(element, "id", "type", "name", "folder", "element"),
        properties=properties(element),
        content=content,
    )


def profile(element: Element, file: str) -> Definition:
    """A specialisation; its type is that of what it specialises."""
    return Definition(
        id=element.get("id"),
        at=element.at(file),
        type=short(element.get("conceptType")),
        name=Wording.of(element.get("name")),
        fields=_fields(element, "id", "name", "conceptType"),
    )


def documentation(element: Element, tag: str = "documentation") -> Wording:
    """The text that documents it, an attribute or a child."""
    child = element.first(tag)
    return Wording.of(element.get(tag) or (child.text if child is not None else ""))


def properties(element: Element) -> tuple[Property, ...]:
    """What its authors added, in their order; a name may come twice."""
    return tuple(
        Property(child.get("key"), Wording.of(child.get("value") or child.text.strip()))
        for child in element.all(*_PROPERTIES)
    )


def _item(element: Element, file: str, folder: tuple[str, ...], *known: str) -> dict[str, Any]:
    profiles = element.get("profiles").split() or [_address(child) for child in element.all("profiles")]
    return {
        "id": element.get("id"),
        "at": element.at(file),
        "name": Wording.of(element.get("name")),
        "documentation": documentation(element),
        "fields": _fields(element, "id", "name", "profiles", *known),
        "properties": properties(element),
        "profiles": tuple(profiles),
        "folder": folder,
    }


def _fields(element: Element, *known: str) -> Mapping[str, Value]:
    """What else is written: attributes, features, and children that nothing else reads."""
    fields = element.rest("documentation", *_PROPERTIES, *_FEATURES, *known)
    if features := {child.get("name"): child.get("value") for child in element.all(*_FEATURES)}:
        fields["features"] = features
    return fields


def _node(element: Element, file: str, left: int, top: int) -> Node:
    """A box, and those in it, whose positions are counted from its corner."""
    bounds = element.first("bounds")
    x, y, width, height = (
        _whole(bounds.get(name), absent) if bounds is not None else absent
        for name, absent in (("x", 0), ("y", 0), ("width", -1), ("height", -1))
    )
    x, y = left + x, top + y
    shown, opened = _id(element, *_SHOWN), _id(element, *_OPENED)
    return Node(
        id=element.get("id"),
        type=element.type,
        at=element.at(file),
        shows=shown,
        opens=opened,
        name=Wording.of(element.get("name")),
        x=x,
        y=y,
        width=width,
        height=height,
        fields={
            **_fields(element, "id", "name", "bounds", *_SHOWN, *_OPENED, *_NODES, *_CONNECTIONS),
            **_extra(element),
        },
        nodes=tuple(_node(child, file, x, y) for child in element.all(*_NODES)),
    )


def _connection(element: Element, file: str) -> Connection:
    known = ("id", "name", "source", "target", *_SHOWN, *_CONNECTIONS, *_BENDS)
    bends = tuple(dict(bend.attributes) for bend in element.all(*_BENDS))
    return Connection(
        id=element.get("id"),
        type=element.type,
        at=element.at(file),
        source=element.get("source"),
        target=element.get("target"),
        shows=_id(element, *_SHOWN),
        name=Wording.of(element.get("name")),
        fields={**_fields(element, *known), **({"bends": bends} if bends else {}), **_extra(element)},
    )


def _extra(element: Element) -> dict[str, Value]:
    """The documentation and properties of what has no field of its own for them."""
    extra: dict[str, Value] = {}
    if text := str(documentation(element)):
        extra["documentation"] = text
    if added := properties(element):
        extra["properties"] = tuple((given.name, str(given.value)) for given in added)
    return extra


def _id(element: Element, *names: str) -> str:
    """The id that an attribute or a child refers to."""
    for name in names:
        if written := element.get(name):
            return written
        child = element.first(name)
        if child is not None:
            return _address(child)
    return ""


def _address(element: Element) -> str:
    return element.get("href").rpartition("#")[2]


def _whole(text: str, absent: int) -> int:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return absent
