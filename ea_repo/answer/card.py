"""One element, whole: what it says, what it points at, what points at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ea_repo.answer.table import element
from ea_repo.finding import Position
from ea_repo.graph import Graph, Phase
from ea_repo.metamodel import Kind, Ref
from ea_repo.select.paths import plain


@dataclass(frozen=True)
class End:
    """The other end of a link: its id and name, whether the link holds and is followed, its dates and note."""

    id: str
    name: str
    kind: str | None
    visible: bool
    followed: bool
    ref: Ref


@dataclass(frozen=True)
class Card:
    """Everything known of an element at a date."""

    id: str
    name: str
    kind: str
    phase: Phase
    position: Position | None
    fields: dict[str, Any]
    links: dict[str, tuple[End, ...]]
    arriving: dict[str, tuple[End, ...]]
    definition: Kind
    """Its kind, with what it declares."""
    element: dict[str, Any]
    """All that is written of it, as a table gives it."""


def card(graph: Graph, id: str, position: Position | None) -> Card:
    """The card of an element; links outside their dates are there, and said to be."""
    record, undated = graph.record(id), graph.at(None)
    links = {
        field: tuple(_end(graph, ref.to, ref, ref in undated.links(id, field)) for ref in record.fields[field])
        for field in graph.vocabulary.kinds[record.kind].links
        if field in record.fields
    }
    arriving: dict[str, list[End]] = {}
    for relation in undated.arriving(id):
        inverse = graph.definition(relation.source).links[relation.field].inverse
        end = _end(graph, relation.source, relation.ref, followed=True)
        arriving.setdefault(inverse, []).append(end)
    hidden = {"name", *links}
    fields = {name: plain(value) for name, value in record.fields.items() if name not in hidden}
    ordered = {name: tuple(ends) for name, ends in sorted(arriving.items())}
    return Card(
        id,
        graph.name_alone(id),
        record.kind,
        graph.phase(id),
        position,
        fields,
        links,
        ordered,
        graph.definition(id),
        element(graph, id),
    )


def _end(graph: Graph, id: str, ref: Ref, followed: bool) -> End:
    return End(
        id, graph.name_alone(id), graph.kind(id) if id in graph else None, ref.visible(graph.date), followed, ref
    )
