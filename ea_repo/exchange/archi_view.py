"""A view as Archi's native file writes it: boxes in boxes, each with the lines that begin at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

from ea_repo.exchange import archi_words as words
from ea_repo.exchange.archi_bends import middles, relative_bends
from ea_repo.exchange.archi_element import about, element_of, named, said
from ea_repo.exchange.inventory import Connection, Node, View


def view_element(view: View, *, native: bool) -> ET.Element:
    """The element of a view; `native`: its words are Archi's already."""
    return _Drawing(view, native=native).element


class _Drawing:
    def __init__(self, view: View, *, native: bool) -> None:
        self.native = native
        self.at = middles(view)
        self.targets: dict[str, list[str]] = defaultdict(list)
        for line in view.connections:
            self.targets[line.target].append(line.id)
        type = view.type if native else "ArchimateDiagramModel"
        self.element = element_of(type, view)
        if view.viewpoint:
            self.element.set("viewpoint", view.viewpoint if native else _viewpoint(view.viewpoint))
        said(self.element, view.fields if native else {})
        self.shapes: dict[str, ET.Element] = {}
        for node in view.nodes:
            self.node(self.element, node, 0, 0)
        self.lines(view.connections)
        about(self.element, view)

    def node(self, above: ET.Element, node: Node, left: int, top: int) -> None:
        """A box; `left` and `top` are where the one around it begins."""
        type = words.native_box(node, native=self.native)
        is_note = type == "Note" and not self.native
        element = named("child", type, node.id, "" if is_note else str(node.name))
        self.shapes[node.id] = element
        above.append(element)
        if node.shows:
            element.set("archimateElement", node.shows)
        if node.opens:
            element.set("model", node.opens)
        if (targets := self.targets.get(node.id)) and "targetConnections" not in node.fields:
            element.set("targetConnections", " ".join(targets))
        place = {"x": node.x - left, "y": node.y - top, "width": node.width, "height": node.height}
        ET.SubElement(element, "bounds", {name: str(value) for name, value in place.items()})
        if is_note:
            ET.SubElement(element, "content").text = str(node.name)
        said(element, node.fields if self.native else _in_native_words(node.fields))
        for inner in node.nodes:
            self.node(element, inner, node.x, node.y)

    def lines(self, lines: tuple[Connection, ...]) -> None:
        """The lines, each inside what it begins at: a box, or another line."""
        made = {line.id: self.line(line) for line in lines}
        for line in lines:
            begins = self.shapes.get(line.source)
            begins = begins if begins is not None else made.get(line.source)
            if begins is not None:
                begins.append(made[line.id])

    def line(self, line: Connection) -> ET.Element:
        element = named("sourceConnection", words.native_line(line, native=self.native), line.id, str(line.name))
        element.set("source", line.source)
        element.set("target", line.target)
        if line.shows:
            element.set("archimateRelationship", line.shows)
        if (targets := self.targets.get(line.id)) and "targetConnections" not in line.fields:
            element.set("targetConnections", " ".join(targets))
        said(element, line.fields if self.native else _in_native_words(line.fields))
        for bend in relative_bends(line, self.at):
            ET.SubElement(element, "bendpoint", bend)
        return element


def _viewpoint(name: str) -> str:
    """A viewpoint of the standard, as Archi calls it: `application_cooperation` for `Application Cooperation`."""
    return "_".join(name.lower().split())


def _in_native_words(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a box or a line of an exchange file says besides."""
    said_: dict[str, Any] = words.colours(fields)
    if (text := fields.get("documentation")) is not None:
        said_["documentation"] = text
    return said_
