"""What solutions cost to run: what an element is said to cost, and which amounts add up on a day."""

from __future__ import annotations

from ea_repo.graph import Graph
from ea_repo.semantics.belongings import belongings


def yearly_cost(graph: Graph, id: str) -> float | None:
    """What an application costs a year: as it says, else what its modules and instances say; None where none does."""
    if (written := _written(graph, id)) is not None:
        return written
    costs = {part: cost for part in belongings(graph, [id]) if (cost := _written(graph, part)) is not None}
    parts = [cost for part, cost in costs.items() if costs.keys().isdisjoint(graph.wholes(part, "part_of")[1:])]
    return sum(parts) if parts else None


def runs(graph: Graph, id: str) -> bool:
    """Whether what an element costs to run is spent on the day: it is in service, and no mere example."""
    return graph.in_service(id) and id not in graph.illustrative


def held_by(graph: Graph, id: str) -> str | None:
    """The nearest running whole that writes what it costs: it holds the cost of its parts."""
    above = graph.wholes(id, "part_of")[1:]
    return next((whole for whole in above if runs(graph, whole) and _written(graph, whole) is not None), None)


def running_costs(graph: Graph) -> dict[str, float]:
    """By application, the amounts that add up to what the system costs a year on the day, each counted once."""
    costs = ((id, _written(graph, id)) for id in graph.of("application") if runs(graph, id))
    return {id: cost for id, cost in costs if cost is not None and held_by(graph, id) is None}


def _written(graph: Graph, id: str) -> float | None:
    cost = graph.value(id, "yearly_cost")
    return None if cost is None else float(cost)
