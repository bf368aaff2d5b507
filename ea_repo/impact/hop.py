"""The steps that chains are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Hop:
    """One step of a chain: from a cause to what it touches, by a flow (its id) or a link (its field)."""

    from_: str
    by: str
    to: str


Chain = tuple[Hop, ...]


def in_order(hops: Iterable[Hop]) -> list[Hop]:
    """Hops by from, by, to."""
    # Comparing texts one by one is several times faster than comparing the hops themselves.
    return sorted(hops, key=attrgetter("from_", "by", "to"))
