"""Production, the one environment that counts, and what is in use: in service, and of production."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.graph import Graph

PRODUCTION = (None, "production")
"""What an element of production writes as its environment: where nothing is written, it is one."""


def of_production(graph: Graph, id: str) -> bool:
    """Whether an element belongs to production."""
    return graph.value(id, "environment") in PRODUCTION


def is_in_use(graph: Graph, id: str) -> bool:
    """Whether an element is of production and in service; a flow is asked only about its own dates."""
    return of_production(graph, id) and graph.in_service(id, alone=True)


def in_use(graph: Graph, kind: str) -> frozenset[str]:
    """The elements of exactly a kind in use: `graph.once(in_use, kind)` looks for them once, however many rules ask."""
    return frozenset(graph.standing_alone(kind)) - outside_production(graph, kind)


def among_in_use(graph: Graph, ids: Iterable[str]) -> list[str]:
    """Those of some elements that are in use, for who asks of many."""
    return [id for id in ids if id in graph.once(in_use, graph.kind(id))]


def outside_production(graph: Graph, kind: str) -> frozenset[str]:
    """The elements of exactly a kind of another environment than production."""
    if "environment" not in graph.vocabulary.kinds[kind].fields:
        return frozenset()
    return frozenset(id for id, environment in graph.rows(kind, "environment") if environment not in PRODUCTION)
