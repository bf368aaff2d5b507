"""What an application is by its type: an integration platform, a proof of concept that nobody decided to keep."""

from __future__ import annotations

from ea_repo.graph import Graph
from ea_repo.semantics.inherited_values import inherited_value


def is_platform(graph: Graph, application: str) -> bool:
    """Whether an application only passes on what others exchange."""
    return bool(inherited_value(graph, application, "type") == "platform")


def is_external(graph: Graph, application: str) -> bool:
    """Whether an application is a national or regional tool, run by others."""
    return bool(inherited_value(graph, application, "type") == "external")


def is_undecided_poc(graph: Graph, application: str) -> bool:
    """Whether an application is a proof of concept, or a module of one, that nobody decided to industrialise."""
    if inherited_value(graph, application, "type") != "poc":
        return False
    return bool(inherited_value(graph, application, "poc_decision") != "industrialise")
