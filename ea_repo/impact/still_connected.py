"""What still points at an application, or goes on for it, after its retirement date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ea_repo.graph import IN_SERVICE, Graph
from ea_repo.metamodel import accepts
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.contract_terms import contract_term
from ea_repo.semantics.production import is_in_use


@dataclass(frozen=True)
class Leftover:
    """Something of a retired element that is still there: by which field, of what."""

    id: str
    field: str
    of: str


def still_connected(graph: Graph, id: str, day: dt.date) -> Iterator[Leftover]:
    """What remains of an element on the graph's day: itself, flows, deployments, APIs, contracts, cost lines."""
    applications = (part for part in belongings(graph, [id]) if accepts("application", graph.kind(part)))
    for part in sorted(applications):
        if graph.phase(part) in IN_SERVICE:
            yield Leftover(part, "phase", part)
        for name, remains in _LINKS.items():
            targets = graph.targets(part, name)
            yield from (Leftover(part, name, target) for target in targets if remains(graph, target, day))
        if graph.value(part, "yearly_cost"):
            yield Leftover(part, "yearly_cost", part)
        if any(line.year > day.year and line.basis == "amount" for line in graph.value(part, "budget") or ()):
            yield Leftover(part, "budget", part)


def _flowing(graph: Graph, flow: str, day: dt.date) -> bool:
    """Whether a flow of production is there by its own dates, whatever became of its ends."""
    return is_in_use(graph, flow)


def _running(graph: Graph, contract: str, day: dt.date) -> bool:
    """Whether a contract binds, or may: past its end, one that is written to renew itself is not said to be over."""
    return contract_term(graph, contract, day).state != "over"


def _offered(graph: Graph, api: str, day: dt.date) -> bool:
    return graph.phase(api) in IN_SERVICE


def _always(graph: Graph, target: str, day: dt.date) -> bool:
    return True


_LINKS: dict[str, Callable[[Graph, str, dt.date], bool]] = {
    "sends": _flowing,
    "receives": _flowing,
    "passes": _flowing,
    "deployed_at": _always,
    "runs_on": _always,
    "contracts": _running,
    "provides": _offered,
}
"""The links by which something may be left, and when what they lead to counts."""
