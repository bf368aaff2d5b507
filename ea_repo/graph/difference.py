"""What differs between two graphs: elements, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    changed = {*_written_otherwise(before, after)}
    apart = [before] if before.engine is after.engine else [before, after]
    otherwise = (new ^ old) | changed
    elsewhere = {link for graph in apart for link in _may_lead_elsewhere(graph) if link[0] not in otherwise}
    old_relations, new_relations = ({*_relations(graph, otherwise, elsewhere)} for graph in (before, after))
    return Difference(
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
        tuple(sorted(changed)),
        tuple(sorted(new_relations - old_relations, key=_order)),
        tuple(sorted(old_relations - new_relations, key=_order)),
    )


def _written_otherwise(before: Graph, after: Graph) -> Iterator[str]:
    """The elements of both graphs that do not say the same; columns are compared, no element is made."""
    if before.engine is after.engine:
        return
    for kind_name in {**before.vocabulary.kinds, **after.vocabulary.kinds}:
        fields = sorted(before.fields(kind_name) | after.fields(kind_name))
        rows = {row[0]: row for row in before.rows(kind_name, *fields)}
        for row in after.rows(kind_name, *fields):
            same_kind = rows.get(row[0])
            if row != same_kind and (same_kind or row[0] in before):
                yield row[0]


def _relations(graph: Graph, ids: Iterable[str], links: Iterable[tuple[str, str]]) -> Iterator[Relation]:
    """All links of some elements, and those of some fields of others, that hold in a graph."""
    for id in ids:
        yield from graph.leaving(id) if id in graph else ()
    for id, field in links:
        yield from (Relation(id, field, ref.to, ref) for ref in graph.links(id, field))


def _may_lead_elsewhere(graph: Graph) -> Iterator[tuple[str, str]]:
    """The elements and fields of which a link may hold in one of two graphs only, though both say the same of them."""
    for kind in graph.vocabulary.kinds.values():
        for field in kind.links:
            if not graph.lasting(kind.name, field):
                rows = graph.rows(kind.name, field)
                yield from ((id, field) for id, refs in rows if not all(ref.lasting for ref in refs or ()))
    # What leads astray, or closes a loop, is followed where other elements are otherwise.
    yield from ((relation.source, relation.field) for relation in graph.astray)
    yield from ((id, field) for id, field, _ in graph.closing)


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
