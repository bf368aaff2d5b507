"""The dossier of a decommissioning: the plan, the three questions of SDSI 4.2, and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact import dossier
from ea_repo.impact.dossier import Ending, Kept, Milestone, Missing, Required, Savings
from ea_repo.impact.exchanges import Exchanges
from ea_repo.impact.holding import Holding
from ea_repo.impact.impact import Affected, Fact, Impact, impact
from ea_repo.impact.loss import SEVERITY
from ea_repo.impact.own import own
from ea_repo.impact.questions import deployed_there, may_be_lost
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.reroute import Reroute, replaced, reroutes
from ea_repo.impact.retirement import Group, Plan, Step, Verdict, outside, plan
from ea_repo.impact.told import Told, told


@dataclass(frozen=True)
class One:
    """What is said of one element of a retirement."""

    id: str
    required: tuple[Required, ...]
    kept: tuple[Kept, ...]
    calendar: tuple[Milestone, ...]


@dataclass(frozen=True)
class Touched:
    """A process as a step leaves it, and what that step does."""

    process: Affected
    impact: Impact
    gravity: tuple[int, int]


@dataclass(frozen=True)
class Retirement:
    """Everything a committee asks of a retirement; `graph` is that of the day asked for."""

    ids: tuple[str, ...]
    on: dt.date
    sites: tuple[str, ...]
    replacements: Mapping[str, str]
    graph: Graph
    plan: Plan
    reroutes: tuple[Reroute, ...]
    incoming: tuple[str, ...]
    each: tuple[One, ...]
    endings: tuple[Ending, ...]
    savings: Savings
    missing: tuple[Missing, ...]
    told: tuple[Told, ...]

    @property
    def verdict(self) -> Verdict:
        return self.plan.verdict

    @property
    def processes(self) -> tuple[Touched, ...]:
        """The processes that the steps touch, each as the worst of them leaves it, in the order of their ids."""
        found: dict[str, Touched] = {}
        for step in self.plan.steps:
            for each in step.impact.elements:
                gravity = SEVERITY[each.state], SEVERITY[each.possible]
                before = found.get(each.id)
                if each.places and (before is None or gravity >= before.gravity):
                    found[each.id] = Touched(each, step.impact, gravity)
        return tuple(found[id] for id in sorted(found))

    @property
    def to_confirm(self) -> tuple[Fact, ...]:
        """The facts that would settle what is only possible, over all steps."""
        return tuple(dict.fromkeys(each for step in self.plan.steps for each in step.impact.to_confirm))


def retire(
    graph: Graph,
    ids: Sequence[str],
    on: dt.date,
    sites: Sequence[str] = (),
    replacements: Mapping[str, str] | None = None,
    settled: Callable[[str, str], bool] = lambda *_: False,
) -> Retirement:
    """The dossier of these elements, from a day on, everywhere or at some sites; raises Refusal where it makes none.

    Withdrawn from some sites only, it stays elsewhere: its data, contracts and costs do not go.
    """
    asked = tuple(sorted(set(ids)))
    instead = dict(replacements or {})
    view = graph.at(on)
    _may_retire(view, asked)
    _may_replace(view, asked, instead)
    deployed_there(view, asked, sites)
    then = replaced(graph, instead)
    found = _here(then, asked, on, sites) if sites else plan(then, asked, on)
    before = impact(graph, asked, on, sites)
    leaving = own(view, asked)
    exchanges = Exchanges.of(view)
    holders = _left(view, exchanges, asked, leaving)
    cut = [] if sites else [each for each in before.flows if not leaving.intersection(view.targets(each, "target"))]
    off = {id: step.date for step in found.steps for id in step.group.ids}
    return Retirement(
        asked,
        on,
        tuple(sites),
        instead,
        view,
        found,
        reroutes(view, cut, leaving, instead),
        tuple(
            each.id
            for each in exchanges.at(leaving, "receives")
            if each.target in leaving and each.source not in leaving
        ),
        tuple(
            One(
                id,
                dossier.required(view, id),
                () if sites else dossier.kept(view, id, holders),
                dossier.calendar(view, id, off[id]),
            )
            for id in asked
        ),
        () if sites else dossier.endings(view, asked),
        dossier.savings(view, () if sites else asked),
        tuple(each for id in asked for each in dossier.missing(view, id, settled)),
        told(view, (*asked, *(each.id for each in before.elements))),
    )


def replacements(pairs: Iterable[str]) -> dict[str, str]:
    """What takes the place of what, from `old=new`; raises Refusal for what does not read so, or says it twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        old, _, new = (each.strip() for each in pair.partition("="))
        if not old or not new:
            raise Refusal(
                Text(
                    f"un remplacement s'écrit ANCIEN=NOUVEAU, comme agathe=ptah, et non « {pair} »",
                    f"a replacement is written OLD=NEW, as in agathe=ptah, not “{pair}”",
                )
            )
        if found.setdefault(old, new) != new:
            raise Refusal(
                Text(
                    f"« {old} » aurait deux remplaçants, {found[old]} et {new} : n'en garder qu'un",
                    f"“{old}” would have two replacements, {found[old]} and {new}: keep one",
                )
            )
    return found


def _here(graph: Graph, ids: tuple[str, ...], on: dt.date, sites: Sequence[str]) -> Plan:
    """A withdrawal from some sites: one step, judged by the processes there."""
    found = impact(graph, ids, on, sites)
    return Plan((Step(Group(ids), on, found, outside(found, "state"), outside(found, "possible")),), ())


def _left(graph: Graph, exchanges: Exchanges, ids: Iterable[str], leaving: frozenset[str]) -> dict[str, frozenset[str]]:
    """Who still holds each datum that these elements master, once they are gone."""
    holding = Holding.of(graph)
    gone = {graph.solution(each) for each in ids if each == graph.solution(each)}
    data = sorted({datum for each in leaving for datum in graph.targets(each, "masters")})
    return {datum: holding.left(datum, leaving) - gone for datum in data}


def _may_retire(view: Graph, ids: Iterable[str]) -> None:
    for id in ids:
        may_be_lost(view, id, locally=True)
        if view.phase(id) == "plan":
            raise Refusal(
                Text(
                    f"« {id} » n'est pas encore en service à cette date : c'est un projet à abandonner, non un retrait",
                    f"“{id}” is not in service yet on that day: a project to give up, not a retirement",
                )
            )
        if view.phase(id) == "end_of_life":
            day = next(
                (since for each in view.wholes(id, "part_of") if (since := view.value(each, "retired_on"))), None
            )
            since = Text(f" depuis {day}", f" since {day}") if day else Text("", "")
            raise Refusal(
                Text(
                    f"« {id} » est déjà hors service{since.fr} ; ce qu'il en reste : ea retire --check {id}",
                    f"“{id}” is already out of service{since.en}; for what is left: ea retire --check {id}",
                )
            )


def _may_replace(view: Graph, ids: tuple[str, ...], replacements: Mapping[str, str]) -> None:
    for old, new in replacements.items():
        may_be_lost(view, new, locally=True)
        if old not in ids:
            raise Refusal(Text(f"« {old} » n'est pas parmi ce qui est retiré", f"“{old}” is not among what is retired"))
        if any(new in view.parts(each) for each in ids):
            raise Refusal(
                Text(
                    f"« {new} » est retiré aussi : il ne remplace rien",
                    f"“{new}” is retired too: it replaces nothing",
                )
            )
        if view.phase(new) == "end_of_life":
            raise Refusal(
                Text(
                    f"« {new} » est hors service à cette date : il ne remplace rien",
                    f"“{new}” is out of service on that day: it replaces nothing",
                )
            )
        wanted = {process: part for part in sorted(view.parts(old)) for process in view.targets(part, "covers")}
        covered = {process for part in view.parts(new) for process in view.targets(part, "covers")}
        lacking = sorted(wanted.keys() - covered)
        if lacking:
            names = ", ".join(lacking)
            raise Refusal(
                Text(
                    f"« {new} » ne remplace pas « {old} » : il ne couvre pas {names} ; l'écrire dans son champ covers, "
                    "ou choisir un autre remplaçant",
                    f"“{new}” does not replace “{old}”: it does not cover {names}; write it in its field covers, or "
                    "choose another replacement",
                )
            )
