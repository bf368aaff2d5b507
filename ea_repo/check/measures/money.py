"""Measures of money: what is not recorded is never nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ea_repo.check.measure import Facts, Value, measure
from ea_repo.check.measures.elements import leaves
from ea_repo.check.outcome import Names, Violation
from ea_repo.graph import Changes, Graph, Record
from ea_repo.select import Selector
from ea_repo.semantics.inherited_values import nearest_recorded
from ea_repo.semantics.production import is_in_use

_OF_LIFE = ("planned_on", "live_on", "phase_out_on", "retired_on", "successor", "overlap_until")


@measure("euros")
def redundancy_cost(facts: Facts, rule: str) -> Value:
    """What the elements that make redundancies cost a year, each once, but for the solution that the rule would keep.

    One that is retired but still runs keeps its cost: it counts beside what serves the same need.
    """
    graph, answer = facts.graph, facts.answer(rule)
    costing = {each for violation in answer.violations for each in _others(graph, violation)}
    if running := still_running(graph):
        revived = facts.changed(Changes(put=list(_revived(graph, running)))).answer(rule)
        costing |= running & {each for violation in revived.violations for each in violation.related}
    written = [cost for each in sorted(costing) if (cost := graph.value(each, "yearly_cost")) is not None]
    nothing = not costing and len(answer.asked) > len(answer.unknown)
    return Value(sum(written) if written or nothing else None, len(costing), len(costing) - len(written))


def _others(graph: Graph, violation: Violation) -> list[str]:
    """The elements whose cost the rule tells: all, without those of the one solution to keep."""
    keep = violation.facts.get("keep")
    kept = keep.ids if isinstance(keep, Names) else ()
    return [each for each in violation.related if (graph.solution(each, product=True),) != kept]


def still_running(graph: Graph) -> set[str]:
    """The applications at their end of life that are deployed somewhere, or at the end of a flow in service."""
    retired = (id for id in graph.of("application") if graph.phase(id) == "end_of_life")
    return {id for id in retired if _deployed(graph, id) or _connected(graph, id)}


def _deployed(graph: Graph, id: str) -> bool:
    recorded_by = nearest_recorded(graph, id, "deployed_at")
    return recorded_by is not None and bool(graph.targets(recorded_by, "deployed_at"))


def _connected(graph: Graph, id: str) -> bool:
    return any(is_in_use(graph, flow) for link in ("sends", "receives") for flow in graph.targets(id, link))


def _revived(graph: Graph, ids: Iterable[str]) -> Iterator[Record]:
    """These elements and what lends them dates, as if they had not left service nor been succeeded."""
    ways = (("part_of", "instance_of"), ("instance_of", "part_of"))
    chains = {upper for id in ids for way in ways for upper in graph.wholes(id, *way)}
    for id in sorted(chains):
        if graph.phase(id) == "end_of_life":
            record = graph.record(id)
            kept = {name: value for name, value in record.fields.items() if name not in _OF_LIFE}
            yield Record(id, record.kind, kept, record.file)


@measure("euros")
def saving(facts: Facts, scope: Selector, class_: int, basis: str) -> Value:
    """What the budget lines of that class and basis, of the projects in scope, save in the year of the date.

    The lines of a whole say those of its parts. With a basis `difference-YEAR` that year saves nothing, by
    definition; a year without a line is unknown.
    """
    graph = facts.graph
    projects = scope.select(graph)
    said = {id: found for id in projects if (found := _difference(facts, id, class_, basis)) is not None}
    saying = [id for id in said if not said.keys() & set(graph.wholes(id, "part_of")[1:])]
    covered = {part for id in saying for part in graph.parts(id)}
    asked = leaves(graph, projects)
    saved = 0 - sum(said[id] for id in saying) if saying else None
    return Value(saved, len(asked), sum(id not in covered for id in asked))


def _difference(facts: Facts, id: str, class_: int, basis: str) -> float | None:
    budget = facts.graph.value(id, "budget") or ()
    lines = [each for each in budget if each.account_class == class_ and each.basis == basis]
    year = facts.date.year
    amounts = [each.amount for each in lines if each.year == year]
    reference = bool(lines) and basis.endswith(f"-{year}")
    return float(sum(amounts)) if amounts or reference else None
