"""Time drawn as bars: what lives when, with overlaps and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, Place
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text

LABEL, WIDTH, ROW, SIZE = 230.0, 640.0, 18.0, 9
TIME = "time"
"""The scale of what a bar may be: a phase, a run, an overlap, a gap."""
_MOST_BANDS = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days of a row: from the first to the last one, what they are, and a sentence."""

    value: str
    since: dt.date
    until: dt.date
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An element, or something about it, with its bars; `inner`: set in under the row before.

    `asked`: what the view is about (a double run, a gap, and those that are in it), never left out.
    """

    id: str
    label: str
    bars: tuple[Bar, ...]
    element: str | None = None
    inner: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days drawn, the rows, and the days to mark with their names."""

    since: dt.date
    until: dt.date
    rows: tuple[Row, ...]
    marks: tuple[tuple[dt.date, str], ...] = ()
    notes: tuple[str, ...] = ()

    def x(self, day: dt.date) -> float:
        """Where a day begins, in points from the left of the map."""
        days = max((self.until - self.since).days + 1, 1)
        return LABEL + WIDTH * min(max((day - self.since).days, 0), days) / days


def timeline(head: Diagram, appearance: Appearance, calendar: Calendar) -> Diagram:
    """A row for each element; the years above, the marked days as lines through all rows."""
    point, say = appearance.point, appearance.context.say
    notes = [*head.notes, *calendar.notes]
    others = point.most - sum(row.asked for row in calendar.rows)
    first = {row.id for row in [row for row in calendar.rows if not row.asked][: max(others, 0)]}
    rows = [row for row in calendar.rows if row.asked or row.id in first]
    if left := len(calendar.rows) - len(rows):
        fr = f"{left} lignes non montrées : nommer les éléments voulus (--focus)"
        notes.append(say(Text(fr, f"{left} rows not shown: name the elements wanted (--focus)")))
    if not rows:
        return replace(head, notes=(*notes, say(point.empty.text)), layout="placed")
    height = ROW * len(rows)
    boxes = [*_years(calendar, height), *_marked_days(calendar, height)]
    for number, row in enumerate(rows, 1):
        boxes += _row(row, calendar, appearance, ROW * number)
    return replace(head, boxes=tuple(boxes), legend=appearance.legend(), notes=tuple(notes), layout="placed")


def _years(calendar: Calendar, height: float) -> Iterator[Box]:
    """The years, in bands that are told apart, as many as there is room to read."""
    years = range(calendar.since.year, calendar.until.year + 1)
    step = max(1, -(-len(years) // _MOST_BANDS))
    for number, year in enumerate(years[::step]):
        begin = max(dt.date(year, 1, 1), calendar.since)
        last = min(year + step - 1, calendar.until.year)
        left, right = calendar.x(begin), calendar.x(min(dt.date(last, 12, 31), calendar.until))
        look = "band" if number % 2 else "head"
        width = max(right - left, 1)
        label = (str(year),) if width > 24 else ()
        yield Box(f"year:{year}", label, look, str(year), place=Place(left, 0, width, ROW), size=SIZE)
        if number % 2:
            yield Box(f"band:{year}", (), "band", str(year), place=Place(left, ROW, width, height))


def _marked_days(calendar: Calendar, height: float) -> Iterator[Box]:
    inside = [mark for mark in sorted(calendar.marks) if calendar.since <= mark[0] <= calendar.until]
    for number, (day, name) in enumerate(inside):
        x = calendar.x(day)
        # Each name stands under its line, lower than the one before, so that none hides another.
        down = height + ROW * number
        yield Box(f"mark:{number}", (), "mark", name, place=Place(x, ROW, 1.5, down + ROW / 2))
        width = text_width(name, SIZE) + 12
        place = Place(min(x + 3, LABEL + WIDTH - width), ROW + down, width, ROW)
        yield Box(f"day:{number}", (name,), "key", name, place=place, size=SIZE, left=True)


def _row(row: Row, calendar: Calendar, appearance: Appearance, top: float) -> Iterator[Box]:
    indent = 14.0 if row.inner else 0.0
    label = wrap(row.label, LABEL - 14 - indent, SIZE, 1)
    place = Place(indent, top, LABEL - indent, ROW)
    yield Box(f"row:{row.id}", label, "key", row.label, row.element, place=place, size=SIZE, left=True)
    for number, bar in enumerate(row.bars):
        left, right = calendar.x(bar.since), calendar.x(bar.until + dt.timedelta(days=1))
        place = Place(left, top + 3, max(right - left, 2.5), ROW - 6)
        look = appearance.look_of(TIME, bar.value, arrow=False)
        yield Box(f"bar:{row.id}:{number}", (), look, bar.sentence or row.label, row.element, place=place)
