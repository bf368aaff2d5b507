"""Checks of where things are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation
from ea_repo.semantics.deployment import Deployment


def _sites(scope: Scope, **_: Any) -> object:
    """All that is told of the sites where an application is not: no link leads from it to them."""
    graph = scope.graph
    told = [
        (site, graph.name(site), tuple(graph.targets(site, "part_of")), graph.value(site, "tags"))
        for site in graph.of("site")
    ]
    return Deployment.of(graph).places, told


@check(facts=("project", "some_project", "no_project"), near=FAR, whole=_sites)
def at_every_site(scope: Scope, delivered_by: str = "delivered_by") -> Iterator[Outcome]:
    """Flags every application used at most of the institution's sites, and recorded as absent from the others.

    Where it is used is what it records, or its nearest whole, with what its instances record. The offenders are the
    sites without it, a whole instead of all its parts; the projects that bring it there are named.
    """
    deployment = Deployment.of(scope.graph)
    places = frozenset(deployment.places)
    for id in scope.ids:
        if deployment.recorded_by(id) != id or scope.graph.targets(id, "instance_of"):
            continue  # Judged by its whole, or by its product.
        records = [id, *scope.graph.targets(id, "instances")]
        recorded = [known for record in records if (known := deployment.places_of(record)) is not None]
        if not recorded:
            yield Unknown(id, "deployed_at")
            continue
        used = frozenset().union(*recorded)
        missing = places - used
        if missing and len(missing) < len(used):
            without = tuple(deployment.folded(missing))
            projects = _bringing_it(scope, id, delivered_by, missing)
            facts = {"project": Names(projects), "some_project": projects != (), "no_project": projects == ()}
            yield Violation(id, "deployed_at", without, projects, facts)


def _bringing_it(scope: Scope, id: str, delivered_by: str, sites: frozenset[str]) -> tuple[str, ...]:
    """The projects in service that bring an application to some of these sites."""
    graph, within = scope.graph, Deployment.of(scope.graph).within
    return tuple(
        project
        for project in graph.targets(id, delivered_by)
        if graph.in_service(project) and within(frozenset(graph.targets(project, "sites"))) & sites
    )
