"""The dossier of a decommissioning as a committee reads it: the answer, what it rests on, then what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang, Text
from ea_repo.impact.decommissioning_calendar import Milestone
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.retirement_plan import Step, Verdict
from ea_repo.impact.still_connected import Leftover
from ea_repo.metamodel.dates import first_day
from ea_repo.report.document import Document, Rows, Section, Sentence, Tone
from ea_repo.report.impact_words import listed
from ea_repo.report.retire_money import money
from ea_repo.report.retire_questions import blockers, functions, missing, needed, questions
from ea_repo.report.retire_words import LEFT, MILESTONE, VERDICT
from ea_repo.report.words import counted, date, heading, of

TONE: dict[Verdict, Tone] = {"GO": "good", "TO CONFIRM": "doubtful", "NO-GO": "bad"}
_SUBJECT = Text("Dossier de décommissionnement", "Decommissioning dossier")


@dataclass(frozen=True)
class Dossier:
    """A retirement and the situation in which it is looked at."""

    situation: Situation
    retirement: DecommissioningDossier


@dataclass(frozen=True)
class Leftovers:
    """What is left of elements that should be off."""

    situation: Situation
    ids: tuple[str, ...]
    names: tuple[str, ...]
    left: tuple[Leftover, ...]
    of: tuple[str, ...]
    """The names of what each is left with."""


def document(answer: Dossier, lang: Lang) -> Document:
    found = answer.retirement
    names = listed([found.graph.name(id) for id in found.ids], lang, 6)
    where = ", ".join(found.graph.name(each) for each in found.sites)
    at = Text(f" {of(where)}", f" from {where}")[lang] if where else ""
    title = Text(f"Retirer {names}{at}, à partir du {date(found.on, 'fr')}",
                 f"Retire {names}{at}, from {date(found.on, 'en')} on")[lang]  # fmt: skip
    sections = [*_steps(found, lang), *blockers(found, lang), *functions(found, lang), *questions(found, lang)]
    sections += [*needed(found, lang), *money(found, lang), *_calendar(found, lang), *_told(found, lang)]
    sections += missing(found, lang)
    return Document(title, heading(answer.situation, lang), tuple(_answer(found, lang)), tuple(sections),
                    _SUBJECT[lang])  # fmt: skip


def _answer(found: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
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


def _steps(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    graph = found.graph
    columns = Text("Étape|Quoi|Au plus tôt|Avis", "Step|What|At the earliest|Verdict")[lang].split("|")
    rows = []
    for place, step in enumerate(found.plan.steps, 1):
        names = listed([graph.name(id) for id in step.group.ids], lang, 8)
        rows.append((str(place), names, _when(step, lang), VERDICT[step.verdict][lang]))
    tones = tuple(TONE[step.verdict] for step in found.plan.steps)
    blocks: list[Sentence | Rows] = [Rows(tuple(columns), tuple(rows), tones, state=3, name=1)]
    for step in found.plan.steps:
        if len(step.group.ids) > 1 and step.group.because:
            names = listed([graph.name(id) for id in step.group.ids], lang, 6)
            flows = [graph.name(each) for each in step.group.because if graph.kind(each) == "flow"]
            why = (
                Text(f"ils se nourrissent l'un l'autre ({listed(flows, lang, 4)})",
                     f"they feed each other ({listed(flows, lang, 4)})")
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


def _parallel(found: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
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


def _checked(found: DecommissioningDossier, lang: Lang) -> Sentence:
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


def _later(found: DecommissioningDossier, lang: Lang) -> str:
    """What the plan leaves uncovered on a later day, when something else stops."""
    gaps = found.plan.uncovered
    days = sorted({each.since for each in gaps})
    names = listed(sorted({found.graph.name(each.process) for each in gaps}), lang, 4)
    return Text(f"à partir du {date(days[0], 'fr')}, plus personne ne couvre {names} : le reste s'arrête.",
                f"from {date(days[0], 'en')}, nobody covers {names}: the rest stops.")[lang]  # fmt: skip


def _calendar(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    alike: dict[str, list[str]] = {}
    for one in found.elements:
        said = []
        for each in one.calendar:
            when = date(each.date, lang) if each.date else each.written or Text("à fixer", "to be set")[lang]
            if each.name == "off" and each.written and (each.date is None or first_day(each.written) != each.date):
                when = _planned(each, lang)
            said.append(f"{MILESTONE[each.name][lang]}{Text(' : ', ': ')[lang]}{when}")
        alike.setdefault(" → ".join(said), []).append(found.graph.name(one.id))
    columns = Text("Quoi|Étapes", "What|Milestones")[lang].split("|")
    rows = tuple((", ".join(names), said) for said, names in alike.items())
    yield Section(Text("Calendrier", "Calendar")[lang], (Rows(tuple(columns), rows),))


def _planned(off: Milestone, lang: Lang) -> str:
    """The day planned for the stop, where it is not the earliest one."""
    planned = date(first_day(str(off.written)), lang)
    if off.date is None or first_day(str(off.written)) < off.date:
        return Text(f"prévu le {planned}, trop tôt", f"planned on {planned}, too early")[lang]
    return Text(f"prévu le {planned}", f"planned on {planned}")[lang]


def _told(found: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    rows = []
    for each in found.contacts:
        for role, ids in each.roles:
            names = listed([found.graph.name(id) for id in ids], lang, 5)
            said = Text(f"{role.fr} {of(names)}", f"{role.en} of {names}")[lang]
            rows.append((found.graph.name(each.actor), said))
    if rows:
        columns = Text("Qui|En tant que", "Who|As")[lang].split("|")
        yield Section(Text("À prévenir", "To be told")[lang], (Rows(tuple(columns), tuple(rows)),))


def leftovers(answer: Leftovers, lang: Lang) -> Document:
    """Whether elements are really off, and what is left of them."""
    names = listed(list(answer.names), lang, 6)
    title = Text(f"{names} : est-ce vraiment arrêté ?", f"{names}: is it really off?")[lang]
    if not answer.left:
        sentence = Sentence(
            Text("Oui : rien n'en reste dans le texte.", "Yes: nothing is left in the text.")[lang], "good"
        )
        return Document(title, heading(answer.situation, lang), (sentence,), (), _SUBJECT[lang])
    rows = tuple(
        (each.id, LEFT[each.field][lang], "" if each.of == each.id else name)
        for each, name in zip(answer.left, answer.of, strict=True)
    )
    columns = Text("Quoi|Reste|De quoi", "What|Left|Of what")[lang].split("|")
    sentence = Sentence(
        Text(f"Non : {counted(len(rows), 'reste', 'restes', 'fr')}.", f"No: {len(rows)} left.")[lang], "bad"
    )
    return Document(title, heading(answer.situation, lang), (sentence,),
                    (Section(Text("Ce qui reste", "What is left")[lang], (Rows(tuple(columns), rows),)),),
                    _SUBJECT[lang])  # fmt: skip
