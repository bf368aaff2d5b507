"""The dossier of a decommissioning: the plan, the three questions of SDSI 4.2, and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.contract_endings import ContractEnding, contract_endings
from ea_repo.impact.cover_gaps import Gap, Gaps
from ea_repo.impact.days import Days
from ea_repo.impact.decommissioning_calendar import Milestone, decommissioning_calendar
from ea_repo.impact.departing_data import DepartingDatum, departing_data, holders_left
from ea_repo.impact.facts_to_confirm import Fact
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.loss import SEVERITY
from ea_repo.impact.needs_taken import silent_supporters
from ea_repo.impact.preconditions import (
    require_deployed_at,
    require_functions,
    require_replaceable,
    require_retirable,
)
from ea_repo.impact.prerequisites import MissingFact, Prerequisite, missing_facts, prerequisites
from ea_repo.impact.received_flows import received_flows
from ea_repo.impact.reroute import Reroute, reroutes
from ea_repo.impact.rerouted_flows import with_rerouted_flows
from ea_repo.impact.retirement_graph import looking_past_ends, written_end
from ea_repo.impact.retirement_plan import Plan, Verdict, plan_retirement
from ea_repo.impact.retiring_projects import converging_projects, retiring_projects
from ea_repo.impact.savings import Savings, savings
from ea_repo.impact.successions import Successions, serves_written, with_places_taken
from ea_repo.impact.takeovers import Takeover, served, takeovers
from ea_repo.impact.unread_relations import unread_relations
from ea_repo.impact.withdrawal import Withdrawal
from ea_repo.metamodel import accepts
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.contacts import Contact, contacts, who_knows
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.namesakes import namesakes


@dataclass(frozen=True)
class RetiredElement:
    """What the dossier holds of one of the elements that are retired.

    `projects` retire it, `converging` are those that make it converge with others; `written` is its own end, where one
    is written.
    """

    id: str
    required: tuple[Prerequisite, ...]
    kept: tuple[DepartingDatum, ...]
    calendar: tuple[Milestone, ...]
    projects: tuple[str, ...] = ()
    converging: tuple[str, ...] = ()
    written: dt.date | None = None


@dataclass(frozen=True)
class TouchedProcess:
    """A process as a step leaves it, and what that step does; gravity: its certain and its possible state, ranked."""

    process: Affected
    impact: Impact
    gravity: tuple[int, int]


@dataclass(frozen=True)
class DecommissioningDossier:
    """Everything a committee asks of a retirement; `graph` is that of the day asked for.

    `others_gaps`: what the dates of others leave uncovered later, whatever is retired here.
    """

    ids: tuple[str, ...]
    on: dt.date
    withdrawal: Withdrawal
    replacements: Mapping[str, tuple[str, ...]]
    graph: Graph
    plan: Plan
    takeovers: tuple[Takeover, ...]
    others_gaps: tuple[Gap, ...]
    reroutes: tuple[Reroute, ...]
    incoming: tuple[str, ...]
    elements: tuple[RetiredElement, ...]
    contract_endings: tuple[ContractEnding, ...]
    savings: Savings
    missing: tuple[MissingFact, ...]
    to_confirm: tuple[Fact, ...]
    contacts: tuple[Contact, ...]

    @property
    def verdict(self) -> Verdict:
        return self.plan.verdict

    @property
    def sites(self) -> tuple[str, ...]:
        return self.withdrawal.sites

    @property
    def functions(self) -> tuple[str, ...]:
        return self.withdrawal.functions

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


def decommissioning_dossier(
    graph: Graph,
    ids: Sequence[str],
    on: dt.date,
    sites: Sequence[str] = (),
    replacements: Mapping[str, Sequence[str]] | None = None,
    is_settled: Callable[[str, str], bool] = lambda *_: False,
    *,
    functions: Sequence[str] = (),
    today: dt.date | None = None,
) -> DecommissioningDossier:
    """The dossier of these elements, from a day on; raises Refusal where it makes none.

    Withdrawn from some sites, or from some of the processes that they serve, they stay otherwise.

    Ends of theirs that are written for a day after `today` (by default the day asked for) are plans, and looked past.
    `is_settled`: whether the workspace says that what is not written of an element in a field is not there.
    """
    ids = tuple(sorted(set(ids)))
    replaced_by = {old: tuple(several) for old, several in (replacements or {}).items()}
    withdrawal = Withdrawal(tuple(sites), tuple(sorted(set(functions))))
    standing = looking_past_ends(graph, ids, min(on, today) if today else on)
    _require_sense(standing, ids, on, withdrawal, replaced_by)
    successions = Successions(standing, ids, replaced_by)
    before = with_places_taken(standing, successions)
    # Withdrawn in part, it stays: its flows do too.
    after = with_rerouted_flows(before, successions, on) if withdrawal.whole else before
    view = before.at(on)
    leaving = belongings(view, ids)
    missing = {
        id: (
            *_missing(standing, view, id, withdrawal, successions, is_settled),
            *_written_twice(view, id, leaving),
            *_unread(view, id, leaving, withdrawal),
        )
        for id in ids
    }
    hiding = {id: [fact for fact in missing[id] if fact.for_go] for id in ids}
    plan = plan_retirement(after, ids, on, withdrawal, hiding.__getitem__, before)
    days = {id: step.date for step in plan.steps for id in step.group.ids}
    taken_over = tuple(takeovers(after, before, ids, successions, on, withdrawal, days.get))
    without_replacement = withdrawal.impact(before, ids, on)
    cut = _cut(view, without_replacement, leaving) if withdrawal.whole else ()
    endings = contract_endings(view, ids, on) if withdrawal.whole else ()
    last_day = max(filter(None, days.values()), default=on)
    return DecommissioningDossier(
        ids,
        on,
        withdrawal,
        replaced_by,
        view,
        plan,
        taken_over,
        tuple(_gaps_of_others(before, view, ids, withdrawal)),
        reroutes(view, cut, leaving, taken_over),
        received_flows(view, leaving) if withdrawal.whole else (),
        tuple(_element(graph, after, id, ids, days[id], on, withdrawal) for id in ids),
        endings,
        savings(view, ids, last_day, endings, {takeover.new for takeover in taken_over})
        if withdrawal.whole
        else savings(view, (), last_day, endings),
        tuple(fact for id in ids for fact in missing[id]),
        tuple(dict.fromkeys(fact for step in plan.steps for fact in step.to_confirm)),
        contacts(view, (*ids, *(element.id for element in without_replacement.elements))),
    )


def _require_sense(
    graph: Graph, ids: Sequence[str], on: dt.date, withdrawal: Withdrawal, replacements: Mapping[str, Sequence[str]]
) -> None:
    view = graph.at(on)
    require_retirable(graph, ids, on)
    require_functions(view, ids, withdrawal.functions)
    require_replaceable(view, ids, replacements, withdrawal.functions)
    require_deployed_at(view, ids, withdrawal.sites)


def _missing(
    before: Graph,
    view: Graph,
    id: str,
    withdrawal: Withdrawal,
    successions: Successions,
    is_settled: Callable[[str, str], bool],
) -> Iterator[MissingFact]:
    """What nobody wrote of an element, nor of what is to be taken over from it: processes, data of flows."""
    yield from missing_facts(view, id, withdrawal, is_settled)
    inside = belongings(view, [id])
    for new in sorted({candidate.new for part in inside for candidate in successions.of(part)}):
        if served(view, id) and not serves_written(before, new, inside):
            yield MissingFact(new, "covers", who_knows(view, new, "moa"), for_go=True)
        for silent in silent_supporters(before.at(None), inside, new):
            yield MissingFact(silent, "for", who_knows(view, silent, "moa"), for_go=True)
    for exchange in Exchanges.in_service(view).at(inside, "sends") if withdrawal.whole else ():
        taken_over = exchange.target not in inside and successions.of(exchange.source)
        if taken_over and not view.recorded(exchange.flow, "data"):
            yield MissingFact(exchange.flow, "data", who_knows(view, exchange.source, "moe"), for_go=True)


def _written_twice(view: Graph, id: str, leaving: frozenset[str]) -> Iterator[MissingFact]:
    """Those that stay and may be what is retired under another id: if so, they do nothing in its place."""
    for part in sorted(belongings(view, [id])):
        for other in namesakes(view, part) if accepts("application", view.kind(part)) else ():
            if other not in leaving:
                ask = dict.fromkeys((*who_knows(view, other, "moa"), *who_knows(view, part, "moa")))
                yield MissingFact(other, "written_twice", tuple(ask), for_go=True)


def _unread(view: Graph, id: str, leaving: frozenset[str], withdrawal: Withdrawal) -> Iterator[MissingFact]:
    """The relations with what stays that no flow or link means: somebody there may need what is retired."""
    for relation in unread_relations(view, sorted(belongings(view, [id])), leaving) if withdrawal.whole else ():
        yield MissingFact(relation.id, "relation", relation.ask, for_go=True)


def _gaps_of_others(before: Graph, view: Graph, ids: Iterable[str], withdrawal: Withdrawal) -> Iterator[Gap]:
    """The processes concerned that nobody serves at some sites from a later day, for reasons of others' own."""
    processes = {process for id in ids for process in served(view, id)}
    gaps = Gaps(Days(before))
    for process in sorted(processes.intersection(withdrawal.functions) if withdrawal.functions else processes):
        yield from (gap for gap in gaps.of(process) if gap.certain and view.date and gap.span.since > view.date)


def _cut(view: Graph, without_replacement: Impact, leaving: frozenset[str]) -> tuple[str, ...]:
    """The flows perhaps lost to what stays."""
    lost = without_replacement.flows
    return tuple(flow for flow in lost if not leaving.intersection(view.targets(flow, "target")))


def _element(
    written: Graph, after: Graph, id: str, ids: Sequence[str], off: dt.date | None, on: dt.date, withdrawal: Withdrawal
) -> RetiredElement:
    day = off or on
    view = after.at(day)
    return RetiredElement(
        id,
        prerequisites(view, id),
        departing_data(view, id, holders_left(view, ids)) if withdrawal.whole else (),
        decommissioning_calendar(written.at(day), id, off),
        tuple(retiring_projects(view, id)),
        tuple(converging_projects(view, id)),
        written_end(written, id),
    )
