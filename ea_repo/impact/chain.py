"""The hops that chains are made of: by a flow, or by another link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from ea_repo.semantics.exchanges import Exchange


@dataclass(frozen=True, slots=True, order=True)
class Hop:
    """One step of a chain: from a cause to what it touches, by a flow (its id) or a link (its field)."""

    from_: str
    by: str
    to: str


Chain = tuple[Hop, ...]


def hop_of(exchange: Exchange) -> Hop:
    """The hop that an exchange makes, between its ends as written."""
    return Hop(exchange.source, exchange.flow, exchange.target)


def in_order(hops: Iterable[Hop]) -> list[Hop]:
    """Hops by from, by, to."""
    # Comparing texts one by one is several times faster than comparing the hops themselves.
    return sorted(hops, key=attrgetter("from_", "by", "to"))
