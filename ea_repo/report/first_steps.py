"""What to do first, and by whom: a few lines at the head of an impact and of a retirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Item, Items, Section
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.impact import Affected, Impact
from ea_repo.report import bearable_stop, dossier_missing, facts_to_confirm
from ea_repo.report.dossier_losses import blocking, lift_on_a_page
from ea_repo.report.whom_to_call import stakes, ways_to_reach
from ea_repo.report.words import NOBODY, few
from ea_repo.semantics.inherited_values import nearest_targets

_TITLE = Text("D'abord", "First")
_MOST = 4
_OWNER = Text("métier", "business owner")


def of_impact(study: ImpactStudy, lang: Lang) -> Iterator[Section]:
    """Whom to warn of the processes that stop, then what to record, and who knows it."""
    yield from _section([*_without_tools(study.impact, lang), *_warnings(study, lang), *_records(study, lang)], lang)


def of_retirement(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """What lifts the first losses, and whose they are; then what to record, and who knows it."""
    yield from _section([*_lifts(retirement, lang), *_missing(retirement, lang)], lang)


def _section(steps: list[str], lang: Lang) -> Iterator[Section]:
    if steps:
        items = tuple(Item(step, f"{place}.") for place, step in enumerate(steps[:_MOST], 1))
        yield Section(_TITLE[lang], (Items(items),))


def _without_tools(impact: Impact, lang: Lang) -> Iterator[str]:
    """How long the first processes that lose their tools bear it and how people work meanwhile, where recorded."""
    graph = impact.graph
    lost = [process for process in impact.elements if process.places and process.possible == "lost"]
    lost.sort(key=partial(_urgency, graph))
    told = [(graph.name(process.id), stakes(graph, process.id, lang)) for process in lost]
    for name, at_stake in [(name, at_stake) for name, at_stake in told if at_stake][:2]:
        yield Text(f"Se préparer à « {name} » sans outil ({at_stake}).",
                   f"Prepare for “{name}” without a tool ({at_stake}).")[lang]  # fmt: skip


def _urgency(graph: Graph, process: Affected) -> tuple[bool, bool, float, str]:
    """What is certain first, critical processes before others, then those that bear it the shortest."""
    critical, rto = graph.value(process.id, "critical"), graph.value(process.id, "rto")
    return process.state != "lost", not critical, bearable_stop.minutes(rto), process.id


def _warnings(study: ImpactStudy, lang: Lang) -> Iterator[str]:
    graph = study.impact.graph
    for call in study.calls[:2]:
        who = graph.name(call.actor) if call.actor else NOBODY[lang]
        reached = ways_to_reach(graph, call.actor) if call.actor else ""
        names = few((graph.name(use.element) for use in call.uses), lang, 2)
        how = f" ({reached})" if reached else ""
        yield Text(f"Prévenir ceux qui utilisent {names} : {who}{how}.", f"Warn those who use {names}: {who}{how}.")[
            lang
        ]


def _records(study: ImpactStudy, lang: Lang) -> Iterator[str]:
    graph = study.impact.graph
    for missing in facts_to_confirm.facts_by_people(graph, study.impact.to_confirm, lang)[:2]:
        yield _record(graph, missing, 3, lang)


def _lifts(retirement: DecommissioningDossier, lang: Lang) -> Iterator[str]:
    graph = retirement.graph
    ids_by_lift: dict[str, list[str]] = {}
    for loss in blocking(retirement.plan.steps):
        ids = ids_by_lift.setdefault(lift_on_a_page(graph, loss, lang), [])
        if loss.obstacle.lost.id not in ids:
            ids.append(loss.obstacle.lost.id)
    for how, ids in list(ids_by_lift.items())[:2]:
        owners = _owners(graph, ids, lang)
        colon = Text(" : ", ": ")[lang]
        yield f"{few(map(graph.name, ids), lang, 2)}{colon}{how} ({_OWNER[lang]}{colon}{owners})."


def _owners(graph: Graph, ids: Iterable[str], lang: Lang) -> str:
    owners = dict.fromkeys(owner for id in ids for owner in _owners_of(graph, id))
    return few(map(graph.name, owners), lang, 2) or NOBODY[lang]


def _owners_of(graph: Graph, id: str) -> Iterator[str]:
    """Who owns an element, else its whole; of a flow, who owns what it goes from, then what it goes to."""
    if graph.kind(id) == "flow":
        for end in (*graph.targets(id, "source"), *graph.targets(id, "target")):
            yield from _owners_of(graph, end)
        return
    yield from nearest_targets(graph, id, "moa")


def _missing(retirement: DecommissioningDossier, lang: Lang) -> Iterator[str]:
    for missing in dossier_missing.facts_by_people(retirement, lang)[:2]:
        yield _record(retirement.graph, missing, 6, lang)


def _record(graph: Graph, missing: tuple[str, str, list[str]], most: int, lang: Lang) -> str:
    """What to record of which elements, of which so many are named, and whom to ask."""
    what, who, ids = missing
    names = few(map(graph.name, ids), lang, most)
    if all(graph.kind(id) == "flow" for id in ids):
        flows = Text("le flux", "the flow") if len(ids) == 1 else Text("les flux", "the flows")
        names = f"{flows[lang]} {names}"
    if who == NOBODY[lang]:
        return Text(f"Pour {names}, renseigner {what} : aucun interlocuteur n'est enregistré.",
                    f"For {names}, record {what}: nobody is recorded who could say.")[lang]  # fmt: skip
    return Text(f"Pour {names}, renseigner {what} : à demander à {who}.", f"For {names}, record {what}: ask {who}.")[
        lang
    ]
