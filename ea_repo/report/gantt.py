"""Bars in characters: time cut in columns of equal length, a row an element."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import click

from ea_repo.finding import Text
from ea_repo.graph import Phase
from ea_repo.impact.days import NEVER, Span, before
from ea_repo.impact.timeline import Life

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
MARKS: dict[Phase, str] = {
    "plan": "·",
    "phase_in": "▒",
    "active": "█",
    "phase_out": "▄",
    "end_of_life": " ",
    "unknown": "?",
}
RUN, HERE, STATE = "═", "▼", "◆"
_COLOURS = {"·": "cyan", "▒": "green", "█": "green", "▄": "yellow", "═": "blue", "▼": "red", "◆": "magenta"}
_LABEL = 6
"""The least columns between two labels of the axis."""


@dataclass(frozen=True)
class Scale:
    """Time cut in columns."""

    months: int
    columns: tuple[Span, ...]

    @classmethod
    def of(cls, range_: Span, room: int) -> Scale:
        """The finest columns that fit."""
        found = None
        for months in UNITS:
            number = _month(range_.until) // months - _month(range_.since) // months + 1
            if number <= room:
                found = months
                break
        months = found or max(UNITS)
        first, last = _month(range_.since) // months, _month(range_.until) // months
        cut = (Span(_first(number * months), _last(number * months + months)) for number in range(first, last + 1))
        return cls(months, tuple(each for column in cut if (each := column.within(range_))))

    def column(self, day: dt.date) -> int | None:
        """The column of a day, None outside."""
        found = (number for number, each in enumerate(self.columns) if each.since <= day <= each.until)
        return next(found, None)

    def axis(self, here: dt.date, states: Iterable[dt.date]) -> tuple[str, str]:
        """The years, and the rule below them with the marks of the day looked at and of the states."""
        years = {each.since.year: number for number, each in reversed(list(enumerate(self.columns)))}
        labels, rule = [" "] * len(self.columns), ["─"] * len(self.columns)
        free = 0
        for year, number in sorted(years.items()):
            rule[number] = "┬"
            if number >= free and number + 4 <= len(labels):
                labels[number : number + 4] = f"{year:04}"
                rule[number] = "┼"
                free = number + _LABEL
        for day, mark in (*((each, STATE) for each in states), (here, HERE)):
            if (column := self.column(day)) is not None:
                rule[column] = mark
        return "".join(labels).rstrip(), "".join(rule)

    def bar(self, life: Life) -> str:
        """A character a column: the phase of most of its days, or whether a project, a contract runs in it."""
        told = life.run is None or {phase for phase, _ in life.phases} != {"unknown"}
        shown = [MARKS[_longest(life.phases, each)] for each in self.columns] if told else [" "] * len(self.columns)
        if life.run is not None:
            shown = [RUN if life.run.within(each) else mark for mark, each in zip(shown, self.columns, strict=True)]
        return "".join(shown)


def _longest(phases: Sequence[tuple[Phase, Span]], column: Span) -> Phase:
    days: dict[Phase, int] = {}
    for phase, span in phases:
        if both := span.within(column):
            days[phase] = days.get(phase, 0) + (both.until - both.since).days + 1
    # Of two that last as long, the later one.
    return max(reversed(days), key=days.__getitem__)


def painted(text: str) -> str:
    """The same characters in their colours."""
    runs = ((mark, "".join(run)) for mark, run in groupby(text))
    return "".join(click.style(run, fg=_COLOURS[mark]) if mark in _COLOURS else run for mark, run in runs)


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _first(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1) if month >= 12 else dt.date.min


def _last(following: int) -> dt.date:
    """The day before the first one of the following month."""
    return NEVER if following // 12 > dt.MAXYEAR else before(_first(following))
