"""What whoever takes the place of a retired element falls short of: days, processes, sites, data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.days import Days
from ea_repo.impact.successions import Candidate, Successions
from ea_repo.impact.withdrawal import Withdrawal
from ea_repo.metamodel import accepts
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.deployment import EVERYWHERE, Deployment
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders
from ea_repo.semantics.process_needs import ProcessNeeds, need_key


@dataclass(frozen=True)
class Takeover:
    """Who takes the place of an element, as asked or as its `successor` says, and what it lacks on the day judged.

    `since`: the first day, from the one asked, on which it is there (None: on none). `processes` are those of the
    element that it never serves; `sites` where the element serves one and it is not deployed; `unplaced`: its sites are
    not recorded. `data` are those that the element masters or gives others, and that it is not recorded to hold, master
    or take over.
    """

    old: str
    new: str
    asked: bool
    since: dt.date | None
    processes: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    unplaced: bool = False
    data: tuple[str, ...] = ()


def takeovers(
    graph: Graph,
    settled: Graph,
    ids: Iterable[str],
    successions: Successions,
    on: dt.date,
    withdrawal: Withdrawal,
    day_of: Callable[[str], dt.date | None],
) -> Iterator[Takeover]:
    """Who takes which place, each judged on the day of the element's retirement, or on the first day it is there.

    In the graph, the flows are those that whoever is ready has got; in `settled` they are where they were before.
    """
    later = [on, *sorted(day for day in Days(graph).all if day > on)]
    for id in ids:
        parts = sorted(belongings(graph.at(None), [id]), key=lambda part: (part != id, part))
        told: set[tuple[str, ...]] = set()
        for part in parts:
            candidates = successions.of(part)
            names = tuple(candidate.new for candidate in candidates)
            # Of a whole and its modules, the whole is told, unless a module has its own.
            if not candidates or names in told:
                continue
            told.add(names)
            for candidate in candidates:
                since = next((day for day in later if candidate in successions.ready(graph.at(day), part)), None)
                day = max(day_of(id) or on, since or on)
                yield _takeover(graph.at(day), settled.at(day), part, candidate, since, withdrawal)


def _takeover(
    view: Graph, settled: Graph, old: str, candidate: Candidate, since: dt.date | None, withdrawal: Withdrawal
) -> Takeover:
    new = candidate.new
    deployment = Deployment.of(view)
    unplaced = deployment.places_of(new) is None and EVERYWHERE not in deployment.places
    leaving = set(withdrawal.functions) & served(view, old) if withdrawal.functions else served(view, old)
    lacking = leaving & not_taken(view, old, new)
    places = _places_short(view, old, new, leaving - lacking)
    if withdrawal.sites:
        places &= deployment.within(frozenset(withdrawal.sites))
    return Takeover(
        old,
        new,
        candidate.asked,
        since,
        tuple(sorted(lacking)),
        tuple(deployment.folded(places)),
        unplaced,
        _data_short(view, settled, old, new) if withdrawal.whole else (),
    )


def served(view: Graph, application: str, but: Collection[str] = ()) -> set[str]:
    """The processes that an application covers or supports, by itself, its modules or its instances, but some."""
    return {process for process, _ in _done(view, belongings(view, [application]).difference(but))}


def not_taken(view: Graph, old: str, new: str, at: Graph | None = None) -> set[str]:
    """The processes of which one does something that another, as it is in a view, does not: the whole, or a need.

    A support that does not say what for may be for any need: that one replaces the other says so.
    """
    inside = belongings(view, [old])
    other = at or view
    taken = _done(other, belongings(other, [new]).difference(inside))
    supported = {process for process, need in taken if need != _WHOLE}
    return {
        process
        for process, need in _done(view, inside)
        if not taken & {(process, _WHOLE), (process, need)}
        and not (need != _WHOLE and (process, _ANY) in taken)
        and not (need == _ANY and process in supported)
    }


_WHOLE = ""
"""In the place of a need: all of a process."""
_ANY = "*"
"""In the place of a need: that of a support which does not say what for."""


def _done(view: Graph, elements: Iterable[str]) -> set[tuple[str, str]]:
    """What some elements do: processes, each with a need that they support, or whole."""
    applications = [id for id in elements if accepts("application", view.kind(id))]
    covered = {(process, _WHOLE) for id in applications for process in view.targets(id, "covers")}
    supported = {
        (ref.to, need)
        for id in applications
        for ref in view.links(id, "supports")
        for need in (map(need_key, ref.for_) if ref.for_ else (_ANY,))
    }
    return covered | supported


def _places_short(view: Graph, old: str, new: str, processes: Iterable[str]) -> set[str]:
    """Where an application serves some processes, as far as is known, and who takes its place surely does not."""
    deployment, needs = Deployment.of(view), ProcessNeeds.of(view)
    before = belongings(view, [old])
    instead = belongings(view, [new]) - before
    places = set()
    for process in processes:
        serving_it = [*needs.covering(process), *needs.supporting(process)]
        serving = [id for id in serving_it if id in before]
        taking = [id for id in serving_it if id in instead]
        places |= {
            place
            for place in deployment.places
            if any(deployment.used_at(id, place) is not False for id in serving)
            and all(deployment.used_at(id, place) is False for id in taking)
        }
    return places


def _data_short(view: Graph, settled: Graph, old: str, new: str) -> tuple[str, ...]:
    """The data that an element masters or gives others, and that who takes its place does not hold without it."""
    inside = belongings(view, [old])
    mastered = {datum for part in inside for datum in view.targets(part, "masters")}
    given = {
        datum
        for exchange in Exchanges.in_service(settled).at(inside, "sends")
        if exchange.target not in inside
        for datum in exchange.data
        if datum in view
    }
    holders, solution = Holders(Exchanges.in_service(view), Exchanges.in_service(settled)), view.solution(new)
    return tuple(sorted(datum for datum in mastered | given if solution not in holders.left(datum, inside)))
