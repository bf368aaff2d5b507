"""Checks of what stands alone: a gap before a successor, one application for a critical need."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Outcome, Unknown, Violation, WrittenDate
from ea_repo.metamodel.dates import first_day
from ea_repo.semantics.inherited_values import inherited_value
from ea_repo.semantics.production import among_in_use


@check(facts=("date", "from"), near=FAR)
def succeeded_in_time(scope: Scope) -> Iterator[Outcome]:
    """Flags what leaves service before any of its successors begins, both days being written, until that is over."""
    graph = scope.graph
    for id in scope.ids:
        end, successors = graph.value(id, "retired_on"), graph.targets(id, "successor")
        starts = {successor: graph.value(successor, "live_on") for successor in successors}
        if end is None or not starts:
            continue
        if None in starts.values():
            yield Unknown(id, "successor.live_on")
            continue
        first = min(starts, key=lambda successor: first_day(str(starts[successor])))
        begins = first_day(str(starts[first]))
        if begins > first_day(str(end)) and begins > scope.date:
            facts = {"date": WrittenDate(str(end)), "from": WrittenDate(str(starts[first]))}
            yield Violation(id, "retired_on", (first,), (first,), facts)


@check(near=FAR)
def critical_as_their_process(scope: Scope) -> Iterator[Outcome]:
    """Flags every process that one solution alone covers, where that is recorded as less than critical."""
    graph = scope.graph
    for process in scope.ids:
        covering = among_in_use(graph, graph.targets(process, "covered_by"))
        solutions = {graph.solution(application, product=True) for application in covering}
        if len(solutions) != 1:
            continue
        written = {application: inherited_value(graph, application, "criticality") for application in covering}
        if "critical" in written.values():
            continue
        if None in written.values():
            yield Unknown(process, "covered_by.criticality")
        else:
            yield Violation(process, "covered_by", tuple(covering), tuple(covering))
