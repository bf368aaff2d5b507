"""How far what an answer rests on can be trusted: what nobody verified within its time, what is only an example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.answer.stale import Stale
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.semantics.belongings import belongings


@dataclass(frozen=True)
class Trust:
    """Of the elements that an answer rests on, how many are examples, and which of the others are stale."""

    elements: int
    illustrative: int
    stale: Stale

    @property
    def day(self) -> dt.date:
        """The day on which it is told."""
        return self.stale.day

    @property
    def overdue(self) -> int:
        """How many were last verified or changed longer ago than their kind allows."""
        return len(self.stale.stale) - self.stale.unknown

    @property
    def undated(self) -> int:
        """Of how many nothing tells when they were last right."""
        return self.stale.unknown


def under_retirement(retirement: DecommissioningDossier) -> Iterable[str]:
    """The elements that the dossier of a decommissioning rests on: what leaves, what that touches, who takes over."""
    graph = retirement.graph
    inside = belongings(graph, retirement.ids)
    yield from inside
    for id in inside:
        for relation in (*graph.leaving(id), *graph.arriving(id)):
            yield from (relation.source, relation.target)
    for step in retirement.plan.steps:
        yield from (element.id for element in step.impact.elements)
    yield from (new for several in retirement.replacements.values() for new in several)
    for element in retirement.elements:
        yield from (*element.projects, *element.converging)


def under_request(graph: Graph, dossier: RequestDossier) -> Iterable[str]:
    """The elements of the model that the dossier of a request rests on: what exists, what is asked, what is found."""
    request = dossier.written.request
    yield from (*request.processes, *request.data, *request.sites, *(tool.id for tool in dossier.existing))
    for option in dossier.options:
        for finding in (*option.introduced, *option.lifted):
            yield from (finding.subject, *finding.offenders, *finding.related)
        yield from (process.id for process in option.processes)
