"""Bars in characters: time cut in columns of equal length, a row a thing that lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import click

from ea_repo.document import Bar, BarRow, Bars, Period
from ea_repo.finding import Lang, Text
from ea_repo.format.layout.style import toned
from ea_repo.format.layout.wrap import wrapped

UNITS: dict[int, Text] = {
    1: Text("un mois", "a month"),
    3: Text("un trimestre", "a quarter"),
    6: Text("un semestre", "half a year"),
    12: Text("un an", "a year"),
    24: Text("2 ans", "2 years"),
    60: Text("5 ans", "5 years"),
    120: Text("10 ans", "10 years"),
    600: Text("50 ans", "50 years"),
    6000: Text("500 ans", "500 years"),
}
"""How many months a column may hold."""
CHARACTERS = {
    "plan": "·", "phase_in": "▒", "active": "█", "phase_out": "▄", "end_of_life": " ", "unknown": "?", "run": "═",
}  # fmt: skip
"""What each look is drawn with."""
HERE, MARK = "▼", "◆"
_COLOURS = {"·": "cyan", "▒": "green", "█": "green", "▄": "yellow", "═": "blue", "▼": "red", "◆": "magenta"}
_LABEL = 6
"""The least columns between two labels of the axis."""
_BLANK, _COLUMN = Text("blanc", "blank"), Text("une colonne", "a column")
_NBSP = "\u00a0"


@dataclass(frozen=True)
class Scale:
    """Time cut in columns."""

    months: int
    columns: tuple[Period, ...]

    @classmethod
    def of(cls, period: Period, room: int) -> Scale:
        """The finest columns that fit."""
        months = next((months for months in UNITS if _number(period, months) <= room), max(UNITS))
        first, last = _month(period.since) // months, _month(period.until) // months
        cut = (Period(_first(place * months), _last(place * months + months)) for place in range(first, last + 1))
        return cls(months, tuple(inside for column in cut if (inside := column.within(period))))

    def column(self, day: dt.date) -> int | None:
        """The column of a day, None outside."""
        places = (place for place, column in enumerate(self.columns) if column.since <= day <= column.until)
        return next(places, None)

    def axis(self, here: Iterable[dt.date], marks: Iterable[dt.date]) -> tuple[str, str]:
        """The years, and the rule below them with the marks of the day looked at and of the others."""
        years = {column.since.year: place for place, column in reversed(list(enumerate(self.columns)))}
        labels, rule = [" "] * len(self.columns), ["─"] * len(self.columns)
        free = 0
        for year, place in sorted(years.items()):
            rule[place] = "┬"
            if place >= free and place + 4 <= len(labels):
                labels[place : place + 4] = f"{year:04}"
                rule[place] = "┼"
                free = place + _LABEL
        for day, character in (*((day, MARK) for day in marks), *((day, HERE) for day in here)):
            if (column := self.column(day)) is not None:
                rule[column] = character
        return "".join(labels).rstrip(), "".join(rule)

    def looks(self, bars: Sequence[Bar]) -> list[str | None]:
        """The look of each column: of what runs there, else of most of its days."""
        running = [bar for bar in bars if bar.runs]
        lasting = [bar for bar in bars if not bar.runs]
        return [_running(running, column) or _longest(lasting, column) for column in self.columns]


def _running(bars: Sequence[Bar], column: Period) -> str | None:
    return next((bar.look for bar in bars if bar.period.within(column)), None)


def _longest(bars: Sequence[Bar], column: Period) -> str | None:
    days: dict[str, int] = {}
    for bar in bars:
        if both := bar.period.within(column):
            days[bar.look] = days.get(bar.look, 0) + (both.until - both.since).days + 1
    # Of two that last as long, the later one.
    return max(reversed(days), key=days.__getitem__, default=None)


def bars(block: Bars, lang: Lang, width: int) -> Iterator[str]:
    """The bars under their axis, a row a thing, and their legend."""
    rows = [row for group in block.groups for row in group.rows]
    names = max(len(_name(row)) for row in rows)
    size = min(names, max(18, width * 2 // 5))
    scale = Scale.of(block.period, width - size - 4)
    here = [mark.day for mark in block.marks if mark.here]
    labels, rule = scale.axis(here, [mark.day for mark in block.marks if not mark.here])
    yield f"{'':<{size + 4}}{labels}"
    yield f"{'':<{size + 4}}{_painted(rule)}"
    drawn: set[str] = set()
    for group in block.groups:
        yield toned(group.title, "plain", bold=True)
        for row in group.rows:
            looks = scale.looks(row.bars)
            drawn |= {look for look in looks if look}
            characters = "".join(CHARACTERS.get(look or "", " ") for look in looks).rstrip()
            none = "" if row.bars else toned(_cut(f"({row.none or block.none})", width - size - 4), "quiet")
            shown = _painted(characters) or none
            yield f"  {_cut(_name(row), size):<{size}}  {shown}".rstrip()
    yield ""
    # An entry of the legend stays on one line.
    legend = "   ".join(entry.replace(" ", _NBSP) for entry in _legend(block, drawn, set(rule), scale, lang))
    yield from (line.replace(_NBSP, " ") for line in wrapped(legend, width, "  ", "  "))


def _name(row: BarRow) -> str:
    return f"{'  ' * row.depth}{row.name}"


def _legend(block: Bars, drawn: set[str], rule: set[str], scale: Scale, lang: Lang) -> Iterator[str]:
    """What the characters that are there mean."""
    for look, meaning in block.looks.items():
        if look in drawn:
            yield f"{CHARACTERS[look].strip() or _BLANK[lang]} {meaning}"
    for mark in block.marks:
        if mark.here and HERE in rule:
            yield f"{HERE} {mark.name}"
    for mark in block.marks:
        if not mark.here:
            yield f"{MARK} {mark.name}"
    yield f"{_COLUMN[lang]} = {UNITS[scale.months][lang]}"


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"


def _painted(text: str) -> str:
    """The same characters in their colours."""
    runs = ((character, "".join(run)) for character, run in groupby(text))
    return "".join(click.style(run, fg=_COLOURS[first]) if first in _COLOURS else run for first, run in runs)


def _number(period: Period, months: int) -> int:
    """How many columns of so many months a period takes."""
    return _month(period.until) // months - _month(period.since) // months + 1


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _first(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1) if month >= 12 else dt.date.min


def _last(following: int) -> dt.date:
    """The day before the first one of the following month."""
    return dt.date.max if following // 12 > dt.MAXYEAR else _first(following) - dt.timedelta(days=1)
