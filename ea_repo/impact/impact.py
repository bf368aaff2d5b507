"""What becomes of everything when some elements are lost, or withdrawn from some sites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ea_repo.graph import Graph
from ea_repo.impact.chain import Hop
from ea_repo.impact.cover import Cover, PlaceCover, overall
from ea_repo.impact.days import Days, before
from ea_repo.impact.explanations import explanations
from ea_repo.impact.facts_to_confirm import Fact, PlacesByProcess, facts_to_confirm
from ea_repo.impact.loss import Loss, Reading, State
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders

READINGS: tuple[Reading, Reading] = ("state", "possible")


@dataclass(frozen=True)
class Affected:
    """An element that a loss touches: its states, certain and possible, and the shortest chain that explains it.

    `places`: of a process, its states at each site without parts where somebody touched covers it. `flows`: those that
    no longer bring all that they brought it, each of which alone gives it the state shown (certain, else possible).
    """

    id: str
    state: State | None
    possible: State | None
    chain: tuple[Hop, ...]
    places: Mapping[str, PlaceCover] = field(default_factory=dict)
    flows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Impact:
    """What the loss of the roots does on a day: elements by distance then id, flows lost, facts to confirm."""

    roots: tuple[str, ...]
    date: dt.date
    graph: Graph
    elements: tuple[Affected, ...]
    flows_lost: Mapping[Reading, tuple[str, ...]]
    to_confirm: tuple[Fact, ...]
    sites: tuple[str, ...] = ()

    @property
    def flows(self) -> tuple[str, ...]:
        """The flows that are perhaps lost."""
        return self.flows_lost["possible"]

    def shown(self, process: Affected) -> dict[str, PlaceCover]:
        """The places of a process, a whole instead of its parts where they all agree."""
        return Deployment.of(self.graph).agreeing(process.places, self.sites)

    def lost(self, reading: Reading) -> list[Affected]:
        """What is lost in one reading."""
        return [element for element in self.elements if getattr(element, reading) == "lost"]


def last_day_in_service(graph: Graph, id: str, date: dt.date) -> dt.date:
    """The date or, for what left service before it, its last day in service."""
    if graph.at(date).in_service(id):
        return date
    ends = sorted((before(day) for day in Days(graph).of_life(id) if day <= date), reverse=True)
    return next((day for day in ends if graph.at(day).in_service(id)), date)


def day_looked_at(graph: Graph, roots: Iterable[str], date: dt.date) -> dt.date:
    """The day on which a loss is looked at: the date, or the earliest last day of the roots that left before it."""
    return min(last_day_in_service(graph, root, date) for root in roots)


def impact(
    graph: Graph, roots: Iterable[str], date: dt.date, sites: Iterable[str] = (), settled: Graph | None = None
) -> Impact:
    """What the loss of some elements does on a day or, with sites, what their withdrawal from there does there.

    `settled` is the graph in which the origins of data are settled, where the flows of this one have moved since.
    Unknown needs and deployments are read twice: the mild way (`state`), then the harsh way (`possible`).
    """
    roots = tuple(sorted(set(roots)))
    sites = tuple(sorted(set(sites)))
    written = graph.at(day_looked_at(graph, roots, date))
    in_service = all(map(written.in_service, roots))
    view = written if in_service else written.with_standing(roots)
    exchanges = Exchanges.in_service(view)
    holders = Holders.in_service(view)
    if settled is not None or not in_service:
        origins = written if settled is None else settled.at(written.date)
        holders = Holders(exchanges, Exchanges.in_service(origins))
    places = Deployment.of(view).within(frozenset(sites)) if sites else None
    losses = {reading: Loss(roots, exchanges, holders, reading, places) for reading in READINGS}
    return _impact(view, roots, sites, losses)


def _impact(graph: Graph, roots: tuple[str, ...], sites: tuple[str, ...], losses: Mapping[Reading, Loss]) -> Impact:
    states = {reading: loss.states() for reading, loss in losses.items()}
    places = _processes(graph, roots, sites, states)
    chains = {reading: explanations(losses[reading], states[reading], places) for reading in READINGS}
    flows = {reading: _flows_by_state(losses[reading]) for reading in READINGS}
    elements = []
    for id in {*states["state"], *states["possible"], *places}:
        if id in places:
            state, possible = overall(places[id])
        else:
            state, possible = states["state"].get(id), states["possible"].get(id)
        shown: Reading = "state" if state else "possible"
        chain, by_flows = chains[shown].get(id, ()), flows[shown].get((id, state or possible), {})
        elements.append(Affected(id, state, possible, chain, places.get(id, {}), tuple(by_flows)))
    flows_lost = {
        reading: tuple(sorted(id for id in loss.lost - loss.roots if graph.kind(id) == "flow"))
        for reading, loss in losses.items()
    }
    ordered = tuple(sorted(elements, key=lambda element: (len(element.chain), element.id)))
    doubtful = {element.id for element in ordered if element.state != element.possible}
    doubtful_places = {process: by_place for process, by_place in places.items() if process in doubtful}
    to_confirm = tuple(facts_to_confirm(graph, losses, doubtful, doubtful_places))
    return Impact(roots, graph.date or dt.date.today(), graph, ordered, flows_lost, to_confirm, sites)


def _flows_by_state(loss: Loss) -> dict[tuple[str, State | None], dict[str, None]]:
    """By element and state, the flows that give it that state, in order."""
    flows: dict[tuple[str, State | None], dict[str, None]] = {}
    for effect in () if loss.local else loss.effects:
        flows.setdefault((effect.exchange.target, effect.state), {})[effect.exchange.flow] = None
    return flows


def _processes(
    graph: Graph, roots: tuple[str, ...], sites: tuple[str, ...], states: Mapping[Reading, Mapping[str, State]]
) -> PlacesByProcess:
    """The processes that the loss touches, each with its states where it does; at lost sites nothing is judged."""
    deployment, cover = Deployment.of(graph), Cover.of(graph)
    lost_sites = frozenset(id for id in (*roots, *states["state"]) if graph.kind(id) == "site")
    judged = deployment.within(frozenset(sites)) if sites else set(deployment.places) - deployment.within(lost_sites)
    lost_roots: dict[str, State] = dict.fromkeys(roots, "lost")
    mild, harsh = (lost_roots | dict(states[reading]) for reading in READINGS)
    by_process = {}
    for process in cover.processes({*mild, *harsh}):
        places = cover.at(process, sorted(judged), mild.get, harsh.get)
        if places:
            by_process[process] = places
    return by_process
