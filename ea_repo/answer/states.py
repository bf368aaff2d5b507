"""Several states of an information system side by side: as it is, with each option, on a day to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.answer.audit import Audit
from ea_repo.answer.budget import budgets
from ea_repo.answer.situation import Situation
from ea_repo.check.charter import Section
from ea_repo.check.indicators import Indicators
from ea_repo.finding import Finding
from ea_repo.graph import Graph
from ea_repo.load.requests import Option
from ea_repo.load.scenario import Scenario
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.running_costs import running_costs

AMOUNTS = "amount"
"""The basis of the budget lines that say what is spent, and not a difference."""


@dataclass(frozen=True)
class Coverage:
    """How the processes without parts are served: each counts once."""

    covered: int
    """Done whole by a solution in service."""
    supported: int
    """Not covered, though several solutions in service help."""
    uncovered: int
    """Those that served it are out of service."""
    silent: int
    """Nothing is written of what serves it."""


@dataclass(frozen=True)
class Running:
    """What the solutions in service cost a year, as far as it is written."""

    total: float | None
    known: int
    of: int


@dataclass(frozen=True)
class State:
    """One state, and all that is told of it."""

    key: str
    """What its column is called; empty for the workspace as it is."""
    title: str
    """What it is: the name of an option, of a state."""
    situation: Situation
    scenarios: tuple[Scenario, ...]
    option: Option | None
    written: bool
    """Whether it says what it changes: of an option that does not, nothing can be told."""
    audit: Audit
    indicators: Indicators
    solutions: int
    """How many solutions are in service, their modules counted with them."""
    flows: int
    """How many flows are in service."""
    coverage: Coverage
    running: Running
    budget: Mapping[int, float]
    """By account class, what the budget lines of the year of the day add up to."""

    @property
    def unknown(self) -> int:
        """How many times an element could not be judged for want of a fact."""
        return self.audit.unknown


@dataclass(frozen=True)
class States:
    """The states in the order asked, the workspace as it is first, and what two of them write otherwise."""

    states: tuple[State, ...]
    conflicts: tuple[Finding, ...]

    @property
    def principles(self) -> dict[str, Section]:
        """The principles of the charter, in its order."""
        groups = (group for state in self.states for group in state.audit.groups)
        return {group.id: group.section for group in groups if group.id is not None and group.section is not None}


def counted_solutions(graph: Graph) -> int:
    """How many solutions are in service, without those that are examples."""
    return len(_solutions(graph))


def counted_flows(graph: Graph) -> int:
    """How many flows are in service, without those that are examples."""
    return sum(graph.in_service(id) for id in graph.of("flow") if id not in graph.illustrative)


def coverage(graph: Graph) -> Coverage:
    """How the processes are served on the day of a graph."""
    processes = (id for id in graph.of("process") if id not in graph.illustrative and not graph.targets(id, "parts"))
    return Coverage(
        **{"covered": 0, "supported": 0, "uncovered": 0, "silent": 0}
        | Counter(_served(graph, process) for process in processes)
    )


def _served(graph: Graph, process: str) -> str:
    served = {link: graph.targets(process, link) for link in ("covered_by", "supported_by")}
    for link, served_as in (("covered_by", "covered"), ("supported_by", "supported")):
        if any(map(graph.in_service, served[link])):
            return served_as
    return "uncovered" if any(served.values()) else "silent"


def running(graph: Graph) -> Running:
    """What the solutions in service cost a year; what is not written is not counted as nothing."""
    solutions, costs = _solutions(graph), running_costs(graph)
    known = [id for id in solutions if not belongings(graph, [id]).isdisjoint(costs)]
    return Running(sum(costs.values()) if costs else None, len(known), len(solutions))


def _solutions(graph: Graph) -> list[str]:
    applications = (id for id in graph.of("application") if id not in graph.illustrative and graph.in_service(id))
    return list(dict.fromkeys(graph.solution(id) for id in applications))


def budget_of(graph: Graph, year: int) -> dict[int, float]:
    """By account class, what the budget lines of a year add up to; without a line of that year, nothing is said."""
    tables = (table for table in budgets(graph).tables if table.basis == AMOUNTS)
    return {table.account_class: table.total[year] for table in tables if year in table.total}
