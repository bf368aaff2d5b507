"""What differs between two graphs: elements, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ea_repo.graph.graph import Graph
from ea_repo.graph.record import Relation


@dataclass(frozen=True)
class Difference:
    """What only one of two graphs has, and the elements that both have but that do not say the same."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    new_relations: tuple[Relation, ...]
    lost_relations: tuple[Relation, ...]


def difference(before: Graph, after: Graph) -> Difference:
    """What changed from one graph to another, each at its own date; where an element is written does not matter."""
    old, new = set(before), set(after)
    changed = (id for id in old & new if _written(before, id) != _written(after, id))
    old_relations, new_relations = set(before.relations()), set(after.relations())
    return Difference(
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        tuple(sorted(changed)),
        tuple(sorted(new_relations - old_relations, key=_order)),
        tuple(sorted(old_relations - new_relations, key=_order)),
    )


@dataclass(frozen=True)
class Edit:
    """What is written in a field of an element before and after, None where nothing is.

    `field` is `kind` where the kind of the element differs.
    """

    field: str
    before: Any
    after: Any


def edits(before: Graph, after: Graph, id: str) -> tuple[Edit, ...]:
    """The fields of an element that do not say the same in two graphs that have it, in the order of their text."""
    old, new = ({"kind": kind, **fields} for kind, fields in (_written(before, id), _written(after, id)))
    all_fields = (Edit(field, old.get(field), new.get(field)) for field in {**new, **old})
    return tuple(edit for edit in all_fields if edit.before != edit.after)


def _written(graph: Graph, id: str) -> tuple[str, dict[str, object]]:
    """The kind of an element and all that it writes."""
    record = graph.record(id)
    return record.kind, dict(record.fields)


def _order(relation: Relation) -> tuple[str, str, str, str]:
    return relation.source, relation.field, relation.target, str(relation.ref)
