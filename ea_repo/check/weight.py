"""How much a finding matters: what it touches, never how many others there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ea_repo.finding import Finding, Severity, Weight
from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel import accepts
from ea_repo.semantics.applications_behind import applications_behind, is_application
from ea_repo.semantics.deployment import EVERYWHERE, Deployment
from ea_repo.semantics.inherited_values import inherited_value

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Touch:
    """What one element brings to the weight of the findings that touch it."""

    processes: frozenset[str] = _NOTHING
    critical: bool = False
    health: bool = False
    sites: frozenset[str] = _NOTHING
    costing: frozenset[str] = _NOTHING
    """The applications whose yearly cost is recorded."""


def weights(findings: Iterable[Finding], graph: Graph) -> list[Weight]:
    """The weight of each of these findings."""
    return [*map(graph.once(_Scales).weight, findings)]


def weighed(findings: Iterable[Finding], graph: Graph) -> tuple[Finding, ...]:
    """The findings, each with its weight; the heaviest first, of equals those before that were before."""
    listed = [*findings]
    return heaviest_first(map(with_weight, listed, weights(listed, graph)))


def with_weight(finding: Finding, weight: Weight) -> Finding:
    return replace(finding, weight=weight)


def heaviest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with weights; the heaviest first, of equals those before that were before."""
    return tuple(sorted(findings, key=lambda finding: (finding.illustrative, finding.rank)))


class _Scales:
    """What each element of a graph brings, worked out once however many findings touch it."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._by_element: Mapping[str, _Touch] = LazyDict(self._touch)
        self._by_application: Mapping[str, _Touch] = LazyDict(self._application)

    def weight(self, finding: Finding) -> Weight:
        """The weight of a finding: of its subject, what makes the violation, and what is to be looked at beside."""
        ids = dict.fromkeys((finding.subject, *finding.offenders, *finding.related))
        return self._together(finding.severity, [self._by_element[id] for id in ids if id in self._graph])

    def _together(self, severity: Severity, touches: list[_Touch]) -> Weight:
        graph = self._graph
        processes = _NOTHING.union(*(touch.processes for touch in touches))
        costing = _NOTHING.union(*(touch.costing for touch in touches))
        return Weight(
            severity,
            tuple(sorted(map(graph.name, processes))),
            any(touch.critical for touch in touches),
            any(touch.health for touch in touches),
            len(_NOTHING.union(*(touch.sites for touch in touches))),
            sum(graph.value(id, "yearly_cost") for id in costing),
        )

    def _touch(self, id: str) -> _Touch:
        graph = self._graph
        kind = graph.kind(id)
        if kind == "process":
            return _Touch(processes=self._critical([id]))
        if kind == "data_object":
            return _Touch(health=self._is_health(id))
        if kind == "site":
            return _Touch(sites=Deployment.of(graph).within(frozenset([id])))
        touches = [self._by_application[application] for application in applications_behind(graph, id)]
        carried = graph.targets(id, "data") if kind == "flow" else []
        return _Touch(
            _NOTHING.union(*(touch.processes for touch in touches)),
            any(touch.critical for touch in touches),
            # Of a flow, its own data say more than all that its ends hold.
            any(map(self._is_health, carried)) if kind == "flow" else any(touch.health for touch in touches),
            _NOTHING.union(*(touch.sites for touch in touches)),
            _NOTHING.union(*(touch.costing for touch in touches)),
        )

    def _application(self, id: str) -> _Touch:
        graph = self._graph
        parts = [part for part in graph.parts(id) if is_application(graph, part) and graph.in_service(part)] or [id]
        served = (process for part in parts for link in ("covers", "supports") for process in graph.targets(part, link))
        held = (datum for part in parts for link in ("masters", "uses") for datum in graph.targets(part, link))
        places = Deployment.of(graph).places_of(id) or _NOTHING
        return _Touch(
            self._critical(served),
            inherited_value(graph, id, "criticality") == "critical",
            any(map(self._is_health, held)),
            places - {EVERYWHERE},
            frozenset(part for part in (id, *parts) if graph.value(part, "yearly_cost") is not None),
        )

    def _critical(self, processes: Iterable[str]) -> frozenset[str]:
        graph = self._graph
        known = (id for id in processes if accepts("process", graph.kind(id)))
        return frozenset(id for id in known if inherited_value(graph, id, "critical") is True)

    def _is_health(self, datum: str) -> bool:
        return bool(inherited_value(self._graph, datum, "sensitivity") == "health")
