"""Durations as contracts write them (“6 mois”, “2 ans et 6 mois”, “1,5 mois”): read exactly, or not at all."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction

from ea_repo.metamodel.dates import last_day

_UNITS = {
    ("y", "year", "years", "an", "ans", "année", "années"): (12, 0),
    ("m", "month", "months", "mois"): (1, 0),
    ("week", "weeks", "semaine", "semaines"): (0, 7),
    ("d", "day", "days", "j", "jour", "jours"): (0, 1),
}
"""The words of each unit, the longest unit first, with the months and the days that it has."""
_PLACE_AND_SIZE = {word: (place, *size) for place, (words, size) in enumerate(_UNITS.items()) for word in words}
_HALF_A_MONTH = 15
"""How many days people mean by half a month."""
_ASIDE = re.compile(
    r"\b(?:délai de|préavis de|préavis|notice of|notice|au moins|at least|minimum|calendaires?|calendar)\b|:"
    r"|\b(?:avant|before) (?:l['’]|(?:la|le|son|sa|the|its) )?"
    r"(?:échéance|terme|fin|date anniversaire|end|term|expiry)\b"
)
"""What people write around a duration without changing it."""
_TERM = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?([^\W\d_]+)")
_TERMS = re.compile(rf"{_TERM.pattern}(?:(?:,| et| and)? ?{_TERM.pattern})*")


@dataclass(frozen=True)
class Duration:
    """Some months and some days."""

    months: int
    days: int

    def before(self, day: dt.date) -> dt.date | None:
        """The day that long before another, the months first; None where the calendar has no such day.

        A month has no 31st: its last day is meant.
        """
        earlier = _months_after(day, -self.months)
        if earlier is None or self.days >= earlier.toordinal():
            return None
        return earlier - dt.timedelta(self.days)

    def prolonged(self, last: dt.date, times: int = 1) -> dt.date | None:
        """The last day of what ended on a last day, once it has gone on that long so many times."""
        if last == dt.date.max:
            return None
        # From its first day on: what ended on a month's last day ends on another's.
        first = _months_after(last + dt.timedelta(1), self.months * times)
        if first is None or first.toordinal() + self.days * times > dt.date.max.toordinal():
            return None
        return first + dt.timedelta(self.days * times - 1)


def read_duration(text: str) -> Duration | None:
    """What a text says in whole months and days; None where it does not say exactly that.

    “60 jours ouvrés”, “2 à 3 mois”, “trois mois” are not read: a day worked out from a guess is worse than none.
    """
    written = " ".join(_ASIDE.sub(" ", text.casefold()).split())
    if not _TERMS.fullmatch(written):
        return None
    months, days, places = Fraction(0), Fraction(0), []
    for number, unit in _TERM.findall(written):
        if unit not in _PLACE_AND_SIZE:
            return None
        place, months_of_unit, days_of_unit = _PLACE_AND_SIZE[unit]
        months += Fraction(number.replace(",", ".")) * months_of_unit
        days += Fraction(number.replace(",", ".")) * days_of_unit
        places.append(place)
    if months.denominator == 2:
        months, days = months - Fraction(1, 2), days + _HALF_A_MONTH
    exact = months.denominator == days.denominator == 1
    # “3 mois, 2 mois” are two durations.
    return Duration(int(months), int(days)) if exact and places == sorted(set(places)) else None


def _months_after(day: dt.date, months: int) -> dt.date | None:
    month = day.year * 12 + day.month - 1 + months
    if not dt.MINYEAR * 12 <= month < (dt.MAXYEAR + 1) * 12:
        return None
    first = dt.date(month // 12, month % 12 + 1, 1)
    return first.replace(day=min(day.day, last_day(f"{first:%Y-%m}").day))
