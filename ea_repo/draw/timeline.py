"""Time drawn as bars: what lives when, with overlaps and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text

LABEL, WIDTH, ROW, SIZE = 230.0, 640.0, 18.0, 9
TIME = "time"
"""The scale of what a bar may be: a phase, a run, an overlap, a gap."""
_MOST_BANDS = 16
_LINE, _MOST_LINES = 11.0, 40


@dataclass(frozen=True, slots=True)
class Bar:
    """Some days of a row: from the first to the last one, what they are, and a sentence."""

    value: str
    since: dt.date
    until: dt.date
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day marked on a row, and the sentence that says what happens then."""

    day: dt.date
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """An element, or something about it, with its bars; `inner`: set in under the row before.

    `asked`: what the view is about (a double run, a gap, and those that are in it), never left out. A `heading` is a
    title above rows; a `text` is written instead of bars.
    """

    id: str
    label: str
    bars: tuple[Bar, ...]
    element: str | None = None
    inner: bool = False
    asked: bool = False
    heading: bool = False
    text: str = ""
    milestones: tuple[Milestone, ...] = ()

    @property
    def height(self) -> float:
        return max(ROW, len(self.lines) * _LINE + 7)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of its text."""
        return wrap(self.text, WIDTH - 14, SIZE, _MOST_LINES) if self.text else ()


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
    height = sum(row.height for row in rows)
    boxes, top = [*_years(calendar, height), *_marked_days(calendar, height)], ROW
    for row in rows:
        boxes += _row(row, calendar, appearance, top)
        top += row.height
    legend = appearance.legend()
    if milestones := sum(len(row.milestones) for row in rows):
        words = Text("◆ jour où quelque chose change", "◆ day on which something changes")
        legend = (*legend, LegendEntry("head", say(words), milestones))
    return replace(head, boxes=tuple(boxes), legend=legend, notes=tuple(notes), layout="placed")


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
    place = Place(indent, top, LABEL - indent, row.height)
    if row.heading:
        whole = Place(0, top, LABEL + WIDTH, row.height)
        yield Box(f"row:{row.id}", (row.label,), "quartier", row.label, row.element, place=whole, size=SIZE, left=True)
        return
    yield Box(f"row:{row.id}", label, "key", row.label, row.element, place=place, size=SIZE, left=True)
    if row.text:
        place = Place(LABEL, top, WIDTH, row.height)
        sentence = f"{row.label}{appearance.context.colon}{row.text}"
        yield Box(f"bar:{row.id}:text", row.lines, "head", sentence, place=place, size=SIZE, left=True)
    for number, bar in enumerate(row.bars):
        left, right = calendar.x(bar.since), calendar.x(bar.until + dt.timedelta(days=1))
        place = Place(left, top + 3, max(right - left, 2.5), ROW - 6)
        look = appearance.look_of(TIME, bar.value, arrow=False)
        yield Box(f"bar:{row.id}:{number}", (), look, bar.sentence or row.label, row.element, place=place)
    yield from _milestones(row, calendar, appearance, top)


def _milestones(row: Row, calendar: Calendar, appearance: Appearance, top: float) -> Iterator[Box]:
    """A diamond with its day on the bars of a row, one after the other; where two would meet, the later says no day."""
    taken = 0.0
    for number, milestone in enumerate(sorted(row.milestones, key=lambda milestone: milestone.day)):
        words = f"◆ {appearance.context.date(milestone.day)}"
        width = text_width(words, 8) + 6
        left = min(calendar.x(milestone.day), LABEL + WIDTH - width)
        if left < taken:
            words, width, left = "◆", 14.0, max(calendar.x(milestone.day), taken)
        taken = left + width
        place = Place(left, top + 2, width, ROW - 4)
        yield Box(f"mark:{row.id}:{number}", (words,), "head", milestone.sentence, row.element, place=place, size=8)
