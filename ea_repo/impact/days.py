"""The days on which something changes, and the stretches of days between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel import Kind, Ref
from ea_repo.metamodel.dates import first_day, last_day

T = TypeVar("T")
ALWAYS = dt.date.min
"""The beginning of what no date begins."""
NEVER = dt.date.max
"""The last day of what no date ends."""
LIFE = ("planned_on", "live_on", "phase_out_on", "retired_on")
RUN = ("starts_on", "ends_on")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some days in a row, the last one included."""

    since: dt.date = ALWAYS
    until: dt.date = NEVER

    def within(self, other: Span) -> Span | None:
        """The days that both have, None where there are none."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since <= until else None


@dataclass(frozen=True)
class Turn:
    """The first day of a link that has one, or the first one without it (`begins` is false), to another element."""

    day: dt.date
    field: str
    to: str
    begins: bool


def after(day: dt.date) -> dt.date | None:
    """The day after, None after the last one of the calendar."""
    return None if day == NEVER else day + dt.timedelta(1)


def before(day: dt.date) -> dt.date:
    """The day before; the first one of the calendar has none, and stays."""
    return day if day == ALWAYS else day - dt.timedelta(1)


def spans(days: Iterable[dt.date]) -> list[Span]:
    """All of time, cut on these days."""
    starts = sorted({ALWAYS, *days})
    return [*(Span(since, before(following)) for since, following in pairwise(starts)), Span(starts[-1])]


def stretches(days: Iterable[dt.date], value: Callable[[dt.date], T]) -> list[tuple[T, Span]]:
    """All of time as stretches of one value, which changes on no other day than these."""
    values_over_time: list[tuple[T, Span]] = []
    for span in spans(days):
        current = value(span.since)
        if values_over_time and values_over_time[-1][0] == current:
            values_over_time[-1] = (current, Span(values_over_time[-1][1].since, span.until))
        else:
            values_over_time.append((current, span))
    return values_over_time


class Days:
    """The days on which what is written of elements begins or ends, and the graph as it is on each of them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph.at(None)
        self._views: Mapping[dt.date, Graph] = LazyDict(self.graph.at)
        self._of_element: Mapping[str, frozenset[dt.date]] = LazyDict(self._days_of_element)
        self._of_life: Mapping[str, frozenset[dt.date]] = LazyDict(self._days_of_life)

    def view(self, day: dt.date) -> Graph:
        """The graph on that day."""
        return self._views[day]

    def of_element(self, id: str) -> frozenset[dt.date]:
        """The days on which the dates of an element, or of the deployments of it, change something."""
        return self._of_element[id]

    @cached_property
    def all(self) -> frozenset[dt.date]:
        """Every day on which something written begins, or no longer holds."""
        return frozenset(day for known in self.graph.vocabulary.kinds.values() for day in self._of_kind(known))

    def _of_kind(self, of: Kind) -> Iterator[dt.date]:
        """The same, of what is written of elements of exactly a kind; most say the same few days."""
        graph = self.graph
        for field in of.dates.keys() & LIFE:
            dates = {date for _, date in graph.rows(of.name, field) if date}
            yield from (of.dates[field].day(str(date)) for date in dates)
        for field, link in of.links.items():
            if not graph.lasting(of.name, field):
                dated = (id for id, refs in graph.rows(of.name, field) if not all(ref.lasting for ref in refs or ()))
                yield from self.of_links(dated, field)
            if link.phases_in:
                phasing = (id for id, type in graph.rows(of.name, "type") if type == link.phases_in)
                yield from (day for id in phasing if graph.links(id, field) for day in self._turns(id))

    def of_life(self, id: str) -> frozenset[dt.date]:
        """The days on which its phase, or whether it is in service, may change: its own and its lenders' days."""
        return self._of_life[id]

    def of_links(self, ids: Iterable[str], field: str) -> Iterator[dt.date]:
        """The days on which these links begin to hold, or no longer do."""
        return (day for id in ids for ref in self._refs(id, field) for day in edges(ref))

    def of_process(self, process: str) -> frozenset[dt.date]:
        """The days on which who covers or supports a process, and where, may change."""
        covering = self.graph.targets(process, "covered_by")
        supporting = self.graph.targets(process, "supported_by")
        links = (*self.of_links(covering, "covers"), *self.of_links(supporting, "supports"))
        servers = (self.of_life(server) | self.of_deployment(server) for server in (*covering, *supporting))
        return self.of_life(process).union(links, self.of_sites, *servers)

    def of_deployment(self, application: str) -> frozenset[dt.date]:
        """The days on which where an application is used may change, itself and its wholes."""
        return frozenset(self.of_links(self._above(application), "deployed_at"))

    def may_leave(self, application: str) -> bool:
        """Whether an application may leave service, or a place where it is used, by what it and its lenders write.

        If not, what is written of them only ever begins: no day puts it out of service once it is in.
        """
        return any(self._may_end(ancestor) for ancestor in self._above(application))

    @cached_property
    def of_sites(self) -> frozenset[dt.date]:
        """The days on which the sites, or what they are part of, may change."""
        sites = self.graph.of("site")
        return frozenset((*(day for site in sites for day in self.of_life(site)), *self.of_links(sites, "part_of")))

    def run(self, id: str) -> Span | None:
        """From when until when a project, a contract … runs; None where no date says it."""
        dates = self.graph.definition(id).dates
        starts, ends = (self.graph.value(id, field) if field in dates else None for field in RUN)
        if not starts and not ends:
            return None
        return Span(first_day(starts) if starts else ALWAYS, last_day(ends) if ends else NEVER)

    def turns(self, id: str) -> Iterator[Turn]:
        """The days on which the links of an element begin to hold, or no longer do."""
        for field in self.graph.definition(id).links:
            for ref in self.graph.links(id, field):
                if ref.from_:
                    yield Turn(first_day(ref.from_), field, ref.to, True)
                if ref.until and (end := after(last_day(ref.until))):
                    yield Turn(end, field, ref.to, False)

    # One element

    def _days_of_element(self, id: str) -> frozenset[dt.date]:
        return frozenset((*self._written(id), *self._rollouts(id)))

    def _days_of_life(self, id: str) -> frozenset[dt.date]:
        return frozenset(day for ancestor in self._above(id) for day in self._of_service(ancestor))

    def _of_service(self, id: str) -> Iterator[dt.date]:
        """The days of an element, and of its links to what lends it dates or what it needs."""
        yield from self.of_element(id)
        actual = self.graph.definition(id)
        for field in {*actual.lenders, *actual.needed}:
            yield from self.of_links((id,), field)

    def _written(self, id: str) -> Iterator[dt.date]:
        roles = self.graph.definition(id).dates
        return (roles[field].day(str(written)) for field in LIFE if (written := self.graph.value(id, field)))

    def _rollouts(self, id: str) -> Iterator[dt.date]:
        """The days of what phases it in: their first ones, those after their last ones, those of the links."""
        for name in self.graph.vocabulary.rollouts(self.graph.kind(id)):
            for relation in self.graph.arriving(id, name):
                link = self.graph.definition(relation.source).links[relation.field]
                phases_in = link.phases_in == self.graph.value(relation.source, "type")
                if phases_in and (turns := self._turns(relation.source)):
                    yield from (*turns, *edges(relation.ref))

    def _turns(self, id: str) -> list[dt.date]:
        """The first day on which something runs, and the day after its last one; none where no date says the first."""
        run = self.run(id)
        if run is None or run.since == ALWAYS:
            return []
        return [day for day in (run.since, after(run.until)) if day is not None]

    def _may_end(self, id: str) -> bool:
        """Whether an element has an end, dates out of the order of life, or dated links to what its life depends on."""
        actual, dates = self.graph.definition(id), [*self._written(id)]
        return (
            bool(self.graph.value(id, "retired_on"))
            or dates != sorted(dates)
            or not all(ref.lasting for field in (*actual.lenders, *actual.needed) for ref in self._refs(id, field))
            or any(ref.until for ref in self._refs(id, "deployed_at"))
        )

    def _above(self, id: str) -> dict[str, None]:
        """The element and all that may lend it dates, or that it may need, on some day."""
        above, pending = {id: None}, [id]
        while pending:
            current = pending.pop()
            actual = self.graph.definition(current)
            for field in (*actual.lenders, *actual.needed):
                new = [target for target in self.graph.targets(current, field) if target not in above]
                above |= dict.fromkeys(new)
                pending += new
        return above

    def _refs(self, id: str, field: str) -> list[Ref]:
        return self.graph.links(id, field) if field in self.graph.definition(id).links else []


def edges(ref: Ref) -> Iterator[dt.date]:
    """The first day of a link, and the day after its last one."""
    if ref.from_:
        yield first_day(ref.from_)
    if ref.until and (end := after(last_day(ref.until))):
        yield end
