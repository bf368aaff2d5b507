"""When a process that was covered at a place is covered there by nobody in service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ea_repo.impact.cover import Cover
from ea_repo.impact.days import Days, Span, spans
from ea_repo.semantics.application_types import is_undecided_poc
from ea_repo.semantics.deployment import Deployment


@dataclass(frozen=True)
class Gap:
    """Some days on which a process that was covered at some sites is covered there by nobody in service.

    What has no recorded deployment counts as used everywhere; where it alone covers the process, the gap is not
    `certain`, and `to_confirm` are those whose `deployed_at` would settle it. `stops` covered the process last,
    `starts` do after it (none: nobody, as far as dates are written). A proof of concept that nobody decided to keep
    fills no gap: `passing` are those in service meanwhile. `everywhere`: at every site in service.
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


_Covering = frozenset[tuple[str | None, str]]
"""Applications, each with the element whose deployments, recorded nowhere, would settle that it is used at the place;
None where it surely is."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Who covers a process at a place on some days, and the proofs of concept that do not count."""

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


class Gaps:
    """The gaps in the cover of processes, looked for on the days on which something changes."""

    def __init__(self, days: Days) -> None:
        self._days = days

    def of(self, process: str) -> list[Gap]:
        """The gaps of a process, one for all the places where it is the same."""
        stretches = self._stretches(process)
        if len(stretches) == 1:
            return []
        places_by_row: dict[_Row, list[str]] = {}
        for place, row in self._rows(process, stretches).items():
            places_by_row.setdefault(row, []).append(place)
        places_by_gap: dict[Gap, set[str]] = {}
        for row, places in places_by_row.items():
            for gap in _gaps(process, row, stretches):
                places_by_gap.setdefault(gap, set()).update(places)
        gaps = (self._at(gap, places) for gap, places in places_by_gap.items())
        return sorted(gaps, key=lambda gap: (gap.span, gap.sites))

    def _stretches(self, process: str) -> list[Span]:
        days, covering = self._days, self._days.graph.targets(process, "covered_by")
        changes = {*days.of_life(process), *days.of_links(covering, "covers")}.union(
            *(days.of_life(application) | days.of_deployment(application) for application in covering)
        )
        return spans(changes | days.of_sites) if covering else spans(())

    def _rows(self, process: str, stretches: Sequence[Span]) -> dict[str, _Row]:
        cells_by_place: dict[str, list[_Cell | None]] = {}
        for number, span in enumerate(stretches):
            for place, cell in self._cells(process, span.since):
                cells_by_place.setdefault(place, [None] * len(stretches))[number] = cell
        return {place: tuple(_counted(cells)) for place, cells in cells_by_place.items()}

    def _cells(self, process: str, day: dt.date) -> Iterator[tuple[str, _Cell]]:
        view = self._days.view(day)
        if not view.in_service(process):
            return
        deployment, applications = Deployment.of(view), Cover.of(view).covering(process)
        covering = [
            (application, deployment.recorded_by(application), is_undecided_poc(view, application))
            for application in applications
        ]
        for place in deployment.places:
            by_passing: dict[bool, list[tuple[str | None, str]]] = {True: [], False: []}
            for application, recorded_by, passing in covering:
                if (used := deployment.used_at(application, place)) is not False:
                    by_passing[passing].append((None if used else recorded_by, application))
            yield place, _Cell(frozenset(by_passing[False]), frozenset(by_passing[True]))

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


def _gaps(process: str, row: _Row, stretches: Sequence[Span]) -> Iterator[Gap]:
    certainties = [_certainty(row, number) for number in range(len(row))]
    for certain, numbers in groupby(range(len(row)), key=certainties.__getitem__):
        if certain is None:
            continue
        run = list(numbers)
        cells = [cell for number in run if (cell := row[number]) is not None]
        absent = frozenset[str]().union(*(cell.doubtful for cell in cells))
        unplaced = {element for cell in cells for element in cell.unplaced}
        following = row[run[-1] + 1] if run[-1] + 1 < len(row) else None
        stops = _last(row[: run[0]], cells[0].doubtful)
        yield Gap(
            process,
            Span(stretches[run[0]].since, stretches[run[-1]].until),
            certain,
            tuple(sorted(stops)),
            tuple(sorted(following.without(absent))) if following else (),
            tuple(sorted(unplaced)),
            tuple(sorted({application for cell in cells for _, application in cell.passing})),
        )


def _certainty(row: _Row, number: int) -> bool | None:
    """Whether there is a gap: surely (True), perhaps (False), or none."""
    cell = row[number]
    if cell is None or cell.without(cell.doubtful) or not _last(row[:number], cell.doubtful):
        return None
    return not cell.covering


def _last(row: _Row, absent: frozenset[str]) -> frozenset[str]:
    """Who covered the process last, if these are not deployed there."""
    return next((covering for cell in reversed(row) if cell and (covering := cell.without(absent))), frozenset())
