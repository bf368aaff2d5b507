"""The sheets of a map as SVG: pages of paper, each with its part of the map, the overview leading to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from defusedxml import ElementTree

from ea_repo.draw.diagram import Place
from ea_repo.draw.paper import FOOT, MARGIN
from ea_repo.draw.pdf import FOOT_SIZE, MARK_SIZE, foot_of
from ea_repo.draw.plain_text import printable
from ea_repo.draw.shapes import Shapes, shapes
from ea_repo.draw.sheets import Sheet
from ea_repo.draw.svg import written
from ea_repo.draw.svg_reading import ID, SVG, XLINK, known_as
from ea_repo.draw.text_equivalent import text_equivalent

_ALERT, _GREY = "#b03200", "#4a4a4a"


def as_svg_sheets(sheets: Sequence[Sheet], names: Sequence[str]) -> Iterator[bytes]:
    """A page for each sheet, `names` being those of their files."""
    for number, sheet in enumerate(sheets, 1):
        yield _page(sheet, number, names).encode()


def _page(sheet: Sheet, number: int, names: Sequence[str]) -> str:
    paper, scale = sheet.paper, sheet.scale
    size = {"width": f"{paper.width:g}pt", "height": f"{paper.height:g}pt"}
    page = Element(f"{{{SVG}}}svg", {**size, "viewBox": f"0 0 {paper.width:g} {paper.height:g}"})
    page.set("style", "background: #fff")
    drawing = ElementTree.fromstring(sheet.drawing.svg)
    if sheet.window is not None:
        _only(drawing, shapes(sheet.drawing).within(sheet.window), sheet)
    window = sheet.window or Place(0, 0, *sheet.size)
    for name in ("style", "class", "data-maker"):
        drawing.attrib.pop(name, None)
    at = {"x": MARGIN, "y": MARGIN, "width": window.width * scale, "height": window.height * scale}
    drawing.attrib.update({name: f"{length:.2f}" for name, length in at.items()})
    drawing.set("viewBox", f"{window.x:.2f} {window.y:.2f} {window.width:.2f} {window.height:.2f}")
    page.append(drawing)
    for place, other in sheet.marks:
        _mark(page, place, scale, other, names[other - 1])
    foot = {"x": f"{MARGIN:g}", "y": f"{paper.height - MARGIN + FOOT / 2:g}", "font-size": str(FOOT_SIZE)}
    _text(page, foot_of(sheet, number, len(names)), _GREY, foot)
    return written(page)


def _only(drawing: Element, shown: Shapes, sheet: Sheet) -> None:
    """Leaves in a drawing what shows through the window, also in the words for those who do not see it."""
    ids = {known_as(box.of.id) for box in shown.boxes} | {known_as(f"cluster_{group.of.id}") for group in shown.groups}
    ids |= {known_as(f"{route.arrow.source}->{route.arrow.target}") for route in shown.routes}
    for parent in drawing.iter(f"{{{SVG}}}g"):
        parent[:] = [part for part in parent if part.get(ID) is None or part.get(ID) in ids]
    text = drawing.find(f"{{{SVG}}}desc")
    if text is not None:
        boxes, arrows = (box.of for box in shown.boxes), (route.arrow for route in shown.routes)
        diagram = replace(sheet.drawing.diagram, boxes=tuple(boxes), arrows=tuple(arrows))
        text.text = "\n".join(text_equivalent(diagram))


def _mark(page: Element, place: Place, scale: float, number: int, file: str) -> None:
    """The frame around what another sheet shows, which leads to it."""
    x, y = MARGIN + place.x * scale, MARGIN + place.y * scale
    width, height = place.width * scale, place.height * scale
    link = SubElement(page, f"{{{SVG}}}a", {f"{{{XLINK}}}href": file, "aria-label": str(number)})
    box = {"x": x, "y": y, "width": width, "height": height}
    outline = {name: f"{length:.2f}" for name, length in box.items()}
    SubElement(link, f"{{{SVG}}}rect", {**outline, "fill": "none", "stroke": _ALERT, "stroke-width": "1.5"})
    middle = {"x": f"{x + width / 2:.2f}", "y": f"{y + height / 2 + MARK_SIZE / 3:.2f}", "text-anchor": "middle"}
    _text(link, str(number), _ALERT, {**middle, "font-size": str(MARK_SIZE)})


def _text(parent: Element, words: str, colour: str, attributes: dict[str, str]) -> None:
    font = {"font-family": "Helvetica,Arial,sans-serif", "fill": colour}
    SubElement(parent, f"{{{SVG}}}text", {**attributes, **font}).text = printable(words)
