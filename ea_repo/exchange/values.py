"""Dates and numbers as people write them in spreadsheets, in French first.

Both give None on what is not plainly one: a wrong guess is worse than a question.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from math import isfinite
from typing import Literal, TypeAlias

from ea_repo.finding import Text

DecimalMark: TypeAlias = Literal[",", "."]

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[t ]\s*\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|[+-]\d{2}:?\d{2})?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>\d{{4}})(?:(?P<gap>[-/.])(?P<month>\d{{1,2}})(?:(?P=gap)(?P<day>\d{{1,2}}){_TIME})?)?",
        rf"(?P<day>\d{{1,2}})(?P<gap>[-/. ])(?P<month>\d{{1,2}})(?P=gap)(?P<year>\d{{4}}|\d{{2}}){_TIME}",
        r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[ -])?(?P<month>[a-z]+)\.?[ -](?P<year>\d{4})",
        r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?, ?(?P<year>\d{4})",
    )
)
_IN_DIGITS = _FORMS[1]
_TAX = re.compile(r"\b(?:HT|TTC)\b", re.IGNORECASE)
MIXED_TAXES = Text("HT et TTC mêlés, pris tels quels", "with and without tax mixed, taken as they are")
"""The doubt about amounts of one field that say both."""


def as_date(value: object, *, month_first: bool = False) -> str | None:
    """A date as a workspace writes it: `2025-12-31`, `2025-12` or `2025`, as precise as the value is.

    The day comes before the month: `31/12/2025`, `31.12.25`, `1er janvier 2025`; two digits of a year are of
    1970 to 2069. A text that would need the month first is no date, unless that is how dates are written there.
    """
    if isinstance(value, dt.date):  # Also with a time of day.
        return value.isoformat()[:10]
    if isinstance(value, str):
        return _read(_folded(value), month_first)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{int(value)}" if 1900 <= value <= 2100 and value == int(value) else None
    return None


def day_after(date: str) -> str:
    """The day after a date, the month after a month, the year after a year."""
    parts = [int(part) for part in date.split("-")]
    match parts:
        case [year]:
            return f"{year + 1:04}"
        case [year, month]:
            return f"{year + month // 12:04}-{month % 12 + 1:02}"
        case _:
            return (dt.date.fromisoformat(date) + dt.timedelta(1)).isoformat()


def _read(text: str, month_first: bool) -> str | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            said = match.groupdict()
            month = said["month"]
            if month_first and form is _IN_DIGITS:
                return _written(_century(said["year"]), said["day"], month)
            if month and month.isalpha():
                if month not in _MONTHS:
                    return None
                month = str(_MONTHS[month])
            return _written(_century(said["year"]), month, said.get("day"))
    return None


def _folded(text: str) -> str:
    """Lower case, without accents, one blank where there are any."""
    plain = unicodedata.normalize("NFKD", text.strip().lower())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _century(year: str) -> str:
    return year if len(year) == 4 else f"{'20' if int(year) < 70 else '19'}{year}"


def _written(year: str, month: str | None, day: str | None) -> str | None:
    try:
        found = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return found.isoformat()[: 10 if day else 7 if month else 4]


_BLANKS = " \u00a0\u202f\u2009\u2007"
_NUMBER = re.compile(
    rf"""
    (?P<sign>[-+\u2212]?)\s*
    (?P<whole>\d+ | \d{{1,3}}(?P<gap>[{_BLANKS}'’.,])\d{{3}}(?:(?P=gap)\d{{3}})*)
    (?:(?P<mark>[.,])(?P<part>\d+))?
    """,
    re.VERBOSE,
)
_UNIT = re.compile(
    r"(?P<scale>[kKM]?)\s*(?:€|(?i:eur(?:os?)?\b)|\$|£)(?:\s*(?i:ht|ttc)\b)?(?P<year>\s*(?:/|par\b)\s*(?i:an|année)\b)?$"
    r"|^(?:€|\$|£)"
)
_MOST_DIGITS = 300
"""More are of no amount, and of no number that a machine keeps as one."""
_SCALES = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000}


_GROUPED = {mark: re.compile(rf"[-+\u2212]?\s*\d{{1,3}}(?:[{other}]\d{{3}})+(?:[{mark}]\d+)?")
            for mark, other in ((",", "."), (".", ","))}  # fmt: skip
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def tax_said(value: str) -> str:
    """What an amount, or the head of a column of them, says of tax: HT or TTC; empty where it says nothing."""
    said = _TAX.search(value)
    return said[0].upper() if said else ""


def as_number(value: object, decimal: DecimalMark | None = None) -> int | float | None:
    """A number: `1 234,5` with any of the blanks that group thousands, `1.234,5`, `1,234.5`, `12 k€ HT/an`, `−3`.

    One comma or one point alone is the decimal mark (`1,234` is a little more than one), as French has it, unless
    `decimal` says which of the two is.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _plain(Decimal(repr(value))) if isfinite(value) else None
    if not isinstance(value, str):
        return None
    text, scale = _without_unit(value)
    if decimal is not None and _GROUPED[decimal].fullmatch(text):
        text = text.replace("." if decimal == "," else ",", "")
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole, gap, mark, part = match["whole"], match["gap"], match["mark"], match["part"] or "0"
    if (gap and gap == mark) or (decimal is not None and mark not in (None, decimal)):
        return None
    digits = "".join(sign for sign in whole if sign.isdigit())
    if len(digits) > _MOST_DIGITS:
        return None
    number = Decimal(f"{digits}.{part}") * scale
    return _plain(-number if match["sign"] in ("-", "\u2212") else number)


def groups_or_decimals(value: object) -> bool:
    """Whether a text is a number with one comma or point before three digits: `31.500` may be two amounts."""
    return isinstance(value, str) and _EITHER.fullmatch(_without_unit(value)[0].lstrip("-+\u2212 ")) is not None


def is_by_year(value: str) -> bool:
    """Whether an amount says that it is by year: `12 k€/an`."""
    unit = _UNIT.search(value.strip())
    return unit is not None and unit["year"] is not None


def times(number: float, factor: float) -> int | float:
    """A number several times, as one counts by hand: three times 0.1 is 0.3."""
    return _plain(Decimal(repr(number)) * Decimal(repr(factor)))


def _without_unit(value: str) -> tuple[str, int]:
    """The text of a number without the currency beside it, and how many the letter before that stands for."""
    text = value.strip()
    unit = _UNIT.search(text)
    if unit is None:
        return text, 1
    return (text[: unit.start()] + text[unit.end() :]).strip(), _SCALES[unit["scale"] or ""]


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
