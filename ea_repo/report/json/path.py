"""The shortest chains between two applications, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.impact.path import Paths
from ea_repo.report.json.values import dumped, hops

VERSION = 1


def write(answer: Answer[Paths]) -> str:
    """Every chain hop by hop, and how far it is the other way round."""
    ways = answer.content
    return dumped(
        {
            "version": VERSION,
            "roots": [ways.start, ways.end],
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "length": ways.length,
            "chains": [hops(chain) for chain in ways.chains],
            "more": ways.more,
            "max_length": ways.max_length,
            "cut": ways.is_cut,
            "back": ways.back,
            "to_solution": ways.to_solution,
        }
    )
