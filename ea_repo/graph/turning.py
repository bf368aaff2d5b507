"""Which elements may be in another phase, or in service on one side only, in one of two graphs: few of all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from ea_repo.graph.graph import Graph
from ea_repo.graph.life_cycle import STARTS


def may_turn(before: Graph, after: Graph, written_otherwise: Iterable[str]) -> set[str]:
    """Elements of both graphs, with all those whose phase, or whether they are in service, is not the same.

    Of what writes no date, is lent none and is written alike, the phase is unknown in both; whether it is in service
    rests on what it needs alone.
    """
    both = _needed(before), _needed(after)
    if any(both[0][kind] != both[1][kind] for kind in both[0].keys() & both[1].keys()):
        return {id for id in after if id in before}
    dated = {*written_otherwise, *_dated(before), *_dated(after)}
    new = asked = {id for id in dated if id in before and id in after}
    while turned := {id for id in new if before.in_service(id) != after.in_service(id)}:
        new = {id for id in _needing(after, turned) if id in before} - asked
        asked |= new
    return asked


def _needed(graph: Graph) -> dict[str, Sequence[str]]:
    """By kind, the links to what its elements need."""
    return {kind.name: kind.needed for kind in graph.vocabulary.kinds.values() if graph.exactly(kind.name)}


def _dated(graph: Graph) -> Iterator[str]:
    """The elements of which more than the service of what they need tells how they stand."""
    yield from graph.standing
    yield from (id for id, _ in graph.broken_links.unfollowed)
    for kind in graph.vocabulary.kinds.values():
        dates = [field for field, _ in STARTS]
        for field in graph.fields(kind.name).intersection((*dates, *kind.lenders)):
            yield from (id for id, value in graph.rows(kind.name, field) if value)
        for field in kind.needed:
            if not graph.lasting(kind.name, field):
                rows = graph.rows(kind.name, field)
                yield from (id for id, refs in rows if not all(ref.lasting for ref in refs or ()))


def _needing(graph: Graph, needed: Collection[str]) -> Iterator[str]:
    """The elements that say that they need one of these."""
    for kind in graph.vocabulary.kinds.values():
        for field in kind.needed:
            rows = [*graph.rows(kind.name, field)]
            # Many elements share one object as the value of their links, which is looked at once.
            all_refs = {id(refs): refs for _, refs in rows if refs}
            leading = {object_ for object_, refs in all_refs.items() if any(ref.to in needed for ref in refs)}
            yield from (element for element, refs in rows if id(refs) in leading)
