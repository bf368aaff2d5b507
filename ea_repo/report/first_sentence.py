"""The first sentence of an impact and of a retirement: what anybody who works there understands, and why.

It names the process that suffers most, and where: lost before perhaps lost, of these what certainly suffers first; then
critical before others, what bears it the shortest, what is nearest to the cause, what is lost at most sites. The tables
below hold the rest.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from ea_repo.answer.impact import ImpactStudy
from ea_repo.document import Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.loss import SEVERITY, Reading
from ea_repo.report import bearable_stop
from ea_repo.report.dossier_losses import COVERED_IF, StepLoss, blocking, few_lost, where_lost, why_lost
from ea_repo.report.flow_words import without_other_end
from ea_repo.report.impact_words import PERHAPS, message
from ea_repo.report.words import SEMICOLON, capital, few, kind_words
from ea_repo.semantics.applications_behind import is_application
from ea_repo.semantics.deployment import EVERYWHERE, Deployment
from ea_repo.typography import long_day, that

_FEW_SITES = 3
_OUTSIDE = Text(
    "Aucun processus n'est touché dans le périmètre demandé.", "No process is touched within the scope asked for."
)
_ONLY_UNREAD = Text(
    "Aucun lien ni aucun flux enregistré n'en dépend ; les relations importées, que l'étude ne lit pas, le disent "
    "peut-être.",
    "No recorded link or flow depends on it; imported relations, which this study does not read, may say what does.",
)


def of_impact(study: ImpactStudy, lang: Lang) -> Sentence:
    """What the loss does to those who work, with its reason; the mildest thing that is true where nothing is lost."""
    impact = study.impact
    processes = [affected for affected in impact.elements if affected.places]
    for reading in ("state", "possible"):
        lost = [process for process in processes if getattr(process, reading) == "lost"]
        if lost:
            return _without_tool(impact, lost, reading, lang)
    weaker = [process for process in processes if {process.state, process.possible} & {"at_risk", "degraded"}]
    if weaker:
        worst = min(
            weaker, key=lambda process: (*_gravity(impact.graph, process), -_hit(process, "possible"), process.id)
        )
        name, why = impact.graph.name(worst.id), _reason(impact.graph, worst, lang)
        fr, en = f"« {name} » se ferait moins bien : {why}.", f"“{name}” would go on less well: {why}."
        return Sentence(Text(fr, en)[lang], "doubtful")
    if processes:
        covered = few((impact.graph.name(process.id) for process in processes), lang, 3)
        fr = f"Ce que l'on fait avec garde un autre outil partout, sur ce qui est enregistré : {covered}."
        en = f"What one does with it keeps another tool everywhere, by what is recorded: {covered}."
        return Sentence(Text(fr, en)[lang], "good")
    if study.left_out:
        return Sentence(_OUTSIDE[lang])
    if impact.elements:
        others = Text(
            "Aucun processus enregistré n'en souffre ; d'autres éléments du système, si : voir plus bas.",
            "No recorded process suffers from it; other elements of the system do: see below.",
        )
        also = Text(" Cela concerne aussi {}.", " It also concerns {}.")[lang] if study.concerned else ""
        return Sentence(others[lang] + also.format(_concerned(study, lang)), "doubtful")
    if study.concerned:
        fr = f"Rien d'enregistré n'est perdu, mais cela concerne {_concerned(study, 'fr')}."
        return Sentence(Text(fr, f"Nothing recorded is lost with it, but it concerns {_concerned(study, 'en')}.")[lang])
    if study.unread:
        return Sentence(_ONLY_UNREAD[lang], "doubtful")
    nothing = Text("Rien d'enregistré n'en dépend.", "Nothing recorded depends on it.")[lang]
    if open_ended := _open_ended(impact, lang):
        return Sentence(f"{nothing} {capital(open_ended)}.", "doubtful")
    # Where facts are recorded in part, that nothing is recorded is no good news.
    return Sentence(nothing, "good" if all(study.complete.values()) else "plain")


def _open_ended(impact: Impact, lang: Lang) -> str:
    """That flows of what is lost lead to somebody who is not recorded, where they do."""
    graph = impact.graph
    applications = [root for root in impact.roots if is_application(graph, root)]
    told = (without_other_end(graph, application, "sends", lang) for application in applications)
    return SEMICOLON[lang].join(filter(None, told))


def _concerned(study: ImpactStudy, lang: Lang) -> str:
    """How many elements use what is lost, stand under it or are supplied by it, and lose nothing, by kind."""
    graph = study.impact.graph
    counts = Counter(graph.kind(id) for id in study.concerned)
    kinds = [kind for kind in graph.vocabulary.kinds if counts[kind]]
    return ", ".join(
        f"{counts[kind]} {kind_words(kind, lang, number=counts[kind], among=graph.vocabulary)}" for kind in kinds
    )


def _without_tool(impact: Impact, lost: Sequence[Affected], reading: Reading, lang: Lang) -> Sentence:
    """The worst of the processes that are lost, where, why, and how many others are."""
    graph = impact.graph
    worst = min(lost, key=lambda process: (*_gravity(graph, process), -_hit(process, reading), process.id))
    sites = [site for site, place in worst.places.items() if getattr(place, reading) == "lost"]
    perhaps = Text("", "") if reading == "state" else Text(" peut-être", " perhaps")
    name, where, why = graph.name(worst.id), _at(impact, sites, lang), _reason(graph, worst, lang)
    others, because = _and_others(len(lost) - 1, lang), _because(why, lang)
    fr = f"« {name} » n'aurait{perhaps.fr} plus l'outil qu'il lui faut{where}{because}{others}."
    en = f"“{name}” would{perhaps.en} no longer have the tool that it needs{where}{because}{others}."
    return Sentence(Text(fr, en)[lang], "bad" if reading == "state" else "doubtful")


def of_retirement(retirement: DecommissioningDossier, lang: Lang) -> Sentence:
    """What would be lost first, where, from which day on and why; or that nothing recorded would."""
    losses = blocking(retirement.plan.steps)
    processes = [loss for loss in losses if retirement.graph.kind(loss.obstacle.lost.id) == "process"]
    for certain in (True, False):
        those = [loss for loss in processes if loss.certain is certain]
        if those:
            return _process_lost(retirement, those, lang)
    if losses:
        certain_by_name: dict[str, bool] = {}
        for loss in losses:
            # Where nothing is certain, the verb says so of all.
            is_plain = loss.certain or not losses[0].certain
            certain_by_name.setdefault(retirement.graph.name(loss.obstacle.lost.id), is_plain)
        names = few_lost(certain_by_name, lang)
        verb = Text("seraient perdus", "would be lost")
        if not losses[0].certain:
            verb = Text("seraient peut-être perdus", "might be lost")
        fr = f"Aucun processus enregistré ne resterait sans outil, mais {verb.fr} : {names}."
        en = f"No recorded process would be left without a tool, but these {verb.en}: {names}."
        return Sentence(Text(fr, en)[lang], "bad" if losses[0].certain else "doubtful")
    good = retirement.verdict == "GO"
    fr = "Chaque processus enregistré garderait un outil partout, et rien d'autre ne serait perdu"
    en = "Each recorded process would keep a tool everywhere, and nothing else would be lost"
    doubt = Text("", "") if good else Text(", sur ce qui est enregistré", ", by what is recorded")
    return Sentence(Text(f"{fr}{doubt.fr}.", f"{en}{doubt.en}.")[lang], "good" if good else "doubtful")


def _process_lost(retirement: DecommissioningDossier, losses: Sequence[StepLoss], lang: Lang) -> Sentence:
    graph = retirement.graph
    worst = min(losses, key=lambda loss: (*_gravity(graph, _seen(loss)), -len(loss.places), loss.obstacle.lost.id))
    first = max(worst.obstacle.span.since, retirement.on)
    where = where_lost(graph, worst, lang)
    where = Text(f" ({where})", f" ({where})")[lang] if where else ""
    perhaps = Text("", "") if worst.certain else Text(" peut-être", " perhaps")
    others = _and_others(len({loss.obstacle.lost.id for loss in losses} - {worst.obstacle.lost.id}), lang)
    name, on = graph.name(worst.obstacle.lost.id), _on(first, lang)
    because = _because(why_lost(retirement, worst, lang), lang)
    fr = f"{on}, « {name} » n'aurait{perhaps.fr} plus d'outil{where}{because}{others}."
    en = f"{on}, “{name}” would{perhaps.en} have no tool any more{where}{because}{others}."
    return Sentence(Text(fr, en)[lang], "bad" if worst.certain else "doubtful")


def _seen(loss: StepLoss) -> Affected:
    """A process that is lost, as it is seen on its day."""
    id, elements = loss.obstacle.lost.id, loss.step.seen[loss.obstacle.seen].elements
    return next((affected for affected in elements if affected.id == id), Affected(id, None, None, ()))


def _because(why: str, lang: Lang) -> str:
    """What follows a loss in a sentence, which says itself that it is possible only: its reason, or a condition."""
    why = why.removeprefix(PERHAPS[lang])
    if why.startswith(COVERED_IF[lang]):
        return Text(", sauf si ", ", unless ")[lang] + why.removeprefix(COVERED_IF[lang])
    return Text(f" : {why}", f": {why}")[lang]


def _on(day: dt.date, lang: Lang) -> str:
    return Text(f"Le {long_day(day, 'fr')}", f"On {long_day(day, 'en')}")[lang]


def _and_others(number: int, lang: Lang) -> str:
    if number < 1:
        return ""
    fr = f" ; {number} autre{'s' if number > 1 else ''} processus de même"
    return Text(fr, f"; {number} other process{'es' if number > 1 else ''} likewise")[lang]


def _gravity(graph: Graph, process: Affected) -> tuple[int, bool, float, int]:
    """What certainly suffers most first, then critical processes, those that bear it the shortest, the nearest."""
    return -SEVERITY[process.state], *_urgency(graph, process.id), len(process.chain)


def _hit(process: Affected, reading: Reading) -> int:
    """At how many places it is as badly off as it is anywhere."""
    return sum(1 for place in process.places.values() if getattr(place, reading) == getattr(process, reading))


def _urgency(graph: Graph, process: str) -> tuple[bool, float]:
    return not graph.value(process, "critical"), bearable_stop.minutes(graph.value(process, "rto"))


def _at(impact: Impact, sites: Iterable[str], lang: Lang) -> str:
    """Where, in words; nothing where no site is recorded."""
    graph, known = impact.graph, frozenset(sites) - {EVERYWHERE}
    folded = Deployment.of(graph).folded(known, impact.sites) if known else ()
    names = few(map(graph.name, folded), lang, _FEW_SITES)
    return f" ({names})" if names else ""


def _reason(graph: Graph, process: Affected, lang: Lang) -> str:
    last = process.chain[-1] if process.chain else None
    if last and last.by == "covers" and "lost" in (process.state, process.possible):
        cause = graph.name(last.from_)
        if others := _others_perhaps(process):
            names = few(map(graph.name, others), lang, _FEW_SITES)
            one = Text("l'un de ceux-ci y est utilisé : ", "one of these is used there: ")
            return COVERED_IF[lang] + (one[lang] + names if len(others) > 1 else _is_used(names)[lang])
        return Text(f"rien d'autre {that(cause)} n'y répond", f"nothing but {cause} meets it there")[lang]
    return message(graph, process, lang).removeprefix(PERHAPS[lang])


def _others_perhaps(process: Affected) -> list[str]:
    """Those who cover a process where it is lost in the worst case, if they are used there: nobody knows."""
    if process.state == "lost":
        return []
    lost = (place for place in process.places.values() if place.possible == "lost")
    return sorted({other for place in lost for other in place.covered_by})


def _is_used(name: str) -> Text:
    return Text(f"{name} y est utilisé", f"{name} is used there")
