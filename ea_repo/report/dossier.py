"""The dossier of a decommissioning as a committee reads it: the answer, what it rests on, then what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Block, Document, Item, Items, Rows, Section, Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.decommissioning_calendar import Milestone
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.retirement_plan import Step
from ea_repo.metamodel.dates import first_day
from ea_repo.report import first_sentence, first_steps, trust_words
from ea_repo.report.dossier_losses import all_losses, losses
from ea_repo.report.dossier_missing import missing, prerequisites
from ea_repo.report.dossier_money import contracts, savings
from ea_repo.report.dossier_questions import all_flows_and_data, all_functions, questions
from ea_repo.report.dossier_verdict import TONE, lacks, since, verdict, what_is_planned
from ea_repo.report.dossier_words import MILESTONE, VERDICT
from ea_repo.report.recipients import recipients
from ea_repo.report.shortened import IN_THE_ANNEX, WITH_ALL, annexed, first, left_out
from ea_repo.report.timeline_words import gap
from ea_repo.report.words import ANNEX, COLON, PLANNED, date, few, heading, heads
from ea_repo.typography import of

SUBJECT = Text("Dossier de décommissionnement", "Decommissioning dossier")
PLAN, CALENDAR = Text("Le plan", "The plan"), Text("Calendrier", "Calendar")
_STEPS = 6
"""How many steps stand on the first pages."""
NO_DATE = Text("aucun jour ne convient", "no day works")
TO_BE_SET = Text("à fixer", "to be set")
_PART = Text("l'un fait partie de l'autre", "one is part of the other")
TAKES_OVER = Text("Qui reprend", "Who takes over")
ASKED, RECORDED = Text("demandé", "asked for"), Text("enregistré", "recorded")
_LATER = Text("Plus tard, par les dates des autres", "Later, by the dates of others")


def document(answer: Answer[DecommissioningDossier], lang: Lang, *, whole: bool = False) -> Document:
    """The plan first, then the three questions and the money: a few pages; all the rest is annexed.

    Long tables of the annex are cut and say so, unless the `whole` is asked for.
    """
    retirement = answer.content
    sections = [
        *first_steps.of_retirement(retirement, lang),
        Section(PLANNED[lang], tuple(what_is_planned(retirement, lang))),
        _plan(retirement, lang),
        *losses(retirement, lang),
        *questions(retirement, lang),
        savings(retirement, lang),
        prerequisites(retirement, lang),
        Section(ANNEX[lang], tuple(_annex(retirement, lang, whole=whole)), on_a_new_page=True),
    ]
    return Document(
        lang,
        heading(answer.situation, lang),
        title(retirement)[lang],
        answer=first_lines(answer, *verdict(retirement, lang), lang=lang),
        blocks=tuple(sections),
        subject=SUBJECT[lang],
    )


def first_lines(
    answer: Answer[DecommissioningDossier], go: Sentence, *reasons: Sentence, lang: Lang
) -> tuple[Sentence, ...]:
    """The answer: the verdict, what it means in one sentence, its reasons, how far it is to be trusted."""
    sentence = first_sentence.of_retirement(answer.content, lang)
    return go, sentence, *reasons, *trust_words.sentence(answer.trust, lang)


def _annex(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """What the first pages rest on: tables in full, who takes over, contracts, calendar, facts."""
    yield from _whole_plan(retirement, lang, whole=whole)
    yield from all_functions(retirement, lang, whole=whole)
    yield from all_flows_and_data(retirement, lang, whole=whole)
    yield from all_losses(retirement, lang, whole=whole)
    yield from _takeovers(retirement, lang, whole=whole)
    yield from _later(retirement, lang)
    yield from contracts(retirement, lang)
    yield _calendar(retirement, lang)
    yield from recipients(retirement.graph, retirement.contacts, lang, most=annexed(whole=whole))
    yield from missing(retirement, lang, whole=whole)


def title(retirement: DecommissioningDossier) -> Text:
    """What is retired, from which day on."""
    graph, day = retirement.graph, retirement.on
    fr, en = (few(map(graph.name, retirement.ids), lang, 6) for lang in ("fr", "en"))
    if retirement.functions:
        functions = ", ".join(map(graph.name, retirement.functions))
        fr, en = f"{fr} pour « {functions} » seulement", f"{en} for “{functions}” only"
    if retirement.sites:
        where = ", ".join(map(graph.name, retirement.sites))
        fr, en = f"{fr}{',' if retirement.functions else ''} {of(where)}", f"{en}, from {where}"
        en = en if retirement.functions else en.replace(", from", " from")
    return Text(f"Retirer {fr}, à partir du {date(day, 'fr')}", f"Retire {en}, from {date(day, 'en')} on")


def _plan(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """The first steps in their order, why some go together, and which may go in parallel."""
    steps = _steps(retirement, _STEPS, IN_THE_ANNEX, lang)
    return Section(PLAN[lang], (*steps, *_parallel(retirement, lang)))


def _whole_plan(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Every step, where the first pages do not hold them all."""
    steps = retirement.plan.steps
    if len(first(steps, _STEPS)) < len(steps):
        title = Text("Le plan, étape par étape", "The plan, step by step")[lang]
        yield Section(title, tuple(_steps(retirement, annexed(whole=whole), WITH_ALL, lang)))


def _steps(retirement: DecommissioningDossier, most: int | None, others: Text, lang: Lang) -> Iterator[Block]:
    """A table of so many steps, then why some go together; the others are where it says."""
    graph, steps = retirement.graph, retirement.plan.steps
    shown = first(steps, most)
    rows = tuple(
        (
            str(place),
            few(map(graph.name, step.group.ids), lang, 8),
            date(step.date, lang) if step.date else NO_DATE[lang],
            VERDICT[step.verdict][lang],
        )
        for place, step in enumerate(shown, 1)
    )
    columns = heads(Text("Étape|Quoi|Au plus tôt|Avis", "Step|What|At the earliest|Verdict"), lang)
    tones = tuple(TONE[step.verdict] for step in shown)
    yield Rows(columns, rows, tones, left_out(steps, shown, lang, others), state=3, name=1, headed=True)
    yield from (_together(graph, step, lang) for step in shown if len(step.group.ids) > 1 and step.group.because)


def _together(graph: Graph, step: Step, lang: Lang) -> Sentence:
    """Why the elements of a step go on one day."""
    names, why = few(map(graph.name, step.group.ids), lang, 6), why_together(graph, step, lang)
    return Sentence(Text(f"Ensemble : {names}, car {why}.", f"Together: {names}, as {why}.")[lang])


def why_together(graph: Graph, step: Step, lang: Lang) -> str:
    """What joins the elements of a step."""
    flows = [graph.name(id) for id in step.group.because if graph.kind(id) == "flow"]
    if not flows:
        return _PART[lang]
    shown = few(flows, lang, 4)
    return Text(f"ils se nourrissent l'un l'autre ({shown})", f"they feed each other ({shown})")[lang]


def _parallel(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Sentence]:
    """The days on which several steps may go."""
    days = Counter(step.date for step in retirement.plan.steps if step.date)
    for day, number in days.items():
        if number > 1:
            fr = f"{number} étapes peuvent se faire en parallèle le {date(day, 'fr')}."
            yield Sentence(Text(fr, f"{number} steps can go in parallel on {date(day, 'en')}.")[lang])


def _takeovers(retirement: DecommissioningDossier, lang: Lang, *, whole: bool) -> Iterator[Section]:
    """Who takes the place of what, as asked or as recorded, and what each lacks."""
    graph = retirement.graph
    shown = first(retirement.takeovers, annexed(whole=whole))
    rows, tones = [], list[Tone]()
    for takeover in shown:
        lacking = lacks(retirement, takeover, lang)
        how = (ASKED if takeover.asked else RECORDED)[lang]
        lacked = Text(" ; ", "; ")[lang].join(lacking) or Text("rien", "nothing")[lang]
        rows.append(
            (graph.name(takeover.old), graph.name(takeover.new), how, since(retirement, takeover, lang), lacked)
        )
        tones.append("doubtful" if lacking else "plain")
    if rows:
        columns = heads(
            Text("Quoi|Reprise par|Comment|Depuis|Il lui manque", "What|Taken over by|How|Since|It lacks"), lang
        )
        more = left_out(retirement.takeovers, shown, lang, WITH_ALL)
        table = Rows(columns, tuple(rows), tuple(tones), more, state=4, name=0, headed=True)
        yield Section(TAKES_OVER[lang], (table,))


def _later(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """What the dates of others leave unserved later, whatever is retired here."""
    if retirement.others_gaps:
        items = tuple(Item(f"{gap(retirement.graph, found, lang)}.") for found in retirement.others_gaps)
        yield Section(_LATER[lang], (Items(items),))


def _calendar(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """The milestones of each element; those that have the same are together."""
    alike: dict[str, list[str]] = {}
    for element in retirement.elements:
        milestones = " → ".join(_milestone(milestone, lang) for milestone in element.calendar)
        alike.setdefault(milestones, []).append(retirement.graph.name(element.id))
    columns = heads(Text("Quoi|Étapes", "What|Milestones"), lang)
    rows = tuple((", ".join(names), milestones) for milestones, names in alike.items())
    return Section(CALENDAR[lang], (Rows(columns, rows, headed=True),))


def _milestone(milestone: Milestone, lang: Lang) -> str:
    """A milestone with its day, and what of it comes too early."""
    when = date(milestone.date, lang) if milestone.date else milestone.written or TO_BE_SET[lang]
    if milestone.name == "off" and milestone.written:
        when = _off(milestone, lang)
    elif milestone.too_early_for:
        other = MILESTONE[milestone.too_early_for]
        when += Text(f" (trop tôt : avant « {other.fr} »)", f" (too early: before “{other.en}”)")[lang]
    return f"{MILESTONE[milestone.name][lang]}{COLON[lang]}{when}"


def _off(milestone: Milestone, lang: Lang) -> str:
    """The stop: the day that is written and, where that comes too early, the first one that does not."""
    planned = date(first_day(milestone.written or ""), lang)
    if milestone.too_early_for is None:
        return planned
    if milestone.date is None:
        return Text(f"écrit le {planned}, mais aucun jour ne convient", f"written {planned}, but no day works")[lang]
    day = date(milestone.date, lang)
    return Text(f"{day} (écrit le {planned}, trop tôt)", f"{day} (written {planned}, too early)")[lang]
