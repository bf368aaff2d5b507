"""Who must be told of what becomes of some elements, and as what: MOA, MOE, supplier, holder of a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.semantics.hosting import standing_on_technology
from ea_repo.semantics.inherited_values import nearest_targets


@dataclass(frozen=True)
class Contact:
    """Somebody to tell: for each thing that they are (MOA, supplier …), the elements to which they are it."""

    actor: str
    roles: tuple[tuple[Text, tuple[str, ...]], ...]


def contacts(graph: Graph, ids: Iterable[str]) -> tuple[Contact, ...]:
    """Those whom the links of these elements and of their contracts name, in order of their ids."""
    roles_by_actor: dict[str, dict[Text, set[str]]] = {}
    for id in ids:
        for element in (id, *_contracts(graph, id)):
            for field, link in graph.definition(element).links.items():
                if link.told is not None:
                    for actor in graph.targets(element, field):
                        roles_by_actor.setdefault(actor, {}).setdefault(link.told, set()).add(id)
    return tuple(
        Contact(actor, tuple((role, tuple(sorted(elements))) for role, elements in roles.items()))
        for actor, roles in sorted(roles_by_actor.items())
    )


def _contracts(graph: Graph, id: str) -> Sequence[str]:
    return graph.targets(id, "contracts") if "contracts" in graph.definition(id).links else []


Role = Literal["moa", "moe"]
ROLES: tuple[Role, ...] = ("moa", "moe")


def who_knows(graph: Graph, id: str, role: Role) -> tuple[str, ...]:
    """Whom to ask for a fact of an application: its own MOA (or MOE), else its whole's; where there is none, the other.

    Nobody is asked about what is not theirs: where none of these is recorded, the answer is nobody.
    """
    in_order = sorted(ROLES, key=lambda name: name != role)
    return next((tuple(actors) for name in in_order if (actors := nearest_targets(graph, id, name))), ())


def concerned(graph: Graph, ids: Sequence[str]) -> tuple[str, ...]:
    """What uses a technology or stands under a contract, what a supplier supplies: told of it, though it loses nothing.

    What runs on a node with a technology uses it too. Of a site these are the applications used there, with the
    processes that they serve: what is done at a site that is lost is not judged. Of other elements nothing is concerned
    so. Relations and diagrams of a source that was imported only show things: they are not concerned.
    """
    concerned_elements = {
        relation.source
        for id in ids
        if graph.kind(id) in ("actor", "technology", "contract")
        for relation in graph.arriving(id)
        if graph.in_service(relation.source)
        and not graph.definition(relation.source).apart
        and (graph.kind(id) != "actor" or graph.definition(relation.source).links[relation.field].told)
    }
    technologies = [id for id in ids if graph.kind(id) == "technology"]
    standing = (standing_on_technology(graph, technology) for technology in technologies)
    used = _used_at(graph, [id for id in ids if graph.kind(id) in graph.vocabulary.family("site")])
    return tuple(sorted(concerned_elements.union(used, *standing)))


def _used_at(graph: Graph, sites: Iterable[str]) -> Iterator[str]:
    """The applications in service recorded at sites, or at wholes or parts of these, and the processes they serve."""
    related = {place for site in sites for place in (*graph.parts(site), *graph.wholes(site, "part_of"))}
    for application in {id for place in related for id in graph.targets(place, "hosts")}:
        if graph.in_service(application):
            yield application
            for field in ("covers", "supports"):
                yield from filter(graph.in_service, graph.targets(application, field))
