"""What an import would do to a workspace, whole: nothing is written before it is agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.inventory import Inventory, Note, Rejected
from ea_repo.exchange.mapping.draft import Counts, Inferred
from ea_repo.exchange.merge.memory import Memory
from ea_repo.exchange.place import Place
from ea_repo.finding import Position, Text


@dataclass(frozen=True, slots=True)
class Added:
    """An element that is not here yet."""

    id: str
    kind: str
    name: str
    fields: Mapping[str, Any]
    at: Place
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that the source says otherwise than last time, and that nobody changed here."""

    id: str
    field: str
    before: Any
    after: Any
    at: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was changed both here and in the source; `written` is where it is written here."""

    id: str
    field: str
    before: Any
    workspace: Any
    source: Any
    at: Place
    written: Position | None
    solved: str = ""
    """Whose value is taken, where it was said: source or workspace."""
    verified: str = ""
    """Who verified what is written here, and when, where that is recorded."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A field that was changed here, and not in the source: it stays."""

    id: str
    field: str
    workspace: Any
    source: Any
    written: Position | None


@dataclass(frozen=True, slots=True)
class Gone:
    """An element that the source no longer has; `why` says why it stays although removal was asked for."""

    id: str
    kind: str
    name: str
    written: Position | None
    removed: bool
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """An element that somebody answered about in a campaign, by whom and on which day."""

    id: str
    by: str
    on: str
    confirmed: bool
    """Whether all that was answered is that what is written still holds."""
    at: Place


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be written of an element that is here: these fields, None for those that go."""

    id: str
    kind: str
    file: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do, and the account of all that its source says."""

    source: str
    inventory: Inventory
    new: bool
    """Whether nothing of this source came in before."""
    account: Mapping[str, Counts]
    rejected: tuple[Rejected, ...]
    left_out: tuple[Rejected, ...]
    inferred: tuple[Inferred, ...]
    notes: tuple[Note, ...]
    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    kept: tuple[Kept, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[Gone, ...] = ()
    verified: tuple[Verified, ...] = ()
    edits: tuple[Edit, ...] = ()
    removals: tuple[Edit, ...] = ()
    memory: Memory = field(default_factory=lambda: Memory(""))
    remembered: Memory | None = None
    """What the source said last time."""
    on: str = ""
    """The day of the import."""

    @property
    def unsolved(self) -> tuple[Conflict, ...]:
        """The conflicts that somebody must solve."""
        return tuple(conflict for conflict in self.conflicts if not conflict.solved)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        changes = bool(self.added or self.edits or self.removals)
        return changes or (not self.inventory.own and self.memory != self.remembered)
