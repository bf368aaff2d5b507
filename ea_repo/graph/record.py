"""The plain values that a graph is made of: a record for each element, a relation for each link."""

from __future__ import annotations

from collections.abc import Mapping
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
    """One link between two elements: the field `field` of `source` points at `target`; `ref` carries its dates."""

    source: str
    field: str
    target: str
    ref: Ref
