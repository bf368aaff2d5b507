"""The solutions that may meet one need, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.similar import Similar
from ea_repo.report.json.values import changed, dumped
from ea_repo.similarity.candidates import BAR

VERSION = 1


def write(answer: Answer[Similar]) -> str:
    """Every candidate with its score (0 to 1), its reasons and what speaks against it; `bar`: from where to look."""
    similar = answer.content
    data = {
        "version": VERSION,
        "application": similar.application,
        "text": similar.text,
        "bar": BAR,
        "candidates": [
            {
                "id": candidate.id,
                "name": similar.names[candidate.id],
                "score": candidate.score,
                "reasons": [
                    {"kind": reason.kind, "share": round(reason.share, 3), "common": list(reason.common)}
                    for reason in candidate.reasons
                ],
                "against": list(candidate.against),
            }
            for candidate in similar.candidates
        ],
    }
    return dumped(data | changed(answer.situation))
