"""Which elements nobody has looked at for long: by the day that somebody verified them, else by their own lines.

To bring an element in from a source is not to look at it: what an import wrote is as fresh as it was verified, and no
more. A day to come verifies nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.metamodel import Kind
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.semantics.answerable import By, answerable

Basis = Literal["verified", "text", "unknown"]
"""What tells the day: somebody verified it, its lines were changed, or nothing does."""


@dataclass(frozen=True)
class StaleElement:
    """An element that was not looked at for longer than it should, or of which nothing tells."""

    id: str
    kind: str
    name: str
    owner: str | None
    """Who answers for it, None where nobody is recorded."""
    since: str | None
    """The day when it was last known to be right; None where nothing tells."""
    basis: Basis
    days: int | None
    """How long ago that is."""
    allowed: int
    """How many days it may be."""


@dataclass(frozen=True)
class OwnerShare:
    """How much of what somebody answers for is stale; `owner` is None for what nobody answers for."""

    owner: str | None
    stale: int
    elements: int


@dataclass(frozen=True)
class Stale:
    """The stale elements on a day, the oldest first; those of which nothing tells come last."""

    day: dt.date
    elements: int
    """How many were looked at."""
    stale: tuple[StaleElement, ...]
    owners: tuple[OwnerShare, ...]
    names: Mapping[str, str]
    kinds: Mapping[str, Kind]
    by: By

    @property
    def unknown(self) -> int:
        """Of how many nothing tells when they were last right."""
        return sum(element.basis == "unknown" for element in self.stale)


@dataclass(frozen=True)
class Freshness:
    """How long an element may go unverified, in days: of its kind, else of all."""

    usual: int
    by_kind: Mapping[str, int]

    def allowed(self, kind: str) -> int:
        """The days that an element of a kind has."""
        return self.by_kind.get(kind, self.usual)


def stale(
    graph: Graph,
    ids: Iterable[str],
    changed: Mapping[str, str],
    day: dt.date,
    fresh: Freshness,
    by: By,
    today: dt.date | None = None,
) -> Stale:
    """The stale ones of some elements; `changed` is the day when the lines of each were last changed.

    `today` is the last day that is not to come, the day looked at unless a later one is told.
    """
    today = today or day
    found: list[StaleElement] = []
    counts: dict[str | None, list[int]] = {}
    number = 0
    for id in ids:
        number += 1
        kind = graph.kind(id)
        owners = answerable(graph, id, by) or (None,)
        verified = graph.value(id, "verified_on")
        if verified and first_day(verified) > today:
            verified = None
        text = None if graph.value(id, "imported") else changed.get(id)
        basis: Basis = "verified" if verified else "text" if text else "unknown"
        since = last_day(verified).isoformat() if verified else text
        days = (day - dt.date.fromisoformat(since)).days if since else None
        is_stale = days is None or days > fresh.allowed(kind)
        for owner in owners:
            count = counts.setdefault(owner, [0, 0])
            count[0] += is_stale
            count[1] += 1
        if is_stale:
            found.append(StaleElement(id, kind, graph.name(id), owners[0], since, basis, days, fresh.allowed(kind)))
    found.sort(key=lambda element: (element.since is None, element.since or "", element.id))
    shares = [OwnerShare(owner, *count) for owner, count in counts.items()]
    shares.sort(key=lambda share: (share.owner is None, -share.stale, share.owner or ""))
    names = {share.owner: graph.name(share.owner) for share in shares if share.owner is not None}
    return Stale(day, number, tuple(found), tuple(shares), names, graph.vocabulary.kinds, by)
