"""A session of the arbitration committee: its dossiers, what earlier decisions became, where the charter stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import Audit
from ea_repo.answer.decided_requests import Decisions
from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day

MINUTES = 15
"""How long a request is talked about."""
SOON = 90
"""In how many days a derogation is about to end."""


@dataclass(frozen=True)
class EndingDerogation:
    """A derogation that was granted, and how long it still holds."""

    id: str
    name: str
    rule: str | None
    by: tuple[str, ...]
    until: str
    """Its last day, as written."""
    left: int
    """How many days it still holds after the session; below 0, it has ended."""
    reason: str | None

    @property
    def is_over(self) -> bool:
        return self.left < 0

    @property
    def ends_soon(self) -> bool:
        return 0 <= self.left <= SOON


@dataclass(frozen=True)
class Session:
    """What a committee sits with: the dossiers in their order."""

    day: dt.date
    dossiers: tuple[Answer[RequestDossier], ...]
    decisions: Decisions
    audit: Audit
    derogations: tuple[EndingDerogation, ...]
    """Those with a last day, the next to end first."""


def ending_derogations(graph: Graph, day: dt.date) -> tuple[EndingDerogation, ...]:
    """The derogations that have a last day, with how many days are left of each."""
    dated = ((id, str(last)) for id in graph.of("derogation") if (last := graph.value(id, "expires_on")) is not None)
    ending = [
        EndingDerogation(
            id,
            graph.name(id),
            graph.value(id, "rule"),
            tuple(map(graph.name, graph.targets(id, "by"))),
            last,
            (last_day(last) - day).days,
            graph.value(id, "reason"),
        )
        for id, last in dated
    ]
    return tuple(sorted(ending, key=lambda derogation: (derogation.left, derogation.id)))
