"""Measures of money: what is not recorded is never nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ea_repo.check.arguments import RuleId, Word
from ea_repo.check.measure import Facts, Value
from ea_repo.check.measures.elements import leaves
from ea_repo.check.registry import measure
from ea_repo.graph import Changes, Graph, Record
from ea_repo.select import Selector
from ea_repo.semantics.inherited_values import nearest_recorded
from ea_repo.semantics.production import is_in_use

_OF_LIFE = ("planned_on", "live_on", "phase_out_on", "retired_on", "successor", "overlap_until")


@measure("euros")
def redundancy_cost(facts: Facts, rule: RuleId) -> Value:
    """What the elements that make redundancies cost a year, each once, but for the solution that the rule would keep.

    One that is retired but still runs keeps its cost: it counts beside what serves the same need.
    """
    graph, tally, redundant = facts.graph, facts.tally(rule), facts.costing(rule)
    costing = redundant
    if running := still_running(graph):
        costing |= facts.changed(Changes(put=list(_revived(graph, running)))).related(rule, running)
    nothing = not costing and tally.of > tally.undecided
    # Findings tell the cost of what is in service: the rest is said apart, so that both agree.
    apart = {"redundant": redundant, "still_running": costing - redundant} if costing - redundant else {}
    parts = {name: _spent(graph, elements) for name, elements in apart.items()}
    return _spent(graph, costing, parts, nothing=nothing)


def _spent(
    graph: Graph, elements: frozenset[str], parts: Mapping[str, Value] = MappingProxyType({}), *, nothing: bool = False
) -> Value:
    """What some elements cost a year together, each once; `nothing` where it is known that there is none."""
    written = [cost for element in sorted(elements) if (cost := graph.value(element, "yearly_cost")) is not None]
    total = sum(written) if written or nothing else None
    return Value(total, len(elements), len(elements) - len(written), parts=parts)


def still_running(graph: Graph) -> frozenset[str]:
    """The applications at their end of life that are deployed somewhere, or at the end of a flow in service."""
    retired = (id for id in graph.of("application") if graph.phase(id) == "end_of_life")
    return frozenset(id for id in retired if _deployed(graph, id) or _connected(graph, id))


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
def saving(facts: Facts, scope: Selector, class_: int, basis: Word) -> Value:
    """What the budget lines of that class and basis, of the projects in scope, save in the year of the date.

    The lines of a whole say those of its parts. A basis `difference` is that of any year of reference, which saves
    nothing, by definition; another year without a line is unknown.
    """
    graph = facts.graph
    projects = scope.select(graph)
    written = {id: amount for id in projects if (amount := _difference(facts, id, class_, basis)) is not None}
    counted = [id for id in written if not written.keys() & set(graph.wholes(id, "part_of")[1:])]
    covered = {part for id in counted for part in graph.parts(id)}
    smallest = leaves(graph, projects)
    saved = 0 - sum(written[id] for id in counted) if counted else None
    return Value(saved, len(smallest), sum(id not in covered for id in smallest))


def _difference(facts: Facts, id: str, class_: int, basis: str) -> float | None:
    budget = facts.graph.value(id, "budget") or ()
    lines = [
        line for line in budget if line.account_class == class_ and basis in (line.basis, line.basis.split("-")[0])
    ]
    year = facts.date.year
    amounts = [line.amount for line in lines if line.year == year]
    is_reference = any(line.basis.endswith(f"-{year}") for line in lines)
    return float(sum(amounts)) if amounts or is_reference else None
