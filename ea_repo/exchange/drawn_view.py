"""A map of the workspace that goes out with its elements: boxes and lines where they were drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bend:
    """A point that a line goes through, from the top left of the view."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box; `element` is what it stands for, `inside` the box around it, each empty where there is none."""

    id: str
    element: str
    label: str
    x: int
    y: int
    width: int
    height: int
    fill: str
    """Its colour, as `#rrggbb`."""
    inside: str = ""
    frame: bool = False
    """Whether it is there for what stands in it."""


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A value of a link that a line stands for."""

    holder: str
    field: str
    target: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line between two boxes, and what it stands for: flows by their ids, or links."""

    source: str
    target: str
    flows: tuple[str, ...]
    links: tuple[DrawnLink, ...]
    bends: tuple[Bend, ...]
    label: str
    """What it says where it stands for none of the relations that go out."""


@dataclass(frozen=True, slots=True)
class DrawnView:
    """A map: its title, the question that it answers, its boxes (outer ones first) and its lines."""

    id: str
    title: str
    question: str
    boxes: tuple[DrawnBox, ...]
    lines: tuple[DrawnLine, ...]
