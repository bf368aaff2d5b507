"""The dossier of a decommissioning as a committee reads it: the answer, what it rests on, then what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Block, Document, Rows, Section, Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_calendar import Milestone
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.retirement_plan import Step, Verdict
from ea_repo.metamodel.dates import first_day
from ea_repo.report.dossier_money import money
from ea_repo.report.dossier_questions import blockers, missing, prerequisites, questions
from ea_repo.report.dossier_words import MILESTONE, VERDICT
from ea_repo.report.recipients import recipients
from ea_repo.report.words import COLON, count_of, counted, date, few, heading, heads, of

TONE: dict[Verdict, Tone] = {"GO": "good", "TO CONFIRM": "doubtful", "NO-GO": "bad"}
SUBJECT = Text("Dossier de décommissionnement", "Decommissioning dossier")
_CERTAIN = Text("perte certaine|pertes certaines", "certain loss|certain losses")
_POSSIBLE = Text("perte possible|pertes possibles", "possible loss|possible losses")
_NOTHING_ELSE = Text("rien d'autre n'est perdu, sur ce qui est enregistré", "nothing else is lost, by what is recorded")
_BUT = Text("Mais ", "But ")
_NO_DATE = Text("aucune date écrite ne le permet", "no written date allows it")
_TO_BE_SET = Text("à fixer", "to be set")
_PART = Text("l'un fait partie de l'autre", "one is part of the other")
_CHECKED = Text("Plan revérifié : ", "Plan checked again: ")
_NO_PLAN = Text(
    "Aucune étape n'a de date : il n'y a pas de plan à revérifier.",
    "No step has a date: there is no plan to check again.",
)
_HOLDS = Text(
    "Plan revérifié, appliqué au graphe étape par étape : rien de ce qui était couvert ne cesse de l'être.",
    "Plan checked again, applied to the graph step by step: nothing that was covered ceases to be.",
)


def document(answer: Answer[DecommissioningDossier], lang: Lang) -> Document:
    """The plan first, then the three questions, the prerequisites, the money, the calendar, what is missing."""
    retirement = answer.content
    sections = [
        _plan(retirement, lang),
        *blockers(retirement, lang),
        *questions(retirement, lang),
        prerequisites(retirement, lang),
        money(retirement, lang),
        _calendar(retirement, lang),
        *recipients(retirement.graph, retirement.contacts, lang),
        *missing(retirement, lang),
    ]
    return Document(
        lang,
        heading(answer.situation, lang),
        _title(retirement)[lang],
        answer=tuple(_answer(retirement, lang)),
        blocks=tuple(sections),
        subject=SUBJECT[lang],
    )


def _title(retirement: DecommissioningDossier) -> Text:
    graph, day = retirement.graph, retirement.on
    where = ", ".join(map(graph.name, retirement.sites))
    fr, en = (few(map(graph.name, retirement.ids), lang, 6) for lang in ("fr", "en"))
    if where:
        fr, en = f"{fr} {of(where)}", f"{en} from {where}"
    return Text(f"Retirer {fr}, à partir du {date(day, 'fr')}", f"Retire {en}, from {date(day, 'en')} on")


def _answer(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """The verdict with how much is lost; what the plan leaves uncovered; how many facts are missing."""
    plan = retirement.plan
    lost = {id for step in plan.steps for id in step.lost}
    perhaps = {id for step in plan.steps for id in step.perhaps} - lost
    losses = [count_of(len(ids), words, lang) for ids, words in ((lost, _CERTAIN), (perhaps, _POSSIBLE)) if ids]
    reasons = [_NOTHING_ELSE[lang]] if retirement.verdict == "GO" else []
    reasons += [", ".join(losses)] if losses else []
    verdict = COLON[lang].join([VERDICT[retirement.verdict][lang], *reasons])
    yield Sentence(verdict, TONE[retirement.verdict])
    if plan.uncovered:
        yield Sentence(_BUT[lang] + _later(retirement, lang), "bad")
    if facts := len(retirement.missing) + len(retirement.to_confirm):
        fr = counted(facts, "fait manque", "faits manquent", "fr")
        en = counted(facts, "fact is missing", "facts are missing")
        sure = Text(f"{fr} pour en être sûr : voir « À renseigner ».", f"{en} to be sure: see “To record”.")
        yield Sentence(sure[lang], "doubtful")


def _plan(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """The steps in their order, why some go together, which may go in parallel, and whether the plan holds."""
    graph, steps = retirement.graph, retirement.plan.steps
    rows = tuple(
        (
            str(place),
            few(map(graph.name, step.group.ids), lang, 8),
            date(step.date, lang) if step.date else _NO_DATE[lang],
            VERDICT[step.verdict][lang],
        )
        for place, step in enumerate(steps, 1)
    )
    columns = heads(Text("Étape|Quoi|Au plus tôt|Avis", "Step|What|At the earliest|Verdict"), lang)
    tones = tuple(TONE[step.verdict] for step in steps)
    blocks: list[Block] = [Rows(columns, rows, tones, state=3, name=1)]
    blocks += [_together(graph, step, lang) for step in steps if len(step.group.ids) > 1 and step.group.because]
    blocks += _parallel(retirement, lang)
    blocks += [] if retirement.sites else [_checked(retirement, lang)]
    return Section(Text("Le plan", "The plan")[lang], tuple(blocks))


def _together(graph: Graph, step: Step, lang: Lang) -> Sentence:
    """Why the elements of a step go on one day."""
    names = few(map(graph.name, step.group.ids), lang, 6)
    flows = [graph.name(id) for id in step.group.because if graph.kind(id) == "flow"]
    why = _PART[lang]
    if flows:
        shown = few(flows, lang, 4)
        why = Text(f"ils se nourrissent l'un l'autre ({shown})", f"they feed each other ({shown})")[lang]
    return Sentence(Text(f"Ensemble : {names}, car {why}.", f"Together: {names}, as {why}.")[lang])


def _parallel(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """The days on which several steps may go."""
    days = Counter(step.date for step in retirement.plan.steps if step.date)
    for day, number in days.items():
        if number > 1:
            fr = f"{number} étapes peuvent se faire en parallèle le {date(day, 'fr')}."
            yield Sentence(Text(fr, f"{number} steps can go in parallel on {date(day, 'en')}.")[lang])


def _checked(retirement: DecommissioningDossier, lang: Lang) -> Sentence:
    """Whether the plan, applied to the graph, leaves something uncovered."""
    if retirement.plan.uncovered:
        return Sentence(_CHECKED[lang] + _later(retirement, lang), "bad")
    if not any(step.date for step in retirement.plan.steps):
        return Sentence(_NO_PLAN[lang], "bad")
    return Sentence(_HOLDS[lang])


def _later(retirement: DecommissioningDossier, lang: Lang) -> str:
    """What the plan leaves uncovered on a later day, when something else stops."""
    gaps = retirement.plan.uncovered
    first = min(gap.since for gap in gaps)
    names = few(sorted({retirement.graph.name(gap.process) for gap in gaps}), lang, 4)
    return Text(f"à partir du {date(first, 'fr')}, plus personne ne couvre {names} : le reste s'arrête.",
                f"from {date(first, 'en')}, nobody covers {names}: the rest stops.")[lang]  # fmt: skip


def _calendar(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """The milestones of each element; those that have the same are together."""
    alike: dict[str, list[str]] = {}
    for element in retirement.elements:
        milestones = " → ".join(_milestone(milestone, lang) for milestone in element.calendar)
        alike.setdefault(milestones, []).append(retirement.graph.name(element.id))
    columns = heads(Text("Quoi|Étapes", "What|Milestones"), lang)
    rows = tuple((", ".join(names), milestones) for milestones, names in alike.items())
    return Section(Text("Calendrier", "Calendar")[lang], (Rows(columns, rows),))


def _milestone(milestone: Milestone, lang: Lang) -> str:
    when = date(milestone.date, lang) if milestone.date else milestone.written or _TO_BE_SET[lang]
    if milestone.name == "off" and milestone.written and first_day(milestone.written) != milestone.date:
        when = _planned(first_day(milestone.written), milestone.date, lang)
    return f"{MILESTONE[milestone.name][lang]}{COLON[lang]}{when}"


def _planned(day: dt.date, earliest: dt.date | None, lang: Lang) -> str:
    """The day planned for the stop, where it is not the earliest one."""
    planned = date(day, lang)
    if earliest is None or day < earliest:
        return Text(f"prévu le {planned}, trop tôt", f"planned on {planned}, too early")[lang]
    return Text(f"prévu le {planned}", f"planned on {planned}")[lang]
