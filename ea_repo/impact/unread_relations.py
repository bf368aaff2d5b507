"""The relations of a source that no link or flow means: recorded, and read by no loss, whatever may hang on them.

A relation keeps the words of its source, which say neither which way data go nor who needs whom: nothing is worked out
from it. It is told, so that nobody takes for free of dependants what only looks so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ea_repo.graph import Graph, Relation
from ea_repo.metamodel import accepts
from ea_repo.semantics.contacts import who_knows
from ea_repo.semantics.production import of_production

_RELATED = (("relations_out", "target"), ("relations_in", "source"))
"""How one comes from an element to its relations, and from there to their other ends."""


@dataclass(frozen=True)
class UnreadRelation:
    """A relation of something lost with another that is not, and those who know whether the latter needs it.

    `leaving`: whether it begins at what is lost.
    """

    id: str
    other: str
    leaving: bool
    ask: tuple[str, ...] = ()


def unread_relations(graph: Graph, ids: Iterable[str], gone: Collection[str]) -> tuple[UnreadRelation, ...]:
    """The relations of these elements with what is in service and not gone, where no flow or link says what they are.

    One that leads to an imported concept is read where links and flows hold for all that the concept leads on to: what
    a service of an application serves, say.
    """
    found: dict[str, UnreadRelation] = {}
    for id in ids if graph.exactly("relationship") else ():
        read: set[str] | None = None
        for way, end in _RELATED:
            for relation in graph.targets(id, way):
                for other in graph.targets(relation, end):
                    if relation in found or other in gone or not graph.in_service(other):
                        continue
                    read = _read_with(graph, id) if read is None else read
                    if not _is_read(graph, other, (way, end), read):
                        found[relation] = UnreadRelation(relation, other, end == "target", _ask(graph, id, other))
    # Those that begin at what is lost first: whom it serves is asked before what serves it.
    return tuple(sorted(found.values(), key=lambda relation: (not relation.leaving, relation.id)))


def _read_with(graph: Graph, id: str) -> set[str]:
    """What a flow joins to an element, or a link that says what a loss of the one is to the other."""
    read: set[str] = set()
    for relation in (*graph.leaving(id), *graph.arriving(id)):
        other = relation.source if relation.target == id else relation.target
        if graph.kind(other) == "flow":
            counts = graph.in_service(other) and of_production(graph, other)
            read.update(end.target for end in graph.leaving(other) if counts)
        elif not graph.definition(relation.source).apart and _says_what_a_loss_is(graph, relation):
            read.add(other)
    return read


def _says_what_a_loss_is(graph: Graph, relation: Relation) -> bool:
    """Between two applications only the links along which losses go: a successor may well need its predecessor."""
    both = all(accepts("application", graph.kind(end)) for end in (relation.source, relation.target))
    return not both or graph.definition(relation.source).links[relation.field].falls


def _is_read(graph: Graph, other: str, way: tuple[str, str], read: Collection[str]) -> bool:
    """Whether an element, or all that a concept leads to the same way, is among those that are read; never nothing."""
    leads_on = False
    for end in _leads_to(graph, other, way):
        leads_on = True
        if end not in read:
            return False
    return leads_on


def _leads_to(graph: Graph, id: str, way: tuple[str, str]) -> Iterator[str]:
    """The element itself or, of a concept, what its relations lead to the same way, through other concepts."""
    seen, pending = {id}, [id]
    while pending:
        reached = pending.pop()
        if graph.kind(reached) != "concept":
            yield reached
            continue
        for relation in graph.targets(reached, way[0]):
            further = [end for end in graph.targets(relation, way[1]) if end not in seen]
            seen.update(further)
            pending += further


def _ask(graph: Graph, id: str, other: str) -> tuple[str, ...]:
    """Who answers for the other end; where nobody does, who answers for this one."""
    return who_knows(graph, other, "moa") or who_knows(graph, id, "moa")
