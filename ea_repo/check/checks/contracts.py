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


@check(
    facts=(
        "date", "over", "notice", "some_notice", "renewals", "some_renewals", "under", "some_under", "later",
        "some_later",
    )
)  # fmt: skip
def followed(scope: Scope, under: tuple[str, ...], months: int = 12) -> Iterator[Outcome]:
    """Flags every contract that ends within its notice, or within `months`, with nothing recorded for the day after.

    Something is recorded where the contract is renewed tacitly, or where everything in service under it is under
    another contract that goes on, or is retired when it ends. One that has ended is flagged as long as something stays
    in service under it alone. A contract under which nothing is written is judged by itself.
    """
    graph, horizon = scope.graph, Duration(months, 0).prolonged(scope.date) or dt.date.max
    for id in scope.ids:
        start, end = graph.value(id, "starts_on"), graph.value(id, "ends_on")
        if (start and first_day(start) > scope.date) or "tacit" in fold(graph.value(id, "renewals") or ""):
            continue
        if end is None:
            yield Unknown(id, "ends_on")
            continue
        is_over = last_day(end) < scope.date
        if not is_over and _day_to_act(graph, id, end) > horizon:
            continue
        without = scope.date if is_over else _day_after(last_day(end))
        things = [thing for link in under for thing in graph.targets(id, link) if graph.in_service(thing)]
        left = tuple(sorted(thing for thing in things if not _provided_for(graph, thing, id, without)))
        if left or not (things or is_over):
            yield Violation(id, "ends_on", left, left, {**_facts(graph, id, end, left), "over": is_over})


def _day_after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def _day_to_act(graph: Graph, contract: str, end: str) -> dt.date:
    """The last day to give notice, where it can be read; else the last day of the contract."""
    notice = read_duration(graph.value(contract, "notice") or "")
    return (notice.before(last_day(end)) if notice else None) or last_day(end)


def _provided_for(graph: Graph, thing: str, contract: str, without: dt.date) -> bool:
    """Whether something is under another contract on the first day `without` this one, or is retired by then."""
    retired = graph.value(thing, "retired_on")
    if retired is not None:
        is_retired = first_day(retired) <= without
    else:
        projects = [project for project in graph.targets(thing, "retired_by") if graph.in_service(project)]
        is_retired = any(_ends_by(graph, project, without) for project in projects)
    others = (other for other in graph.targets(thing, "contracts") if other != contract)
    return is_retired or any(_runs_on(graph, other, without) for other in others)


def _ends_by(graph: Graph, project: str, day: dt.date) -> bool:
    """Whether a project may have ended by a day: it says no end, or one that is not later."""
    end = graph.value(project, "ends_on")
    return end is None or first_day(end) <= day


def _runs_on(graph: Graph, contract: str, day: dt.date) -> bool:
    """Whether a contract runs on a day: it has begun, as far as is written, and goes on."""
    start, end = graph.value(contract, "starts_on"), graph.value(contract, "ends_on")
    return (start is None or first_day(start) <= day) and (end is None or last_day(end) >= day)


def _facts(graph: Graph, id: str, end: str, left: tuple[str, ...]) -> dict[str, object]:
    notice, renewals = graph.value(id, "notice"), graph.value(id, "renewals")
    later = tuple(thing for thing in left if graph.value(thing, "retired_on") is not None)
    return {
        "date": WrittenDate(end),
        "notice": notice,
        "some_notice": notice is not None,
        "renewals": renewals,
        "some_renewals": renewals is not None,
        "under": Names(left),
        "some_under": left != (),
        "later": Names(later),
        "some_later": later != (),
    }
