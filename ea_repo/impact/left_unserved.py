"""The processes that nobody serves any more, from when on and until when, by every day that is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.days import ALWAYS, NEVER, Days, Span
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.process_needs import ProcessNeeds


@dataclass(frozen=True)
class LeftUnserved:
    """A process that nobody covers nor supports from a day on, and the sites where it is so.

    `since` is None where it is so on the day looked at; `sites` are none where nobody serves it anywhere. `until` is
    the last day of it where it was served before and somebody serves it again; None where it is so for good.
    """

    process: str
    since: dt.date | None
    sites: tuple[str, ...] = ()
    until: dt.date | None = None


def served_places(graph: Graph, process: str) -> frozenset[str]:
    """The places where somebody in service covers or supports a process, as far as is known."""
    deployment = Deployment.of(graph)
    return frozenset(place for place in deployment.places if _is_served(graph, process, place))


def left_unserved(graph: Graph, process: str, places: Iterable[str]) -> Iterator[LeftUnserved]:
    """When nobody serves a process that somebody served, or for good, at these places; without any, anywhere."""
    days = _days(graph, process)
    anywhere: list[str | None] = [None]
    places_by_span: dict[Span, list[str]] = {}
    for place in [*places] or anywhere:
        for span in _unserved(days, process, place):
            places_by_span.setdefault(span, []).extend([place] if place is not None else [])
    for span, there in sorted(places_by_span.items()):
        sites = tuple(Deployment.of(graph).folded(there))
        since = None if span.since == days[0].date else span.since
        yield LeftUnserved(process, since, sites, None if span.until == NEVER else span.until)


def _days(graph: Graph, process: str) -> Sequence[Graph]:
    """The views on the day looked at, and on each later one on which who serves a process, or where, may change."""
    today = graph.date or dt.date.max
    return [graph.at(day) for day in (today, *sorted(day for day in Days(graph).of_process(process) if day > today))]


def _unserved(days: Sequence[Graph], process: str, place: str | None) -> Iterator[Span]:
    """When nobody serves a process at a place (None: anywhere): between two who do, and for good."""
    since, was_served = None, False
    for view in days:
        day = view.date or ALWAYS
        if view.in_service(process) and not _is_served(view, process, place):
            since = since or day
        else:
            if since is not None and was_served:
                yield Span(since, day - dt.timedelta(1))
            since, was_served = None, True
    if since is not None:
        yield Span(since)


def _is_served(view: Graph, process: str, place: str | None) -> bool:
    needs, deployment = ProcessNeeds.of(view), Deployment.of(view)
    serving = [*needs.covering(process), *needs.supporting(process)]
    return any(place is None or deployment.used_at(id, place) is not False for id in serving)
