"""What a solution costs to run."""

from __future__ import annotations

from ea_repo.graph import Graph
from ea_repo.semantics.belongings import belongings


def yearly_cost(graph: Graph, id: str) -> float | None:
    """What an application costs a year: as it says, else what its modules and instances say; None where none does."""
    written = graph.value(id, "yearly_cost")
    if written is not None:
        return float(written)
    parts = [cost for part in belongings(graph, [id]) if (cost := graph.value(part, "yearly_cost")) is not None]
    return float(sum(parts)) if parts else None
