"""What the graph is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.metamodel import Ref


@dataclass(frozen=True, slots=True)
class Record:
    """One element as it was read: only the fields that are written, and the file that holds it."""

    id: str
    kind: str
    fields: Mapping[str, Any]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link, seen as what it says: source —field→ target, with its dates in `ref`."""

    source: str
    field: str
    target: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Changes:
    """What to put (added, or in place of the element of that id) and what to remove."""

    put: Iterable[Record] = ()
    remove: Iterable[str] = ()
