"""A map before it is written: boxes, arrows and groups with their words, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ea_repo.finding import Lang

Layout = Literal["layered", "placed"]
"""How boxes come to their places: Graphviz puts them in layers along the arrows, or each box has its own place."""


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
    """Something shown: its id in the map, its lines, how it looks, its tooltip.

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
    turned: bool = False
    """Whether its label, of one line, is written upwards from its foot: there is no room across."""
    meaning: str = ""
    """What its look says of it, in words: its state, its phase."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the flows that an arrow stands for: the look that they have, what it says, how many they are."""

    look: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a box to another: its label, and the elements or links that it stands for.

    `shares`: where these do not all look alike, how many there are of each look, the most frequent first.
    `length`: how many columns further its head stands; `sideways`: it leaves a box on the right, meets one on the left.
    """

    source: str
    target: str
    label: tuple[str, ...] = ()
    look: str = "plain"
    tooltip: str = ""
    stands_for: tuple[str, ...] = ()
    element: str | None = None
    shares: tuple[Share, ...] = ()
    length: int = 1
    sideways: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around boxes, perhaps inside another."""

    id: str
    label: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a look of boxes or of arrows, what it means, how often it is there."""

    look: str
    text: str
    count: int
    arrow: bool = False


@dataclass(frozen=True)
class Diagram:
    """A map: its head, what it shows, its legend, and what is to be known of it (`notes`).

    `warning` is what makes the whole map doubtful, in a sentence that every format shows beside the title.
    """

    id: str
    title: str
    question: str
    situation: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    groups: tuple[Group, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()
    warning: str = ""
    layout: Layout = "layered"
    direction: Literal["LR", "TB"] = "LR"
    lang: Lang = "en"
    links: Mapping[str, str] = field(default_factory=dict)
    """What a click on an element opens, by its id: an address without scheme, seen from the map, or one of a site."""

    @property
    def empty(self) -> bool:
        return not self.boxes

    def boxes_by_group(self) -> dict[str | None, list[Box]]:
        """The boxes by the group that they stand in; boxes that have their own places are in none."""
        boxes: dict[str | None, list[Box]] = {}
        for box in self.boxes:
            boxes.setdefault(box.group if self.layout == "layered" else None, []).append(box)
        return boxes
