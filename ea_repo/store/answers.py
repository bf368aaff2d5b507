"""What a store answers, whatever its server: the effect of a push, the log, the rows of a query, its schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.finding import Text


@dataclass(frozen=True)
class Status:
    """The ids that a push adds, changes, removes; `moved` say the same at another place of the text."""

    repository: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    unchanged: int = 0
    files: tuple[str, ...] = ()
    """The files whose text the store lacks, has otherwise or should no longer have: what moved in them moved there."""
    settings: bool = False
    """Whether `workspace.yaml`, or the warnings about the text, differ."""
    version: int = 0
    """The number of the last push; 0 where there is none."""

    @property
    def nothing(self) -> bool:
        """Whether a push changes nothing."""
        return not (self.added or self.changed or self.removed or self.moved or self.files or self.settings)


@dataclass(frozen=True)
class Push:
    """One push of the log: when it showed, who sent it, from which git commit, how many elements it changed."""

    version: int
    at: str
    by: str
    commit: str
    added: int
    changed: int
    removed: int
    moved: int
    elements: int


@dataclass(frozen=True)
class Question:
    """A statement in the store's own language, its parameters, and how much of an answer is wanted."""

    statement: str
    parameters: Mapping[str, Any]
    rows: int = 1_000
    seconds: float = 30.0


@dataclass(frozen=True)
class Answer:
    """The rows that answer a question; `more` where its limit hid some."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    more: bool


@dataclass(frozen=True)
class Node:
    """A kind of node that a statement may look for: its labels, what it is, its properties."""

    labels: str
    says: Text
    properties: tuple[str, ...]


@dataclass(frozen=True)
class Relationship:
    """A kind of relationship between two labels."""

    source: str
    type: str
    target: str


@dataclass(frozen=True)
class Schema:
    """What a statement may ask: every kind of node and of relationship, and what to know of them."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    notes: tuple[Text, ...]
