"""The processes that nobody serves any more once every day written has come, and from when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.days import Days
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.process_needs import ProcessNeeds

_SERVED_BY = (("covered_by", "covers"), ("supported_by", "supports"))


@dataclass(frozen=True)
class LeftUnserved:
    """A process that nobody covers nor supports for good from a day on, and the sites where it is so.

    `since` is None where it is so on the day looked at; `sites` are none where nobody serves it anywhere.
    """

    process: str
    since: dt.date | None
    sites: tuple[str, ...] = ()


def served_places(graph: Graph, process: str) -> frozenset[str]:
    """The places where somebody in service covers or supports a process, as far as is known."""
    deployment = Deployment.of(graph)
    return frozenset(place for place in deployment.places if _is_served(graph, process, place))


def left_unserved(graph: Graph, process: str, places: Iterable[str]) -> Iterator[LeftUnserved]:
    """Where a process is served by nobody in the end, of these places; anywhere, where there is none of them."""
    days = _days(graph, process)
    anywhere: list[str | None] = [None]
    since_by_place = {place: _unserved_since(days, process, place) for place in [*places] or anywhere}
    for since in sorted({since for since in since_by_place.values() if since is not None}):
        there = [place for place, begin in since_by_place.items() if begin == since and place is not None]
        sites = tuple(Deployment.of(graph).folded(there))
        yield LeftUnserved(process, None if since == days[0].date else since, sites)


def _days(graph: Graph, process: str) -> Sequence[Graph]:
    """The views on the day looked at, and on each later one on which who serves a process, or where, may change."""
    days, today = Days(graph), graph.date or dt.date.max
    changes = set(days.of_life(process)) | days.of_sites
    for relation, field in _SERVED_BY:
        serving = graph.at(None).targets(process, relation)
        changes.update(days.of_links(serving, field))
        changes.update(*(days.of_life(id) | days.of_deployment(id) for id in serving))
    return [graph.at(day) for day in (today, *sorted(day for day in changes if day > today))]


def _unserved_since(days: Sequence[Graph], process: str, place: str | None) -> dt.date | None:
    """The first day from which on nobody serves a process at a place (None: anywhere); None where somebody does."""
    since = None
    for view in reversed(days):
        if not view.in_service(process) or _is_served(view, process, place):
            break
        since = view.date
    return since


def _is_served(view: Graph, process: str, place: str | None) -> bool:
    needs, deployment = ProcessNeeds.of(view), Deployment.of(view)
    serving = [*needs.covering(process), *needs.supporting(process)]
    return any(place is None or deployment.used_at(id, place) is not False for id in serving)
