"""One element, for programs: all that is written of it, where, and the ids of what points at it."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.card import Card
from ea_repo.report.json.values import changed, dumped, place


def write(answer: Answer[Card]) -> str:
    """The element as `ea list` gives it, with its place and what points at it."""
    card = answer.content
    more = {
        "at": place(card.position),
        "pointed_at_by": {name: [end.id for end in ends] for name, ends in card.arriving.items()},
    }
    return dumped(card.element | more | changed(answer.situation))
