"""Checks about decisions and what they are subject to."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Outcome, Unknown, Violation, WrittenDate
from ea_repo.metamodel.dates import last_day


@check(facts=("condition", "date"), near=FAR)
def conditions_met(scope: Scope) -> Iterator[Outcome]:
    """Flags every decision of which a condition is past its day and not met; one without a day is unknown."""
    for id in scope.ids:
        waiting = [condition for condition in scope.graph.value(id, "conditions") or () if condition.met_on is None]
        overdue = [condition for condition in waiting if condition.until and last_day(condition.until) < scope.date]
        if overdue:
            first = min(overdue, key=lambda condition: last_day(condition.until))
            facts = {"condition": first.text, "date": WrittenDate(first.until)}
            yield Violation(id, "conditions", facts=facts)
        elif any(condition.until is None for condition in waiting):
            yield Unknown(id, "conditions.until")
