"""The conditions of a decision in words: each with its day, and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping

from ea_repo.answer.decided_requests import ConditionState, DecidedCondition
from ea_repo.document import Tone
from ea_repo.finding import Lang, Text
from ea_repo.report.prose_days import deadline
from ea_repo.typography import day

_STATE: Mapping[ConditionState, Text] = {
    "met": Text("remplie", "met"),
    "open": Text("à remplir", "to be met"),
    "overdue": Text("échue", "overdue"),
    "undated": Text("sans date", "without a day"),
}
LOOKS: Mapping[ConditionState, tuple[str, Tone]] = {
    "met": ("✓", "good"),
    "open": ("→", "plain"),
    "overdue": ("✗", "bad"),
    "undated": ("?", "doubtful"),
}
"""The mark and the tone of a condition in a list."""


def condition_words(condition: DecidedCondition, lang: Lang) -> str:
    """A condition, its day, and whether it is met."""
    until = f", {_by(condition.until, lang)}" if condition.until else ""
    return f"{condition.text}{until} ({_STATE[condition.state][lang]})"


def _by(written: str, lang: Lang) -> str:
    """`avant le 15/01/2022`, `avant fin 2022`."""
    if written.count("-") < 2:
        return f"{Text('avant', 'by the')[lang]} {deadline(written, lang)}"
    return f"{Text('avant le', 'by')[lang]} {day(written, lang)}"
