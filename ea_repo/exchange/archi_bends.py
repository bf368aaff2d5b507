"""Where lines bend: Archi counts from the middles of the two boxes, the exchange file from the corner of the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.exchange.inventory import Connection, Node, View

DEFAULT_WIDTH, DEFAULT_HEIGHT = 120, 55
"""Of a box whose size the tool chooses."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a view."""

    x: int
    y: int


def middles(view: View) -> Mapping[str, Point]:
    """The middle of each box and line of a view, by its id."""
    found = {node.id: _middle(node) for node in view.all_nodes()}
    for line in view.connections:
        start, end = found.get(line.source), found.get(line.target)
        if start and end:
            found[line.id] = Point((start.x + end.x) // 2, (start.y + end.y) // 2)
    return found


def relative_bends(line: Connection, at: Mapping[str, Point]) -> list[dict[str, str]]:
    """The bends of a line as Archi counts them."""
    start, end = at.get(line.source), at.get(line.target)
    bends: list[dict[str, str]] = []
    for bend in _bends(line):
        if "x" not in bend:
            bends.append({name: str(value) for name, value in bend.items()})
        elif start and end:
            x, y = _whole(bend["x"]), _whole(bend.get("y"))
            offsets = {"startX": x - start.x, "startY": y - start.y, "endX": x - end.x, "endY": y - end.y}
            bends.append({name: str(value) for name, value in offsets.items()})
    return bends


def absolute_bends(line: Connection, at: Mapping[str, Point]) -> list[dict[str, str]]:
    """The bends of a line as the exchange file counts them: no coordinate of it is below 0."""
    start, end = at.get(line.source), at.get(line.target)
    bends: list[dict[str, str]] = []
    for bend in _bends(line):
        if "x" in bend:
            bends.append({name: str(value) for name, value in bend.items()})
        elif start and end:
            # Archi draws a bend between what it is from the one end and what it is from the other.
            x = (start.x + _whole(bend.get("startX")) + end.x + _whole(bend.get("endX"))) // 2
            y = (start.y + _whole(bend.get("startY")) + end.y + _whole(bend.get("endY"))) // 2
            bends.append({"x": str(max(0, x)), "y": str(max(0, y))})
    return bends


def _bends(line: Connection) -> list[Mapping[str, object]]:
    bends = line.fields.get("bends")
    return [bend for bend in bends if isinstance(bend, Mapping)] if isinstance(bends, list | tuple) else []


def _middle(node: Node) -> Point:
    width = node.width if node.width > 0 else DEFAULT_WIDTH
    height = node.height if node.height > 0 else DEFAULT_HEIGHT
    return Point(node.x + width // 2, node.y + height // 2)


def _whole(value: object) -> int:
    try:
        return int(float(str(value)))
    except (ValueError, OverflowError):
        return 0
