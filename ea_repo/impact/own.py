"""What goes with an element: its modules, its instances, its APIs."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.graph import Graph
from ea_repo.metamodel import kind


def own(graph: Graph, ids: Iterable[str]) -> frozenset[str]:
    """Elements with all that goes with them, down to the smallest."""
    found = set(ids)
    pending = list(found)
    while pending:
        for each in graph.arriving(pending.pop()):
            if each.field in kind(graph.kind(each.source)).lenders and each.source not in found:
                found.add(each.source)
                pending.append(each.source)
    return frozenset(found)
