"""What becomes of everything when some elements are lost, or withdrawn from some sites."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ea_repo.graph import Graph
from ea_repo.impact.chains import chains
from ea_repo.impact.cover import Cover, Place, overall
from ea_repo.impact.days import Days, before
from ea_repo.impact.exchanges import Exchanges
from ea_repo.impact.holding import Holding
from ea_repo.impact.hop import Hop
from ea_repo.impact.loss import Loss, Reading, State
from ea_repo.impact.sites import EVERYWHERE, Sites

READINGS: tuple[Reading, Reading] = ("state", "possible")


@dataclass(frozen=True)
class Affected:
    """An element that a loss touches: its states, certain and possible, and the shortest chain that explains it.

    `places`: of a process, its states at each site without parts where somebody touched covers it.
    """

    id: str
    state: State | None
    possible: State | None
    chain: tuple[Hop, ...]
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """Something that is not written, and would settle what is only possible."""

    id: str
    field: str


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

    def shown(self, each: Affected) -> dict[str, Place]:
        """The places of a process, a whole instead of its parts where they all agree."""
        return Sites.of(self.graph).agreeing(each.places)

    def lost(self, reading: Reading) -> list[Affected]:
        """What is lost in one reading."""
        return [each for each in self.elements if getattr(each, reading) == "lost"]


def last_day_in_service(graph: Graph, id: str, date: dt.date) -> dt.date:
    """The date or, for what left service before it, its last day in service."""
    if graph.at(date).in_service(id):
        return date
    ends = sorted((before(day) for day in Days(graph).life(id) if day <= date), reverse=True)
    return next((day for day in ends if graph.at(day).in_service(id)), date)


def looked_at(graph: Graph, roots: Iterable[str], date: dt.date) -> dt.date:
    """The day on which a loss is looked at: the date, or the earliest last day of the roots that left before it."""
    return min(last_day_in_service(graph, each, date) for each in roots)


def impact(graph: Graph, roots: Iterable[str], date: dt.date, sites: Iterable[str] = ()) -> Impact:
    """What the loss of some elements does on a day or, with sites, what their withdrawal from there does there.

    Unknown needs and deployments are read twice: the mild way (`state`), then the harsh way (`possible`).
    """
    asked = tuple(sorted(set(roots)))
    day = looked_at(graph, asked, date)
    written = graph.at(day)
    standing = all(written.in_service(each) for each in asked)
    graph = written if standing else written.with_standing(asked)
    return _impact(graph, written, asked, tuple(sorted(set(sites))))


class Uncovering:
    """Whether losses leave a process uncovered somewhere, for certain, on the graph's own day."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._exchanges = Exchanges.of(graph)
        self._holding = Holding.of(graph)

    def by(self, roots: Iterable[str]) -> bool:
        """The answer for some elements; what is out of service is not there to be lost."""
        gone = tuple(sorted(each for each in set(roots) if self._graph.in_service(each)))
        states = Loss(gone, self._exchanges, self._holding, "state").states()
        places = _processes(self._graph, gone, (), dict.fromkeys(READINGS, states))
        return any(place.state == "lost" for found in places.values() for place in found.values())


def _impact(graph: Graph, written: Graph, roots: tuple[str, ...], where: tuple[str, ...]) -> Impact:
    exchanges = Exchanges.of(graph)
    holding = Holding.of(graph) if graph is written else Holding(exchanges, Exchanges.of(written))
    losses = {reading: Loss(roots, exchanges, holding, reading, local=bool(where)) for reading in READINGS}
    return _told(graph, roots, where, losses)


def _told(graph: Graph, roots: tuple[str, ...], where: tuple[str, ...], losses: Mapping[Reading, Loss]) -> Impact:
    states = {reading: loss.states() for reading, loss in losses.items()}
    places = _processes(graph, roots, where, states)
    explained = {reading: chains(losses[reading], states[reading], places) for reading in READINGS}
    found = []
    for id in {*states["state"], *states["possible"], *places}:
        if id in places:
            state, possible = overall(places[id])
        else:
            state, possible = states["state"].get(id), states["possible"].get(id)
        chain = explained["state" if state else "possible"].get(id, ())
        found.append(Affected(id, state, possible, chain, places.get(id, {})))
    lost = {
        reading: tuple(sorted(each for each in loss.lost if graph.kind(each) == "flow"))
        for reading, loss in losses.items()
    }
    ordered = tuple(sorted(found, key=lambda each: (len(each.chain), each.id)))
    day = graph.date or dt.date.today()
    return Impact(roots, day, graph, ordered, lost, tuple(_open(graph, losses, ordered)), where)


def _processes(
    graph: Graph, roots: tuple[str, ...], where: tuple[str, ...], states: Mapping[Reading, Mapping[str, State]]
) -> dict[str, dict[str, Place]]:
    sites = Sites.of(graph)
    cover = Cover.over(graph)
    closed = frozenset(id for id in (*roots, *states["state"]) if graph.kind(id) == "site")
    places = sites.within(frozenset(where)) if where else frozenset(sites.places) - sites.within(closed)
    gone: dict[str, State] = dict.fromkeys(roots, "lost")
    mild, harsh = (gone | dict(states[reading]) for reading in READINGS)
    found = {}
    for process in cover.processes({*mild, *harsh}):
        at = cover.at(process, sorted(places), mild.get, harsh.get)
        if at:
            found[process] = at
    return found


def _open(graph: Graph, losses: Mapping[Reading, Loss], elements: Iterable[Affected]) -> Iterable[Fact]:
    """The facts that would settle what is only possible: needs of flows, then deployments."""
    doubtful = {each.id for each in elements if each.state != each.possible}
    mild, harsh = losses["state"], losses["possible"]
    certain = {(each.exchange.id, each.datum): each.state for each in mild.effects}
    needs = {
        each.exchange.id
        for each in harsh.effects
        if each.exchange.need is None
        and each.exchange.target in doubtful
        and certain.get((each.exchange.id, each.datum)) != each.state
    }
    yield from (Fact(id, "need") for id in sorted(needs))
    sites = Sites.of(graph)
    unplaced = {
        sites.lender(id)
        for each in elements
        if each.places and each.id in doubtful
        for id in Cover.over(graph).of(each.id)
        if sites.deployed(id) is None and EVERYWHERE not in each.places
    }
    yield from (Fact(id, "deployed_at") for id in sorted(unplaced))
