"""Who must be told of what becomes of some elements, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kind


@dataclass(frozen=True)
class Told:
    """Somebody to tell: for each thing that they are (MOA, supplier …), the elements to which they are it."""

    actor: str
    roles: tuple[tuple[Text, tuple[str, ...]], ...]


def told(graph: Graph, ids: Iterable[str]) -> tuple[Told, ...]:
    """Those whom the links of these elements and of their contracts name, in order of their ids."""
    found: dict[str, dict[Text, set[str]]] = {}
    for id in ids:
        for each in (id, *_contracts(graph, id)):
            for field, link in kind(graph.kind(each)).links.items():
                for actor in graph.targets(each, field) if link.told else ():
                    found.setdefault(actor, {}).setdefault(link.told or Text("", ""), set()).add(id)
    return tuple(
        Told(actor, tuple((role, tuple(sorted(of))) for role, of in roles.items()))
        for actor, roles in sorted(found.items())
    )


def _contracts(graph: Graph, id: str) -> Sequence[str]:
    return graph.targets(id, "contracts") if "contracts" in kind(graph.kind(id)).links else []


def concerned(graph: Graph, roots: Iterable[str]) -> tuple[str, ...]:
    """What uses a technology or stands under a contract, and what a supplier supplies: told, though nothing is lost."""
    found = {
        each.source
        for root in roots
        if graph.kind(root) in ("actor", "technology", "contract")
        for each in graph.arriving(root)
        if graph.in_service(each.source)
        and (graph.kind(root) != "actor" or kind(graph.kind(each.source)).links[each.field].told)
    }
    return tuple(sorted(found))
