"""What came back in the workbook of a campaign: who answered, when, and what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ea_repo.exchange.place import Place

Said = Literal["changed", "confirmed", "words"]
"""Another value than was written; that what is written still holds; words for a fact that no cell can hold."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one question."""

    id: str
    fact: str
    said: Said
    before: Any
    after: Any
    """What was written when the workbook went out, and what is answered: as the text of a model says it."""
    at: Place


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one workbook."""

    campaign: str
    key: str
    """What tells this campaign from another one of that name."""
    owner: str
    """Who was asked; empty where nobody was recorded."""
    by: str
    """Who answered: as the workbook says, else who was asked."""
    on: str | None
    """When, where the workbook says it."""
    answers: tuple[Answered, ...] = ()
    remarks: Mapping[Place, str] = field(default_factory=dict)
    """What people wrote beside."""
    on_at: Place | None = None
    """Where the workbook says when."""

    def of(self, id: str) -> tuple[Answered, ...]:
        """The answers about one element that a model can take."""
        return tuple(answer for answer in self.answers if answer.id == id and answer.said != "words")
