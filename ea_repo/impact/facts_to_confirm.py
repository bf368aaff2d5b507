"""The facts that are not written, and would settle what a loss does only possibly."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.cover import Cover, PlaceCover, PlaceNeed
from ea_repo.impact.loss import Loss, Reading
from ea_repo.semantics.contacts import who_knows
from ea_repo.semantics.deployment import EVERYWHERE, Deployment

PlacesByProcess = Mapping[str, Mapping[str, PlaceCover]]


@dataclass(frozen=True)
class Fact:
    """A field of an element that is not written.

    `to`: the process of which an application supports a need, where it is not written how much it is needed. `ask`:
    those who know it, by what is recorded.
    """

    id: str
    field: str
    to: str | None = None
    ask: tuple[str, ...] = ()


def facts_to_confirm(
    graph: Graph, losses: Mapping[Reading, Loss], doubtful: Collection[str], places: PlacesByProcess
) -> Iterator[Fact]:
    """The facts that would settle what becomes of doubtful elements: needs of flows and of supports, then deployments.

    `places` are those of the processes among them.
    """
    for flow in sorted(_unsaid_flows(losses, doubtful)):
        # The receiver knows how much it needs what a flow brings.
        yield Fact(
            flow, "need", ask=tuple(who for to in graph.targets(flow, "target") for who in who_knows(graph, to, "moa"))
        )
    yield from facts_of_processes(graph, places)


def facts_of_processes(graph: Graph, places: PlacesByProcess) -> Iterator[Fact]:
    """The facts that would settle what becomes of processes: how much supports are needed, then deployments."""
    supports = {
        (application, process)
        for process, by_place in places.items()
        for need in _doubtful_needs(by_place)
        for application in need.unsaid
    }
    for application, process in sorted(supports):
        yield Fact(application, "supports", process, who_knows(graph, application, "moa"))
    for application in sorted(_unplaced(graph, places)):
        yield Fact(application, "deployed_at", ask=who_knows(graph, application, "moa"))


def _unsaid_flows(losses: Mapping[Reading, Loss], doubtful: Collection[str]) -> set[str]:
    """The flows without a need of which the loss does something else in each reading."""
    certain = {(effect.exchange.flow, effect.datum): effect.state for effect in losses["state"].effects}
    return {
        effect.exchange.flow
        for effect in losses["possible"].effects
        if effect.exchange.need is None
        and effect.exchange.target in doubtful
        and certain.get((effect.exchange.flow, effect.datum)) != effect.state
    }


def _doubtful_needs(places: Mapping[str, PlaceCover]) -> set[PlaceNeed]:
    """The needs of a process of which the loss does something else in each reading, at some place."""
    return {need for cover in places.values() for need in cover.needs if need.state != need.possible}


def _unplaced(graph: Graph, places: PlacesByProcess) -> set[str]:
    """Whose deployments, recorded nowhere, would say where those who cover or support the processes are used."""
    deployment, cover = Deployment.of(graph), Cover.of(graph)
    return {
        deployment.recorded_by(application)
        for process, by_place in places.items()
        if EVERYWHERE not in by_place
        for application in (
            *cover.covering(process),
            *(supporter for need in _doubtful_needs(by_place) for supporter in need.supporters),
        )
        if deployment.places_of(application) is None
    }
