"""The data that leave with their master: who still holds them, where they are archived, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.retiring_projects import written_by_project
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.holders import Holders


@dataclass(frozen=True)
class DepartingDatum:
    """A datum that leaves with its master: where it stays readable, how long, what becomes of it then."""

    datum: str
    master: str
    elsewhere: tuple[str, ...]
    archive: str | None
    kept_for: str | None
    disposal: str | None


def departing_data(graph: Graph, id: str, holders: Mapping[str, frozenset[str]]) -> tuple[DepartingDatum, ...]:
    """The data that an element, its modules and its instances master, with what their archive says.

    `holders` are the solutions that still hold each datum once the element is retired.
    """
    departing = []
    for part in sorted(belongings(graph, [id])):
        for datum in graph.targets(part, "masters"):
            retention = graph.value(datum, "retention")
            departing.append(
                DepartingDatum(
                    datum,
                    part,
                    tuple(sorted(holders.get(datum, frozenset()))),
                    written_by_project(graph, id, "archive"),
                    getattr(retention, "kept_for", None),
                    getattr(retention, "disposal", None),
                )
            )
    return tuple(departing)


def holders_left(graph: Graph, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Who still holds each datum that some elements and what goes with them master, once they are retired."""
    holders = Holders.in_service(graph)
    leaving = belongings(graph, ids)
    gone = {id for id in ids if id == graph.solution(id)}
    data = sorted({datum for element in leaving for datum in graph.targets(element, "masters")})
    return {datum: holders.left(datum, leaving) - gone for datum in data}
