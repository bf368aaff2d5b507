"""The boxes and arrows of an SVG as one reads them: in order, one stop of the keyboard each, named aloud, explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from ea_repo.draw.diagram import Arrow, Box, Diagram
from ea_repo.draw.dot_text import kept
from ea_repo.draw.plain_text import printable
from ea_repo.draw.text_equivalent import words_of
from ea_repo.draw.turned import write_upwards
from ea_repo.draw.wrap import drawn_width

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ID = "data-id"
"""The attribute of a part that says which box, arrow or group it draws."""
_G, _A, _TITLE, _TEXT = (f"{{{SVG}}}{name}" for name in ("g", "a", "title", "text"))
_HREF = f"{{{XLINK}}}href"
_SAME_COLUMN = 40.0
"""How far apart, in points, the middles of boxes of one column may be."""


def made_readable(root: Element, diagram: Diagram) -> None:
    """Names every part, leaves one link to a part at the most, and puts all in the order in which they are read."""
    boxes = {known_as(box.id): box for box in diagram.boxes}
    arrows: dict[str, list[Arrow]] = {}
    for arrow in diagram.arrows:
        arrows.setdefault(known_as(f"{arrow.source}->{arrow.target}"), []).append(arrow)
    graph = next(group for group in root.iter(_G) if group.get("class") == "graph")
    parts: dict[str, list[Element]] = {"": [], "cluster": [], "node": [], "edge": []}
    for element in graph.findall("*"):
        if element.tag == _TITLE:
            # The name of the view, which the map's own title says better.
            continue
        kind = element.get("class", "").partition(" ")[0]
        parts[kind if kind in parts else ""].append(element)
        if kind in ("node", "edge", "cluster"):
            id = _spaced(element.findtext(_TITLE) or "")
            if kind == "edge" and id not in arrows:
                # Graphviz writes the sides of the boxes that an arrow leaves and meets after their names.
                id = id.replace(":e->", "->").removesuffix(":w")
            element.set(ID, id)
            _fit_texts(element)
            if kind == "node":
                _box(element, boxes[id])
            elif kind == "edge":
                _arrow(element, arrows[id].pop(0))
            else:
                _unlinked(element)
                _named(element, id, " ".join(_texts(element)))
        elif element.tag == _G:
            _unlinked(element)
            element.set("class", "head")
    graph[:] = [*parts[""], *parts["cluster"], *_in_order(parts["node"], parts["edge"], diagram)]


def known_as(id: str) -> str:
    """The id of a box, an arrow or a group as a drawing has it."""
    return _spaced(kept(id))


def _spaced(text: str) -> str:
    # Graphviz draws the second of two spaces as one that no line breaks at.
    return text.replace("\u00a0", " ")


def _box(element: Element, box: Box) -> None:
    """A box: its tooltip, its name, and a stop of the keyboard unless it only frames others."""
    name = words_of(box)
    link = _unlinked(element)
    if box.turned:
        write_upwards(element, box)
    _named(element, box.tooltip or name, name)
    if link is not None:
        _led(element, link, name)
    elif box.frame:
        element.set("role", "group")
    elif name:
        element.set("tabindex", "0")
        element.set("role", "img")


def _arrow(element: Element, arrow: Arrow) -> None:
    """An arrow: its tooltip and its name; no stop of the keyboard, since the text of the map tells all arrows."""
    link = _unlinked(element)
    tooltip = arrow.tooltip or " ".join(arrow.label)
    _named(element, tooltip, next(iter(tooltip.splitlines()), ""))
    element.set("role", "img")
    if link is not None:
        _led(element, link, "")
        element[0].set("tabindex", "-1")


def _named(element: Element, tooltip: str, name: str) -> None:
    title = element.find(_TITLE)
    if title is not None:
        title.text = printable(tooltip)
    if name:
        element.set("aria-label", printable(name))


def _led(element: Element, address: str, name: str) -> None:
    """Puts all that a part draws, and what it tells, in one link."""
    link = Element(_A, {_HREF: address})
    if name:
        element.attrib.pop("aria-label", None)
        link.set("aria-label", printable(name))
    link[:] = list(element)
    element[:] = [link]


def _unlinked(element: Element) -> str | None:
    """Takes Graphviz's links away, with the groups around them; the address that they led to."""
    addresses = [link.get(_HREF) for link in element.iter(_A) if link.get(_HREF)]
    element[:] = list(_bare(element))
    return addresses[0] if addresses else None


def _bare(element: Element) -> Iterator[Element]:
    """What a part draws, without the links and groups that hold it."""
    for inner in element:
        if inner.tag in (_G, _A):
            yield from _bare(inner)
        else:
            yield inner


def _texts(element: Element) -> Iterator[str]:
    return (text.text or "" for text in element.iter(_TEXT))


def _fit_texts(element: Element) -> None:
    """Has texts drawn as wide as they were measured, whatever font stands in for the one that is meant."""
    for text in element.iter(_TEXT):
        width = drawn_width(text.text or "", float(text.get("font-size", 10)))
        if width:
            text.set("textLength", f"{width:.1f}")
            text.set("lengthAdjust", "spacingAndGlyphs")


def _in_order(nodes: list[Element], edges: list[Element], diagram: Diagram) -> Iterable[Element]:
    """Frames behind, then arrows, then boxes: group by group, along the arrows, from the top or the left.

    What has its own place and no arrow keeps its order: each frame comes before what stands in it.
    """
    if diagram.layout == "placed":
        if not edges:
            return nodes
        behind = [node for node in nodes if node.get("class", "").endswith(" frame")]
        return [*behind, *edges, *(node for node in nodes if not node.get("class", "").endswith(" frame"))]
    group_of = {known_as(box.id): box.group for box in diagram.boxes}
    along, across = (0, 1) if diagram.direction == "LR" else (1, 0)
    places = {id(node): _middle(node) for node in nodes}
    keys = {key: (round(place[along] / _SAME_COLUMN), place[across]) for key, place in places.items()}
    first: dict[str | None, tuple[float, float]] = {}
    for node in nodes:
        group = group_of[node.get(ID, "")]
        first[group] = min(first.get(group, keys[id(node)]), keys[id(node)])

    def reading(node: Element) -> tuple[object, ...]:
        group = group_of[node.get(ID, "")]
        return first[group], str(group), keys[id(node)]

    return [*edges, *sorted(nodes, key=reading)]


def _middle(node: Element) -> tuple[float, float]:
    """About where the first text of a box stands, or else its outline."""
    text = next(node.iter(_TEXT), None)
    return (float(text.get("x", 0)), float(text.get("y", 0))) if text is not None else (0.0, 0.0)
