"""What is left of elements that should be off, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.leftovers import Leftovers
from ea_repo.report.json.values import dumped

VERSION = 1


def write(answer: Answer[Leftovers]) -> str:
    """Each fact that is left."""
    return dumped(
        {
            "version": VERSION,
            "roots": list(answer.content.ids),
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "left": [{"id": left.id, "field": left.field, "of": left.of} for left in answer.content.left],
        }
    )
