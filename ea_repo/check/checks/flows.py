"""Checks of who exchanges with whom, and what."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import combinations, product
from typing import Any

from ea_repo.check.arguments import Threshold
from ea_repo.check.checks.general import requires
from ea_repo.check.exchanges import (
    END,
    exchanges_in,
    judging,
    matching_by_a_part,
    recorded_in_full,
    solutions_among,
    through_platforms,
)
from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation
from ea_repo.graph import Graph
from ea_repo.select import Selector
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.production import among_in_use


def _shared_by_several(scope: Scope, link: str) -> list[str]:
    return [id for id in scope.ids if len(_serving(scope.graph, id, link)) > 1]


def _serving(graph: Graph, id: str, link: str) -> list[str]:
    return sorted({graph.solution(target) for target in graph.targets(id, link) if graph.in_service(target)})


@check(asks=_shared_by_several, facts=("data",), near=4, beyond=through_platforms)
def exchanged_not_retyped(scope: Scope, link: str) -> Iterator[Outcome]:
    """Flags every element served by two solutions that hold a same datum, where somebody must type it in twice.

    That is where no flow joins them, and none brings the datum to one that is not the only origin of it. Two
    installations of one product are not asked to exchange. Where flows are not recorded in full, it is unknown.
    """
    graph, exchanges = scope.graph, exchanges_in(scope)
    full = all(scope.known.holds_all(graph, "flow", end) for end in ("source", "target", "data"))
    for id in scope.ids:
        partners = {solution: exchanges.partners(solution) for solution in _serving(graph, id, link)}
        apart = [
            (first, second)
            for first, second in combinations(partners, 2)
            if graph.solution(first, product=True) != graph.solution(second, product=True)
            and second not in partners[first]
        ]
        retyped = {pair: data for pair in apart if (data := _typed_twice(graph, exchanges, *pair))}
        if retyped and full:
            solutions = tuple(sorted({solution for pair in retyped for solution in pair}))
            twice = tuple(sorted(set().union(*retyped.values())))
            yield Violation(id, link, solutions, (*solutions, *twice), {"data": Names(twice)})
        elif retyped:
            yield Unknown(id, "flow")
        elif not all(_says_its_data(scope, solution) for pair in apart for solution in pair):
            yield Unknown(id, "uses")


def _typed_twice(graph: Graph, exchanges: Exchanges, first: str, second: str) -> set[str]:
    """The data that both hold, and that one of them at least has neither created nor got from elsewhere."""
    typed: set[str] = set()
    for in_first, in_second in product(_data_of(graph, first), _data_of(graph, second)):
        wholes = graph.wholes(in_first, "part_of")
        if in_second in wholes or in_first in graph.wholes(in_second, "part_of"):
            held = ((first, in_first), (second, in_second))
            unfed = [(solution, datum) for solution, datum in held if not exchanges.brings(solution, datum)]
            created = [datum in _data_of(graph, solution, "masters") for solution, datum in unfed]
            if len(unfed) > 1 or not all(created):
                typed.add(in_first if in_second in wholes else in_second)
    return typed


def _data_of(graph: Graph, solution: str, *links: str) -> set[str]:
    """The data that a solution masters or uses (or only what these links say), by itself or by its modules."""
    members = [part for part in graph.parts(solution) if graph.in_service(part)]
    return {datum for part in members for link in links or ("masters", "uses") for datum in graph.targets(part, link)}


def _says_its_data(scope: Scope, solution: str) -> bool:
    return any(
        scope.graph.recorded(part, link) or scope.known.knows(scope.graph, part, link)
        for part in scope.graph.parts(solution)
        for link in ("masters", "uses")
    )


def _concerned(scope: Scope, carrying: Selector | None = None, between: Selector | None = None, **_: Any) -> list[str]:
    """The flows that carry such data, or join an application that is so, by itself or by one of its modules."""
    graph = scope.graph
    flows: Sequence[str] = scope.ids
    if carrying is not None:
        carries = _carrying(scope, carrying)
        flows = [flow for flow in flows if carries(flow) is not False]
    if between is not None:
        sources, targets = map(graph.along, END.values())
        matches = graph.once(matching_by_a_part, between).__getitem__
        flows = [flow for flow in flows if any(map(matches, (*sources[flow], *targets[flow])))]
    return list(flows)


def _carrying(scope: Scope, carrying: Selector) -> Callable[[str], bool | None]:
    """Tells whether a flow carries such data; None where what it carries, or what that is like, is not written."""
    matching, data = judging(scope, carrying), scope.graph.along("data")

    def carries(flow: str) -> bool | None:
        answers = {matching[datum] for datum in data[flow]}
        if True in answers:
            return True
        return None if None in answers or not (answers or scope.settles(flow, "data")) else False

    return carries


@check(asks=_concerned, facts=("missing",), near=FAR)
def requires_of_flows(
    scope: Scope, fields: tuple[str, ...], carrying: Selector | None = None, between: Selector | None = None
) -> Iterator[Outcome]:
    """Flags every flow that has not all these fields, of those `carrying` such data or `between` such applications.

    One such end is enough; it is judged with its modules, and a datum by what it says, else by its whole. One that may
    carry such data is unknown, unless it has all these fields.
    """
    doubtful: frozenset[str] = frozenset()
    if carrying is not None:
        carries = _carrying(scope, carrying)
        doubtful = frozenset(flow for flow in scope.ids if carries(flow) is None)
    for outcome in requires(scope, fields):
        if outcome.subject in doubtful:
            yield Unknown(outcome.subject, _what_would_tell(scope, outcome.subject, carrying))
        else:
            yield outcome


def _what_would_tell(scope: Scope, flow: str, carrying: Selector | None) -> str:
    """The field that would tell whether a flow carries such data: its own, or one of its data's."""
    keys = carrying.keys() if carrying is not None and scope.settles(flow, "data") else []
    return ".".join(["data", *keys[:1]])


def _with_threshold(scope: Scope, threshold: Threshold, **_: Any) -> list[str]:
    return solutions_among(scope) if threshold in scope.thresholds else []


@check(asks=_with_threshold, facts=("count", "threshold"), near=3, selects={"where": 1})
def few_flows(scope: Scope, threshold: Threshold, where: Selector) -> Iterator[Outcome]:
    """Flags every solution at an end of more flows that match `where` than a threshold of the workspace.

    Unknown where flows that may match would pass it, or where flows are not recorded in full.
    """
    graph, exchanges, bound = scope.graph, exchanges_in(scope), scope.thresholds.get(threshold, math.inf)
    platforms = cache(partial(is_platform, graph))
    # A flow is looked at from both its ends.
    direct = {
        exchange.flow
        for id in scope.ids
        for exchange in exchanges.of(id)
        if not platforms(exchange.giver) and not platforms(exchange.taker)
    }
    flows = sorted(direct)
    holds = dict(zip(flows, where.on(graph, scope.known).of(flows), strict=True))
    for id in scope.ids:
        answers = {exchange.flow: holds[exchange.flow] for exchange in exchanges.of(id) if exchange.flow in direct}
        counted = tuple(sorted(flow for flow, answer in answers.items() if answer))
        if len(counted) > bound:
            yield Violation(id, None, counted, counted, {"count": len(counted), "threshold": bound})
        elif sum(answer is not False for answer in answers.values()) > bound:
            yield Unknown(id, where.keys()[0])
        elif not recorded_in_full(scope, id):
            yield Unknown(id, "flow")


@check(facts=("data",), near=3)
def fed_relays(scope: Scope) -> Iterator[Outcome]:
    """Flags every referential of which a relay gets none of its data by a recorded flow, where flows are in full.

    A platform that relays gets them as it passes them on: by a flow from the referential, or from another relay.
    """
    graph, exchanges = scope.graph, exchanges_in(scope)
    for id in scope.ids:
        data = _data_of(graph, id, "masters")
        relays = among_in_use(graph, graph.targets(id, "relays"))
        starving = tuple(relay for relay in relays if not _fed(graph, exchanges, id, relay, data))
        if starving and not data:
            yield Unknown(id, "masters")
        elif starving and not all(_knows_its_flows(scope, relay) for relay in starving):
            yield Unknown(id, "flow")
        elif starving:
            yield Violation(id, "relays", starving, starving, {"data": Names(tuple(sorted(data)))})


def _fed(graph: Graph, exchanges: Exchanges, referential: str, relay: str, data: set[str]) -> bool:
    """Whether a relay gets some of the data: by a flow that reaches it, or by one that it passes on."""
    solution = graph.solution(relay)
    if solution == graph.solution(referential) or any(exchanges.brings(solution, datum) for datum in data):
        return True
    givers = {part for id in (referential, *graph.targets(referential, "relays")) for part in graph.parts(id)}
    related = {name for datum in data for name in (*graph.parts(datum), *graph.wholes(datum, "part_of"))}
    return any(
        givers.intersection(graph.targets(flow, "source")) and related.intersection(graph.targets(flow, "data"))
        for flow in among_in_use(graph, graph.targets(relay, "passes"))
    )


def _knows_its_flows(scope: Scope, relay: str) -> bool:
    links = ("receives", "passes") if is_platform(scope.graph, relay) else ("receives",)
    return all(scope.known.knows(scope.graph, relay, link) for link in links)
