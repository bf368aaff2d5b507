"""The maps of a workspace, laid out, as they go out with its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ea_repo.answer.map import MapQuestion
from ea_repo.draw import render
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, Place
from ea_repo.draw.shapes import Placed, Route, Shapes, shapes
from ea_repo.draw.svg import NotDrawn, nesting
from ea_repo.draw.view_to_diagram import draw
from ea_repo.exchange.drawn_view import Bend, DrawnBox, DrawnLine, DrawnLink, DrawnView
from ea_repo.finding import Lang, Text
from ea_repo.repository import drawing
from ea_repo.repository.open_workspace import OpenWorkspace

_FORMS = ("map", "tiles")
_ANALYSED = ("findings", "impact", "change", "lineage")
"""What maps are coloured by that is no state of the system: the same boxes go out with another map."""
_MARGIN = 10


class DrawnMaps:
    """Draws the maps that are boxes and lines; `not_drawn` says why one of them is not there."""

    def __init__(self, opened: OpenWorkspace, lang: Lang) -> None:
        self.opened, self.lang = opened, lang
        self.not_drawn: list[Text] = []

    def draw(self) -> tuple[DrawnView, ...]:
        """Every map that has boxes, in the order of the views."""
        return tuple(filter(None, map(self._drawn, self._questions())))

    def _questions(self) -> Iterator[MapQuestion]:
        for question in drawing.every_map(self.opened):
            point = drawing.view(self.opened, question.view).point
            if point.form in _FORMS and point.colour not in _ANALYSED:
                yield question

    def _drawn(self, question: MapQuestion) -> DrawnView | None:
        view, opened = drawing.view(self.opened, question.view), self.opened
        style = opened.cartography.style
        try:
            with nesting(view.id):
                diagram = draw(view, Context(opened.graph, style, self.lang, "", focus=question.focus))
            if diagram.empty:
                return None
            plain = replace(diagram, legend=(), notes=(), question="")
            laid_out = shapes(render.drawn(plain, style))
        except NotDrawn as error:
            self.not_drawn.append(error.message)
            return None
        fills = {box.id: style.look(box.look).fill for box in diagram.boxes}
        return _View(question.name, diagram, laid_out, fills, style.look("group").fill).whole()


class _View:
    """One map that is laid out, on its way to a view."""

    def __init__(self, name: str, diagram: Diagram, at: Shapes, fills: Mapping[str, str], of_groups: str) -> None:
        corner = at.corner
        self.name, self.diagram = name, diagram
        self.shapes = at.moved(_MARGIN - corner.x, _MARGIN - corner.y)
        self.fills, self.of_groups = fills, of_groups
        self.ids = {box.of.id: f"box-{number}" for number, box in enumerate(self.shapes.boxes, start=1)}
        self.groups = {group.of.id: f"group-{number}" for number, group in enumerate(self.shapes.groups, start=1)}
        self.frames = [box for box in self.shapes.boxes if box.of.frame]

    def whole(self) -> DrawnView:
        diagram = self.diagram
        boxes = (*map(self.group, self.shapes.groups), *map(self.box, self.shapes.boxes))
        lines = tuple(self.line(route) for route in self.shapes.routes)
        return DrawnView(self.name, diagram.title, diagram.question, boxes, lines)

    def group(self, placed: Placed[Group]) -> DrawnBox:
        group = placed.of
        inside = self.groups.get(group.parent or "", "")
        label = " ".join(group.label)
        return _box(self.groups[group.id], group.id, label, placed.place, self.of_groups, inside, frame=True)

    def box(self, placed: Placed[Box]) -> DrawnBox:
        box = placed.of
        inside = self.groups.get(box.group or "") or self.ids.get(box.group or "") or self.around(placed)
        label = box.tooltip if box.frame else " ".join(box.label)
        fill = self.fills[box.id]
        return _box(self.ids[box.id], box.element or "", label, placed.place, fill, inside, frame=box.frame)

    def around(self, placed: Placed[Box]) -> str:
        """The smallest frame in which a box stands."""
        outer = [frame for frame in self.frames if frame is not placed and _holds(frame.place, placed.place)]
        smallest = min(outer, key=lambda frame: frame.place.width * frame.place.height, default=None)
        return self.ids[smallest.of.id] if smallest else ""

    def line(self, route: Route) -> DrawnLine:
        arrow = route.arrow
        # Where one curve meets the next: a line of ArchiMate bends there.
        bends = tuple(Bend(round(point.x), round(point.y)) for point in route.points[3:-1:3])
        links = tuple(_links(arrow))
        flows = () if links else arrow.stands_for
        label = " ".join(arrow.label)
        return DrawnLine(self.ids[arrow.source], self.ids[arrow.target], flows, links, bends, label)


def _links(arrow: Arrow) -> Iterator[DrawnLink]:
    """The links that an arrow stands for: it names flows by their ids, and links by their two ends."""
    for said in arrow.stands_for:
        parts = said.split(" ")
        if len(parts) == len(("holder", "field", "target")):
            yield DrawnLink(*parts)


def _box(id: str, element: str, label: str, at: Place, fill: str, inside: str, *, frame: bool) -> DrawnBox:
    left, top = round(at.x), round(at.y)
    return DrawnBox(id, element, label, left, top, round(at.right) - left, round(at.bottom) - top, fill, inside, frame)


def _holds(outer: Place, inner: Place) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
        and (outer.width, outer.height) != (inner.width, inner.height)
    )
