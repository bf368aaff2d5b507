"""What a retirement saves each year and costs once, as far as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ea_repo.graph import Graph
from ea_repo.impact.retiring_projects import retiring_projects
from ea_repo.semantics.belongings import belongings


@dataclass(frozen=True)
class Savings:
    """Euros a year saved, euros spent once (None: nothing is written), and for how many each is not written.

    `of`: how many elements; the modules of one that is retired too are in it.
    """

    yearly: float | None
    yearly_missing: int
    once: float | None
    once_missing: int
    of: int

    @property
    def payback(self) -> float | None:
        """After how many years the savings have paid the cost; None where it cannot be said."""
        if not self.once or not self.yearly or self.once_missing:
            return None
        return self.once / self.yearly


def savings(graph: Graph, ids: Iterable[str]) -> Savings:
    """What the retirement of these elements, with their modules, saves each year and costs once."""
    chosen = set(ids)
    inside = {part for id in chosen for part in belongings(graph, [id]) - {id}}
    elements = sorted(chosen - inside)
    yearly = [_yearly_cost(graph, id) for id in elements]
    projects = sorted({project for id in chosen for project in retiring_projects(graph, id)})
    once: list[Any] = [graph.value(project, "one_off_cost") for project in projects]
    once_missing = sum(cost is None for cost in once) if projects else 1
    return Savings(_total(yearly), sum(cost is None for cost in yearly), _total(once), once_missing, len(elements))


def _total(costs: Iterable[float | None]) -> float | None:
    """The sum of those that are written; None where none is."""
    written = [float(cost) for cost in costs if cost is not None]
    return sum(written) if written else None


def _yearly_cost(graph: Graph, id: str) -> float | None:
    written = graph.value(id, "yearly_cost")
    if written is not None:
        return float(written)
    parts = [cost for part in belongings(graph, [id]) if (cost := graph.value(part, "yearly_cost")) is not None]
    return float(sum(parts)) if parts else None
