"""The projects that retire an element, and what they say of its retirement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ea_repo.graph import Graph


def retiring_projects(graph: Graph, id: str) -> Sequence[str]:
    """The projects that retire an element."""
    return graph.targets(id, "retired_by")


def written_by_project(graph: Graph, id: str, field: str) -> Any:
    """What the projects that retire an element say in a field: the first of them that says something."""
    values = (graph.value(project, field) for project in retiring_projects(graph, id))
    return next((value for value in values if value is not None), None)
