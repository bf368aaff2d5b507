"""The dossier of a decommissioning: the plan, the three questions of SDSI 4.2, and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact import dossier
from ea_repo.impact.dossier import Ending, Kept, Milestone, Missing, Required, Savings
from ea_repo.impact.exchanges import Exchanges
from ea_repo.impact.holding import Holding
from ea_repo.impact.impact import Impact, impact
from ea_repo.impact.questions import deployed_there, may_be_lost
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.reroute import Reroute, replaced, reroutes
from ea_repo.impact.retirement import GRAVITY, Group, Plan, Step, Verdict, outside, plan
from ea_repo.impact.told import Told, told


@dataclass(frozen=True)
class One:
    """What is said of one element of a retirement."""

    id: str
    required: tuple[Required, ...]
    kept: tuple[Kept, ...]
    calendar: tuple[Milestone, ...]


@dataclass(frozen=True)
class Retirement:
    """Everything a committee asks of a retirement: `whole` is the loss of all of it at once, replacements in place."""

    ids: tuple[str, ...]
    on: dt.date
    sites: tuple[str, ...]
    replacements: Mapping[str, str]
    graph: Graph
    plan: Plan
    whole: Impact
    reroutes: tuple[Reroute, ...]
    incoming: tuple[str, ...]
    each: tuple[One, ...]
    endings: tuple[Ending, ...]
    savings: Savings
    missing: tuple[Missing, ...]
    told: tuple[Told, ...]

    @property
    def verdict(self) -> Verdict:
        return max((self.plan.verdict, *(each.verdict for each in self.plan.steps)), key=GRAVITY.index)


def retire(
    graph: Graph,
    ids: Sequence[str],
    on: dt.date,
    sites: Sequence[str] = (),
    replacements: Mapping[str, str] | None = None,
) -> Retirement:
    """The dossier of these elements, from a day on, everywhere or at some sites; raises Refusal where it makes none."""
    asked = tuple(sorted(set(ids)))
    instead = dict(replacements or {})
    view = graph.at(on)
    _may_retire(view, asked)
    _may_replace(view, asked, instead)
    deployed_there(view, asked, sites)
    then = replaced(graph, instead)
    found = _here(then, asked, on, sites) if sites else plan(then, asked, on)
    before = impact(graph, asked, on, sites)
    leaving = frozenset(part for each in asked for part in view.parts(each))
    exchanges = Exchanges(view)
    holders = _left(view, exchanges, asked, leaving)
    cut = [] if sites else [each for each in before.flows if not leaving.intersection(view.targets(each, "target"))]
    whole = impact(then, asked, on, sites)
    off = {id: step.date for step in found.steps for id in step.group.ids}
    return Retirement(
        asked,
        on,
        tuple(sites),
        instead,
        view,
        found,
        whole,
        reroutes(view, cut, leaving, instead),
        tuple(sorted(each.id for each in exchanges.all() if each.target in leaving and each.source not in leaving)),
        tuple(
            One(id, dossier.required(view, id), dossier.kept(view, id, holders), dossier.calendar(view, id, off[id]))
            for id in asked
        ),
        dossier.endings(view, asked),
        dossier.savings(view, asked),
        tuple(each for id in asked for each in dossier.missing(view, id)),
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
    holding = Holding(exchanges)
    gone = {graph.solution(each) for each in ids if each == graph.solution(each)}
    data = sorted({datum for each in leaving for datum in graph.targets(each, "masters")})
    return {datum: holding.left(datum, leaving, frozenset()) - gone for datum in data}


def _may_retire(view: Graph, ids: Iterable[str]) -> None:
    for id in ids:
        may_be_lost(view, id, locally=True)
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
