"""The meaning of dependencies, lineage and impact as a slow program, written from the words alone.

The product's answers are compared with it on random models. It is made of the sentences, one after the other; where
they leave a choice, `# Reading:` says what was understood.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product

from tests.impact.oracle_facts import APPLICATIONS, EVERYWHERE, At, Model, days_that_matter, in_service
from tests.impact.oracle_lineage import feeds, holders, origins, passing, settled
from tests.impact.oracle_losses import ORDER, Losses, Need, State, worst

__all__ = ["Impact", "Model", "Place", "Touched", "feeds", "holders", "impact", "in_service", "looked_at", "origins",
           "passing"]  # fmt: skip

ROOTS = ("application", "referential", "node", "api", "flow", "actor", "site", "technology", "contract")


@dataclass(frozen=True)
class Place:
    """What becomes of a process at a site."""

    state: State | None
    possible: State | None
    covered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Touched:
    """What becomes of an element; None: that reading leaves it as it is."""

    state: State | None
    possible: State | None
    sites: Mapping[str, Place] = field(default_factory=dict)
    """Of a process, at each site without parts where something touches it."""
    shown: Mapping[str, Place] = field(default_factory=dict)
    """The same, a whole instead of its parts where they agree."""


@dataclass(frozen=True)
class Impact:
    """What becomes of everything that the loss of some roots touches: neither roots nor flows are elements."""

    date: dt.date
    elements: Mapping[str, Touched]
    flows: frozenset[str]
    """The flows lost in `possible`."""
    certain_flows: frozenset[str]
    """The flows lost in `state`."""


def looked_at(model: Model, roots: Collection[str], date: dt.date) -> dt.date:
    """A root that left service before the date is looked at on its last day in service, several on the earliest."""
    days = [day for day in days_that_matter(model) if day < date]
    lasts = [
        max(day for day in days if in_service(model, root, day))
        for root in roots
        if not in_service(model, root, date) and any(in_service(model, root, day) for day in days)
    ]
    return min([date, *lasts])


def impact(model: Model, roots: Collection[str], date: dt.date, sites: Collection[str] | None = None) -> Impact:
    """What becomes of what, when the roots are lost: each unknown read the mild way, then the harsh way."""
    wrong = [root for root in roots if At(model, date).kind(root) not in ROOTS]
    if wrong:
        raise ValueError(f"what does it mean that {wrong} is lost?")
    return lost_at(model, roots, looked_at(model, roots, date), sites)


def lost_at(
    model: Model, roots: Collection[str], date: dt.date, sites: Collection[str] | None = None, *, as_if: bool = True
) -> Impact:
    """The same on that very day; unless `as_if`, a root out of service is not there to be lost."""
    view = At(model, date, frozenset(roots) if as_if else frozenset())
    gone = frozenset(root for root in roots if view.in_service(root))
    settled_origins = settled(At(model, date))
    states: dict[Need, Mapping[str, State]] = {}
    flows: dict[Need, frozenset[str]] = {}
    for silence in ("useful", "vital"):
        if sites is None:
            states[silence] = Losses(view, gone, settled_origins, silence).states()
        else:
            # --site: only the roots with their modules and instances are withdrawn there, and of these what is used
            # there, or may be.
            # Reading: nothing else follows but for the processes: no whole degraded, no API, flow or datum lost.
            there = [place for place in view.places() if {place, *view.upwards(place, "part_of")} & {*sites}]
            withdrawn = [
                id
                for id in view.below(gone, "part_of", "instance_of")
                if id in gone or view.deployment(id) is None or any(view.known_there(id, place) for place in there)
            ]
            states[silence] = {id: "lost" for id in withdrawn if view.in_service(id)}
        # Reading: a flow that is only "as lost" for a datum is not among them, nor a root that is a flow.
        lost_flows = {id for id in view.ids("flow") if states[silence].get(id) == "lost"}
        flows[silence] = frozenset(lost_flows.difference(roots))
    mild, harsh = states["useful"], states["vital"]
    elements = {
        id: Touched(mild.get(id), harsh.get(id)) for id in {*mild, *harsh} - {*roots} if view.kind(id) != "flow"
    }
    # Its own covers are left out: those at a lost site.
    places = [place for place in view.places() if mild.get(place) != "lost"]
    if sites is not None:
        places = [place for place in places if {place, *view.upwards(place, "part_of")} & {*sites}]
    for process in view.serving("process"):
        by_place = {place: judged(view, process, place, mild, harsh) for place in places}
        touched = {place: there for place, there in by_place.items() if there.state or there.possible}
        if touched:
            # Reading: a process is as it is where it is worst.
            elements[process] = Touched(
                worst(there.state for there in touched.values()),
                worst(there.possible for there in touched.values()),
                touched,
                shown(view, touched),
            )
    return Impact(date, elements, flows["vital"], flows["useful"])


# --- Processes --------------------------------------------------------------------------------------------------------


def covering(view: At, process: str) -> list[str]:
    return [id for id in view.serving(*APPLICATIONS) if process in view.to(id, "covers")]


def judged(view: At, process: str, place: str, mild: Mapping[str, State], harsh: Mapping[str, State]) -> Place:
    """A process at a place: what has no deployed_at is there for `state`; for `possible`, the worse of there and not.

    A module without deployed_at is there with its whole or not at all.
    """
    covers = covering(view, process)
    there = [id for id in covers if view.known_there(id, place) is not False]
    state = fate(view, there, mild)
    unknown = sorted({view.solution(id) for id in there if view.known_there(id, place) is None})
    cases = []
    for choice in product((True, False), repeat=len(unknown)):
        absent = {solution for solution, present in zip(unknown, choice, strict=True) if not present}
        present = [id for id in there if view.known_there(id, place) or view.solution(id) not in absent]
        cases.append(fate(view, present, harsh))
    possible = worst(cases)
    # Where one is untouched the process is covered, by name.
    # Reading: named are those of the reading that says covered, `state` first; what may be there is.
    reading = mild if state == "covered" else harsh if state is None and possible == "covered" else None
    by = [] if reading is None else untouched(view, there, reading)
    return Place(state, possible, tuple(sorted(by)))


def untouched(view: At, there: list[str], states: Mapping[str, State]) -> list[str]:
    return [id for id in there if id not in states and not view.is_bare_poc(id)]


def fate(view: At, there: list[str], states: Mapping[str, State]) -> State | None:
    """The mildest state among those that cover it there; where one is untouched it is covered.

    None: nothing touches what covers it there.
    """
    if not any(id in states for id in there):
        return None
    solid = [id for id in there if not view.is_bare_poc(id)]
    if untouched(view, there, states):
        return "covered"
    if solid:
        return min((states[id] for id in solid), key=ORDER.index)
    # A POC that is not industrialised never makes it milder.
    # Reading: where only POCs cover it, it is as the worst of them.
    return worst(states.get(id) for id in there)


def shown(view: At, places: Mapping[str, Place]) -> dict[str, Place]:
    """A whole is shown instead of its parts where they agree."""
    # Reading: all its places agree (one that nothing touches does not agree with one that something does), those that
    # are not judged (a lost site, another one than --site) included; a whole of one part is shown instead of it.
    answer: dict[str, Place] = {}
    for place, there in places.items():
        ways = [] if place == EVERYWHERE else view.upwards(place, "part_of")
        agreeing = [
            whole
            for whole in ways
            if all(places.get(part) == there for part in view.places() if whole in view.upwards(part, "part_of"))
        ]
        answer[agreeing[-1] if agreeing else place] = there
    return answer
