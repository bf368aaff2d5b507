"""Whom to ask about an element: those who answer for it themselves, never those who answer for a neighbour."""

from __future__ import annotations

from ea_repo.graph import Graph
from ea_repo.semantics.asked_by import AskedBy
from ea_repo.semantics.inherited_values import nearest_recorded

_FIELDS: dict[AskedBy, tuple[str, ...]] = {
    "moa": ("moa", "owner"),
    "moe": ("moe", "operator"),
    "owner": ("owner", "moa", "moe", "operator"),
}
"""The links that say who answers, in order: the first that is recorded counts."""
_RECEIVER = "target"


def says_who_is_asked(graph: Graph, id: str, by: AskedBy) -> str | None:
    """The link in which an element would say who is asked about it, None where its kind has none."""
    links = graph.definition(id).links
    return next((field for field in _FIELDS[by] if field in links), None)


def asked_of(graph: Graph, id: str, by: AskedBy) -> tuple[str, ...]:
    """Who is asked about an element, as it says itself or as its nearest whole does; nobody where none of them says.

    A flow has no owner of its own: its receiver's is asked, who knows what comes in and how much it is needed.
    """
    links = graph.definition(id).links
    fields = [field for field in _FIELDS[by] if field in links]
    if not fields and graph.kind(id) == "flow":
        receivers = graph.targets(id, _RECEIVER)
        return tuple(dict.fromkeys(actor for receiver in receivers for actor in asked_of(graph, receiver, by)))
    for field in fields:
        says = nearest_recorded(graph, id, field)
        if says is not None and (actors := graph.targets(says, field)):
            return tuple(actors)
    return ()
