"""The shortest chains between two applications, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.impact.path import Paths
from ea_repo.report.json.values import dumped, hops

VERSION = 1


def write(answer: Answer[Paths]) -> str:
    """Every chain hop by hop, and how far it is the other way round."""
    found = answer.content
    return dumped(
        {
            "version": VERSION,
            "roots": [found.start, found.end],
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "length": found.length,
            "chains": [hops(chain) for chain in found.chains],
            "more": found.more,
            "max_length": found.max_length,
            "cut": found.is_cut,
            "back": found.back,
            "to_solution": found.to_solution,
        }
    )
