"""A map before it is written: boxes, arrows and groups with their words, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Engine = Literal["dot", "placed"]
"""What puts the boxes where they are: Graphviz's layers along the arrows, or the places that the boxes have."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box is, in points from the top left of the map."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Box:
    """Something shown: its id in the map, its lines, how it looks, what it says when pointed at.

    `element` is what it stands for, where it stands for one; a `frame` is drawn behind what it holds.
    """

    id: str
    label: tuple[str, ...]
    look: str = "plain"
    tooltip: str = ""
    element: str | None = None
    group: str | None = None
    place: Place | None = None
    size: int = 10
    frame: bool = False
    left: bool = False
    """Whether its label begins at its left side instead of standing in its middle."""
    narrow: bool = False
    """Whether the sign of its look stands below its label: there is no room beside."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a box to another: what it says, and the elements or links that it stands for."""

    source: str
    target: str
    label: tuple[str, ...] = ()
    look: str = "plain"
    tooltip: str = ""
    stands_for: tuple[str, ...] = ()
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around boxes, perhaps inside another."""

    id: str
    label: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a look of boxes or of arrows, what it means, how often it is there."""

    look: str
    text: str
    count: int
    arrow: bool = False


@dataclass(frozen=True)
class Diagram:
    """A map: its head, what it shows, its legend, and what is to be known of it (`notes`)."""

    id: str
    title: str
    question: str
    situation: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    groups: tuple[Group, ...] = ()
    legend: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    engine: Engine = "dot"
    direction: Literal["LR", "TB"] = "LR"
    links: Mapping[str, str] = field(default_factory=dict)
    """Where to go from an element: an address by id."""

    @property
    def empty(self) -> bool:
        return not self.boxes
