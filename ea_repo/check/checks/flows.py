"""Checks of who exchanges with whom, and what."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import combinations, product
from typing import Any

from ea_repo.check.checks.general import NOTHING, requires
from ea_repo.check.exchanges import OTHER_END, Exchanges, exchanges_in, judged, judging, living
from ea_repo.check.outcome import Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import check
from ea_repo.graph import Graph
from ea_repo.select import Selector


def _solutions(scope: Scope) -> list[str]:
    """The elements in scope that are no module of another."""
    return [each for each in scope.ids if scope.graph.solution(each) == each]


def _alike(scope: Scope, where: Selector) -> dict[str, bool | None]:
    """Which solutions in service match."""
    ids, answers = living(scope.graph, scope.graph.of("application")), judging(scope, where)
    return {each: answers[each] for each in ids if scope.graph.solution(each) == each}


def _beside(scope: Scope, where: Selector, unless: Selector = NOTHING) -> list[str]:
    """The solutions that are to exchange with others: none where there is nobody to exchange with."""
    asked = _solutions(scope) if True in _alike(scope, where).values() else []
    return [each for each in asked if not judged(scope, each, unless)]


@check(asks=_beside)
def exchanges_with(scope: Scope, where: Selector, unless: Selector = NOTHING) -> Iterator[Outcome]:
    """Flags every solution that exchanges, either way, with none that matches `where`, where flows are in full.

    Not asked of one that matches `unless`; unknown where it might.
    """
    exchanges, alike = exchanges_in(scope), _alike(scope, where)
    for id in scope.ids:
        near = exchanges.beside(id)
        answers = {alike[each] for each in near if each in alike}
        if True in answers:
            continue
        if not exchanges.in_full(id):
            yield Unknown(id, "flow")
        elif None in answers or judged(scope, id, unless) is None:
            yield Unknown(id, where.keys()[0])
        else:
            related = tuple(sorted(near))
            yield Violation(id, None, (), related, {"near": Names(related)})


def _returning(scope: Scope, where: Selector, of: Sequence[Selector]) -> list[str]:
    """The solutions that match each of `of`, by one of their modules or another, and are not those to return to."""
    alike = _alike(scope, where)
    asked = _solutions(scope) if True in alike.values() else []
    return [id for id in asked if not alike.get(id) and all(_by_a_part(scope.graph, id, each) for each in of)]


def _by_a_part(graph: Graph, id: str, where: Selector) -> bool:
    """Whether an element matches, or one of its parts in service, or the product that they are installations of."""
    parts = [part for part in graph.parts(id) if graph.in_service(part)]
    return any(where.matches(graph, each) for part in parts for each in graph.wholes(part, "instance_of"))


@check(asks=_returning)
def returns_to(scope: Scope, where: Selector, of: Sequence[Selector]) -> Iterator[Outcome]:
    """Flags every solution that matches `of` and sends nothing to one that matches `where`, where flows are in full."""
    exchanges = exchanges_in(scope)
    wanted = tuple(each for each, answer in _alike(scope, where).items() if answer)
    for id in scope.ids:
        near = exchanges.beside(id, "sends")
        if near.intersection(wanted):
            continue
        if exchanges.in_full(id, "sends"):
            related = tuple(sorted(near))
            yield Violation(id, None, (), related, {"near": Names(related), "wanted": Names(wanted)})
        else:
            yield Unknown(id, "flow")


def _shared_by_several(scope: Scope, link: str) -> list[str]:
    return [id for id in scope.ids if len(_serving(scope.graph, id, link)) > 1]


def _serving(graph: Graph, id: str, link: str) -> list[str]:
    return sorted({graph.solution(each) for each in graph.targets(id, link) if graph.in_service(each)})


@check(asks=_shared_by_several)
def exchanged_not_retyped(scope: Scope, link: str) -> Iterator[Outcome]:
    """Flags every element served by two solutions that hold a same datum, where somebody must type it in twice.

    That is where no flow joins them, and none brings the datum to one that is not the only origin of it. Two
    installations of one product are not asked to exchange. Where flows are not recorded in full, it is unknown.
    """
    graph, exchanges = scope.graph, exchanges_in(scope)
    full = all(scope.known.holds_all(graph, "flow", end) for end in ("source", "target", "data"))
    for id in scope.ids:
        near = {each: exchanges.beside(each) for each in _serving(graph, id, link)}
        apart = [
            (one, other)
            for one, other in combinations(near, 2)
            if graph.solution(one, product=True) != graph.solution(other, product=True) and other not in near[one]
        ]
        retyped = {pair: twice for pair in apart if (twice := _typed_twice(exchanges, *pair))}
        if retyped and full:
            both = tuple(sorted({each for pair in retyped for each in pair}))
            data = tuple(sorted(set().union(*retyped.values())))
            yield Violation(id, link, both, (*both, *data), {"data": Names(data)})
        elif retyped:
            yield Unknown(id, "flow")
        elif not all(_says_its_data(scope, each) for pair in apart for each in pair):
            yield Unknown(id, "uses")


def _typed_twice(exchanges: Exchanges, one: str, other: str) -> set[str]:
    """The data that both hold, and that one of them at least has neither made nor got from elsewhere."""
    graph = exchanges.graph
    found: set[str] = set()
    for mine, theirs in product(_held(graph, one), _held(graph, other)):
        wholes = graph.wholes(mine, "part_of")
        if theirs in wholes or mine in graph.wholes(theirs, "part_of"):
            held = ((one, mine), (other, theirs))
            unfed = [(each, datum) for each, datum in held if not exchanges.brings(each, datum)]
            made = [datum in _held(graph, each, "masters") for each, datum in unfed]
            if len(unfed) > 1 or not all(made):
                found.add(mine if theirs in wholes else theirs)
    return found


def _held(graph: Graph, solution: str, *links: str) -> set[str]:
    members = [each for each in graph.parts(solution) if graph.in_service(each)]
    return {datum for each in members for link in links or ("masters", "uses") for datum in graph.targets(each, link)}


def _says_its_data(scope: Scope, solution: str) -> bool:
    return any(
        scope.graph.recorded(each, link) or scope.known.knows(scope.graph, each, link)
        for each in scope.graph.parts(solution)
        for link in ("masters", "uses")
    )


def _concerned(scope: Scope, carrying: Selector | None = None, between: Selector | None = None, **_: Any) -> list[str]:
    """The flows that carry such data, or join an application that is so, by itself or by one of its modules."""
    graph = scope.graph
    flows: Sequence[str] = scope.ids
    if carrying is not None:
        data, such = graph.along("data"), judging(scope, carrying)
        flows = [flow for flow in flows if any(map(such.__getitem__, data[flow]))]
    if between is not None:
        sources, targets = map(graph.along, OTHER_END.values())
        joined = cache(partial(_by_a_part, graph, where=between))
        flows = [flow for flow in flows if any(map(joined, (*sources[flow], *targets[flow])))]
    return list(flows)


@check(asks=_concerned)
def requires_of_flows(
    scope: Scope, fields: tuple[str, ...], carrying: Selector | None = None, between: Selector | None = None
) -> Iterator[Outcome]:
    """Flags every flow that has not all these fields, of those `carrying` such data or `between` such applications.

    One such end is enough; it is judged with its modules, and a datum by what it says, else by its whole.
    """
    yield from requires(scope, fields)


def _with_threshold(scope: Scope, threshold: str, **_: Any) -> list[str]:
    return _solutions(scope) if threshold in scope.thresholds else []


@check(asks=_with_threshold)
def few_flows(scope: Scope, threshold: str, where: Selector) -> Iterator[Outcome]:
    """Flags every solution at an end of more flows that match `where` than a threshold of the workspace.

    Unknown where flows that may match would pass it, or where flows are not recorded in full.
    """
    graph, exchanges, bound = scope.graph, exchanges_in(scope), scope.thresholds.get(threshold, math.inf)
    # A flow is looked at from both its ends.
    flows = sorted({flow for id in scope.ids for flow in exchanges.of(id)})
    passing = cache(partial(_is_platform, graph))
    sources, targets = map(graph.along, OTHER_END.values())
    holds = {
        flow: answer
        for flow, answer in zip(flows, where.on(graph, scope.known).each(flows), strict=True)
        if not any(map(passing, (*sources[flow], *targets[flow])))
    }
    for id in scope.ids:
        answers = {flow: holds[flow] for flow in exchanges.of(id) if flow in holds}
        counted = tuple(sorted(flow for flow, answer in answers.items() if answer))
        if len(counted) > bound:
            yield Violation(id, None, counted, counted, {"count": len(counted), "threshold": bound})
        elif sum(answer is not False for answer in answers.values()) > bound:
            yield Unknown(id, where.keys()[0])
        elif not exchanges.in_full(id):
            yield Unknown(id, "flow")


def _is_platform(graph: Graph, id: str) -> bool:
    return bool(graph.value(graph.solution(id), "type") == "platform")


@check()
def fed_relays(scope: Scope) -> Iterator[Outcome]:
    """Flags every referential of which a relay gets none of its data by a recorded flow, where flows are in full.

    A platform that relays gets them as it passes them on: by a flow from the referential, or from another relay.
    """
    graph, exchanges = scope.graph, exchanges_in(scope)
    for id in scope.ids:
        data = _held(graph, id, "masters")
        relays = living(graph, graph.targets(id, "relays"))
        starving = tuple(each for each in relays if not _fed(exchanges, id, each, data))
        if starving and not data:
            yield Unknown(id, "masters")
        elif starving and not all(_knows_its_flows(scope, each) for each in starving):
            yield Unknown(id, "flow")
        elif starving:
            yield Violation(id, "relays", starving, starving, {"data": Names(tuple(sorted(data)))})


def _fed(exchanges: Exchanges, referential: str, relay: str, data: set[str]) -> bool:
    graph = exchanges.graph
    solution = graph.solution(relay)
    if solution == graph.solution(referential) or any(exchanges.brings(solution, datum) for datum in data):
        return True
    givers = {part for each in (referential, *graph.targets(referential, "relays")) for part in graph.parts(each)}
    near = {each for datum in data for each in (*graph.parts(datum), *graph.wholes(datum, "part_of"))}
    return any(
        givers.intersection(graph.targets(flow, "source")) and near.intersection(graph.targets(flow, "data"))
        for flow in living(graph, graph.targets(relay, "passes"))
    )


def _knows_its_flows(scope: Scope, relay: str) -> bool:
    links = ("receives", "passes") if scope.graph.value(relay, "type") == "platform" else ("receives",)
    return all(scope.known.knows(scope.graph, relay, link) for link in links)
