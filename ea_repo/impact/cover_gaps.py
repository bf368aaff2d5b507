"""When a process that was covered at a place, or a need of it that was met, is so by nobody in service."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from ea_repo.graph import Graph, LazyDict
from ea_repo.impact.days import ALWAYS, Days, Span, spans
from ea_repo.impact.unmet_needs import UnmetNeed, perhaps_met
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.process_needs import ProcessNeeds, agreed_need
from ea_repo.semantics.stand_ins import stands_in_by_cover, stands_in_by_support


@dataclass(frozen=True)
class Gap:
    """Some days on which a process that was covered at some sites is covered there by nobody in service.

    With a `need`, those who supported it are gone, and nobody covers the process either; one that they all say to be
    only useful makes no gap. What has no recorded deployment counts as used everywhere; where it alone covers the
    process, the gap is not `certain`, and `to_confirm` are those whose `deployed_at` would settle it. `stops` covered
    the process last, `starts` do after it (none: nobody, as far as dates are written). What does not stand in for
    others (a proof of concept that nobody decided to keep, an outside tool) fills no gap: `passing` are those of them
    in service meanwhile. `everywhere`: at every site in service.
    """

    process: str
    span: Span
    certain: bool
    stops: tuple[str, ...]
    starts: tuple[str, ...]
    to_confirm: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    everywhere: bool = False
    need: UnmetNeed | None = None


_Covering = frozenset[tuple[str | None, str]]
"""Applications, each with the element whose deployments, recorded nowhere, would settle that it is used at the place;
None where it surely is."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Who covers a process at a place (or meets a need of it) on some days, and who does without standing in."""

    covering: _Covering
    passing: _Covering

    @property
    def unplaced(self) -> frozenset[str]:
        """Those whose deployments, recorded nowhere, the cover rests on; none where somebody surely covers it."""
        unplaced = {element for element, _ in self.covering}
        return frozenset() if None in unplaced else frozenset(element for element in unplaced if element is not None)

    @property
    def doubtful(self) -> frozenset[str]:
        """These and, whatever they were part of before, the applications that cover it by them."""
        return self.unplaced | {application for _, application in self.covering} if self.unplaced else frozenset()

    def without(self, absent: frozenset[str]) -> frozenset[str]:
        """Who covers it if these are not deployed there."""
        return frozenset(
            application
            for unplaced, application in self.covering
            if unplaced is None or not absent & {unplaced, application}
        )


_Row = tuple[_Cell | None, ...]
"""A process at a place over time; None while the process or the place is not in service."""
_COVER = ""
"""Among the keys of the needs of a process, what stands for its cover."""


class _Serving:
    """Who covers a process on a day, or meets a need of it, and where."""

    def __init__(self, view: Graph, places: frozenset[str], covering: Sequence[str], supporting: Sequence[str]) -> None:
        self._view, self._places, self._deployment = view, places, Deployment.of(view)
        self._recorded_by = {id: self._deployment.recorded_by(id) for id in (*covering, *supporting)}
        self._by_support = {id: stands_in_by_support(view, id) for id in supporting}

    @property
    def told_apart(self) -> Iterator[frozenset[str]]:
        """The sets of places by which what happens at one may be other than at another: all there are, then theirs."""
        yield self._places
        yield from filter(None, map(self._deployment.places_of, self._recorded_by))

    def at(self, place: str) -> _Cell | None:
        """What happens at a place; None where it is none on that day."""
        if place not in self._places:
            return None
        by_passing: dict[bool, list[tuple[str | None, str]]] = {True: [], False: []}
        for id, recorded_by in self._recorded_by.items():
            if (used := self._deployment.used_at(id, place)) is not False:
                lasting = self._by_support[id] if id in self._by_support else stands_in_by_cover(self._view, id, place)
                by_passing[not lasting].append((None if used else recorded_by, id))
        return _Cell(frozenset(by_passing[False]), frozenset(by_passing[True]))


def _alike(told_apart: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """All the places of some sets, those that are in the same of these sets together."""
    alike: list[frozenset[str]] = []
    for places in told_apart:
        new = places.difference(*alike)
        alike = [part for group in alike for part in (group & places, group - places) if part]
        alike += [new] if new else []
    return alike


class Gaps:
    """The gaps in the cover of processes and of their needs, looked for on the days on which something changes."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._places: Mapping[dt.date, frozenset[str]] = LazyDict(self._read_places)

    def of(self, process: str) -> list[Gap]:
        """The gaps of a process, one for all the places where it is the same."""
        return self.looked_for(process) if self.may_stop(process) else []

    def may_stop(self, process: str) -> bool:
        """Whether somebody may stop covering a process, or meeting a need of it; if not, it has no gap.

        Most processes are served by what only ever begins, which the dates written tell without a look at any day. What
        begins makes others no longer count in two cases, which may be gaps too: what lasts does so to proofs of concept
        and outside tools, what covers the process to the supports by its own solution.
        """
        days, graph = self._days, self._days.graph
        links = [*graph.arriving(process, "covered_by"), *graph.arriving(process, "supported_by")]
        covering, supporting = (
            {graph.solution(id) for id in graph.targets(process, name)} for name in ("covered_by", "supported_by")
        )
        return (
            (bool(links) and self._sites_move)
            or any(link.ref.until for link in links)
            or any(days.may_leave(link.source) for link in links)
            or not all(stands_in_by_support(graph, link.source) for link in links)
            or not covering.isdisjoint(supporting)
        )

    @cached_property
    def _sites_move(self) -> bool:
        """Whether a site is part of another from some day, or until one."""
        return any(self._days.of_links(self._days.graph.of("site"), "part_of"))

    def looked_for(self, process: str) -> list[Gap]:
        """The same, by a look at every day on which something changes, whether somebody may stop or not."""
        stretches = self._stretches(process)
        places_by_gap: dict[Gap, set[str]] = {}
        for key in self._keys(process, stretches):
            places_by_row: dict[_Row, set[str]] = {}
            for alike, row in self._rows(process, key, stretches):
                places_by_row.setdefault(row, set()).update(alike)
            for row, places in places_by_row.items():
                for gap, last_number in _gaps(process, row, stretches):
                    before = stretches[last_number]
                    of_keys = [(gap, places)] if key == _COVER else self._of_need(gap, key, before, places)
                    for of_key, there in of_keys:
                        places_by_gap.setdefault(of_key, set()).update(there)
        gaps = (self._at(gap, places) for gap, places in places_by_gap.items())
        return sorted(gaps, key=lambda gap: (gap.span, gap.sites, gap.need is not None, gap.stops))

    def _stretches(self, process: str) -> list[Span]:
        return spans(self._days.of_process(process))

    def _keys(self, process: str, stretches: Sequence[Span]) -> list[str]:
        """The cover of a process, and each need that it has on some day."""
        if not self._days.graph.targets(process, "supported_by"):
            return [_COVER]
        views = (self._days.view(span.since) for span in stretches)
        return sorted({_COVER, *(need.key for view in views for need in ProcessNeeds.of(view).needs(process))})

    def _rows(self, process: str, key: str, stretches: Sequence[Span]) -> Iterator[tuple[frozenset[str], _Row]]:
        """What happens over time at the places that nothing tells apart; many are of one kind, few are named."""
        over_time = [self._serving(process, key, span.since) for span in stretches]
        for alike in _alike({places for serving in over_time if serving for places in serving.told_apart}):
            place = min(alike)
            yield alike, tuple(_counted([serving.at(place) if serving else None for serving in over_time]))

    def _serving(self, process: str, key: str, day: dt.date) -> _Serving | None:
        """Who covers a process on a day or, with the key of a need, who meets that: who covers it does too.

        None where the process is not in service.
        """
        view = self._days.view(day)
        if not view.in_service(process):
            return None
        needs = ProcessNeeds.of(view)
        supporting = [id for need in needs.needs(process) if need.key == key for id in need.supporters]
        return _Serving(view, self._places_on(day), needs.covering(process), supporting)

    def _places_on(self, day: dt.date) -> frozenset[str]:
        """The places on a day: those of the last day on which a site changed."""
        return self._places[self._days_of_places[bisect_right(self._days_of_places, day) - 1]]

    def _read_places(self, day: dt.date) -> frozenset[str]:
        return frozenset(Deployment.of(self._days.view(day)).places)

    @cached_property
    def _days_of_places(self) -> list[dt.date]:
        return sorted({ALWAYS, *self._days.of_sites})

    def _of_need(self, gap: Gap, key: str, before: Span, places: Iterable[str]) -> Iterator[tuple[Gap, set[str]]]:
        """The gap of a need, with its places; none where it was only useful, or where the gap of a cover tells it."""
        needs = ProcessNeeds.of(self._days.view(before.since))
        need = next((need for need in needs.needs(gap.process) if need.key == key), None)
        if need is None or not set(need.supporters).issuperset(gap.stops):
            return
        weights = {id: need.need_by_supporter[id] for id in gap.stops}
        agreed = agreed_need(weights.values())
        if agreed == "useful":
            return
        unsaid = tuple(id for id, weight in weights.items() if agreed is None and weight is None)
        for perhaps, there in perhaps_met(self._days.view(gap.span.since), need, gap.stops, places).items():
            unmet = UnmetNeed(need.words, unsaid, perhaps)
            yield replace(gap, certain=gap.certain and not unsaid, need=unmet), there

    def _at(self, gap: Gap, places: set[str]) -> Gap:
        deployment = Deployment.of(self._days.view(gap.span.since))
        sites = tuple(deployment.folded(frozenset(places)))
        return replace(gap, sites=sites, everywhere=places.issuperset(deployment.places))


def _counted(cells: Sequence[_Cell | None]) -> Iterator[_Cell | None]:
    """The same, where proofs of concept count until something that lasts has covered the process."""
    lasting = False
    for cell in cells:
        lasting = lasting or bool(cell and cell.covering)
        yield cell if cell is None or lasting else _Cell(cell.passing, frozenset())


def _gaps(process: str, row: _Row, stretches: Sequence[Span]) -> Iterator[tuple[Gap, int]]:
    """The gaps in a row, each with the number of the stretch on which the process was covered last."""
    certainties = [_certainty(row, number) for number in range(len(row))]
    for certain, numbers in groupby(range(len(row)), key=certainties.__getitem__):
        if certain is None:
            continue
        run = list(numbers)
        cells = [cell for number in run if (cell := row[number]) is not None]
        absent = frozenset[str]().union(*(cell.doubtful for cell in cells))
        unplaced = {element for cell in cells for element in cell.unplaced}
        following = row[run[-1] + 1] if run[-1] + 1 < len(row) else None
        last_number, stops = _last(row[: run[0]], cells[0].doubtful)
        gap = Gap(
            process,
            Span(stretches[run[0]].since, stretches[run[-1]].until),
            certain,
            tuple(sorted(stops)),
            tuple(sorted(following.without(absent))) if following else (),
            tuple(sorted(unplaced)),
            tuple(sorted({application for cell in cells for _, application in cell.passing})),
        )
        yield gap, last_number


def _certainty(row: _Row, number: int) -> bool | None:
    """Whether there is a gap: surely (True), perhaps (False), or none."""
    cell = row[number]
    if cell is None or cell.without(cell.doubtful) or not _last(row[:number], cell.doubtful)[1]:
        return None
    return not cell.covering


def _last(row: _Row, absent: frozenset[str]) -> tuple[int, frozenset[str]]:
    """On which stretch somebody covered the process last, if these are not deployed there, and who did."""
    for number in reversed(range(len(row))):
        cell = row[number]
        if cell is not None and (covering := cell.without(absent)):
            return number, covering
    return 0, frozenset()
