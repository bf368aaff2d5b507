"""The dossier of a decommissioning as a committee reads it: the answer, what it rests on, then what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Block, Document, Rows, Section, Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.impact.dossier import Milestone
from ea_repo.impact.retire import Retirement
from ea_repo.impact.retirement import Step, Verdict
from ea_repo.metamodel.dates import first_day
from ea_repo.report.dossier_money import money
from ea_repo.report.dossier_questions import blockers, functions, missing, needed, questions
from ea_repo.report.dossier_words import MILESTONE, VERDICT
from ea_repo.report.words import counted, date, few, heading, of

TONE: dict[Verdict, Tone] = {"GO": "good", "TO CONFIRM": "doubtful", "NO-GO": "bad"}
SUBJECT = Text("Dossier de décommissionnement", "Decommissioning dossier")


def document(answer: Answer[Retirement], lang: Lang) -> Document:
    """The plan first, then the three questions, the prerequisites, the money, the calendar, what is missing."""
    found = answer.content
    names = few([found.graph.name(id) for id in found.ids], lang, 6)
    where = ", ".join(found.graph.name(each) for each in found.sites)
    at = Text(f" {of(where)}", f" from {where}")[lang] if where else ""
    title = Text(f"Retirer {names}{at}, à partir du {date(found.on, 'fr')}",
                 f"Retire {names}{at}, from {date(found.on, 'en')} on")[lang]  # fmt: skip
    sections = [*_steps(found, lang), *blockers(found, lang), *functions(found, lang), *questions(found, lang)]
    sections += [*needed(found, lang), *money(found, lang), *_calendar(found, lang), *_told(found, lang)]
    sections += missing(found, lang)
    return Document(
        lang,
        heading(answer.situation, lang),
        title,
        answer=tuple(_answer(found, lang)),
        blocks=tuple(sections),
        subject=SUBJECT[lang],
    )


def _answer(found: Retirement, lang: Lang) -> Iterator[Sentence]:
    lost = {id for step in found.plan.steps for id in step.lost}
    perhaps = {id for step in found.plan.steps for id in step.perhaps} - lost
    said = VERDICT[found.verdict][lang]
    if found.verdict == "GO":
        said += Text(" : rien d'autre n'est perdu, sur ce qui est enregistré",
                     ": nothing else is lost, by what is recorded")[lang]  # fmt: skip
    losses = [_losses(len(lost), _CERTAIN, lang), _losses(len(perhaps), _POSSIBLE, lang)]
    if any(losses):
        said += Text(" : ", ": ")[lang] + ", ".join(filter(None, losses))
    yield Sentence(said, TONE[found.verdict])
    if found.plan.uncovered:
        yield Sentence(Text("Mais ", "But ")[lang] + _later(found, lang), "bad")
    facts = len(found.missing) + len(found.to_confirm)
    if facts:
        fr = counted(facts, "fait manque", "faits manquent", "fr")
        en = counted(facts, "fact is missing", "facts are missing")
        yield Sentence(
            Text(f"{fr} pour en être sûr : voir « À renseigner ».", f"{en} to be sure: see “To record”.")[lang],
            "doubtful",
        )


_CERTAIN = Text("perte certaine|pertes certaines", "certain loss|certain losses")
_POSSIBLE = Text("perte possible|pertes possibles", "possible loss|possible losses")


def _losses(many: int, words: Text, lang: Lang) -> str:
    one, several = words[lang].split("|")
    return counted(many, one, several, lang) if many else ""


def _steps(found: Retirement, lang: Lang) -> Iterator[Section]:
    graph = found.graph
    columns = Text("Étape|Quoi|Au plus tôt|Avis", "Step|What|At the earliest|Verdict")[lang].split("|")
    rows = []
    for place, step in enumerate(found.plan.steps, 1):
        names = few([graph.name(id) for id in step.group.ids], lang, 8)
        rows.append((str(place), names, _when(step, lang), VERDICT[step.verdict][lang]))
    tones = tuple(TONE[step.verdict] for step in found.plan.steps)
    blocks: list[Block] = [Rows(tuple(columns), tuple(rows), tones, state=3, name=1)]
    for step in found.plan.steps:
        if len(step.group.ids) > 1 and step.group.because:
            names = few([graph.name(id) for id in step.group.ids], lang, 6)
            flows = [graph.name(each) for each in step.group.because if graph.kind(each) == "flow"]
            why = (
                Text(f"ils se nourrissent l'un l'autre ({few(flows, lang, 4)})",
                     f"they feed each other ({few(flows, lang, 4)})")
                if flows
                else Text("l'un fait partie de l'autre", "one is part of the other")
            )[lang]  # fmt: skip
            blocks.append(Sentence(Text(f"Ensemble : {names}, car {why}.", f"Together: {names}, as {why}.")[lang]))
    blocks += _parallel(found, lang)
    if not found.sites:
        blocks.append(_checked(found, lang))
    yield Section(Text("Le plan", "The plan")[lang], tuple(blocks))


def _when(step: Step, lang: Lang) -> str:
    if step.date is None:
        return Text("aucune date écrite ne le permet", "no written date allows it")[lang]
    return date(step.date, lang)


def _parallel(found: Retirement, lang: Lang) -> Iterator[Sentence]:
    by_day: dict[dt.date, int] = {}
    for step in found.plan.steps:
        if step.date:
            by_day[step.date] = by_day.get(step.date, 0) + 1
    for day, many in by_day.items():
        if many > 1:
            yield Sentence(
                Text(f"{many} étapes peuvent se faire en parallèle le {date(day, 'fr')}.",
                     f"{many} steps can go in parallel on {date(day, 'en')}.")[lang]
            )  # fmt: skip


def _checked(found: Retirement, lang: Lang) -> Sentence:
    if found.plan.uncovered:
        return Sentence(Text("Plan revérifié : ", "Plan checked again: ")[lang] + _later(found, lang), "bad")
    dated = [step for step in found.plan.steps if step.date]
    if not dated:
        none = Text("Aucune étape n'a de date : il n'y a pas de plan à revérifier.",
                    "No step has a date: there is no plan to check again.")  # fmt: skip
        return Sentence(none[lang], "bad")
    said = Text(
        "Plan revérifié, appliqué au graphe étape par étape : rien de ce qui était couvert ne cesse de l'être.",
        "Plan checked again, applied to the graph step by step: nothing that was covered ceases to be.",
    )[lang]
    return Sentence(said)


def _later(found: Retirement, lang: Lang) -> str:
    """What the plan leaves uncovered on a later day, when something else stops."""
    gaps = found.plan.uncovered
    days = sorted({each.since for each in gaps})
    names = few(sorted({found.graph.name(each.process) for each in gaps}), lang, 4)
    return Text(f"à partir du {date(days[0], 'fr')}, plus personne ne couvre {names} : le reste s'arrête.",
                f"from {date(days[0], 'en')}, nobody covers {names}: the rest stops.")[lang]  # fmt: skip


def _calendar(found: Retirement, lang: Lang) -> Iterator[Section]:
    alike: dict[str, list[str]] = {}
    for one in found.each:
        said = []
        for each in one.calendar:
            when = date(each.date, lang) if each.date else each.said or Text("à fixer", "to be set")[lang]
            if each.name == "off" and each.said and (each.date is None or first_day(each.said) != each.date):
                when = _planned(each, lang)
            said.append(f"{MILESTONE[each.name][lang]}{Text(' : ', ': ')[lang]}{when}")
        alike.setdefault(" → ".join(said), []).append(found.graph.name(one.id))
    columns = Text("Quoi|Étapes", "What|Milestones")[lang].split("|")
    rows = tuple((", ".join(names), said) for said, names in alike.items())
    yield Section(Text("Calendrier", "Calendar")[lang], (Rows(tuple(columns), rows),))


def _planned(off: Milestone, lang: Lang) -> str:
    """The day planned for the stop, where it is not the earliest one."""
    planned = date(first_day(str(off.said)), lang)
    if off.date is None or first_day(str(off.said)) < off.date:
        return Text(f"prévu le {planned}, trop tôt", f"planned on {planned}, too early")[lang]
    return Text(f"prévu le {planned}", f"planned on {planned}")[lang]


def _told(found: Retirement, lang: Lang) -> Iterator[Section]:
    rows = []
    for each in found.told:
        for role, ids in each.roles:
            names = few([found.graph.name(id) for id in ids], lang, 5)
            said = Text(f"{role.fr} {of(names)}", f"{role.en} of {names}")[lang]
            rows.append((found.graph.name(each.actor), said))
    if rows:
        columns = Text("Qui|En tant que", "Who|As")[lang].split("|")
        yield Section(Text("À prévenir", "To be told")[lang], (Rows(tuple(columns), tuple(rows)),))
