"""Who answers for an element: its business owner, its builder, its supplier, the zone that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from ea_repo.graph import Graph
from ea_repo.semantics.applications_behind import applications_behind, is_application
from ea_repo.semantics.inherited_values import nearest_recorded

By = Literal["moa", "moe", "supplier", "zone"]
EVERY_BY: tuple[By, ...] = get_args(By)
_FIELDS: dict[By, tuple[str, ...]] = {
    "moa": ("moa", "owner"),
    "moe": ("moe", "operator"),
    "supplier": ("supplier", "holder"),
    "zone": ("zone",),
}
"""The links that say it, in order: those of the kind that has one."""
_USED_BY = {"process": ("covered_by",), "data_object": ("mastered_by",)}
"""Where a kind has no such link, the relations to the applications that have."""


def answerable(graph: Graph, id: str, by: By) -> tuple[str, ...]:
    """Who answers for an element in this way, each once, as it says itself or as its nearest whole does.

    Of what has no such link, who answers for the applications that it is about. Empty where nobody is recorded.
    """
    fields = _own_fields(graph, id, by)
    elements = [id] if fields else _stand_ins(graph, id)
    return tuple(dict.fromkeys(actor for element in elements for actor in _recorded(graph, element, by)))


def _own_fields(graph: Graph, id: str, by: By) -> list[str]:
    links = graph.definition(id).links
    return [field for field in _FIELDS[by] if field in links]


def _stand_ins(graph: Graph, id: str) -> Sequence[str]:
    relations = _USED_BY.get(graph.kind(id))
    if relations is None:
        return [element for element in applications_behind(graph, id) if element != id]
    used = (element for relation in relations for element in graph.targets(id, relation))
    return [element for element in used if is_application(graph, element) and graph.in_service(element)]


def _recorded(graph: Graph, id: str, by: By) -> Iterator[str]:
    for field in _own_fields(graph, id, by):
        says = nearest_recorded(graph, id, field)
        yield from graph.targets(says, field) if says is not None else ()
