"""The dossier of a decommissioning: the plan, the three questions of SDSI 4.2, and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.contract_endings import ContractEnding, contract_endings
from ea_repo.impact.decommissioning_calendar import Milestone, decommissioning_calendar
from ea_repo.impact.departing_data import DepartingDatum, departing_data, holders_left
from ea_repo.impact.facts_to_confirm import Fact
from ea_repo.impact.impact import Affected, Impact, impact
from ea_repo.impact.loss import SEVERITY
from ea_repo.impact.preconditions import require_deployed_at, require_replaceable, require_retirable
from ea_repo.impact.prerequisites import MissingFact, Prerequisite, missing_facts, prerequisites
from ea_repo.impact.reroute import Reroute, reroutes, with_replacements
from ea_repo.impact.retirement_plan import Group, Plan, Step, Verdict, plan_retirement
from ea_repo.impact.savings import Savings, savings
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.contacts import Contact, contacts
from ea_repo.semantics.exchanges import Exchanges


@dataclass(frozen=True)
class RetiredElement:
    """What the dossier holds of one of the elements that are retired."""

    id: str
    required: tuple[Prerequisite, ...]
    kept: tuple[DepartingDatum, ...]
    calendar: tuple[Milestone, ...]


@dataclass(frozen=True)
class TouchedProcess:
    """A process as a step leaves it, and what that step does; gravity: its certain and its possible state, ranked."""

    process: Affected
    impact: Impact
    gravity: tuple[int, int]


@dataclass(frozen=True)
class DecommissioningDossier:
    """Everything a committee asks of a retirement; `graph` is that of the day asked for."""

    ids: tuple[str, ...]
    on: dt.date
    sites: tuple[str, ...]
    replacements: Mapping[str, str]
    graph: Graph
    plan: Plan
    reroutes: tuple[Reroute, ...]
    incoming: tuple[str, ...]
    elements: tuple[RetiredElement, ...]
    contract_endings: tuple[ContractEnding, ...]
    savings: Savings
    missing: tuple[MissingFact, ...]
    contacts: tuple[Contact, ...]

    @property
    def verdict(self) -> Verdict:
        return self.plan.verdict

    @property
    def processes(self) -> tuple[TouchedProcess, ...]:
        """The processes that the steps touch, each as the worst of them leaves it, in the order of their ids."""
        worst: dict[str, TouchedProcess] = {}
        for step in self.plan.steps:
            for element in step.impact.elements:
                gravity = SEVERITY[element.state], SEVERITY[element.possible]
                before = worst.get(element.id)
                if element.places and (before is None or gravity >= before.gravity):
                    worst[element.id] = TouchedProcess(element, step.impact, gravity)
        return tuple(worst[id] for id in sorted(worst))

    @property
    def to_confirm(self) -> tuple[Fact, ...]:
        """The facts that would settle what is only possible, over all steps."""
        return tuple(dict.fromkeys(fact for step in self.plan.steps for fact in step.impact.to_confirm))


def decommissioning_dossier(
    graph: Graph,
    ids: Sequence[str],
    on: dt.date,
    sites: Sequence[str] = (),
    replacements: Mapping[str, str] | None = None,
    is_settled: Callable[[str, str], bool] = lambda *_: False,
) -> DecommissioningDossier:
    """The dossier of these elements, from a day on, everywhere or at some sites; raises Refusal where it makes none.

    Withdrawn from some sites only, it stays elsewhere: its data, contracts and costs do not go. `is_settled`: whether
    the workspace says that what is not written of an element in a field is not there.
    """
    ids = tuple(sorted(set(ids)))
    replacements = dict(replacements or {})
    view = graph.at(on)
    require_retirable(view, ids)
    require_replaceable(view, ids, replacements)
    require_deployed_at(view, ids, sites)
    replaced = with_replacements(graph, replacements)
    plan = _plan_at_sites(replaced, ids, on, sites) if sites else plan_retirement(replaced, ids, on)
    without_replacement = impact(graph, ids, on, sites)
    leaving = belongings(view, ids)
    cut = () if sites else _cut(view, without_replacement, leaving)
    return DecommissioningDossier(
        ids,
        on,
        tuple(sites),
        replacements,
        view,
        plan,
        reroutes(view, cut, leaving, replacements),
        _incoming(view, leaving),
        _elements(view, ids, plan, everywhere=not sites),
        () if sites else contract_endings(view, ids),
        savings(view, () if sites else ids),
        tuple(fact for id in ids for fact in missing_facts(view, id, is_settled)),
        contacts(view, (*ids, *(element.id for element in without_replacement.elements))),
    )


def _plan_at_sites(graph: Graph, ids: tuple[str, ...], on: dt.date, sites: Sequence[str]) -> Plan:
    """A withdrawal from some sites: one step, judged by the processes there."""
    return Plan((Step.of(Group(ids), on, impact(graph, ids, on, sites)),), ())


def _cut(view: Graph, without_replacement: Impact, leaving: frozenset[str]) -> tuple[str, ...]:
    """The flows perhaps lost to what stays."""
    lost = without_replacement.flows
    return tuple(flow for flow in lost if not leaving.intersection(view.targets(flow, "target")))


def _incoming(view: Graph, leaving: frozenset[str]) -> tuple[str, ...]:
    """The flows that what leaves receives from what stays."""
    received = Exchanges.in_service(view).at(leaving, "receives")
    return tuple(
        exchange.flow for exchange in received if exchange.target in leaving and exchange.source not in leaving
    )


def _elements(view: Graph, ids: tuple[str, ...], plan: Plan, *, everywhere: bool) -> tuple[RetiredElement, ...]:
    off = {id: step.date for step in plan.steps for id in step.group.ids}
    holders = holders_left(view, ids)
    return tuple(
        RetiredElement(
            id,
            prerequisites(view, id),
            departing_data(view, id, holders) if everywhere else (),
            decommissioning_calendar(view, id, off[id]),
        )
        for id in ids
    )
