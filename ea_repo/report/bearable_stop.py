"""How long a process bears to stand still, as the model writes it (`4 h`, `30 min`, `2 j`): shown, and compared."""

from __future__ import annotations

import math
import re

from ea_repo.finding import Lang

_MINUTES = {"min": 1, "h": 60, "d": 1440, "j": 1440}
_TERM = re.compile(
    r"(\d+(?:[.,]\d+)?) ?(?:(min)(?:utes?)?|(h)(?:eures?|ours?|rs?)?|([dj])(?:ays?|ours?)?)\b", re.IGNORECASE
)


def minutes(written: str | None) -> float:
    """How many minutes that is; without end where nothing is recorded, or it cannot be read."""
    terms = _TERM.findall(written or "")
    if not terms:
        return math.inf
    return sum(float(number.replace(",", ".")) * _MINUTES[(m or h or d).lower()] for number, m, h, d in terms)


def shown(written: str, lang: Lang) -> str:
    """The same with the day's abbreviation of the language: `2 j`, `2 d`."""
    return re.sub(r"(?<=\d)( ?)[dj]\b", rf"\1{'j' if lang == 'fr' else 'd'}", written)
