"""After its date: is it really off?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ea_repo.graph import IN_SERVICE, Graph
from ea_repo.impact.exchanges import PRODUCTION
from ea_repo.impact.own import own
from ea_repo.metamodel import accepts
from ea_repo.metamodel.dates import last_day


@dataclass(frozen=True)
class Left:
    """Something of a retired element that is still there: by which field, of what."""

    id: str
    field: str
    of: str


def leftovers(graph: Graph, id: str, day: dt.date) -> Iterator[Left]:
    """What remains of an element on the graph's day: itself, flows, deployments, APIs, contracts, cost lines."""
    inside = own(graph, [id])
    for part in sorted(each for each in inside if accepts("application", graph.kind(each))):
        if graph.phase(part) in IN_SERVICE:
            yield Left(part, "phase", part)
        for name, still in _LINKS.items():
            yield from (Left(part, name, other) for other in graph.targets(part, name) if still(graph, other, day))
        if graph.value(part, "yearly_cost"):
            yield Left(part, "yearly_cost", part)
        if any(line.year > day.year and line.basis == "amount" for line in graph.value(part, "budget") or ()):
            yield Left(part, "budget", part)


def _flowing(graph: Graph, flow: str, day: dt.date) -> bool:
    """Whether a flow of production is there by its own dates, whatever became of its ends."""
    return graph.in_service(flow, alone=True) and graph.value(flow, "environment") in PRODUCTION


def _running(graph: Graph, contract: str, day: dt.date) -> bool:
    end = graph.value(contract, "ends_on")
    return end is None or last_day(end) >= day


def _offered(graph: Graph, api: str, day: dt.date) -> bool:
    return graph.phase(api) in IN_SERVICE


_LINKS: dict[str, Callable[[Graph, str, dt.date], bool]] = {
    "sends": _flowing,
    "receives": _flowing,
    "passes": _flowing,
    "deployed_at": lambda *_: True,
    "runs_on": lambda *_: True,
    "contracts": _running,
    "provides": _offered,
}
"""The links by which something may be left, and when what they lead to counts."""
