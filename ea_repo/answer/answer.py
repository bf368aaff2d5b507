"""An answer: what was asked, with what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ea_repo.answer.situation import Situation

T = TypeVar("T")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What was found, and whose system on which day it speaks of."""

    situation: Situation
    content: T
