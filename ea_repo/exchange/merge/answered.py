"""What an answer to a campaign says of an element beside its fields: that somebody verified it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ea_repo.exchange.answers import Answered, Answers
from ea_repo.exchange.campaign.asked import WHOLE
from ea_repo.exchange.merge.plan import Verified
from ea_repo.exchange.merge.three_way import Difference
from ea_repo.exchange.merge.wishes import Wishes


def verified_by_answers(
    answers: Answers | None,
    id: str,
    here: Mapping[str, Any],
    differences: Sequence[Difference],
    spoilt: Collection[str],
    wishes: Wishes,
) -> Verified | None:
    """Who verified an element by answering about it; None where nobody did, or somebody did on a later day.

    An answer that was refused, that another one contradicts, or that confirms what has changed since, verifies nothing.
    """
    if answers is None:
        return None
    lost = {difference.path.partition(".")[0] for difference in differences if _stays(difference, wishes)}
    holding = [answer for answer in answers.of(id) if _holds(answer, lost | set(spoilt))]
    on = answers.on or wishes.on
    if not holding or str(here.get("verified_on") or "") > on:
        return None
    confirmed = all(answer.said == "confirmed" for answer in holding)
    return Verified(id, answers.by, on, confirmed, holding[0].at)


def _holds(answer: Answered, lost: Collection[str]) -> bool:
    return not lost if answer.fact == WHOLE else answer.fact.partition(".")[0] not in lost


def _stays(difference: Difference, wishes: Wishes) -> bool:
    """Whether what is here stays, although a workbook that knew of the field says otherwise."""
    if difference.outcome == "conflict":
        return wishes.prefer != "source"
    return difference.outcome == "kept" and (difference.before is not None or difference.now is not None)
