"""The elements that say a text, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.matches import Match
from ea_repo.report.json.values import changed, dumped


def write(answer: Answer[tuple[Match, ...]]) -> str:
    """Each element with the field that says it, and what it says there."""
    more = changed(answer.situation)
    return dumped(
        [
            {"id": match.id, "kind": match.kind, "name": match.name, "field": match.field, "text": match.text} | more
            for match in answer.content
        ]
    )
