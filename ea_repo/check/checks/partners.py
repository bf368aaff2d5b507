"""Checks of with whom solutions exchange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from ea_repo.graph import LazyDict
from ea_repo.select import Selector
from ea_repo.semantics.production import among_in_use, in_use


def _matching(scope: Scope, where: Selector, ids: Iterable[str]) -> Iterator[str]:
    """Those of some elements that are solutions in service and match."""
    graph, answers = scope.graph, judging(scope, where)
    used, kinds = LazyDict(partial(graph.once, in_use)), graph.vocabulary.family("application")
    applications = (id for id in ids if graph.kind(id) in kinds and id in used[graph.kind(id)])
    return (id for id in applications if graph.solutions[id] == id and answers[id])


def _somebody_matches(scope: Scope, where: Selector, **_: Any) -> bool:
    return any(True for _ in _matching(scope, where, scope.graph.of("application")))


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
    by_a_part = [scope.graph.once(matching_by_a_part, selector) for selector in of]
    asked = [id for id in solutions_among(scope) if all(matches[id] for matches in by_a_part)]
    if not asked or not _somebody_matches(scope, where):
        return []
    matching = frozenset(_matching(scope, where, asked))
    return [id for id in asked if id not in matching]


def _named_matching(scope: Scope, where: Selector, **_: Any) -> object:
    return [(id, scope.graph.name(id)) for id in sorted(_matching(scope, where, scope.ids))]


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
    wanted: tuple[str, ...] = ()
    for id in scope.ids:
        takers = exchanges.partners(id, ["sends"])
        if any(True for _ in _matching(scope, where, takers)):
            continue
        if recorded_in_full(scope, id, ["sends"]):
            related = tuple(sorted(takers))
            wanted = wanted or tuple(_matching(scope, where, scope.graph.of("application")))
            yield Violation(id, None, (), related, {"near": Names(related), "wanted": Names(wanted)})
        else:
            yield Unknown(id, "flow")
