"""Checks of time: support, overlap, the technical framework, what a retirement leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from ea_repo.check.checks.general import requires, unknown_of
from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation, WrittenDate
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day, months_later
from ea_repo.metamodel.technology import FrameworkPlace
from ea_repo.select import Selector
from ea_repo.semantics.hosting import technologies_under
from ea_repo.semantics.inherited_values import inheritance
from ea_repo.semantics.production import among_in_use
from ea_repo.semantics.support import last_support


@check(facts=("date",))
def supported(scope: Scope, link: str, months: int = 0, ended: bool = True) -> Iterator[Outcome]:
    """Flags every element that a link joins to what is out of support `months` from the date.

    The vendor's support, its paid extension and one's own contract all count. With `ended: false`, what is already
    out of support at the date is left to another rule. The technologies of the nodes on which an element stands are
    those of the element too: `related` are then the nodes that lead to them.
    """
    horizon, graph = months_later(scope.date, months), scope.graph
    hosted = link == "technologies" and any(graph.targets(node, link) for node in graph.of("node"))
    for id in scope.ids:
        nodes_by_target: dict[str, tuple[str, ...]] = dict.fromkeys(graph.targets(id, link), ())
        if hosted:
            nodes_by_target |= {under.technology: under.nodes for under in technologies_under(graph, id)}
        ends = {target: last_support(graph, target) for target in nodes_by_target}
        late = {
            target: end
            for target, end in ends.items()
            if end and last_day(end) < horizon and (ended or last_day(end) >= scope.date)
        }
        if late:
            date = WrittenDate(min(late.values(), key=last_day))
            nodes = dict.fromkeys(node for target in late for node in nodes_by_target[target])
            yield Violation(id, link, tuple(late), (*late, *nodes), {"date": date})
        elif None in ends.values() or not scope.settles(id, link):
            yield Unknown(id, link)


@check(facts=("since", "never", "in_use"))
def in_framework(scope: Scope) -> Iterator[Outcome]:
    """Flags every technology that its technical framework bans at the date or has never allowed by then.

    One that nobody uses any more is let be, where its uses are recorded in full.
    """
    graph = scope.graph
    for id in scope.ids:
        places = sorted(graph.value(id, "framework") or (), key=_begins)
        begun = [place for place in places if _begins(place) <= scope.date]
        banned = bool(begun) and begun[-1].status == "banned"
        used = tuple(user for user in graph.targets(id, "used_in") if graph.in_service(user))
        # What held before the first place is not written, unless that place is the one that lets the technology in.
        if not scope.settles(id, "framework") or (places and not begun and places[0].status != "allowed"):
            yield Unknown(id, "framework")
        elif (banned or not begun) and (used or not scope.known.knows(graph, id, "used_in")):
            since = begun[-1].from_ if begun else None
            facts = {"since": since and WrittenDate(since), "never": not begun, "in_use": bool(used)}
            yield Violation(id, "framework", used, used, facts)


def _begins(place: FrameworkPlace) -> dt.date:
    return first_day(place.from_) if place.from_ else dt.date.min


@check(facts=("until",))
def overlap(scope: Scope) -> Iterator[Outcome]:
    """Flags every element that is still in service with its successor after the agreed overlap."""
    for id in scope.ids:
        successors = tuple(
            successor for successor in scope.graph.targets(id, "successor") if scope.graph.in_service(successor)
        )
        until = scope.graph.value(id, "overlap_until")
        if successors and not scope.settles(id, "overlap_until"):
            yield Unknown(id, "overlap_until")
        elif successors and (until is None or last_day(until) < scope.date):
            yield Violation(id, "overlap_until", successors, successors, {"until": until and WrittenDate(until)})


def _leaving(scope: Scope, months: int = 0, **_: Any) -> list[str]:
    """The elements that are in their last phases, or that leave service within `months`."""
    horizon = months_later(scope.date, months)
    retired = {id: scope.graph.value(id, "retired_on") for id in scope.ids}
    return [
        id
        for id, day in retired.items()
        if (day and first_day(day) <= horizon) or scope.graph.phase(id) in ("phase_out", "end_of_life")
    ]


@check(asks=_leaving, facts=("date",))
def leaves_by(scope: Scope, link: str, where: Selector, months: int = 0) -> Iterator[Outcome]:
    """Flags what leaves service, or will within `months`, and that no link joins to an element that matches `where`.

    What a link says of a whole, or of a product, it says of its modules and of its instances.
    """
    graph = scope.graph
    for id in scope.ids:
        ancestors = inheritance(graph, id)
        targets = tuple(dict.fromkeys(target for ancestor in ancestors for target in graph.targets(ancestor, link)))
        answers = {target: where.holds(graph, target, scope.known) for target in targets}
        if True in answers.values():
            continue
        if None in answers.values() or not scope.known.knows(graph, id, link):
            yield unknown_of(scope, id, link, where, answers)
        else:
            written = {field: day for field in ("retired_on", "phase_out_on") if (day := graph.value(id, field))}
            field, day = next(iter(written.items()), (None, None))
            yield Violation(id, field, related=targets, facts={"date": day and WrittenDate(day)})


@check(facts=("flows", "processes", "some_flows", "alone"))
def leaves_nothing(
    scope: Scope, ends: tuple[str, ...], covers: str, through: tuple[str, ...] = ()
) -> Iterator[Outcome]:
    """Flags what is out of service but at an end of a flow in service (or on its way), or all that covers a process.

    That it is at no end is known only where flows are recorded in full.
    """
    graph = scope.graph
    for id in scope.ids:
        joined = dict.fromkeys(flow for link in (*ends, *through) for flow in graph.targets(id, link))
        flows = tuple(among_in_use(graph, list(joined)))
        alone = tuple(process for process in graph.targets(id, covers) if _uncovered(graph, process))
        if flows or alone:
            left = tuple(sorted({*flows, *alone}))
            facts = {"flows": Names(flows), "processes": Names(alone), "some_flows": flows != (), "alone": alone != ()}
            yield Violation(id, None, left, left, facts)
        elif silent := [link for link in ends if not scope.known.knows(graph, id, link)]:
            yield Unknown(id, silent[0])


def _uncovered(graph: Graph, process: str) -> bool:
    """Whether a process in service has no cover in service, by itself, by its whole or by its parts."""
    around = {*graph.parts(process), *graph.wholes(process, "part_of")}
    return graph.in_service(process) and not any(
        among_in_use(graph, graph.targets(part, "covered_by")) for part in around
    )


@check()
def leads_to_what_leaves(scope: Scope, link: str) -> Iterator[Outcome]:
    """Flags every element that a link joins to what is out of service, or on its way out, by its dates."""
    for id in scope.ids:
        targets = scope.graph.targets(id, link)
        leaving = tuple(id for id in targets if scope.graph.phase(id) in ("phase_out", "end_of_life"))
        if leaving:
            yield Violation(id, link, leaving, leaving)
        elif not scope.settles(id, link):
            yield Unknown(id, link)


def _running(scope: Scope, **_: Any) -> list[str]:
    """The elements whose own beginning is not to come and whose end has not passed."""
    dates = {id: (scope.graph.value(id, "starts_on"), scope.graph.value(id, "ends_on")) for id in scope.ids}
    return [
        id
        for id, (start, end) in dates.items()
        if (not start or first_day(start) <= scope.date) and (not end or scope.date <= last_day(end))
    ]


@check(asks=_running, facts=("missing",))
def requires_while_running(scope: Scope, fields: tuple[str, ...]) -> Iterator[Outcome]:
    """Flags every element that has not all these fields between its beginning and its end."""
    yield from requires(scope, fields)
