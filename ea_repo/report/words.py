"""The words that every report shares, in both languages."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Sequence

import click

from ea_repo.check.audit import Situation
from ea_repo.check.sentence_templates import day
from ea_repo.finding import Lang, Severity, Text
from ea_repo.graph import Phase
from ea_repo.metamodel import kinds

SEVERITY: dict[Severity, tuple[Text, Text]] = {
    "error": (Text("erreur", "error"), Text("erreurs", "errors")),
    "warning": (Text("alerte", "warning"), Text("alertes", "warnings")),
    "info": (Text("information", "remark"), Text("informations", "remarks")),
}
WHY = Text("Pourquoi", "Why")
FIX = Text("À faire", "To do")
PHASE: dict[Phase, Text] = {
    "plan": Text("en projet", "planned"),
    "phase_in": Text("en déploiement", "being phased in"),
    "active": Text("en service", "active"),
    "phase_out": Text("en fin d'usage", "being phased out"),
    "end_of_life": Text("hors service", "at its end of life"),
    "unknown": Text("inconnue", "unknown"),
}
NOT_RECORDED = Text("non renseigné", "not recorded")


def counted(number: int, one: str, many: str, lang: Lang = "en") -> str:
    """`1 erreur`, `2 erreurs`: nothing is singular in French, plural in English."""
    return f"{number} {one if number == 1 or (number == 0 and lang == 'fr') else many}"


def severities(counts: dict[Severity, int], lang: Lang) -> str:
    """The counts that are not nothing, the worst first."""
    shown = []
    for severity, number in counts.items():
        one, many = SEVERITY[severity]
        shown += [counted(number, one[lang], many[lang])] if number else []
    return " · ".join(shown)


def date(value: dt.date, lang: Lang) -> str:
    """A day as people write it."""
    return day(value.isoformat(), lang)


_HELD = re.compile(r"(?<=«) | (?=[»:;!?])")
_HOLD = "\x00"


def wrapped(text: str, width: int, first: str = "", rest: str = "", *, cut: bool = False) -> list[str]:
    """The text in lines of a width, which no French punctuation begins: it stays with its word, as « and » do.

    `cut`: words that are wider are cut.
    """
    lines = textwrap.wrap(
        _HELD.sub(_HOLD, text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=cut,
    )
    return [each.replace(_HOLD, " ") for each in lines]


_VOWEL = re.compile("[aeiouàâäéèêëîïôöûùüœ]", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\`*{}\[\]<>#|]|(?<![^\W_])_|_(?![^\W_]))")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))


def of(name: str) -> str:
    """`de SIU`, `d'ORBIS`: the French “of” before a name."""
    return f"d'{name}" if _VOWEL.match(name) else f"de {name}"


def heading(seen: Situation, lang: Lang, subject: Text | None = None) -> str:
    """The first line of an answer: whose system, on which day, and why that day."""
    day_ = f"{date(seen.date, lang)} ({seen.origin[lang]})"
    about = f"{subject[lang]} {day_}" if subject else day_
    return f"{click.style(seen.workspace, bold=True)} · {about}"


def changed_by(changes: Sequence[str]) -> Text:
    """What the head of an answer says of the change files that it is given with."""
    named = ", ".join(changes)
    return Text(f"avec les changements de {named}", f"with the changes of {named}")


def kind_words(kind: str, lang: Lang, *, number: int = 2) -> str:
    """What people call elements of a kind, one or several."""
    label = kinds()[kind].label[lang]
    return label if number == 1 else plural(label, lang)


def plural(label: str, lang: Lang) -> str:
    """The plural of a kind's label, by the general rules of each language."""
    if lang == "fr":
        return label if label[-1] in "sxz" or label.isupper() else f"{label}s"
    if label.endswith("y"):
        return f"{label[:-1]}ies"
    return f"{label}es" if label.endswith("s") else f"{label}s"
