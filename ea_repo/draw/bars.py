"""Time drawn as bars: what lives when, with overlaps and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.shown import Shown
from ea_repo.draw.wrap import lines, wide
from ea_repo.finding import Text

LABEL, WIDTH, ROW, SIZE = 230.0, 640.0, 18.0, 9
TIME = "time"
"""The scale of what a bar may be: a phase, a run, an overlap, a gap."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days of a row: from the first to the last one, what they are, and a sentence."""

    value: str
    since: dt.date
    until: dt.date
    said: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An element, or something about it, with its bars; `under` another row it is set in."""

    id: str
    label: str
    bars: tuple[Bar, ...]
    element: str | None = None
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days drawn, the rows, and the days to mark with their names."""

    since: dt.date
    until: dt.date
    rows: tuple[Row, ...]
    marks: tuple[tuple[dt.date, str], ...] = ()
    notes: tuple[str, ...] = ()


def bars(base: Diagram, view: Shown, calendar: Calendar) -> Diagram:
    """A row for each element; the years above, the marked days as lines through all rows."""
    notes = [*base.notes, *calendar.notes]
    rows = calendar.rows
    if len(rows) > view.point.most:
        left = len(rows) - view.point.most
        rows = rows[: view.point.most]
        said = Text(
            f"{left} lignes non montrées : nommer les éléments voulus (--focus)",
            f"{left} rows not shown: name the elements wanted (--focus)",
        )
        notes.append(said[view.context.lang])
    if not rows:
        return replace(base, notes=(*notes, view.context.say(view.point.empty.text)), engine="placed")
    height = ROW * len(rows)
    boxes = [*_axis(calendar, height), *_marks(calendar, height)]
    for place, row in enumerate(rows):
        boxes += _row(row, calendar, view, ROW * (place + 1))
    return replace(base, boxes=tuple(boxes), legend=view.legend(), notes=tuple(notes), engine="placed")


def _x(day: dt.date, calendar: Calendar) -> float:
    whole = max((calendar.until - calendar.since).days + 1, 1)
    return LABEL + WIDTH * min(max((day - calendar.since).days, 0), whole) / whole


def _axis(calendar: Calendar, height: float) -> Iterator[Box]:
    """The years, in bands that are told apart, as many as there is room to read."""
    years = range(calendar.since.year, calendar.until.year + 1)
    step = max(1, -(-len(years) // 16))
    for place, year in enumerate(years[::step]):
        begin = max(dt.date(year, 1, 1), calendar.since)
        last = min(year + step - 1, calendar.until.year)
        left, right = _x(begin, calendar), _x(min(dt.date(last, 12, 31), calendar.until), calendar)
        look = "band" if place % 2 else "head"
        width = max(right - left, 1)
        label = (str(year),) if width > 24 else ()
        yield Box(f"year:{year}", label, look, str(year), place=Place(left, 0, width, ROW), size=SIZE)
        if place % 2:
            yield Box(f"band:{year}", (), "band", str(year), place=Place(left, ROW, width, height))


def _marks(calendar: Calendar, height: float) -> Iterator[Box]:
    inside = [each for each in sorted(calendar.marks) if calendar.since <= each[0] <= calendar.until]
    for place, (day, name) in enumerate(inside):
        x, said = _x(day, calendar), name
        # Each name stands under its line, lower than the one before, so that none hides another.
        high = height + ROW * place
        yield Box(f"mark:{place}", (), "mark", said, place=Place(x, ROW, 1.5, high + ROW / 2))
        room = wide(said, SIZE) + 12
        spot = Place(min(x + 3, LABEL + WIDTH - room), ROW + high, room, ROW)
        yield Box(f"day:{place}", (said,), "key", said, place=spot, size=SIZE, left=True)


def _row(row: Row, calendar: Calendar, view: Shown, top: float) -> Iterator[Box]:
    indent = 14.0 if row.inner else 0.0
    label = lines(row.label, LABEL - 14 - indent, SIZE, 1)
    yield Box(
        f"row:{row.id}", label, "key", row.label, row.element,
        place=Place(indent, top, LABEL - indent, ROW), size=SIZE, left=True,
    )  # fmt: skip
    for place, each in enumerate(row.bars):
        left, right = _x(each.since, calendar), _x(each.until + dt.timedelta(days=1), calendar)
        spot = Place(left, top + 3, max(right - left, 2.5), ROW - 6)
        look = view.of(TIME, each.value, arrow=False)
        yield Box(f"bar:{row.id}:{place}", (), look, each.said or row.label, row.element, place=spot)
