"""What is withdrawn: elements everywhere or from some sites only, or some of the processes that they serve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.chain import Hop
from ea_repo.impact.cover import Cover, PlaceCover, Server, overall
from ea_repo.impact.facts_to_confirm import Fact, facts_of_processes
from ea_repo.impact.impact import READINGS, Affected, Impact, impact
from ea_repo.impact.loss import Reading, State
from ea_repo.impact.retiring_projects import data_archived
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.process_needs import ProcessNeeds


@dataclass(frozen=True)
class Withdrawal:
    """How far elements are withdrawn: no sites are all of them, no functions all that the elements do."""

    sites: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing of the elements stays."""
        return not self.sites and not self.functions

    def impact(self, graph: Graph, ids: Iterable[str], day: dt.date, settled: Graph | None = None) -> Impact:
        """What it does on a day; `settled` is as for `impact`."""
        if self.functions:
            return _impact_of_functions(graph.at(day), tuple(sorted(ids)), self.functions, self.sites)
        return impact(graph, ids, day, self.sites, settled)


EVERYTHING = Withdrawal()
"""Elements leave everywhere, with all that they do."""


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """Something that is lost: a process at a place, a vital need of it there, or another element (no place: "").

    `need`: its words, or whoever supports it where it has none; "" for the process as its covers do it.
    """

    id: str
    place: str = ""
    need: str = ""


def lost_by(loss: Impact, reading: Reading) -> frozenset[Lost]:
    """What is lost with the roots of a loss, a process at each place with each need; no flows inside a solution."""
    exchanges = Exchanges.in_service(loss.graph)
    return frozenset(
        [
            *(Lost(element.id) for element in loss.lost(reading) if not element.places),
            *(
                lost
                for process in loss.elements
                for place, cover in process.places.items()
                for lost in _lost_at(process.id, place, cover, reading)
            ),
            *(Lost(flow) for flow in loss.flows_lost[reading] if exchanges.find(flow)),
        ]
    )


def _lost_at(process: str, place: str, cover: PlaceCover, reading: Reading) -> Iterator[Lost]:
    """What a process loses at a place: those who do the whole of it, each of its vital needs."""
    if getattr(cover, reading) != "lost":
        return
    if any(server.by == "covers" for server in cover.servers[reading]):
        yield Lost(process, place)
    for need in cover.needs:
        if getattr(need, reading) == "lost":
            yield Lost(process, place, need.words or ", ".join(need.supporters))


def outside(
    losses: Iterable[Lost], view: Graph, ids: Collection[str], missing: Collection[str] = ()
) -> frozenset[Lost]:
    """Those of some losses that count outside a group.

    What goes with the group does not, nor data whose archive is declared, nor flows that end in it or in what is
    `missing` already.
    """
    losses = list(losses)
    inside = belongings(view, ids)
    archived = data_archived(view, ids, {loss.id for loss in losses if view.kind(loss.id) == "data_object"})

    def counts(id: str) -> bool:
        if view.kind(id) == "flow":
            return not any(target in inside or target in missing for target in view.targets(id, "target"))
        return id not in archived

    return frozenset(loss for loss in losses if loss.id not in inside and counts(loss.id))


def _impact_of_functions(view: Graph, ids: tuple[str, ...], functions: Iterable[str], sites: Iterable[str]) -> Impact:
    """What it does that elements cease to serve some processes, and nothing else of theirs ceases."""
    deployment, cover = Deployment.of(view), Cover.of(view)
    judged = sorted(deployment.within(frozenset(sites)) if sites else deployment.places)
    inside = belongings(view, ids)
    elements, facts = [], list[Fact]()
    for process in sorted(functions):
        serving = _serving(view, process, inside)
        lost: dict[str, State] = {server.application: "lost" for server in serving}
        places = cover.at(process, judged, lost.get, lost.get) if view.in_service(process) else {}
        if not places:
            continue
        state, possible = overall(places)
        elements.append(
            Affected(process, state, possible, (Hop(serving[0].application, serving[0].by, process),), places)
        )
        if state != possible:
            facts += facts_of_processes(view, {process: places})
    day = view.date or dt.date.today()
    return Impact(ids, day, view, tuple(elements), dict.fromkeys(READINGS, ()), tuple(facts), tuple(sites))


def _serving(view: Graph, process: str, inside: Collection[str]) -> list[Server]:
    """Those among some elements by which a process is served: who cover it, then who support it."""
    needs = ProcessNeeds.of(view)
    covering = [Server(id, "covers") for id in needs.covering(process) if id in inside]
    return [*covering, *(Server(id, "supports") for id in needs.supporting(process) if id in inside)]
