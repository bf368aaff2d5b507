"""An answer: what was asked, with what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ea_repo.answer.situation import Situation

if TYPE_CHECKING:
    from ea_repo.answer.trust import Trust

T = TypeVar("T")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was found, and whose system on which day it speaks of."""

    situation: Situation
    content: T
    trust: Trust | None = None
    """How far what it rests on can be trusted, where that is told."""
