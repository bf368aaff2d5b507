"""The solutions that may meet one need, for a spreadsheet."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.similar import Similar
from ea_repo.document import Records
from ea_repo.finding import Lang

COLUMNS = ("id", "name", "score", "reasons", "common", "against")


def records(answer: Answer[Similar], lang: Lang) -> Records:
    """One line a candidate, the nearest first."""
    similar = answer.content
    return Records(
        COLUMNS,
        (
            (
                candidate.id,
                similar.names[candidate.id],
                candidate.score,
                ", ".join(reason.kind for reason in candidate.reasons),
                ", ".join(dict.fromkeys(id for reason in candidate.reasons for id in reason.common)),
                ", ".join(candidate.against),
            )
            for candidate in similar.candidates
        ),
    )
