"""Days as prose says them: 31 décembre 2021, juin 2023, 2023; in English 31 December 2021."""

from __future__ import annotations

import datetime as dt

from ea_repo.finding import Lang

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def prose_day(written: str | dt.date, lang: Lang) -> str:
    """A day, a month or a year as it is written, for a sentence."""
    year, *rest = str(written).split("-")
    if not rest:
        return year
    month = _MONTHS[lang][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = "1er" if lang == "fr" and int(rest[1]) == 1 else str(int(rest[1]))
    return f"{day} {month} {year}"


def deadline(written: str, lang: Lang) -> str:
    """A last day, for a sentence: of a year or a month, its end."""
    whole = written.count("-") < 2
    day = prose_day(written, lang)
    return (f"fin {day}" if lang == "fr" else f"end of {day}") if whole else day


def until_day(written: str, lang: Lang) -> str:
    """`jusqu'au 15 janvier 2022`, `jusqu'à fin 2022`."""
    last = deadline(written, lang)
    if lang == "en":
        return f"until {last}"
    return f"jusqu'à {last}" if last.startswith("fin") else f"jusqu'au {last}"
