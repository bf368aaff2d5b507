"""Checks of time: support, overlap, the technical framework, what a retirement leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.check.outcome import Day, Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import check
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day

_SUPPORT = ("end_of_support_on", "end_of_extended_support_on", "own_support_until")
"""The ways a technology is supported; the last of them to end counts."""


@check()
def supported(scope: Scope, link: str, months: int = 0, ended: bool = True) -> Iterator[Outcome]:
    """Flags every element that a link joins to what is out of support `months` from the date.

    The vendor's support, its paid extension and one's own contract all count. With `ended: false`, what is already
    out of support at the date is left to another rule.
    """
    horizon = _later(scope.date, months)
    for id in scope.ids:
        targets = scope.graph.targets(id, link)
        ends = {each: _support(scope.graph, each) for each in targets}
        late = tuple(
            each
            for each, end in ends.items()
            if end and last_day(end) < horizon and (ended or last_day(end) >= scope.date)
        )
        if late:
            yield Violation(id, link, late, late, {"date": Day(min(ends[each] or "" for each in late))})
        elif None in ends.values() or not scope.graph.recorded(id, link):
            yield Unknown(id, link)


def _support(graph: Graph, technology: str) -> str | None:
    written = [value for field in _SUPPORT if (value := graph.value(technology, field))]
    return max(written, key=last_day) if written else None


def _later(date: dt.date, months: int) -> dt.date:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    for day in range(date.day, 27, -1):
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            continue
    return dt.date(year, month + 1, date.day)


@check()
def in_framework(scope: Scope) -> Iterator[Outcome]:
    """Flags every technology that its technical framework bans, or no longer allows, at the date."""
    for id in scope.ids:
        places = scope.graph.value(id, "framework")
        current = [each for each in places or () if each.from_ is None or first_day(each.from_) <= scope.date]
        if places is None:
            yield Unknown(id, "framework")
        elif not current or current[-1].status != "allowed":
            status = current[-1].status if current else "never allowed"
            used = tuple(each for each in scope.graph.targets(id, "used_in") if scope.graph.in_service(each))
            if not current or current[-1].status == "banned" or used:
                yield Violation(id, "framework", used, used, {"status": status, "used": Names(used)})


@check()
def overlap(scope: Scope) -> Iterator[Outcome]:
    """Flags every element that is still in service with its successor after the agreed overlap."""
    for id in scope.ids:
        successors = [each for each in scope.graph.targets(id, "successor") if scope.graph.in_service(each)]
        until = scope.graph.value(id, "overlap_until")
        if successors and until is None:
            yield Unknown(id, "overlap_until")
        elif successors and last_day(until) < scope.date:
            named = tuple(successors)
            yield Violation(id, "overlap_until", named, named, {"date": Day(until), "successors": Names(named)})


@check()
def leaves_nothing(scope: Scope, links: tuple[str, ...], covers: str) -> Iterator[Outcome]:
    """Flags what is out of service but still at an end of a flow in service, or the only cover ever written of a process."""
    graph = scope.graph
    for id in scope.ids:
        flows = [each for link in links for each in graph.targets(id, link) if graph.in_service(each, alone=True)]
        alone = [
            process
            for process in graph.targets(id, covers)
            if not any(graph.in_service(each) for each in graph.targets(process, "covered_by"))
        ]
        if flows or alone:
            left = tuple(sorted({*flows, *alone}))
            yield Violation(id, None, left, left, {"flows": Names(tuple(flows)), "processes": Names(tuple(alone))})
