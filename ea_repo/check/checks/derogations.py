"""Checks of what was allowed: derogations that hold, that serve, and what depends on other rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ea_repo.check.acceptance import lapses
from ea_repo.check.arguments import RuleIds
from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation, WrittenDate
from ea_repo.metamodel.dates import first_day, last_day


@check(
    facts=(
        "title", "subjects", "until", "granter", "expired", "early", "no_reason", "no_author", "no_date", "not_granted",
    )
)  # fmt: skip
def holds_at_date(scope: Scope) -> Iterator[Outcome]:
    """Flags every derogation past its last day, without reason, author or last day, or not granted by who must."""
    for id in scope.ids:
        rule = scope.graph.value(id, "rule")
        granter = scope.rulings.granter(rule) if rule else None
        lapsed = lapses(scope.graph, id, granter)
        if lapsed:
            until = scope.graph.value(id, "expires_on")
            facts = {"until": WrittenDate(until) if until else None, "granter": Names((granter,) if granter else ())}
            field = "expires_on" if lapsed == {"expired"} else None
            yield Violation(id, field, facts={**_what(scope, id), **facts, **dict.fromkeys(lapsed, True)})


def _what(scope: Scope, id: str) -> Mapping[str, Any]:
    """From what a derogation derogates, and for whom: the title of its rule, else its name; its subjects."""
    rule = scope.graph.value(id, "rule")
    title = scope.rulings.title(rule) if rule and scope.rulings.exists(rule) else rule
    return {"title": title, "subjects": Names((*scope.graph.targets(id, "subjects"),))}


@check(facts=("title", "subjects", "rule", "no_rule", "no_violation"))
def serves(scope: Scope) -> Iterator[Outcome]:
    """Flags every derogation of which no subject violates its rule any more, or whose rule does not exist."""
    for id in scope.ids:
        rule = scope.graph.value(id, "rule")
        subjects = set(scope.graph.targets(id, "subjects"))
        if rule is None:
            yield Unknown(id, "rule")
        elif not scope.rulings.exists(rule):
            facts = {**_what(scope, id), "rule": rule, "no_rule": True, "no_violation": False}
            yield Violation(id, "rule", facts=facts)
        elif not subjects & {violation.subject for violation in scope.rulings.violations(rule)}:
            facts = {**_what(scope, id), "rule": rule, "no_rule": False, "no_violation": True}
            yield Violation(id, None, facts=facts)


@check(facts=("until", "expired", "early", "no_subject", "no_author", "no_rule", "no_fact", "rule"))
def vouches(scope: Scope) -> Iterator[Outcome]:
    """Flags every attestation that is nobody's word, not at the date, or about nothing that is written."""
    graph = scope.graph
    for id in scope.ids:
        rule, until, since = (graph.value(id, field) for field in ("rule", "expires_on", "decided_on"))
        subjects = {part for subject in graph.targets(id, "subjects") for part in graph.parts(subject)}
        flaws = {
            "expired": bool(until) and last_day(until) < scope.date,
            "early": bool(since) and first_day(since) > scope.date,
            "no_subject": not subjects,
            "no_author": not graph.targets(id, "by"),
            "no_rule": bool(rule) and not scope.rulings.exists(rule),
            # What it says is so is not written: a rule still cannot judge it.
            "no_fact": bool(rule) and not subjects.isdisjoint(scope.rulings.undecided(rule)),
        }
        wrong = {name: True for name, holds in flaws.items() if holds}
        if wrong:
            facts = {"until": WrittenDate(until) if until else None, "rule": rule}
            yield Violation(id, "expires_on" if wrong.keys() == {"expired"} else None, facts={**facts, **wrong})


@check(facts=("rules",))
def clean_of(scope: Scope, rules: RuleIds, through: tuple[str, ...]) -> Iterator[Outcome]:
    """Flags every element that violates one of these rules, by itself or by what these links join to it."""
    rule_of = {violation.subject: rule for rule in rules for violation in scope.rulings.violations(rule)}
    for id in scope.ids:
        parts = sorted(scope.graph.parts(id))
        joined = {target for part in parts for link in through for target in scope.graph.targets(part, link)}
        violating = tuple(sorted((joined | set(parts)) & rule_of.keys()))
        if violating:
            broken = sorted({rule_of[element] for element in violating})
            yield Violation(id, None, violating, violating, {"rules": tuple(map(scope.rulings.title, broken))})
