"""The projects that retire an element, and what they say of its retirement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ea_repo.graph import Graph
from ea_repo.semantics.belongings import belongings


def retiring_projects(graph: Graph, id: str) -> Sequence[str]:
    """The projects that retire an element."""
    return graph.targets(id, "retired_by")


def converging_projects(graph: Graph, id: str) -> Sequence[str]:
    """The projects that make an element converge with others, and so may end it."""
    return [project for project in graph.targets(id, "delivered_by") if graph.value(project, "type") == "convergence"]


def successors(graph: Graph, id: str) -> Sequence[str]:
    """Those who are recorded to take the place of an element."""
    return graph.targets(id, "successor")


def written_by_project(graph: Graph, id: str, field: str) -> Any:
    """What the projects that retire an element say in a field: the first of them that says something."""
    values = (graph.value(project, field) for project in retiring_projects(graph, id))
    return next((value for value in values if value is not None), None)


def data_archived(graph: Graph, roots: Iterable[str], data: Iterable[str]) -> set[str]:
    """The data whose archive is declared by the retirement of all who master them (who had them, where none does)."""
    inside = {root: belongings(graph, [root]) for root in roots}
    declares = {
        root: any(graph.value(project, "archive") for project in retiring_projects(graph, root)) for root in inside
    }

    def is_archived(datum: str) -> bool:
        masters = {id for name in graph.wholes(datum, "part_of") for id in graph.targets(name, "mastered_by")}
        having = [root for root, elements in inside.items() if elements & masters] or list(inside)
        return all(declares[root] for root in having)

    return set(filter(is_archived, data))
