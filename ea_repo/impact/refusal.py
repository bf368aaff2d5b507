"""A question that has no answer, and why."""

from __future__ import annotations

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import accepts, kind


class Refusal(ValueError):
    """A question that makes no sense of the elements it names, with one sentence that says why."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def require_kind(graph: Graph, id: str, wanted: str, hint: Text) -> None:
    """Refuses an element of another kind than the one wanted; the hint says what to ask instead."""
    actual = graph.kind(id)
    if not accepts(wanted, actual):
        actual_label, wanted_label = graph.definition(id).label, kind(wanted).label
        raise Refusal(
            Text(
                f"« {id} » est de genre {actual_label.fr}, pas {wanted_label.fr} : {hint.fr}",
                f"“{id}” is of kind {actual_label.en}, not {wanted_label.en}: {hint.en}",
            )
        )
