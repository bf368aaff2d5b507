"""The small map of an element: what comes to it on its left, what goes from it on its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 8
"""How many neighbours each side shows; the rest is counted."""
_WIDTH, _HEIGHT, _GAP, _ROW = 200, 30, 130, 40
_LETTERS = 26
"""How many letters of a name a box has room for."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An element beside another one, and what lies between them."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box of the map: the element, its name as far as there is room, its place."""

    id: str
    name: str
    label: str
    words: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line from the right side of a box to the left side of another."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Neighbourhood:
    """The map: its size, its boxes, its arrows, and how many neighbours of each side are left out."""

    width: int
    height: int
    centre: PlacedBox
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[Arrow, ...]
    more_before: int
    more_after: int
    box_width: int = _WIDTH
    box_height: int = _HEIGHT


def neighbourhood(
    id: str, name: str, before: Sequence[Neighbour], after: Sequence[Neighbour], names: dict[str, str]
) -> Neighbourhood | None:
    """The map around an element; None where it has no neighbour."""
    if not before and not after:
        return None
    left, right = before[:MOST], after[:MOST]
    rows = max(len(left), len(right), 1)
    height = rows * _ROW
    middle = (height - _HEIGHT) // 2
    has_left = bool(left)
    x_centre = (_WIDTH + _GAP) * has_left
    x_right = x_centre + _WIDTH + _GAP
    centre = PlacedBox(id, name, _short(name), "", x_centre, middle)
    boxes, arrows = [], []
    for column, neighbours in ((0, left), (x_right, right)):
        top = (height - len(neighbours) * _ROW) // 2
        for place, neighbour in enumerate(neighbours):
            y = top + place * _ROW + (_ROW - _HEIGHT) // 2
            full = names[neighbour.id]
            boxes.append(PlacedBox(neighbour.id, full, _short(full), neighbour.words, column, y))
            ends = (y + _HEIGHT // 2, middle + _HEIGHT // 2)
            if neighbours is left:
                arrows.append(Arrow(_WIDTH, ends[0], x_centre, ends[1]))
            else:
                arrows.append(Arrow(x_centre + _WIDTH, ends[1], x_right, ends[0]))
    width = x_right + _WIDTH if right else x_centre + _WIDTH
    return Neighbourhood(
        width, height, centre, tuple(boxes), tuple(arrows), len(before) - len(left), len(after) - len(right)
    )


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
