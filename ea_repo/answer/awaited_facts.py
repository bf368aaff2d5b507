"""The facts that would change the opinion on a request: of which option, with whom, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.answer.missing_facts import MissingFact
from ea_repo.answer.request_dossier import OptionStudy, RequestDossier
from ea_repo.metamodel.dates import days_later, first_day

MOST = 10
"""How many facts a committee is told."""
Cause = Literal["committee", "condition", "live"]


@dataclass(frozen=True)
class AwaitedFact:
    """A fact that is not written, and until when it is of use."""

    option: str
    fact: MissingFact
    due: dt.date | None
    """The last day for it; None where it is wanted before the committee meets, whose day is not written."""
    cause: Cause
    """Why then: the committee needs it to decide, a condition of the opinion ends, the option goes live."""


def awaited_facts(dossier: RequestDossier) -> list[AwaitedFact]:
    """At most ten facts on the options asked for and proposed, the most telling first, each once."""
    studies = list({study.key: study for study in (dossier.asked, dossier.proposed) if study is not None}.values())
    facts = sorted(
        ((study, fact) for study in studies for fact in study.facts),
        key=lambda pair: (-pair[1].errors, -len(pair[1].rules)),
    )
    first = {(fact.subject, fact.fact): (study, fact) for study, fact in reversed(facts)}
    kept = [pair for pair in facts if first[pair[1].subject, pair[1].fact] == pair][:MOST]
    return [_awaited(dossier, study, fact) for study, fact in kept]


def _awaited(dossier: RequestDossier, study: OptionStudy, fact: MissingFact) -> AwaitedFact:
    """What an error hangs on is needed to decide; the rest by the day of the condition, or before it goes live."""
    if fact.errors:
        session = dossier.committee_on
        return AwaitedFact(study.key, fact, session and days_later(session, -dossier.notice), "committee")
    days = [(day, "condition") for day in _days_of_conditions(dossier, study, fact)]
    if study.option.live_on is not None:
        days.append((days_later(first_day(study.option.live_on), -1), "live"))
    if not days:
        return AwaitedFact(study.key, fact, dossier.committee_on, "committee")
    due, cause = min(days)
    return AwaitedFact(study.key, fact, max(due, dossier.counted_from), "live" if cause == "live" else "condition")


def _days_of_conditions(dossier: RequestDossier, study: OptionStudy, fact: MissingFact) -> Iterator[dt.date]:
    """The days by which the opinions that wait for a fact want it."""
    for opinion in study.opinions:
        unwritten = {(unknown.written_by, unknown.fact) for unknown in opinion.judged.unknown}
        if (fact.subject, fact.fact) in unwritten and opinion.case.within is not None:
            yield days_later(dossier.counted_from, opinion.case.within)
