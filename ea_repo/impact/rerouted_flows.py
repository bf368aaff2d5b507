"""The flows as they will be: from whoever takes a place, once it is in service and for the data that it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.graph import Changes, Graph, Record
from ea_repo.impact.days import ALWAYS, NEVER, Days, Span, stretches
from ea_repo.impact.successions import Candidate, Successions
from ea_repo.metamodel import Ref, accepts
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders

_LINKS = ("source", "target", "via", "api", "data")


@dataclass(frozen=True)
class _Course:
    """Where a flow goes on some days, and with which data."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    via: tuple[str, ...]
    api: tuple[str, ...]
    data: tuple[str, ...]


_Courses = tuple[tuple[str, _Course], ...]
"""The courses into which a flow is cut, each with its id."""


def with_rerouted_flows(graph: Graph, successions: Successions, on: dt.date) -> Graph:
    """The graph where, from a day on, each flow of what is retired goes from, to and through who takes its place.

    It does from the first day on which that one is in service, and only with the data that it masters or that reach it
    without what it replaces; the rest of the flow stays as it is, and is lost with its source. Where only some data are
    taken over, what is taken over is a flow of its own, whose id is that of the flow with the new source in brackets.
    """
    flows = sorted(_flows(graph.at(None), successions))
    if not flows:
        return graph
    as_written = Days(graph)
    later = [day for day in as_written.all if day > on]

    def rerouted(courses: Callable[[Graph, str], _Courses]) -> Graph:
        def over_time(flow: str) -> list[tuple[_Courses, Span]]:
            return stretches(later, lambda day: courses(as_written.view(max(day, on)), flow))

        return graph.with_(
            Changes([record for flow in flows for record in _records(graph.record(flow), over_time(flow))])
        )

    # Who takes a place gets what was sent there: its flows are moved whole first, to see which data it then holds.
    whole = Days(rerouted(lambda view, flow: ((flow, _course(view, flow, successions)),)))
    return rerouted(lambda view, flow: _cut(view, flow, successions, whole.view(view.date or on)))


def _flows(graph: Graph, successions: Successions) -> Iterator[str]:
    """The flows that what is replaced sends, receives or passes on, and those that call an interface of it."""
    applications = (part for part in successions.parts if accepts("application", graph.kind(part)))
    for application in applications:
        for name in ("sends", "receives", "passes"):
            yield from graph.targets(application, name)
        for api in graph.targets(application, "provides"):
            yield from graph.targets(api, "flows")


def _as_written(view: Graph, flow: str) -> _Course:
    return _Course(*(tuple(view.targets(flow, link)) for link in _LINKS))


def _course(view: Graph, flow: str, successions: Successions) -> _Course:
    """A flow moved whole, on the day of a view; one between two whose place the same one takes goes with them."""
    written = _as_written(view, flow)

    def moved(ids: tuple[str, ...]) -> tuple[str, ...]:
        places = ((id, successions.ready(view, id)) for id in ids)
        return tuple(ready[0].new if ready else id for id, ready in places)

    source, target = moved(written.source), moved(written.target)
    if source == target and source != written.source and target != written.target:
        return written
    providers = ((api, view.targets(api, "provided_by")) for api in written.api)
    api = tuple(api for api, by in providers if not any(successions.ready(view, provider) for provider in by))
    return _Course(source, target, moved(written.via), api, written.data)


def _cut(view: Graph, flow: str, successions: Successions, whole: Graph) -> _Courses:
    """A flow on the day of a view, cut into those of its sources: what nobody takes over keeps its own."""
    written, course = _as_written(view, flow), _course(view, flow, successions)
    if course.source == written.source or not course.data:
        return ((flow, course),)
    (source, *_) = written.source
    ready = successions.ready(view, source)
    data_by_source: dict[str, list[str]] = {}
    for datum in course.data:
        giver = next((candidate.new for candidate in ready if _holds(whole, view, candidate, datum)), source)
        data_by_source.setdefault(giver, []).append(datum)
    # What is lost, where something is, keeps the id that everybody knows.
    givers = sorted(data_by_source, key=lambda giver: giver != source)
    return tuple(
        (
            flow if giver == givers[0] else f"{flow} ({giver})",
            replace(course, source=(giver,), data=tuple(data_by_source[giver])),
        )
        for giver in givers
    )


def _holds(whole: Graph, written: Graph, candidate: Candidate, datum: str) -> bool:
    """Whether who takes a place holds a datum without what it replaces."""
    holders = whole.once(_holders, written)
    return whole.solution(candidate.new) in holders.left(datum, belongings(whole, [candidate.old]))


def _holders(whole: Graph, written: Graph) -> Holders:
    """Who holds what once flows are moved; to be given a flow makes nobody the origin of its data."""
    return Holders(Exchanges.in_service(whole), Exchanges.in_service(written))


def _records(written: Record, over_time: Sequence[tuple[_Courses, Span]]) -> Iterator[Record]:
    """The flows into which one is cut over time, with links dated accordingly."""
    ids = dict.fromkeys(id for courses, _ in over_time for id, _ in courses)
    for id in ids:
        courses = [(dict(courses).get(id), span) for courses, span in over_time]
        links = {
            link: tuple(Ref(to, *_dates(span)) for course, span in courses if course for to in getattr(course, link))
            for link in _LINKS
        }
        kept = {link: refs for link, refs in links.items() if refs or link in written.fields}
        yield Record(id, written.kind, {**written.fields, **kept}, written.file)


def _dates(span: Span) -> tuple[str | None, str | None]:
    since = None if span.since == ALWAYS else span.since.isoformat()
    return since, None if span.until == NEVER else span.until.isoformat()
