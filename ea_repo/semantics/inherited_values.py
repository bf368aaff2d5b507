"""What an element says of itself, or else inherits: from what it is part of, then from what it is an instance of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ea_repo.graph import Graph, LazyDict
from ea_repo.select import Known, Selector


def inheritance(graph: Graph, id: str) -> Iterator[str]:
    """By whom an element is judged, in order and each once: itself, its wholes, then the product of each of these.

    The nearest whole comes first, and so does the product of the element itself; a product comes with all by whom it is
    judged.
    """
    met: set[str] = set()
    pending = [id]
    while pending:
        wholes = [whole for whole in graph.wholes(pending.pop(), "part_of") if whole not in met]
        met.update(wholes)
        yield from wholes
        pending += reversed([product for whole in wholes for product in _products(graph, whole)])


def _products(graph: Graph, id: str) -> Sequence[str]:
    return graph.targets(id, "instance_of") if "instance_of" in graph.definition(id).links else ()


def inherited_value(graph: Graph, id: str, field: str) -> Any:
    """What an element says in a field, else its wholes, else its products; None where none of them does."""
    value = graph.value(id, field)
    if value is not None:
        return value
    values = (graph.value(ancestor, field) for ancestor in inheritance(graph, id))
    return next((value for value in values if value is not None), None)


def judgements(graph: Graph, where: Selector, known: Known) -> Mapping[str, bool | None]:
    """By element, whether it matches: as it says, else as its wholes say, else its products; None where none does."""
    answers = where.on(graph, known)

    def judged(id: str) -> bool | None:
        answer = answers(id)
        if answer is not None:
            return answer
        return next((answer for answer in map(answers, inheritance(graph, id)) if answer is not None), None)

    return LazyDict(judged)


def nearest_recorded(graph: Graph, id: str, field: str) -> str | None:
    """Who says what holds for an element in a field: itself, or the nearest whole of it; products lend nothing here."""
    if graph.recorded(id, field):
        return id
    return next((whole for whole in graph.wholes(id, "part_of") if graph.recorded(whole, field)), None)


def nearest_targets(graph: Graph, id: str, link: str) -> Sequence[str]:
    """What a link of an element leads to, or that of the nearest whole that records it, be it that it leads nowhere."""
    says = nearest_recorded(graph, id, link)
    return graph.targets(says, link) if says is not None else ()
