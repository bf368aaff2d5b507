"""What a campaign asks, of whom, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ea_repo.finding import Text

Cause = Literal["contested", "missing", "stale"]
"""Two sources do not say the same; nobody wrote it; nobody has looked at it for long."""
CAUSES: tuple[Cause, ...] = get_args(Cause)
"""In the order in which questions are put."""
Why = Literal["rule", "request", "retirement", "owner", "unverified", "source", "text"]
"""Who waits for the answer (`owner`: nobody can be asked without it), or what casts a doubt on what is written."""
WHOLE = ""
"""The fact of a question that asks whether all that is written of an element still holds."""


_NO_WORDS = Text("", "")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asked: a rule, a request or a retirement that waits for it, or a doubt."""

    why: Why
    about: Text = _NO_WORDS
    """The title of the rule or the request, the name of what is retired, what the source says, what is wrong."""
    day: str | None = None
    """Of what nobody verified: since when, as far as anything tells."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one element; `fact` is the field, as columns call it, or words where no field holds it."""

    id: str
    fact: str
    cause: Cause
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What one owner is asked; `owner` is None for what nobody is recorded to answer for."""

    owner: str | None
    name: str
    questions: tuple[Question, ...]

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements that are asked about, each once."""
        return tuple(dict.fromkeys(question.id for question in self.questions))

    def asked(self, cause: Cause) -> int:
        """How many questions have this cause."""
        return sum(question.cause == cause for question in self.questions)
