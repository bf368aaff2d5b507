"""What a check answers of the elements that it is asked about, and the facts that fill the sentences of rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.finding import Text


@dataclass(frozen=True)
class Violation:
    """An element that violates a rule, with what makes the violation.

    `offenders` are what a derogation must name; `related` what the reader should look at; `written` where it is
    written, when not on the subject itself; `facts` fill the places of the rule's sentences.
    """

    subject: str
    field: str | None = None
    offenders: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    written: str | None = None


@dataclass(frozen=True)
class Unknown:
    """An element that cannot be judged, for want of a fact; `sentence` says so where the fact's name does not.

    `of` is the element that would write the fact, where that is another one.
    """

    subject: str
    fact: str
    sentence: Text | None = None
    of: str | None = None

    @property
    def written_by(self) -> str:
        """The element that would write the fact."""
        return self.of or self.subject


Outcome = Violation | Unknown


@dataclass(frozen=True)
class Names:
    """Elements that a sentence names."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """Elements by which something goes, from the first to the last."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """Elements, with the sites of each."""

    by_id: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class WrittenDate:
    """A date as it is written (2023, 2023-06, 2023-06-14), to be shown as people write theirs."""

    text: str
