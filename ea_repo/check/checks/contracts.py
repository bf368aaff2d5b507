"""Checks of contracts: what ends, and whether anything is there for the day after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation, WrittenDate
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.metamodel.durations import Duration, read_duration
from ea_repo.select.full_text import fold


@check(facts=("date", "notice", "some_notice", "renewals", "some_renewals", "under", "some_under"), near=2)
def followed(scope: Scope, under: tuple[str, ...], months: int = 12) -> Iterator[Outcome]:
    """Flags every contract that ends within its notice, or within `months`, with nothing recorded for the day after.

    Something is recorded where the contract is renewed tacitly, or where everything in service under it is under
    another contract that goes on, or is to be retired. A contract under which nothing is written is judged by itself.
    """
    graph, horizon = scope.graph, Duration(months, 0).prolonged(scope.date) or dt.date.max
    for id in scope.ids:
        start, end = graph.value(id, "starts_on"), graph.value(id, "ends_on")
        if (start and first_day(start) > scope.date) or "tacit" in fold(graph.value(id, "renewals") or ""):
            continue
        if end is None:
            yield Unknown(id, "ends_on")
            continue
        if last_day(end) < scope.date or _day_to_act(graph, id, end) > horizon:
            continue
        things = [thing for link in under for thing in graph.targets(id, link) if graph.in_service(thing)]
        left = tuple(sorted(thing for thing in things if not _provided_for(graph, thing, id, last_day(end))))
        if left or not things:
            yield Violation(id, "ends_on", left, left, _facts(graph, id, end, left))


def _day_to_act(graph: Graph, contract: str, end: str) -> dt.date:
    """The last day to give notice, where it can be read; else the last day of the contract."""
    notice = read_duration(graph.value(contract, "notice") or "")
    return (notice.before(last_day(end)) if notice else None) or last_day(end)


def _provided_for(graph: Graph, thing: str, contract: str, end: dt.date) -> bool:
    """Whether something is under another contract that goes on, or is to be retired."""
    if graph.value(thing, "retired_on") or any(
        graph.in_service(project) for project in graph.targets(thing, "retired_by")
    ):
        return True
    return any(
        until is None or last_day(until) > end
        for other in graph.targets(thing, "contracts")
        if other != contract
        for until in (graph.value(other, "ends_on"),)
    )


def _facts(graph: Graph, contract: str, end: str, left: tuple[str, ...]) -> dict[str, object]:
    notice, renewals = graph.value(contract, "notice"), graph.value(contract, "renewals")
    return {
        "date": WrittenDate(end),
        "notice": notice,
        "some_notice": notice is not None,
        "renewals": renewals,
        "some_renewals": renewals is not None,
        "under": Names(left),
        "some_under": left != (),
    }
