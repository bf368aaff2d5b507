"""The pieces that Archi's native files are made of: an element with its type, what it says, its documentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from ea_repo.exchange.inventory import Item, Property
from ea_repo.exchange.xml_text import is_name

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TEXTS = ("content", "notes", "hintContent")
"""What is written as an element with a text, and not as an attribute."""
_APART = ("documentation", "properties", "features", "bends", "style")


def named(tag: str, type: str, id: str, name: str) -> ET.Element:
    """An element of a type, with its name and its id."""
    space = "canvas" if type.startswith("Canvas") else "archimate"
    attributes = {f"{{{XSI}}}type": f"{space}:{type}"} if type else {}
    if name:
        attributes["name"] = name
    return ET.Element(tag, {**attributes, "id": id})


def element_of(type: str, item: Item) -> ET.Element:
    """The element of something that stands in a folder."""
    element = named("element", type, item.id, str(item.name))
    if item.profiles:
        element.set("profiles", " ".join(item.profiles))
    return element


def about(element: ET.Element, item: Item) -> ET.Element:
    """The same element, with the documentation and the properties of what it is."""
    if item.documentation:
        ET.SubElement(element, "documentation").text = str(item.documentation)
    properties(element, ((given.name, str(given.value)) for given in item.properties))
    return element


def properties(element: ET.Element, given: Iterable[tuple[str, str]]) -> None:
    """What authors added, in their order."""
    for key, value in given:
        ET.SubElement(element, "property", {"key": key, "value": value} if value else {"key": key})


def own_properties(given: Iterable[Property]) -> Iterable[tuple[str, str]]:
    """Properties as pairs."""
    return ((one.name, str(one.value)) for one in given)


def said(element: ET.Element, fields: Mapping[str, Any]) -> None:
    """What else is said of something: single values are attributes, groups and texts are elements.

    The text of a workspace may have any names there; what could name no attribute or element is left out.
    """
    for name, value in fields.items():
        if name in _APART or value is None or not is_name(name):
            continue
        for part in value if isinstance(value, list | tuple) else (value,):
            if isinstance(part, Mapping):
                nested(element, name, part)
            elif name in _TEXTS:
                ET.SubElement(element, name).text = str(part)
            else:
                element.set(name, str(part))
    if (text := fields.get("documentation")) is not None:
        ET.SubElement(element, "documentation").text = str(text)
    properties(element, ((str(pair[0]), str(pair[1])) for pair in fields.get("properties") or ()))
    features = fields.get("features")
    for name, value in features.items() if isinstance(features, Mapping) else ():
        ET.SubElement(element, "feature", {"name": str(name), "value": str(value)})


def nested(above: ET.Element, tag: str, fields: Mapping[str, Any]) -> None:
    """A group of values as an element; what could name no attribute or element in it is left out."""
    element = ET.SubElement(above, tag)
    if (type := fields.get("xsi:type")) is not None:
        element.set(f"{{{XSI}}}type", f"archimate:{type}")
    for name, value in fields.items():
        if name == "text":
            element.text = str(value)
        elif is_name(name):
            for part in value if isinstance(value, list | tuple) else (value,):
                if isinstance(part, Mapping):
                    nested(element, name, part)
                else:
                    element.set(name, str(part))
