"""Checks of with whom solutions exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ea_repo.check.checks.general import NOTHING
from ea_repo.check.exchanges import (
    exchanges_in,
    judged,
    judging,
    matching_by_a_part,
    recorded_in_full,
    solutions_among,
    through_platforms,
)
from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation
from ea_repo.graph import Graph, LazyDict
from ea_repo.select import Known, Selector
from ea_repo.semantics.inherited_values import judgements
from ea_repo.semantics.production import among_in_use, in_use


def _matching(graph: Graph, where: Selector, known: Known) -> Iterator[str]:
    """The solutions in service that match, in order."""
    answers, solutions = graph.once(judgements, where, known), graph.solutions
    used = LazyDict(partial(graph.once, in_use))
    applications = (id for id in graph.of("application") if id in used[graph.kind(id)])
    return (id for id in applications if solutions[id] == id and answers[id])


def _somebody_in(graph: Graph, where: Selector, known: Known) -> bool:
    return any(True for _ in _matching(graph, where, known))


def _all_in(graph: Graph, where: Selector, known: Known) -> tuple[str, ...]:
    return tuple(_matching(graph, where, known))


def _somebody_matches(scope: Scope, where: Selector, **_: Any) -> bool:
    return scope.graph.once(_somebody_in, where, scope.known)


def _to_exchange(scope: Scope, where: Selector, unless: Selector = NOTHING) -> list[str]:
    """The solutions that are to exchange with others: none where there is nobody to exchange with."""
    solutions = solutions_among(scope) if _somebody_matches(scope, where) else []
    excused = judging(scope, unless)
    return [solution for solution in solutions if not excused[solution]]


@check(
    asks=_to_exchange,
    facts=("near",),
    near=3,
    selects={"where": 2},
    beyond=through_platforms,
    whole=_somebody_matches,
)
def exchanges_with(scope: Scope, where: Selector, unless: Selector = NOTHING) -> Iterator[Outcome]:
    """Flags every solution that exchanges, either way, with none that matches `where`, where flows are in full.

    Not asked of one that matches `unless`; unknown where it might.
    """
    exchanges, matching = exchanges_in(scope), judging(scope, where)
    for id in scope.ids:
        partners = exchanges.partners(id)
        answers = {matching[partner] for partner in among_in_use(scope.graph, partners)}
        if True in answers:
            continue
        if not recorded_in_full(scope, id):
            yield Unknown(id, "flow")
        elif None in answers or judged(scope, id, unless) is None:
            yield Unknown(id, where.keys()[0])
        else:
            related = tuple(sorted(partners))
            yield Violation(id, None, (), related, {"near": Names(related)})


def _returning(scope: Scope, where: Selector, of: Sequence[Selector]) -> list[str]:
    """The solutions that match each of `of`, by one of their modules or another, and are not those to return to."""
    matching = frozenset(_all_matching(scope, where))
    solutions = [id for id in solutions_among(scope) if id not in matching] if matching else []
    by_a_part = [scope.graph.once(matching_by_a_part, selector) for selector in of]
    return [id for id in solutions if all(matching[id] for matching in by_a_part)]


def _all_matching(scope: Scope, where: Selector, **_: Any) -> tuple[str, ...]:
    return scope.graph.once(_all_in, where, scope.known)


def _named_matching(scope: Scope, where: Selector, **_: Any) -> object:
    return [(id, scope.graph.name(id)) for id in _all_matching(scope, where)]


@check(
    asks=_returning,
    facts=("near", "wanted"),
    near=3,
    selects={"where": 2},
    beyond=through_platforms,
    whole=_named_matching,
)
def returns_to(scope: Scope, where: Selector, of: Sequence[Selector]) -> Iterator[Outcome]:
    """Flags every solution that matches `of` and sends nothing to one that matches `where`, where flows are in full."""
    exchanges = exchanges_in(scope)
    wanted = _all_matching(scope, where)
    for id in scope.ids:
        takers = exchanges.partners(id, ["sends"])
        if takers.intersection(wanted):
            continue
        if recorded_in_full(scope, id, ["sends"]):
            related = tuple(sorted(takers))
            yield Violation(id, None, (), related, {"near": Names(related), "wanted": Names(wanted)})
        else:
            yield Unknown(id, "flow")
