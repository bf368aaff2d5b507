"""Checks of what links lead to, taken together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ea_repo.check.outcome import Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import check
from ea_repo.graph import Graph
from ea_repo.select import Selector

ANY = Selector()
"""A selector that every element matches."""


def _in_service(graph: Graph, ids: list[str]) -> list[str]:
    return [each for each in ids if graph.in_service(each, alone=True)]


@check()
def all_links(scope: Scope, link: str, must: Selector, among: Selector = ANY) -> Iterator[Outcome]:
    """Flags every element that a link joins to one, of those that match `among`, that does not match `must`."""
    graph, known = scope.graph, scope.known
    for id in scope.ids:
        targets = _in_service(graph, graph.targets(id, link))
        asked = {each: among.holds(graph, each, known) for each in targets}
        answers = {each: must.holds(graph, each, known) for each, concerned in asked.items() if concerned is not False}
        wrong = tuple(each for each, answer in answers.items() if answer is False and asked[each])
        if wrong:
            yield Violation(id, link, wrong, wrong)
        elif any(answer is not True for answer in answers.values()) or (
            not graph.recorded(id, link) and not known.knows(graph, id, link)
        ):
            yield Unknown(id, link)


@check()
def shares_link(scope: Scope, link: str, via: str, expected: str) -> Iterator[Outcome]:
    """Flags every element of which a link leads to none of what is expected of the elements at the end of `via`.

    `expected` is a link of those: what a datum should be exchanged in, for a flow that carries it.
    """
    graph = scope.graph
    for id in scope.ids:
        wanted = {each for end in graph.targets(id, via) for each in graph.targets(end, expected)}
        found = graph.targets(id, link)
        if not graph.recorded(id, link) and not scope.known.knows(graph, id, link):
            yield Unknown(id, link)
        elif wanted and not wanted & set(found):
            facts = {"expected": Names(tuple(sorted(wanted))), "found": Names(tuple(found))}
            yield Violation(id, link, tuple(found), tuple(sorted({*wanted, *found})), facts)


@check()
def exactly(scope: Scope, link: str, count: int = 1) -> Iterator[Outcome]:
    """Flags every element of which a link leads to another number of elements than this one."""
    for id in scope.ids:
        targets = tuple(scope.graph.targets(id, link))
        if not scope.graph.recorded(id, link) and not scope.known.knows(scope.graph, id, link):
            yield Unknown(id, link)
        elif len(targets) != count:
            yield Violation(id, link, targets, targets, {"count": len(targets)})


def _with_threshold(scope: Scope, threshold: str, **_: Any) -> tuple[str, ...]:
    return scope.ids if threshold in scope.thresholds else ()


@check(asks=_with_threshold)
def no_more_than(scope: Scope, links: tuple[str, ...], threshold: str, where: Selector = ANY) -> Iterator[Outcome]:
    """Flags every element joined, by these links together, to more elements than a threshold of the workspace."""
    bound = scope.thresholds[threshold]
    for id in scope.ids:
        found = sorted({each for link in links for each in _in_service(scope.graph, scope.graph.targets(id, link))})
        counted = tuple(each for each in found if where.matches(scope.graph, each))
        if len(counted) > bound:
            yield Violation(id, None, counted, counted, {"count": len(counted), "threshold": bound})


@check()
def never_ends_in(scope: Scope, links: tuple[str, ...]) -> Iterator[Outcome]:
    """Flags every element that these links still join to elements in service."""
    for id in scope.ids:
        found = tuple(
            sorted({each for link in links for each in _in_service(scope.graph, scope.graph.targets(id, link))})
        )
        if found:
            yield Violation(id, None, found, found)


@check()
def same_ends(scope: Scope, ends: tuple[str, ...], field: str) -> Iterator[Outcome]:
    """Flags every element whose ends say different things in a field; an end is judged as its whole where it is silent."""
    graph = scope.graph
    for id in scope.ids:
        said = {end: _said(graph, end, field) for name in ends for end in graph.targets(id, name)}
        values = {str(value) for value in said.values() if value is not None}
        if len(values) > 1:
            both = tuple(said)
            yield Violation(id, None, both, both, {"values": ", ".join(sorted(values))})
        elif None in said.values() or not said:
            yield Unknown(id, field)


def _said(graph: Graph, id: str, field: str) -> object:
    return next(
        (value for each in graph.wholes(id, "part_of") if (value := graph.value(each, field)) is not None), None
    )
