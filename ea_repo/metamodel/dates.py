"""Dates as people write them: a year, a month or a day, kept as written."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ea_repo.finding import Text, Wrong

DURATION = r"^\d+ ?(min|h|d)$"
"""How a duration is written: `30 min`, `4 h`, `2 d`."""
_SHAPE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NO_DATE = Text("attendu une date : 2023, 2023-06 ou 2023-06-14", "expected a date: 2023, 2023-06 or 2023-06-14")


def as_written(value: Any) -> str:
    """The text of a date, whichever way a parser gave it: `2023`, `2023-06`, `2023-06-14`.

    Raises Wrong for what is no date of the calendar.
    """
    if isinstance(value, dt.datetime):
        raise Wrong(_NO_DATE)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value) if isinstance(value, int) else value
    if not isinstance(text, str) or not _SHAPE.fullmatch(text):
        raise Wrong(_NO_DATE)
    first_day(text)
    return text


@lru_cache(maxsize=4096)
def first_day(text: str) -> dt.date:
    """The first day of the year, month or day that `text` names (2023: 1 January 2023).

    Raises ValueError where the calendar has no such day.
    """
    year, month, day = (int(part) for part in (*text.split("-"), "1", "1")[:3])
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Wrong(Text(f"{text} n'est pas au calendrier", f"there is no {text} in the calendar")) from None


@lru_cache(maxsize=4096)
def last_day(text: str) -> dt.date:
    """The last day of the year, month or day that `text` names (2023: 31 December 2023).

    Raises ValueError where the calendar has no such day.
    """
    first = first_day(text)
    match text.count("-"):
        case 0:
            return first.replace(month=12, day=31)
        case 1:
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        case _:
            return first


def days_later(day: dt.date, days: int) -> dt.date:
    """The day so many days later (earlier, below 0); the first or last of the calendar where that has no such day."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal()))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last one of its month, or of the calendar, where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.max if year > dt.MAXYEAR else dt.date.min
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class DateRole:
    """Marks a date field as a start (its first day is meant) or an end (its last day is, and is included)."""

    is_end: bool

    def day(self, text: str) -> dt.date:
        """The day that a date written in such a field stands for."""
        return last_day(text) if self.is_end else first_day(text)


DATE_ORDERS = (
    ("planned_on", "live_on", "phase_out_on", "retired_on"),
    ("live_on", "poc_ends_on"),
    ("starts_on", "ends_on"),
    ("decided_on", "expires_on"),
    ("read_only_on", "off_on"),
    ("available_on", "end_of_sale_on", "end_of_support_on", "end_of_extended_support_on"),
)
"""The date fields that follow each other, in any kind that has them."""
