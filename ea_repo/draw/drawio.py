"""The sheets of a map as draw.io's XML: a page each, of native shapes in layers, which one moves and edits there.

The format is documented at https://www.drawio.com/doc/faq/drawio-xml-structure. Labels are plain text (`html=0`), in
which nothing means anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ea_repo.draw.diagram import Box, Group, LegendEntry, Place
from ea_repo.draw.dot_heading import ARROWS, ENTRY, entry_words, legend_rows
from ea_repo.draw.plain_text import printable
from ea_repo.draw.shapes import Point, Route, shapes
from ea_repo.draw.sheets import Sheet
from ea_repo.draw.style import Look, Style
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text

MAKER = "ea-repo"
_ROOT, _BOXES, _ARROWS, _HEAD = "0", "layer-boxes", "layer-arrows", "layer-head"
_LAYERS = {
    _BOXES: Text("Boîtes", "Boxes"),
    _ARROWS: Text("Flèches", "Arrows"),
    _HEAD: Text("Titre et légende", "Title and legend"),
}
_OVERVIEW, _SHEET = Text("vue d'ensemble", "overview"), Text("feuille {}", "sheet {}")
_STROKES = {
    "solid": "",
    "dashed": "dashed=1;dashPattern=6 4;",
    "dotted": "dashed=1;dashPattern=1 3;",
    "bold": "strokeWidth=2;",
}
_TEXT = "text;html=0;fillColor=none;strokeColor=none;align=left;verticalAlign=middle;spacing=0;"
_FRAME = "align=left;verticalAlign=top;spacingLeft=4;container=1;collapsible=0;recursiveResize=0;"
_ALERT, _GREY, _INK = "#b03a00", "#4a4a4a", "#1a1a1a"
_BOLD, _ITALIC = "fontStyle=1;", "fontStyle=2;"
_LINE, _GAP, _LEAST_WIDTH = 1.35, 16.0, 640.0
"""How high a line is, of its size; the room below the head; how wide the head is at the least."""


def as_drawio(sheets: Sequence[Sheet], style: Style) -> str:
    """A page for each sheet, whose drawings have no head; the same text for the same sheets."""
    file = Element("mxfile", host=MAKER, type="device")
    diagram = sheets[0].drawing.diagram
    names = [_SHEET[diagram.lang].format(number) for number, _ in enumerate(sheets, 1)]
    names[0] = f"{names[0]} – {_OVERVIEW[diagram.lang]}" if len(sheets) > 1 else diagram.title
    for number, (sheet, name) in enumerate(zip(sheets, names, strict=True), 1):
        page = SubElement(file, "diagram", id=_page(number), name=printable(name))
        page.append(_Page(sheet, style).model)
    indent(file, " ")
    return tostring(file, encoding="unicode") + "\n"


def _page(number: int) -> str:
    return f"page-{number}"


class _Page:
    """Writes a sheet as the cells of one page, at the size at which its texts are as large as they say."""

    def __init__(self, sheet: Sheet, style: Style) -> None:
        self._style, self._diagram = style, sheet.drawing.diagram
        width, height = (_number(length / sheet.scale) for length in (sheet.paper.width, sheet.paper.height))
        page = {"grid": "0", "page": "1", "pageScale": "1", "pageWidth": width, "pageHeight": height}
        self.model = Element("mxGraphModel", {**page, "background": "#ffffff"})
        self._root = SubElement(self.model, "root")
        self._places: dict[str, Place] = {}
        self._frames: list[str] = []
        SubElement(self._root, "mxCell", id=_ROOT)
        for layer, name in _LAYERS.items():
            SubElement(self._root, "mxCell", {"id": layer, "value": name[self._diagram.lang], "parent": _ROOT})
        below = self._head(max(sheet.size[0], _LEAST_WIDTH)) + _GAP
        drawn = shapes(sheet.drawing)
        corner = Point(sheet.window.x, sheet.window.y) if sheet.window else drawn.corner
        shown = (drawn.within(sheet.window) if sheet.window else drawn).moved(-corner.x, below - corner.y)
        for group in shown.groups:
            self._box(f"group:{group.of.id}", group.of, group.place)
        for box in shown.boxes:
            self._box(f"box:{box.of.id}", box.of, box.place)
        for number, route in enumerate(shown.routes):
            self._arrow(f"arrow:{number}", route)
        for place, number in sheet.marks:
            self._mark(number, Place(place.x - corner.x, place.y - corner.y + below, place.width, place.height))

    def _cell(self, id: str, label: str, style: str, layer: str, about: dict[str, str], **more: str) -> Element:
        """A cell, in an object that holds its label and what draw.io tells of it besides."""
        told = {name: printable(value) for name, value in about.items() if value}
        wrapped = SubElement(self._root, "object", {"id": printable(id), "label": printable(label), **told})
        return SubElement(wrapped, "mxCell", {"style": style, "parent": layer, **more})

    def _shape(self, id: str, label: str, place: Place, style: str, layer: str, about: dict[str, str]) -> None:
        cell = self._cell(id, label, style, layer, about, vertex="1")
        origin = self._places.get(layer) or Place(0, 0, 0, 0)
        at = {"x": _number(place.x - origin.x), "y": _number(place.y - origin.y)}
        size = {"width": _number(place.width), "height": _number(place.height)}
        SubElement(cell, "mxGeometry", {**at, **size, "as": "geometry"})

    def _box(self, id: str, of: Box | Group, place: Place) -> None:
        """A box or a group, inside of the innermost frame around it: what holds others comes before them."""
        inside = next((frame for frame in reversed(self._frames) if _holds(self._places[frame], place)), _BOXES)
        look = self._style.look("group" if isinstance(of, Group) else of.look)
        label = list(of.label)
        if isinstance(of, Group):
            shape, about = f"html=0;rounded=1;arcSize=4;{_FRAME}fontSize=11;", {"tooltip": " ".join(of.label)}
        else:
            corners = "rounded=0;" if self._diagram.layout == "placed" else "rounded=1;arcSize=16;"
            shape = f"html=0;{corners}{_FRAME if of.frame else _aligned(of)}fontSize={of.size};"
            about = {"tooltip": of.tooltip, "element": of.element or "", "state": of.meaning}
            about["link"] = self._diagram.links.get(str(of.element), "")
            if label and look.sign:
                label[-1:] = [label[-1], look.sign] if of.narrow else [f"{label[-1]} {look.sign}"]
        self._shape(id, "\n".join(label), place, f"{shape}{_colours(look)}", inside, about)
        self._places[printable(id)] = place
        if isinstance(of, Group) or of.frame:
            self._frames.append(printable(id))

    def _arrow(self, id: str, route: Route) -> None:
        """An arrow, with one beside it for each further look of what it stands for."""
        source, target = (printable(f"box:{end}") for end in (route.arrow.source, route.arrow.target))
        for number, (name, strand) in enumerate(route.strands()):
            look = self._style.look(name)
            style = (
                f"html=0;endArrow=block;endFill=1;endSize=4;curved=1;{_STROKES[look.line]}strokeColor={look.ink_of_line};"
                f"fontColor={look.ink_of_line};fontSize=9;labelBackgroundColor=#ffffff;"
                f"{_end('exit', strand.points[0], self._places[source])}"
                f"{_end('entry', strand.points[-1], self._places[target])}"
            )
            label = "" if number else "\n".join(route.arrow.label)
            about = {"tooltip": route.arrow.tooltip, "link": self._diagram.links.get(str(route.arrow.element), "")}
            ends = {"source": source, "target": target}
            cell = self._cell(f"{id}:{number}", label, style, _ARROWS, about, edge="1", **ends)
            geometry = SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
            pulling = SubElement(geometry, "Array", {"as": "points"})
            for point in strand.controls:
                SubElement(pulling, "mxPoint", x=_number(point.x), y=_number(point.y))

    def _mark(self, number: int, place: Place) -> None:
        """The frame on an overview around what a sheet shows, which leads to it."""
        style = f"html=0;fillColor=none;strokeColor={_ALERT};strokeWidth=2;fontColor={_ALERT};fontSize=40;"
        self._shape(f"mark:{number}", str(number), place, style, _HEAD, {"link": f"data:page/id,{_page(number)}"})

    def _head(self, width: float) -> float:
        """The title, the question, the day, the legend and what is not shown; how high they are."""
        diagram, top = self._diagram, 0.0
        texts = [(diagram.title, 18, _BOLD, _INK), (diagram.warning, 12, _BOLD, _ALERT)]
        texts += [(diagram.question, 12, _ITALIC, _INK), (diagram.situation, 10, "", _GREY)]
        for number, (text, size, font, colour) in enumerate(texts):
            top = self._lines(f"head:{number}", text, Place(0, top, width, 0), size, f"{font}fontColor={colour};")
        for entries in legend_rows(diagram.legend, width):
            self._legend(entries, top)
            top += 22
        for number, note in enumerate(diagram.notes):
            top = self._lines(f"note:{number}", note, Place(0, top, width, 0), 10, f"fontColor={_INK};")
        return top

    def _lines(self, id: str, text: str, place: Place, size: int, style: str) -> float:
        """A text of the head; where the next one begins."""
        lines = wrap(text, place.width, size * 1.06, 30)
        if not lines:
            return place.y
        height = len(lines) * size * _LINE + 4
        at = Place(place.x, place.y, place.width, height)
        self._shape(id, "\n".join(lines), at, f"{_TEXT}{style}fontSize={size};", _HEAD, {})
        return place.y + height

    def _legend(self, entries: Sequence[LegendEntry], top: float) -> None:
        left = 0.0
        for number, entry in enumerate(entries):
            id, look, words = f"legend:{top:.0f}:{number}", self._style.look(entry.look), entry_words(entry)
            drawn = f"{_TEXT}fontColor={look.ink_of_line};" if entry.arrow else f"html=0;{_colours(look)}"
            sign = ARROWS[look.line] if entry.arrow else look.sign
            self._shape(id, sign, Place(left, top + 3, 24, 14), f"{drawn}fontSize=10;", _HEAD, {})
            width = text_width(words, 10)
            words_style = f"{_TEXT}fontColor={_INK};fontSize=10;"
            self._shape(f"{id}:words", words, Place(left + 30, top, width, 20), words_style, _HEAD, {})
            left += width + ENTRY


def _colours(look: Look) -> str:
    return f"fillColor={look.fill};strokeColor={look.border};fontColor={look.ink};{_STROKES[look.line]}"


def _aligned(box: Box) -> str:
    if box.turned:
        return "horizontal=0;align=left;spacingLeft=4;"
    return "align=left;spacingLeft=4;" if box.left else "align=center;"


def _end(name: str, at: Point, place: Place) -> str:
    """Where an arrow leaves or meets a box, in parts of its width and of its height."""
    x, y = (at.x - place.x) / max(place.width, 1), (at.y - place.y) / max(place.height, 1)
    inside = (_number(min(max(part, 0), 1), 3) for part in (x, y))
    return "{0}X={1};{0}Y={2};{0}Perimeter=0;".format(name, *inside)


def _holds(outer: Place, inner: Place) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom


def _number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
