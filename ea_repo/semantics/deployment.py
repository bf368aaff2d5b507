"""Where things are used: the recorded sites without parts, and which applications are deployed there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel import accepts
from ea_repo.select import Selector
from ea_repo.semantics.inherited_values import nearest_recorded

T = TypeVar("T")
EVERYWHERE = "*"
"""The one place, where no site is recorded."""


class Deployment:
    """The places where the cover of a process is judged, and the applications used at each."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._recorded_by: Mapping[str, str] = LazyDict(self._look_for_the_record)
        self._places_recorded: Mapping[str, frozenset[str] | None] = LazyDict(self._read_the_record)
        self._is_place: Mapping[str, bool] = LazyDict(self._is_in_service_without_parts)

    @classmethod
    def of(cls, graph: Graph) -> Deployment:
        """The deployment of a graph, looked up at most once however many questions are asked of it."""
        return graph.once(cls)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Every recorded site in service without parts; one place where none is recorded."""
        sites = self._graph.of("site")
        return tuple(site for site in sites if self._is_place[site]) if sites else (EVERYWHERE,)

    def _is_in_service_without_parts(self, id: str) -> bool:
        """Whether an element is a site in service of which no part is."""
        graph, kinds = self._graph, self._graph.vocabulary.family("site")
        return (
            graph.kind(id) in kinds
            and graph.in_service(id)
            and not any(graph.kind(part) in kinds and graph.in_service(part) for part in graph.targets(id, "parts"))
        )

    def within(self, sites: frozenset[str]) -> frozenset[str]:
        """The places in these sites and their parts."""
        return frozenset(part for site in sites for part in self._graph.parts(site) if self._is_place[part])

    def recorded_by(self, application: str) -> str:
        """The element whose recorded deployments hold for this one: itself, or the nearest whole that records some.

        Where none of them does, the whole at the top, whose record would settle it.
        """
        return self._recorded_by[application]

    def places_of(self, application: str) -> frozenset[str] | None:
        """The places where an application is used; None where nothing is recorded of it nor of its wholes."""
        return self._places_recorded[self._recorded_by[application]]

    def used_at(self, application: str, place: str) -> bool | None:
        """Whether an application is used at a place; None where nothing is recorded of it."""
        places = self.places_of(application)
        if places is None:
            return True if place == EVERYWHERE else None
        return place in places

    def may_be_used_in(self, application: str, places: frozenset[str]) -> bool:
        """Whether an application is used at one of these places, or may be: nothing is recorded of it."""
        recorded = self.places_of(application)
        return recorded is None or not recorded.isdisjoint(places)

    def _look_for_the_record(self, application: str) -> str:
        return nearest_recorded(self._graph, application, "deployed_at") or self._graph.solution(application)

    def _read_the_record(self, application: str) -> frozenset[str] | None:
        if not self._graph.recorded(application, "deployed_at"):
            return None
        return self.within(frozenset(self._graph.targets(application, "deployed_at")))

    def folded(self, places: Iterable[str], asked: Collection[str] = ()) -> list[str]:
        """The same places in fewer words: a whole instead of all its parts; of sites `asked`, none that is larger."""
        return sorted(self.agreeing(dict.fromkeys(places), asked))

    def agreeing(self, by_place: Mapping[str, T], asked: Collection[str] = ()) -> dict[str, T]:
        """What holds at places, with a whole instead of its parts where the same holds at each of them.

        Of sites that were `asked` about, no whole is larger than they are.
        """
        graph, by_site = self._graph, dict(by_place)
        within = frozenset[str]().union(*map(graph.parts, asked))
        wholes = self._wholes_of(by_place)
        for whole in [whole for whole in wholes if whole in within] if asked else wholes:
            parts = [part for part in graph.targets(whole, "parts") if graph.in_service(part)]
            if parts and all(part in by_site and by_site[part] == by_site[parts[0]] for part in parts):
                by_site[whole] = by_site[parts[0]]
                for part in parts:
                    del by_site[part]
        return dict(sorted(by_site.items()))

    def _wholes_of(self, places: Iterable[str]) -> list[str]:
        """The sites that these places are parts of, near or far, the deepest first."""
        graph, kinds = self._graph, self._graph.vocabulary.family("site")
        wholes: set[str] = set()
        pending = [place for place in places if place in graph and graph.kind(place) in kinds]
        while pending:
            new = [whole for whole in graph.targets(pending.pop(), "part_of") if whole not in wholes]
            wholes.update(new)
            pending += new
        return sorted(wholes, key=lambda site: (-len(graph.wholes(site, "part_of")), site))


def also_used_there(graph: Graph, selector: Selector, chosen: Collection[str]) -> list[str]:
    """The applications that a selector by sites leaves out though they are used there.

    A selector looks at what an element itself says; one deployed at a whole site is used in its parts, and a module
    where its whole is.
    """
    by_site = [condition for condition in selector.conditions if condition.path == ("deployed_at",)]
    sites = frozenset(str(value) for condition in by_site for value in condition.values if str(value) in graph)
    if not sites:
        return []
    deployment = Deployment.of(graph)
    places = deployment.within(sites)
    others = replace(selector, conditions=tuple(item for item in selector.conditions if item not in by_site))
    applications = (id for id in others.select(graph) if accepts("application", graph.kind(id)) and id not in chosen)
    return [id for id in applications if not places.isdisjoint(deployment.places_of(id) or ())]
