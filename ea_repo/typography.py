"""How words, numbers, days and money are set in each language, for people; programs get them plain.

Sentences are written in the code with the signs of a keyboard; `typeset` gives French its apostrophes and its thin
spaces where a sentence is shown, once.
"""

from __future__ import annotations

import datetime as dt
import re

from ea_repo.finding import Lang

THIN = "\u202f"
"""The thin space that no line is broken at: before French signs, between thousands."""
_CODE = re.compile(r"(`[^`]*`)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_BEFORE = re.compile(r"[ \u00a0](?=[;?!»]|:(?!\w))")
_AFTER = re.compile(r"(?<=«)[ \u00a0]")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_VOWEL = re.compile("[aeiouàâäéèêëîïôöûùüœæ]", re.IGNORECASE)
_ARTICLE = re.compile(r"(Les?) (?=\S)")
_SPELLED_H = re.compile(r"H[A-Z]*[B-DF-HJ-NP-TV-XZ]{2}\b")
"""An abbreviation spelled letter by letter that begins with H: one hears a vowel first, and it has an article."""


def typeset(text: str, lang: Lang) -> str:
    """A sentence as its language sets it; what stands between backquotes is to be typed, and stays as it is."""
    if lang == "en":
        return text
    return "".join(part if part.startswith("`") else _french(part) for part in _CODE.split(text))


def _french(text: str) -> str:
    return _AFTER.sub(THIN, _BEFORE.sub(THIN, _APOSTROPHE.sub("’", text)))


def number(value: float, lang: Lang) -> str:
    """A number with its thousands apart: 4 381 000 in French, 4,381,000 in English."""
    plain = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return plain.replace(",", THIN).replace(".", ",") if lang == "fr" else plain


def euros(amount: float, lang: Lang) -> str:
    """An amount: 4 381 000 € in French, €4,381,000 in English."""
    return f"{number(amount, lang)}{THIN}€" if lang == "fr" else f"{'-' * (amount < 0)}€{number(abs(amount), lang)}"


def day(text: str, lang: Lang) -> str:
    """A written date as a table shows it: 14/06/2023, 06/2023 or 2023 in French, as in the text in English."""
    return "/".join(reversed(text.split("-"))) if lang == "fr" else text


def lasting_until(text: str, lang: Lang) -> str:
    """Until the end of a written date: jusqu'au 14/06/2023, jusqu'à fin 2023; until 2023."""
    if lang == "en":
        return f"until {text}"
    return f"jusqu'au {day(text, lang)}" if text.count("-") == 2 else f"jusqu'à fin {day(text, lang)}"


def long_day(value: dt.date, lang: Lang) -> str:
    """A day as a sentence says it: 31 décembre 2021, 1er janvier 2022; 31 December 2021."""
    if lang == "en":
        return f"{value.day} {_ENGLISH_MONTHS[value.month - 1]} {value.year}"
    return f"{'1er' if value.day == 1 else value.day}\u00a0{_MONTHS[value.month - 1]} {value.year}"


def that(name: str) -> str:
    """The French “that” before a name: que SIU, qu'ORBIS."""
    return f"qu'{name}" if _VOWEL.match(name) else f"que {name}"


def of(name: str) -> str:
    """The French “of” before a name: de SIU, d'ORBIS, d'Annuaire, de l'HEGP, des 39 hôpitaux (Les 39 hôpitaux)."""
    if article := _ARTICLE.match(name):
        return f"{'du' if article[1] == 'Le' else 'des'} {name[article.end() :]}"
    if _SPELLED_H.match(name):
        return f"de l'{name}"
    return f"d'{name}" if _VOWEL.match(name) else f"de {name}"


def at(name: str) -> str:
    """The French “at” before a name: à HEGP, aux 39 hôpitaux (Les 39 hôpitaux), au Siège (Le Siège)."""
    if article := _ARTICLE.match(name):
        return f"{'au' if article[1] == 'Le' else 'aux'} {name[article.end() :]}"
    return f"à {name}"
