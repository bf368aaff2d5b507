"""What an element says at a path, for the columns of tables."""

from __future__ import annotations

from typing import Any

from ea_repo.graph import Graph
from ea_repo.metamodel import Ref, Vocabulary
from ea_repo.select.evaluation import COMPUTED

STATED_BY = "stated_by"


def known_columns(vocabulary: Vocabulary) -> list[str]:
    """The first steps that a column may have: those of selectors, and the document that states an element."""
    kinds = vocabulary.kinds.values()
    fields = (name for kind in kinds for name in (*kind.fields, *vocabulary.inverses(kind.name)))
    return list(dict.fromkeys([*COMPUTED, STATED_BY, *fields]))


def read(graph: Graph, id: str, path: str) -> Any:
    """The value at a path, as plain data; None where nothing is written. Links give ids, several values a list."""
    head, _, rest = path.partition(".")
    actual = graph.definition(id)
    if head in COMPUTED:
        return _computed(graph, id, head)
    if head == STATED_BY:
        return graph.stated_by(id)
    if head in actual.links or head in graph.vocabulary.inverses(actual.name):
        if not graph.recorded(id, head):
            return None
        targets = graph.targets(id, head)
        return [value for id in targets if (value := read(graph, id, rest)) is not None] if rest else targets
    value = plain(graph.value(id, head))
    for step in rest.split(".") if rest else ():
        if isinstance(value, list):
            value = [item.get(step) for item in value if isinstance(item, dict)]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _computed(graph: Graph, id: str, name: str) -> Any:
    match name:
        case "id":
            return id
        case "kind":
            return graph.kind(id)
        case "phase":
            return graph.phase(id)
        case _:
            return graph.in_service(id, alone=True)


def plain(value: Any) -> Any:
    """A field's value as JSON has it: links as they are written, groups of fields as mappings."""
    match value:
        case None | str() | int() | float():
            return value
        case Ref():
            return value.as_text()
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case _:
            from pydantic import BaseModel

            written = value.model_dump(by_alias=True, exclude_unset=True) if isinstance(value, BaseModel) else None
            return value if written is None else {name: plain(item) for name, item in written.items()}


def fields(graph: Graph, id: str) -> dict[str, Any]:
    """Everything written of an element, as plain data."""
    return {name: plain(value) for name, value in graph.record(id).fields.items()}
