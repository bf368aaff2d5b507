"""When a process that was covered at a place is covered there by nobody in service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ea_repo.impact.cover import Cover
from ea_repo.impact.days import Days, Span, spans
from ea_repo.impact.sites import Sites


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
"""Applications, each with what may be deployed at the place; None where it surely is."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Who covers a process at a place on some days, and the proofs of concept that do not count."""

    covering: _Covering
    passing: _Covering

    @property
    def lenders(self) -> frozenset[str]:
        """Those whose deployments, recorded nowhere, the cover rests on; none where somebody surely covers it."""
        lenders = {lender for lender, _ in self.covering}
        return frozenset() if None in lenders else frozenset(each for each in lenders if each is not None)

    @property
    def doubtful(self) -> frozenset[str]:
        """These and, whatever they were part of before, the applications that cover it by them."""
        return self.lenders | {id for _, id in self.covering} if self.lenders else frozenset()

    def but(self, absent: frozenset[str]) -> frozenset[str]:
        """Who covers it if these are not deployed there."""
        return frozenset(id for lender, id in self.covering if lender is None or not absent & {lender, id})


_Row = tuple[_Cell | None, ...]
"""A process at a place over time; None while the process or the place is not in service."""


class Gaps:
    """The gaps in the cover of processes, looked for on the days on which something changes."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._covers: dict[dt.date, tuple[Sites, Cover]] = {}

    def of(self, process: str) -> list[Gap]:
        """The gaps of a process, one for all the places where it is the same."""
        stretches = self._stretches(process)
        if len(stretches) == 1:
            return []
        alike: dict[_Row, list[str]] = {}
        for place, row in self._rows(process, stretches).items():
            alike.setdefault(row, []).append(place)
        found: dict[Gap, set[str]] = {}
        for row, places in alike.items():
            for gap in _gaps(process, row, stretches):
                found.setdefault(gap, set()).update(places)
        told = (self._at(gap, places) for gap, places in found.items())
        return sorted(told, key=lambda each: (each.span, each.sites))

    def _stretches(self, process: str) -> list[Span]:
        days, covering = self._days, self._days.graph.targets(process, "covered_by")
        changes = {*days.life(process), *days.links(covering, "covers")}.union(
            *(days.life(each) | days.places(each) for each in covering)
        )
        return spans(changes | days.sites) if covering else spans(())

    def _rows(self, process: str, stretches: Sequence[Span]) -> dict[str, _Row]:
        found: dict[str, list[_Cell | None]] = {}
        for number, span in enumerate(stretches):
            for place, cell in self._cells(process, span.since):
                found.setdefault(place, [None] * len(stretches))[number] = cell
        return {place: tuple(_counted(row)) for place, row in found.items()}

    def _cells(self, process: str, day: dt.date) -> Iterator[tuple[str, _Cell]]:
        if not self._days.view(day).in_service(process):
            return
        sites, cover = self._cover(day)
        covering = [(id, sites.lender(id), cover.passing(id)) for id in cover.of(process)]
        for place in sites.places:
            kept: dict[bool, list[tuple[str | None, str]]] = {True: [], False: []}
            for id, lender, passing in covering:
                if (there := cover.there(id, place)) is not False:
                    kept[passing].append((None if there else lender, id))
            yield place, _Cell(frozenset(kept[False]), frozenset(kept[True]))

    def _cover(self, day: dt.date) -> tuple[Sites, Cover]:
        if day not in self._covers:
            sites = Sites.of(self._days.view(day))
            self._covers[day] = sites, Cover.over(self._days.view(day))
        return self._covers[day]

    def _at(self, gap: Gap, places: set[str]) -> Gap:
        sites, _ = self._cover(gap.span.since)
        return replace(gap, sites=tuple(sites.folded(frozenset(places))), everywhere=places.issuperset(sites.places))


def _counted(row: Sequence[_Cell | None]) -> Iterator[_Cell | None]:
    """The same, where proofs of concept count until something that lasts has covered the process."""
    lasting = False
    for cell in row:
        lasting = lasting or bool(cell and cell.covering)
        yield cell if cell is None or lasting else _Cell(cell.passing, frozenset())


def _gaps(process: str, row: _Row, stretches: Sequence[Span]) -> Iterator[Gap]:
    kinds = [_kind(row, number) for number in range(len(row))]
    for certain, numbers in groupby(range(len(row)), key=kinds.__getitem__):
        if certain is None:
            continue
        run = list(numbers)
        cells = [cell for number in run if (cell := row[number]) is not None]
        absent = frozenset[str]().union(*(cell.doubtful for cell in cells))
        lenders = {lender for cell in cells for lender in cell.lenders}
        following = row[run[-1] + 1] if run[-1] + 1 < len(row) else None
        stops = _last(row[: run[0]], cells[0].doubtful)
        yield Gap(
            process,
            Span(stretches[run[0]].since, stretches[run[-1]].until),
            certain,
            tuple(sorted(stops)),
            tuple(sorted(following.but(absent))) if following else (),
            tuple(sorted(lenders)),
            tuple(sorted({id for cell in cells for _, id in cell.passing})),
        )


def _kind(row: _Row, number: int) -> bool | None:
    """Whether there is a gap: surely (True), perhaps (False), or none."""
    cell = row[number]
    if cell is None or cell.but(cell.doubtful) or not _last(row[:number], cell.doubtful):
        return None
    return not cell.covering


def _last(row: _Row, absent: frozenset[str]) -> frozenset[str]:
    """Who covered the process last, if these are not deployed there."""
    return next((who for cell in reversed(row) if cell and (who := cell.but(absent))), frozenset())
