"""After its date: is it really off?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.graph import IN_SERVICE, Graph
from ea_repo.impact.exchanges import PRODUCTION
from ea_repo.metamodel.dates import last_day


@dataclass(frozen=True)
class Left:
    """Something of a retired element that is still there: by which field, of what."""

    id: str
    field: str
    of: str


def leftovers(graph: Graph, id: str, day: dt.date) -> Iterator[Left]:
    """What remains of an element on the graph's day: itself, flows, deployments, APIs, contracts, cost lines."""
    for part in sorted(graph.parts(id)):
        if graph.phase(part) in IN_SERVICE:
            yield Left(part, "phase", part)
        for name in ("sends", "receives", "passes"):
            for flow in graph.targets(part, name):
                living = graph.phase(flow) in IN_SERVICE and graph.in_service(flow, alone=True)
                if living and graph.value(flow, "environment") in PRODUCTION:
                    yield Left(part, name, flow)
        for name in ("deployed_at", "runs_on", "contracts"):
            for other in graph.targets(part, name):
                if name != "contracts" or _running(graph, other, day):
                    yield Left(part, name, other)
        for api in graph.targets(part, "provides"):
            if graph.phase(api) in IN_SERVICE:
                yield Left(part, "provides", api)
        if graph.value(part, "yearly_cost"):
            yield Left(part, "yearly_cost", part)
        if any(line.year > day.year and line.basis == "amount" for line in graph.value(part, "budget") or ()):
            yield Left(part, "budget", part)


def _running(graph: Graph, contract: str, day: dt.date) -> bool:
    end = graph.value(contract, "ends_on")
    return end is None or last_day(end) >= day
