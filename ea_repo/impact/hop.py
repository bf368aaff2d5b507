"""The steps that chains are made of."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Hop:
    """One step of a chain: from a cause to what it touches, by a flow (its id) or a link (its field)."""

    from_: str
    by: str
    to: str


Chain = tuple[Hop, ...]
in_order = attrgetter("from_", "by", "to")
"""What hops are sorted by."""
