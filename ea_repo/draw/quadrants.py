"""Squares, each for a value of a field, with the elements that have it as tiles; those that have none are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.tile_layout import GAP, LINE, PAD, TILE_SIZE, TILE_WIDTH
from ea_repo.draw.wrap import wrap

_ACROSS = 5
"""How many tiles stand side by side in a square."""
_TITLE, _TITLE_SIZE, _LEAST = 26.0, 14, 235.0
_WIDTH = _ACROSS * (TILE_WIDTH + GAP) - GAP + 2 * PAD
_MOST_LINES, _MOST_NAMES = 4, 40


def quadrants(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """The squares row by row; below them, how many have no recorded value, by what colours the tiles."""
    point = appearance.point.quadrants
    if point is None:
        return head
    by_value: dict[str, list[str]] = {}
    for id in sorted(ids, key=lambda element: (dictionary_order(appearance.graph.name(element)), element)):
        by_value.setdefault(appearance.value(id, point.field), []).append(id)
    boxes, top = list[Box](), 0.0
    labels = {id: appearance.label(id, TILE_WIDTH - 8, TILE_SIZE, _MOST_LINES) for id in ids}
    for row in point.cells:
        height = max(_height(by_value.get(value, ()), labels) for value in row)
        for column, value in enumerate(row):
            place = Place(column * (_WIDTH + GAP), top, _WIDTH, height)
            boxes += _square(appearance, point.field, value, by_value.get(value, ()), labels, place)
        top += height + GAP
    shown = {value for row in point.cells for value in row}
    width = max(len(row) for row in point.cells) * (_WIDTH + GAP) - GAP
    for value, elements in sorted(by_value.items()):
        if value not in shown:
            boxes.append(_told(appearance, point.field, value, elements, top, width))
            top += (boxes[-1].place.height if boxes[-1].place else 0) + GAP
    return replace(head, boxes=tuple(boxes), legend=appearance.legend(), layout="placed")


def _height(ids: Sequence[str], labels: Mapping[str, Sequence[str]]) -> float:
    """How high a square is: as its rows of tiles, but never so low that it is no square."""
    rows = [ids[start : start + _ACROSS] for start in range(0, len(ids), _ACROSS)]
    return max(_LEAST, _TITLE + sum(_row_height(row, labels) for row in rows) + PAD)


def _row_height(ids: Sequence[str], labels: Mapping[str, Sequence[str]]) -> float:
    return max(len(labels[id]) for id in ids) * LINE + 7 + GAP


def _square(
    appearance: Appearance,
    field: str,
    value: str,
    ids: Sequence[str],
    labels: Mapping[str, tuple[str, ...]],
    place: Place,
) -> Iterator[Box]:
    """A square with its title and number, then its tiles."""
    words = appearance.say_value(field, value)
    title = f"{words[:1].upper()}{words[1:]} ({len(ids)})"
    frame = f"frame:{value}"
    yield Box(frame, (title,), "quartier", title, place=place, size=_TITLE_SIZE, frame=True, left=True)
    top = place.y + _TITLE
    for start in range(0, len(ids), _ACROSS):
        row = ids[start : start + _ACROSS]
        height = _row_height(row, labels)
        for column, id in enumerate(row):
            at = Place(place.x + PAD + column * (TILE_WIDTH + GAP), top, TILE_WIDTH, height - GAP)
            meaning = appearance.meaning(id, appearance.colour)
            look, tooltip = appearance.look(id), appearance.tooltip(id)
            yield Box(f"{value}/{id}", labels[id], look, tooltip, id, frame, at, TILE_SIZE, meaning=meaning)
        top += height


def _told(appearance: Appearance, field: str, value: str, ids: Sequence[str], top: float, width: float) -> Box:
    """Those that stand in no square, counted by what colours the tiles, then named as far as there is room."""
    colon = appearance.context.colon
    words = appearance.say_value(field, value) if value == NOT_RECORDED else value
    lines = [f"{words[:1].upper()}{words[1:]} ({len(ids)})"]
    if appearance.colour:
        counts = Counter(appearance.meaning(id, appearance.colour) for id in ids)
        lines.append(" · ".join(f"{meaning}{colon}{number}" for meaning, number in sorted(counts.items()) if meaning))
    names = wrap(appearance.named(ids, _MOST_NAMES), width - 16, TILE_SIZE, 6)
    label = tuple(filter(None, (*lines, *names)))
    place = Place(0, top, width, len(label) * (LINE + 1) + 12)
    tooltip = f"{' · '.join(filter(None, lines))}{colon}{', '.join(map(appearance.name, ids))}"
    return Box(f"row:{value}", label, "unknown", tooltip, place=place, size=TILE_SIZE, left=True)
