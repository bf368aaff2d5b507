"""Checks of what was allowed: derogations that hold, that serve, and what depends on other rules."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.check.acceptance import lapses
from ea_repo.check.outcome import Day, Names, Outcome, Scope, Unknown, Violation
from ea_repo.check.registry import check


@check()
def holds_at_date(scope: Scope) -> Iterator[Outcome]:
    """Flags every derogation past its last day, without reason, author or last day, or not granted by who must."""
    for id in scope.ids:
        rule = scope.graph.value(id, "rule")
        granter = scope.rulings.granter(rule) if rule else None
        lapsed = lapses(scope.graph, id, granter)
        if lapsed:
            until = scope.graph.value(id, "expires_on")
            facts = {"until": Day(until) if until else None, "granter": Names((granter,) if granter else ())}
            field = "expires_on" if lapsed == {"expired"} else None
            yield Violation(id, field, facts={**facts, **dict.fromkeys(lapsed, True)})


@check()
def serves(scope: Scope) -> Iterator[Outcome]:
    """Flags every derogation of which no subject violates its rule any more, or whose rule does not exist."""
    for id in scope.ids:
        rule = scope.graph.value(id, "rule")
        subjects = set(scope.graph.targets(id, "subjects"))
        if rule is None:
            yield Unknown(id, "rule")
        elif not scope.rulings.exists(rule):
            yield Violation(id, "rule", facts={"rule": rule, "no_rule": True, "no_violation": False})
        elif not subjects & {each.subject for each in scope.rulings.violations(rule)}:
            yield Violation(id, None, facts={"rule": rule, "no_rule": False, "no_violation": True})


@check()
def clean_of(scope: Scope, rules: tuple[str, ...], through: tuple[str, ...]) -> Iterator[Outcome]:
    """Flags every element that violates one of these rules, by itself or by what these links join to it."""
    found = {each.subject: rule for rule in rules for each in scope.rulings.violations(rule)}
    for id in scope.ids:
        members = sorted(scope.graph.parts(id))
        touched = {each for part in members for link in through for each in scope.graph.targets(part, link)}
        wrong = tuple(sorted((touched | set(members)) & found.keys()))
        if wrong:
            yield Violation(id, None, wrong, wrong, {"rules": ", ".join(sorted({found[each] for each in wrong}))})
