"""What goes with an element: its modules, its instances, its APIs."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.graph import Graph
from ea_repo.metamodel import kind


def belongings(graph: Graph, ids: Iterable[str]) -> frozenset[str]:
    """Elements with all that goes with them, down to the smallest: what has its dates from them."""
    members = set(ids)
    pending = list(members)
    while pending:
        for relation in graph.arriving(pending.pop()):
            lends_dates = relation.field in kind(graph.kind(relation.source)).lenders
            if lends_dates and relation.source not in members:
                members.add(relation.source)
                pending.append(relation.source)
    return frozenset(members)
