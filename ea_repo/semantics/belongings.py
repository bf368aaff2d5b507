"""What goes with an element: its modules, its instances, its APIs."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.graph import Graph


def belongings(graph: Graph, ids: Iterable[str]) -> frozenset[str]:
    """Elements with all that goes with them, down to the smallest: what has its dates from them."""
    members = set(ids)
    pending = list(members)
    while pending:
        id = pending.pop()
        for name in graph.vocabulary.dated_by(graph.kind(id)):
            for below in graph.targets(id, name):
                if below not in members:
                    members.add(below)
                    pending.append(below)
    return frozenset(members)
