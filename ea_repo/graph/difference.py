"""What differs between two graphs: elements, and the links between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ea_repo.graph.graph import Graph
from ea_repo.graph.record import Relation


@dataclass(frozen=True)
class Difference:
    """What one graph has that another has not, and what both have but say otherwise."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    new_relations: tuple[Relation, ...]
    lost_relations: tuple[Relation, ...]


def difference(before: Graph, after: Graph) -> Difference:
    """What changed from one graph to another, each at its own date; where an element is written does not matter."""
    old, new = set(before), set(after)
    changed = (id for id in old & new if _said(before, id) != _said(after, id))
    links_before, links_after = set(before.relations()), set(after.relations())
    return Difference(
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        tuple(sorted(changed)),
        tuple(sorted(links_after - links_before, key=_order)),
        tuple(sorted(links_before - links_after, key=_order)),
    )


@dataclass(frozen=True)
class Edit:
    """What is written in a field of an element before and after, None where nothing is; `kind` is one of them."""

    field: str
    before: Any
    after: Any


def edits(before: Graph, after: Graph, id: str) -> tuple[Edit, ...]:
    """The fields of an element that do not say the same in two graphs that have it, in the order of their text."""
    old, new = ({"kind": kind, **fields} for kind, fields in (_said(each, id) for each in (before, after)))
    found = (Edit(name, old.get(name), new.get(name)) for name in {**new, **old})
    return tuple(each for each in found if each.before != each.after)


def _said(graph: Graph, id: str) -> tuple[str, dict[str, object]]:
    record = graph.record(id)
    return record.kind, dict(record.fields)


def _order(relation: Relation) -> tuple[str, str, str, str]:
    return relation.source, relation.field, relation.target, str(relation.ref)
