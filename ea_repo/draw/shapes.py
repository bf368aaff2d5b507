"""Where everything stands on a map, read from what Graphviz has drawn of it: for writers of native shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from ea_repo.draw.diagram import Arrow, Box, Group, Place
from ea_repo.draw.render import Drawing
from ea_repo.draw.svg_reading import ID, SVG, known_as

_SVG = f"{{{SVG}}}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_HALF_A_LINE = 3.0
"""How far the middle of a line of a label is above its foot."""
_APART = 3.0
"""How far from each other the strands of an arrow run."""


Of = TypeVar("Of", Box, Group)


@dataclass(frozen=True, slots=True)
class Point:
    """A point, from the top left of the drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Placed(Generic[Of]):
    """A box, or a group, where it is drawn."""

    of: Of
    place: Place

    def moved(self, right: float, down: float) -> Placed[Of]:
        at = self.place
        return Placed(self.of, Place(at.x + right, at.y + down, at.width, at.height))


@dataclass(frozen=True, slots=True)
class Route:
    """An arrow as it is drawn: Bézier curves, four points the first and three more each other, to its tip.

    `label_at` is the middle of its label, where it has one.
    """

    arrow: Arrow
    points: tuple[Point, ...]
    label_at: Point | None = None

    @property
    def controls(self) -> tuple[Point, ...]:
        """The points that pull its curves."""
        return tuple(point for number, point in enumerate(self.points) if number % 3)

    def moved(self, right: float, down: float) -> Route:
        points = tuple(Point(point.x + right, point.y + down) for point in self.points)
        at = self.label_at and Point(self.label_at.x + right, self.label_at.y + down)
        return Route(self.arrow, points, at)

    def strands(self) -> list[tuple[str, Route]]:
        """The looks of what it stands for, each with its own route beside the others; one for most arrows."""
        looks = list(dict.fromkeys(share.look for share in self.arrow.shares)) or [self.arrow.look]
        first, last = self.points[0], self.points[-1]
        length = max(((last.x - first.x) ** 2 + (last.y - first.y) ** 2) ** 0.5, 1)
        across = Point(-(last.y - first.y) / length, (last.x - first.x) / length)
        asides = [(number - (len(looks) - 1) / 2) * _APART for number in range(len(looks))]
        routes = (self.moved(across.x * aside, across.y * aside) for aside in asides)
        return list(zip(looks, routes, strict=True))


@dataclass(frozen=True)
class Shapes:
    """All that a map shows with its place: groups and boxes, what is behind first, then the arrows."""

    groups: tuple[Placed[Group], ...]
    boxes: tuple[Placed[Box], ...]
    routes: tuple[Route, ...]

    def moved(self, right: float, down: float) -> Shapes:
        """The same, all at another place."""
        return Shapes(
            tuple(placed.moved(right, down) for placed in self.groups),
            tuple(placed.moved(right, down) for placed in self.boxes),
            tuple(route.moved(right, down) for route in self.routes),
        )

    @property
    def corner(self) -> Point:
        """The top left of all that is drawn."""
        places = [*(group.place for group in self.groups), *(box.place for box in self.boxes)]
        points = [Point(place.x, place.y) for place in places]
        points += [point for route in self.routes for point in route.points]
        return Point(min((point.x for point in points), default=0), min((point.y for point in points), default=0))

    def within(self, window: Place) -> Shapes:
        """What shows through a window: boxes and groups that it touches, their arrows, and both ends of these."""
        seen = {box.of.id for box in self.boxes if _meet(box.place, window) and not box.of.frame}
        routes = tuple(route for route in self.routes if not seen.isdisjoint((route.arrow.source, route.arrow.target)))
        seen |= {end for route in routes for end in (route.arrow.source, route.arrow.target)}
        boxes = tuple(box for box in self.boxes if box.of.id in seen or (box.of.frame and _meet(box.place, window)))
        return Shapes(tuple(group for group in self.groups if _meet(group.place, window)), boxes, routes)


def shapes(drawing: Drawing) -> Shapes:
    """The shapes of a drawing, which has every box and every arrow of its diagram."""
    root = ElementTree.fromstring(drawing.svg)
    drawn = _Drawn(root)
    diagram = drawing.diagram
    groups = [(group, drawn.next("cluster", f"cluster_{group.id}")) for group in diagram.groups]
    # A group that holds nothing is not drawn; one that stands in another comes after it.
    frames = [Placed(group, drawn.around(element)) for group, element in groups if element is not None]
    boxes = [(box, drawn.next("node", box.id)) for box in diagram.boxes]
    arrows = [(arrow, drawn.next("edge", f"{arrow.source}->{arrow.target}")) for arrow in diagram.arrows]
    return Shapes(
        tuple(sorted(frames, key=lambda frame: -frame.place.width * frame.place.height)),
        tuple(Placed(box, drawn.around(element)) for box, element in boxes if element is not None),
        tuple(drawn.route(arrow, element) for arrow, element in arrows if element is not None),
    )


class _Drawn:
    """The parts of an SVG of Graphviz by their classes and ids, and where they stand from its top left."""

    def __init__(self, root: Element) -> None:
        self._elements: dict[tuple[str, str], list[Element]] = {}
        for element in root.iter(f"{_SVG}g"):
            key = element.get("class", "").partition(" ")[0], element.get(ID, "")
            self._elements.setdefault(key, []).append(element)
        self._right, self._down = _moved(root)

    def next(self, kind: str, id: str) -> Element | None:
        """The next part of a kind and an id; several arrows may go from one box to another."""
        elements = self._elements.get((kind, known_as(id)))
        return elements.pop(0) if elements else None

    def around(self, element: Element) -> Place:
        """The place of the first shape of a part."""
        outlines = (shape.get("d") or shape.get("points") for shape in element.iter())
        points = self._points(next(filter(None, outlines), "")) or [Point(0, 0)]
        left, top = min(point.x for point in points), min(point.y for point in points)
        return Place(left, top, max(point.x for point in points) - left, max(point.y for point in points) - top)

    def route(self, arrow: Arrow, element: Element) -> Route:
        """The way of an arrow: of its parallel lines, the one in the middle, with the tip of the head."""
        lines = [self._points(path.get("d", "")) for path in element.iter(f"{_SVG}path")]
        line = lines[len(lines) // 2]
        heads = [self._points(head.get("points", "")) for head in element.iter(f"{_SVG}polygon")]
        tip = max(heads[0], key=lambda point: _distance(point, line[-1])) if heads else line[-1]
        texts = list(element.iter(f"{_SVG}text"))
        label_at = None
        if texts:
            x, y = (sum(float(text.get(axis, 0)) for text in texts) / len(texts) for axis in "xy")
            label_at = Point(x + self._right, y + self._down - _HALF_A_LINE)
        return Route(arrow, (*line[:-1], tip), label_at)

    def _points(self, written: str) -> list[Point]:
        numbers = [float(number) for number in _NUMBER.findall(written)]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        return [Point(x + self._right, y + self._down) for x, y in pairs]


def _moved(root: Element) -> tuple[float, float]:
    """By how much all that is drawn is moved: Graphviz measures from the bottom left of the map."""
    for group in root.iter(f"{_SVG}g"):
        moved = re.search(r"translate\(([-\d.e]+)[ ,]([-\d.e]+)\)", group.get("transform", ""))
        if moved:
            return float(moved[1]), float(moved[2])
    return 0.0, 0.0


def _distance(one: Point, two: Point) -> float:
    return (one.x - two.x) ** 2 + (one.y - two.y) ** 2


def _meet(one: Place, two: Place) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom
