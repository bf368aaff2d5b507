"""Checks of what is planned in the model itself, looked at on its own first day."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ea_repo.check.checks.solutions import servings
from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation, WrittenDate
from ea_repo.metamodel.dates import first_day
from ea_repo.semantics.inherited_values import inherited_value


@check(facts=("date", "processes"), near=3)
def redundant_when_live(scope: Scope, covers: str, covered_by: str, supports: bool = False) -> Iterator[Outcome]:
    """Flags every application to come that will be one of several solutions for one need on its first day.

    The offenders are the other solutions of that day. Without a first day (`live_on`) the answer is unknown, where it
    would be redundant today.
    """
    coming = [id for id in scope.ids if id not in scope.graph.standing]  # A demand is judged with what is in service.
    days = {id: inherited_value(scope.graph, id, "live_on") for id in coming}
    undated = scope.graph.with_standing((*scope.graph.standing, *(id for id, day in days.items() if day is None)))
    on_days: dict[str | None, Scope] = {None: dataclasses.replace(scope, graph=undated)}
    for id, day in days.items():
        if day not in on_days:
            on_days[day] = dataclasses.replace(scope, graph=scope.graph.at(first_day(str(day))))
        others = _others(on_days[day], id, covers, covered_by, supports)
        if others and day is None:
            yield Unknown(id, "live_on")
        elif others:
            rivals = tuple(sorted(set().union(*others.values())))
            facts = {"date": WrittenDate(str(day)), "processes": Names(tuple(others))}
            yield Violation(id, covers, rivals, tuple(others), facts)


def _others(scope: Scope, id: str, covers: str, covered_by: str, supports: bool) -> dict[str, set[str]]:
    """By process that an application serves on a day, the other solutions that count against it."""
    graph = scope.graph
    solution = graph.solution(id, product=True)
    links = (covers, "supports") if supports else (covers,)
    processes = dict.fromkeys(process for link in links for process in graph.targets(id, link))
    return {
        process: rivals
        for process in processes
        if (
            rivals := {
                other
                for serving in servings(scope, process, covered_by, supports)
                if id in serving.counted
                for other in serving.solutions
            }
            - {solution}
        )
    }
