"""Squares, each for a value of a field, with the elements that have it as tiles; those that have none stand below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.draw.tile_layout import GAP, LINE, PAD, PAPER, TILE_SIZE, TILE_WIDTH
from ea_repo.draw.viewpoint import Quadrants
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text

_ACROSS = 5
"""How many tiles stand side by side in a square."""
_TITLE, _TITLE_SIZE, _AXIS, _AXIS_SIZE = 26.0, 14, 24.0, 12
_LOWEST, _HIGHEST, _HEAD = 100.0, 235.0, 130.0
"""How high a square without many tiles is at the least and at the most; how high the head of the map is, about."""
_WIDTH = _ACROSS * (TILE_WIDTH + GAP) - GAP + 2 * PAD
_MOST_LINES, _MOST_TILES, _MOST_NAMES, _MOST_LINES_OF_NAMES = 4, 150, 600, 60
"""How many lines a tile has; how many of those in no square are tiles, else are named, and in how many lines."""


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the elements of each value, in the order of names, and the lines of their tiles."""

    appearance: Appearance
    point: Quadrants
    by_value: Mapping[str, Sequence[str]]
    labels: Mapping[str, tuple[str, ...]]

    @property
    def left(self) -> float:
        """Where the squares begin: what their rows are is written on their left."""
        return _AXIS if self.point.rows else 0.0

    @property
    def width(self) -> float:
        """How wide all squares of a row are."""
        return max(len(row) for row in self.point.cells) * (_WIDTH + GAP) - GAP

    def title(self, value: str) -> str:
        words = self.appearance.say_value(self.point.field, value) or value
        return words[:1].upper() + words[1:]


def quadrants(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """The squares row by row, what their rows and columns stand for beside them; below, those in no square."""
    point = appearance.point.quadrants
    if point is None:
        return head
    by_value: dict[str, list[str]] = {}
    for id in sorted(ids, key=lambda element: (dictionary_order(appearance.graph.name(element)), element)):
        by_value.setdefault(appearance.value(id, point.field), []).append(id)
    labels = {id: appearance.label(id, TILE_WIDTH - 8, TILE_SIZE, _MOST_LINES) for id in ids}
    plan = _Plan(appearance, point, by_value, labels)
    shown = {value for row in point.cells for value in row}
    others = [value for value in sorted(by_value) if value not in shown]
    below = [list(_below(plan, value, len(ids))) for value in others]
    squares = list(_squares(plan, sum(_bottom(boxes) + GAP for boxes in below)))
    top = _bottom(squares) + GAP
    boxes = list(squares)
    for outside in below:
        boxes += [replace(box, place=box.place and replace(box.place, y=box.place.y + top)) for box in outside]
        top += _bottom(outside) + GAP
    return replace(
        head,
        boxes=tuple(boxes),
        legend=appearance.legend(),
        notes=(*head.notes, *_notes(plan, others, len(ids))),
        layout="placed",
    )


def _notes(plan: _Plan, others: Sequence[str], number: int) -> Iterator[str]:
    """How many are decided, and that their places are what is written."""
    say = plan.appearance.context.say
    decided = number - sum(len(plan.by_value[value]) for value in others)
    fr, en = f"{decided} sur {number} placés", f"{decided} of {number} placed"
    yield say(
        Text(f"{fr}, d'après ce qui est écrit : rien n'est calculé", f"{en}, by what is written: none is computed")
    )


def _bottom(boxes: Sequence[Box]) -> float:
    return max((box.place.bottom for box in boxes if box.place), default=0.0)


def _squares(plan: _Plan, below: float) -> Iterator[Box]:
    """The squares with what their rows and columns stand for; as high as lets the map fill a sheet of paper."""
    say, point = plan.appearance.context.say, plan.point
    top = _AXIS if point.columns else 0.0
    room = (plan.left + plan.width) / PAPER - _HEAD - below - top
    lowest = max(_LOWEST, *(text_width(say(words.text), _AXIS_SIZE) + 12 for words in point.rows), 0.0)
    least = max(min(room / len(point.cells) - GAP, _HIGHEST), lowest)
    for column, words in enumerate(point.columns):
        place = Place(plan.left + column * (_WIDTH + GAP), 0, _WIDTH, _AXIS - GAP)
        yield Box(f"axis:column:{column}", (say(words.text),), "head", place=place, size=_AXIS_SIZE)
    for number, row in enumerate(point.cells):
        height = max(least, *(_height(plan, value, _ACROSS) for value in row))
        if number < len(point.rows):
            label = wrap(say(point.rows[number].text), height - 8, _AXIS_SIZE, 1)
            place = Place(0, top, _AXIS - GAP, height)
            yield Box(f"axis:row:{number}", label, "head", place=place, size=_AXIS_SIZE, left=True, turned=True)
        for column, value in enumerate(row):
            place = Place(plan.left + column * (_WIDTH + GAP), top, _WIDTH, height)
            title = f"{plan.title(value)} ({len(plan.by_value.get(value, ()))})"
            yield from _frame(plan, value, title, place, _ACROSS)
        top += height + GAP


def _below(plan: _Plan, value: str, number: int) -> Iterator[Box]:
    """Those that stand in no square, as tiles, or counted and named where they are too many."""
    ids, width = plan.by_value[value], plan.left + plan.width
    across = int((width - 2 * PAD + GAP) // (TILE_WIDTH + GAP))
    of = plan.appearance.context.say(Text("sur", "of"))
    title = f"{plan.title(value)} ({len(ids)} {of} {number})"
    if len(ids) <= _MOST_TILES:
        yield from _frame(plan, value, title, Place(0, 0, width, _height(plan, value, across)), across)
    else:
        yield from _told(plan, value, title, width)


def _rows(ids: Sequence[str], across: int) -> Iterator[Sequence[str]]:
    return (ids[start : start + across] for start in range(0, len(ids), across))


def _height(plan: _Plan, value: str, across: int) -> float:
    """How high a frame with its title and its rows of tiles is."""
    return _TITLE + sum(_row_height(plan, row) for row in _rows(plan.by_value.get(value, ()), across)) + PAD


def _row_height(plan: _Plan, ids: Sequence[str]) -> float:
    return max(len(plan.labels[id]) for id in ids) * LINE + 7 + GAP


def _frame(plan: _Plan, value: str, title: str, place: Place, across: int) -> Iterator[Box]:
    """A frame with its title and number, then its tiles."""
    appearance, frame = plan.appearance, f"frame:{value}"
    look = "unknown" if value == NOT_RECORDED else "quartier"
    yield Box(frame, (title,), look, title, place=place, size=_TITLE_SIZE, frame=True, left=True)
    top = place.y + _TITLE
    for row in _rows(plan.by_value.get(value, ()), across):
        height = _row_height(plan, row)
        for column, id in enumerate(row):
            at = Place(place.x + PAD + column * (TILE_WIDTH + GAP), top, TILE_WIDTH, height - GAP)
            meaning = appearance.meaning(id, appearance.colour)
            look, tooltip = appearance.look(id), appearance.tooltip(id)
            yield Box(f"{value}/{id}", plan.labels[id], look, tooltip, id, frame, at, TILE_SIZE, meaning=meaning)
        top += height


def _told(plan: _Plan, value: str, title: str, width: float) -> Iterator[Box]:
    """Counted by what colours the tiles, then named as far as there is room."""
    appearance, ids = plan.appearance, plan.by_value[value]
    colon, counted = appearance.context.colon, ""
    if appearance.colour:
        counts = Counter(appearance.meaning(id, appearance.colour) for id in ids)
        counted = " · ".join(f"{meaning}{colon}{number}" for meaning, number in sorted(counts.items()) if meaning)
    names = wrap(appearance.named(ids, _MOST_NAMES), width - 4 * PAD, TILE_SIZE, _MOST_LINES_OF_NAMES)
    label = tuple(filter(None, (counted, *names)))
    inside = Place(PAD, _TITLE, width - 2 * PAD, len(label) * (LINE + 1) + 8)
    around = Place(0, 0, width, inside.bottom + PAD)
    yield Box(f"frame:{value}", (title,), "unknown", title, place=around, size=_TITLE_SIZE, frame=True, left=True)
    tooltip = f"{' · '.join(filter(None, (title, counted)))}{colon}{', '.join(map(appearance.name, ids))}"
    yield Box(f"row:{value}", label, "head", tooltip, None, f"frame:{value}", inside, TILE_SIZE, left=True)
