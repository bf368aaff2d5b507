"""Time drawn as bars: what lives when, with overlaps and gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Box, Diagram, LegendEntry, Place
from ea_repo.draw.paper import PAPERS, USUAL
from ea_repo.draw.wrap import text_width, wrap
from ea_repo.finding import Text
from ea_repo.metamodel.dates import days_later

LABEL, ROW, SIZE = 230.0, 18.0, 9
WIDTHS = (640.0, 800.0, 960.0, 1120.0)
"""How wide the days may be: as wide as lets a sheet of paper show all largest."""
_HEAD = 120.0
"""How high the head of the map is, about."""
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
    title above rows; a `text` is written instead of bars. What is `below` stands under the calendar: days mean nothing
    there.
    """

    id: str
    label: str
    bars: tuple[Bar, ...]
    element: str | None = None
    inner: bool = False
    asked: bool = False
    heading: bool = False
    text: str = ""
    below: bool = False
    milestones: tuple[Milestone, ...] = ()

    def height(self, width: float) -> float:
        """How high it is where the days are so wide."""
        return max(ROW, max(len(self.lines(width)), len(self.label_lines)) * _LINE + 7)

    @property
    def indent(self) -> float:
        return 14.0 if self.inner else 0.0

    @property
    def label_lines(self) -> tuple[str, ...]:
        """The lines of its label, left of the bars."""
        return wrap(self.label, LABEL - 14 - self.indent, SIZE, 1 if self.heading else 2)

    def lines(self, width: float) -> tuple[str, ...]:
        """The lines of its text, where the days are so wide."""
        return wrap(self.text, width - 14, SIZE, _MOST_LINES) if self.text else ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days drawn and how wide they are together, the rows, and the days to mark with their names."""

    since: dt.date
    until: dt.date
    rows: tuple[Row, ...]
    marks: tuple[tuple[dt.date, str], ...] = ()
    notes: tuple[str, ...] = ()
    width: float = WIDTHS[0]

    @property
    def right(self) -> float:
        return LABEL + self.width

    def x(self, day: dt.date) -> float:
        """Where a day begins, in points from the left of the map."""
        days = max((self.until - self.since).days + 1, 1)
        return LABEL + self.width * min(max((day - self.since).days, 0), days) / days


def timeline(head: Diagram, appearance: Appearance, calendar: Calendar) -> Diagram:
    """A row for each element; above them the marked days and the years, the days as lines through all rows."""
    point, say = appearance.point, appearance.context.say
    notes = [*head.notes, *calendar.notes]
    others = point.most - sum(row.asked for row in calendar.rows)
    first = {row.id for row in [row for row in calendar.rows if not row.asked][: max(others, 0)]}
    rows = [row for row in calendar.rows if row.asked or row.id in first]
    if left := len(calendar.rows) - len(rows):
        many = "s" if left > 1 else ""
        fr = f"{left} ligne{many} non montrée{many} : nommer les éléments voulus (--focus)"
        notes.append(say(Text(fr, f"{left} row{many} not shown: name the elements wanted (--focus)")))
    if not rows:
        return replace(head, notes=(*notes, say(point.empty.text)), layout="placed")
    calendar = _as_wide_as_paper(calendar, rows)
    wide = calendar.width
    names, top = _names_of_days(calendar)
    height = sum(row.height(wide) for row in rows if not row.below)
    boxes = [*names, *_years(calendar, top, height), *_lines_of_days(calendar, top, height)]
    top += ROW
    for row in rows:
        if not row.below:
            boxes += _row(row, calendar, appearance, top)
            top += row.height(wide)
    top += ROW / 2
    for row in rows:
        if row.below:
            boxes += _row(row, calendar, appearance, top)
            top += row.height(wide)
    legend = appearance.legend()
    if milestones := sum(len(row.milestones) for row in rows):
        words = Text("◆ jour où quelque chose change", "◆ day on which something changes")
        legend = (*legend, LegendEntry("head", say(words), milestones))
    return replace(head, boxes=tuple(boxes), legend=legend, notes=tuple(notes), layout="placed")


def _as_wide_as_paper(calendar: Calendar, rows: Sequence[Row]) -> Calendar:
    """The calendar as wide as lets a sheet of paper, upright or lying, show it largest."""

    def scale(width: float) -> float:
        size = LABEL + width, _HEAD + 2 * ROW + sum(row.height(width) for row in rows)
        return PAPERS[USUAL].turned_for(size).scale(size)

    return replace(calendar, width=max(WIDTHS, key=scale))


def _years(calendar: Calendar, top: float, height: float) -> Iterator[Box]:
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
        yield Box(f"year:{year}", label, look, str(year), place=Place(left, top, width, ROW), size=SIZE)
        if number % 2:
            yield Box(f"band:{year}", (), "band", str(year), place=Place(left, top + ROW, width, height))


def _days(calendar: Calendar) -> list[tuple[dt.date, str]]:
    """The marked days that are drawn, in order."""
    return [mark for mark in sorted(calendar.marks) if calendar.since <= mark[0] <= calendar.until]


def _names_of_days(calendar: Calendar) -> tuple[list[Box], float]:
    """The names of the marked days above the years, in as many lines as none hides another; how high they are."""
    boxes, ends = list[Box](), list[float]()
    for number, (day, name) in enumerate(_days(calendar)):
        width = text_width(name, SIZE) + 12
        left = min(calendar.x(day) - 4, calendar.right - width)
        line = next((line for line, end in enumerate(ends) if end <= left), len(ends))
        ends[line : line + 1] = [left + width]
        place = Place(left, line * ROW, width, ROW)
        boxes.append(Box(f"day:{number}", (name,), "key", name, place=place, size=SIZE, left=True))
    return boxes, len(ends) * ROW


def _lines_of_days(calendar: Calendar, top: float, height: float) -> Iterator[Box]:
    """The marked days as lines, from below their names through the calendar."""
    for number, (day, name) in enumerate(_days(calendar)):
        place = Place(calendar.x(day), top - 3, 1.5, height + ROW + 6)
        yield Box(f"mark:{number}", (), "mark", name, place=place)


def _row(row: Row, calendar: Calendar, appearance: Appearance, top: float) -> Iterator[Box]:
    place = Place(row.indent, top, LABEL - row.indent, row.height(calendar.width))
    if row.heading:
        whole = Place(0, top, calendar.right, row.height(calendar.width))
        yield Box(f"row:{row.id}", (row.label,), "quartier", row.label, row.element, place=whole, size=SIZE, left=True)
        return
    yield Box(f"row:{row.id}", row.label_lines, "key", row.label, row.element, place=place, size=SIZE, left=True)
    if row.text:
        place = Place(LABEL, top, calendar.width, row.height(calendar.width))
        sentence = f"{row.label}{appearance.context.colon}{row.text}"
        yield Box(f"bar:{row.id}:text", row.lines(calendar.width), "head", sentence, place=place, size=SIZE, left=True)
    for number, bar in enumerate(row.bars):
        left, right = calendar.x(bar.since), calendar.x(days_later(bar.until, 1))
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
        left = min(calendar.x(milestone.day), calendar.right - width)
        if left < taken:
            words, width, left = "◆", 14.0, max(calendar.x(milestone.day), taken)
        taken = left + width
        place = Place(left, top + 2, width, ROW - 4)
        yield Box(f"mark:{row.id}:{number}", (words,), "head", milestone.sentence, row.element, place=place, size=8)
