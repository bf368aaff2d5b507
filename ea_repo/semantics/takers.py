"""For whom a datum is mastered: a referential may be the right source of it for some applications alone."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.graph import Graph
from ea_repo.metamodel import accepts
from ea_repo.semantics.deployment import Deployment

Takers = frozenset[str]
"""The applications, sites, zones and actors that a mastering is limited to; empty where it is for everybody."""
_FROM_THE_MOST_LIMITED = ("application", "site", "zone", "actor")
EVERYBODY = len(_FROM_THE_MOST_LIMITED)
"""How wide a mastering is that is limited to nobody."""


def takers_of(graph: Graph, master: str, datum: str) -> list[Takers]:
    """For whom an element masters a datum, at the date: once for each time that it says so.

    Only a referential may limit it: anything else that masters a datum does so for everybody.
    """
    limited = accepts("referential", graph.kind(master))
    refs = (ref for ref in graph.links(master, "masters") if ref.to == datum)
    return [frozenset(ref.for_) if limited else frozenset() for ref in refs]


def width(graph: Graph, application: str, takers: Takers) -> int | None:
    """How wide is what makes an application one of these takers, 0 the most limited; None where it is none of them."""
    if not takers:
        return EVERYBODY
    widths = (
        place
        for place, kind_name in enumerate(_FROM_THE_MOST_LIMITED)
        for taker in takers
        if taker in graph and accepts(kind_name, graph.kind(taker)) and _IS_IN[place](graph, application, taker)
    )
    return min(widths, default=None)


def _is_the_application(graph: Graph, application: str, taker: str) -> bool:
    """Whether it is the application named, in it, or its whole: what a module takes, its solution does."""
    return application in graph.parts(taker) or taker in graph.parts(application)


def _is_used_there_only(graph: Graph, application: str, taker: str) -> bool:
    sites = _sites(graph, application)
    return bool(sites) and graph.parts(taker).issuperset(sites)


def _is_in_the_zone(graph: Graph, application: str, taker: str) -> bool:
    return not graph.parts(taker).isdisjoint(graph.targets(application, "zone"))


def _is_of_the_actor(graph: Graph, application: str, taker: str) -> bool:
    """Whether its business owner is (a part of) the actor, or all its recorded sites are run by it."""
    actors, sites = graph.parts(taker), _sites(graph, application)
    if not actors.isdisjoint(graph.targets(application, "moa")):
        return True
    return bool(sites) and all(not actors.isdisjoint(_runners(graph, site)) for site in sites)


def _runners(graph: Graph, site: str) -> Sequence[str]:
    """Who runs a site: what it says, else the nearest whole of it that says."""
    runners = (graph.targets(whole, "run_by") for whole in graph.wholes(site, "part_of"))
    return next((run_by for run_by in runners if run_by), ())


def _sites(graph: Graph, application: str) -> Sequence[str]:
    """Where an application is recorded as used."""
    return graph.targets(Deployment.of(graph).recorded_by(application), "deployed_at")


_IS_IN = (_is_the_application, _is_used_there_only, _is_in_the_zone, _is_of_the_actor)
"""How an application is a taker, in the order of `_FROM_THE_MOST_LIMITED`."""
