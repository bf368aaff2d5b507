"""Derogations in words: from what and for whom, by whom, until when and why, and where each stands on a day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from ea_repo.answer.audit import SOON, Audit, days_left
from ea_repo.answer.decided_requests import Decided
from ea_repo.answer.standing import status
from ea_repo.check.acceptance import Derogation
from ea_repo.document import Item, Sentence, Tone
from ea_repo.finding import Finding, Lang, Text
from ea_repo.metamodel.dates import last_day
from ea_repo.report.condition_words import condition_words
from ea_repo.report.prose_days import until_day
from ea_repo.report.words import COLON, NOT_RECORDED, count_of, few

TO_TAKE_UP = Text(
    f"Dérogations à reprendre : échues, sans valeur, condition non tenue, ou fin d'ici {SOON} jours",
    f"Derogations to take up: over, void, a condition unmet, or ending within {SOON} days",
)
_WHAT = Text("« {rule} » pour {subjects}", "“{rule}” for {subjects}")
_DAYS = Text("jour|jours", "day|days")
_OVER = Text("échue depuis {}", "over for {}")
_SOON, _LAST_DAY = Text("expire dans {}", "expires in {}"), Text("dernier jour", "last day")
_HOLDS, _TO_COME = Text("en vigueur", "in force"), Text("à venir", "to come")
_VOID = Text("ne vaut pas : {}", "void: {}")
_LACKS = {
    "no_reason": Text("sans motif", "without a reason"),
    "no_author": Text("sans auteur", "without an author"),
    "no_date": Text("sans dernier jour", "without a last day"),
    "not_granted": Text("accordée par qui ne le peut pas", "granted by who may not"),
}
_COVERS = Text("{n} écart accepté|{n} écarts acceptés", "{n} accepted finding|{n} accepted findings")
_NOTHING = Text("aucun écart", "no finding")
_REQUEST = Text("Demande « {name} »", "Request “{name}”")
_CONDITION = Text("condition", "condition")
_OVERDUE = Text("condition non remplie à sa date", "condition not met on its day")
_MARKS: dict[Tone, str] = {"bad": "✗", "doubtful": "!"}
_TAKEN_UP: tuple[Tone, ...] = ("bad", "doubtful", "plain", "quiet")
"""In which order a committee takes them up, by how each stands."""
_MOST = 4
"""How many subjects are named before the rest is counted."""


def what(derogation: Derogation, lang: Lang) -> str:
    """From what it derogates, and for whom: the title of its rule, the names of its subjects."""
    rule = derogation.title[lang] if derogation.title else derogation.rule or NOT_RECORDED[lang]
    return _WHAT[lang].format(rule=rule, subjects=few(derogation.subjects, lang, _MOST) or NOT_RECORDED[lang])


def called(derogation: Derogation, lang: Lang) -> str:
    """The name that somebody gave it, with what it derogates from; without a name, that alone."""
    named = derogation.name.removesuffix(f" ({derogation.id})")
    return what(derogation, lang) if named == derogation.id else f"{derogation.name} – {what(derogation, lang)}"


@dataclass(frozen=True)
class Granted:
    """What was granted by derogation, as a line of a table or an item of a list says it."""

    title: str
    stands: Sentence
    by: str
    until: str
    why: tuple[str, ...]
    """For which reason, then under which conditions."""
    covers: str = ""
    """How many findings it accepts."""


def granted(audit: Audit, lang: Lang) -> list[Granted]:
    """The derogations to rules, and the requests accepted by derogation: what is to be taken up first."""
    accepted = Counter(finding.accepted_by for finding in audit.findings if status(finding) == "accepted")
    facts = (derogation for derogation in audit.derogations.values() if not derogation.illustrative)
    rows = [of_derogation(derogation, lang, SOON, _covering(accepted[derogation.id], lang)) for derogation in facts]
    rows += [_of_request(decided, audit.situation.date, lang) for decided in audit.accepted_requests]
    return sorted(rows, key=lambda row: _TAKEN_UP.index(row.stands.tone))


def of_derogation(derogation: Derogation, lang: Lang, soon: int, covers: str = "") -> Granted:
    """A derogation to a rule; one that ends within `soon` days says so."""
    return Granted(
        called(derogation, lang),
        standing(derogation, lang, soon),
        ", ".join(derogation.by) or NOT_RECORDED[lang],
        until_day(derogation.until, lang) if derogation.until else NOT_RECORDED[lang],
        (derogation.reason or NOT_RECORDED[lang],),
        covers,
    )


def _of_request(decided: Decided, today: dt.date, lang: Lang) -> Granted:
    """A request accepted by derogation, with its conditions."""
    left = (last_day(decided.expires_on) - today).days if decided.expires_on else None
    stands = _ends(left, lang, SOON) or Sentence(_HOLDS[lang])
    if any(condition.state == "overdue" for condition in decided.conditions):
        told = [stands.text] if stands.tone == "bad" else []
        stands = Sentence(", ".join([*told, _OVERDUE[lang]]), "bad")
    option = f", option {decided.option}" if decided.option else ""
    conditions = (condition_words(condition, lang) for condition in decided.conditions)
    return Granted(
        _REQUEST[lang].format(name=decided.name) + option,
        stands,
        ", ".join(decided.by) or NOT_RECORDED[lang],
        until_day(decided.expires_on, lang) if decided.expires_on else NOT_RECORDED[lang],
        (decided.reason or NOT_RECORDED[lang], *(f"{_CONDITION[lang]}{COLON[lang]}{words}" for words in conditions)),
    )


def standing(derogation: Derogation, lang: Lang, soon: int) -> Sentence:
    """Where it stands: over, void and why, to come, in how many days it ends where these are few, or in force."""
    lacks = [words[lang] for name, words in _LACKS.items() if name in derogation.lapses]
    ends = _ends(derogation.left, lang, soon)
    if derogation.is_over and ends is not None:
        return Sentence(", ".join([ends.text, *lacks]), "bad")
    if lacks:
        return Sentence(_VOID[lang].format(", ".join(lacks)), "bad")
    if derogation.lapses:
        return Sentence(_TO_COME[lang], "quiet")
    return ends or Sentence(_HOLDS[lang])


def _ends(left: int | None, lang: Lang, soon: int) -> Sentence | None:
    """That the last day has passed, or is near; None where it is neither."""
    if left is None or left > soon:
        return None
    days = count_of(abs(left), _DAYS, lang)
    if left < 0:
        return Sentence(_OVER[lang].format(days), "bad")
    return Sentence(_SOON[lang].format(days) if left else _LAST_DAY[lang], "doubtful")


def soon_over(finding: Finding, today: dt.date, lang: Lang) -> str | None:
    """In how many days what accepts a finding ends; None where that is not soon, or nothing accepts it."""
    ends = _ends(days_left(finding, today), lang, SOON)
    return None if ends is None else ends.text


def _covering(number: int, lang: Lang) -> str:
    """How many findings a derogation accepts."""
    return _COVERS[lang].split("|")[number > 1].format(n=number) if number else _NOTHING[lang]


def item(row: Granted) -> Item:
    """What was granted, in a list: where it stands; then by whom, until when and why."""
    told = (Sentence(" · ".join((row.by, row.until, *row.why)), "quiet"),)
    return Item(f"{row.title} – {row.stands.text}", _MARKS.get(row.stands.tone, "·"), row.stands.tone, inside=told)


def to_take_up(audit: Audit, lang: Lang) -> list[Granted]:
    """What is over or void, or ends soon."""
    return [row for row in granted(audit, lang) if row.stands.tone in _MARKS]
