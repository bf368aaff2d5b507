"""The dossier of a decommissioning as a workbook: its tables in full, which one sorts, filters and completes."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Euros, Sheet, SheetCell, Workbook
from ea_repo.finding import Lang, Text
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.report import dossier as page
from ea_repo.report.dossier_missing import PREREQUISITES, TO_RECORD, facts, met, tone_of_met
from ea_repo.report.dossier_verdict import TONE, verdict, what_is_planned
from ea_repo.report.dossier_words import FACT, MILESTONE, PREREQUISITE, VERDICT
from ea_repo.report.recipients import TITLE as TO_BE_TOLD
from ea_repo.report.sheets.cells import columns, kind_of, one, several
from ea_repo.report.sheets.dossier_losses import functions, later, losses
from ea_repo.report.sheets.dossier_money import contracts, money
from ea_repo.report.sheets.dossier_questions import data, flows, takeovers
from ea_repo.report.words import NOBODY, NOT_RECORDED, heading
from ea_repo.semantics.running_costs import yearly_cost

_ON_A_SHEET = Text("", "")
"""What a page has in its annex is on a sheet of the title that is told."""
_PLAN = Text(
    "Étape|Quoi+|Au plus tôt|Avis|Fin écrite|Coût par an|Projet de retrait+|Ensemble, car",
    "Step|What+|At the earliest|Verdict|Written end|Cost a year|Project that retires it+|Together, as",
)
_CALENDAR = Text("Quoi+|Jalon|Le|Écrit|À savoir", "What+|Milestone|On|As written|To know")
_TOO_EARLY = Text("trop tôt : avant « {} »", "too early: before “{}”")
_TO_BE_TOLD = Text("Qui+|En tant que|De quoi+", "Who+|As|Of what+")
_PREREQUISITES = Text("Pour+|Il faut|Acquis|Projet+", "For+|It takes|Met|Project+")
_TO_RECORD = Text("De quoi+|Genre|Quoi|Qui le sait+|Pour", "Of what+|Kind|What|Who knows it+|For")


def sheets(answer: Answer[DecommissioningDossier], lang: Lang) -> Workbook:
    """The answer on the first sheet, then a sheet for each table of the dossier that holds anything."""
    retirement = answer.content
    tables = (
        _plan(retirement, lang),
        losses(retirement, lang),
        functions(retirement, lang),
        flows(retirement, lang),
        data(retirement, lang),
        takeovers(retirement, lang),
        later(retirement, lang),
        contracts(retirement, lang),
        money(retirement, lang),
        _calendar(retirement, lang),
        _prerequisites(retirement, lang),
        _to_be_told(retirement, lang),
        _to_record(retirement, lang),
    )
    answered = page.first_lines(answer, *verdict(retirement, lang, _ON_A_SHEET), lang=lang)
    return Workbook(
        lang,
        page.title(retirement)[lang],
        heading(answer.situation, lang),
        (*answered, *what_is_planned(retirement, lang, _ON_A_SHEET)),
        tuple(sheet for sheet in tables if sheet.rows),
    )


def _plan(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """What goes in which step: a line an element, with what is written of its end and what it costs."""
    graph, elements = retirement.graph, {element.id: element for element in retirement.elements}
    rows, tones = [], []
    for place, step in enumerate(retirement.plan.steps, 1):
        together = page.why_together(graph, step, lang) if len(step.group.ids) > 1 and step.group.because else None
        for id in step.group.ids:
            element = elements[id]
            rows.append((
                place, *one(graph, id), step.date or page.NO_DATE[lang], VERDICT[step.verdict][lang], element.written,
                _cost(retirement, id, lang), *several(graph, element.projects, lang), together,
            ))  # fmt: skip
            tones.append(TONE[step.verdict])
    return Sheet(page.PLAN[lang], columns(_PLAN, lang), tuple(rows), tuple(tones), state=4)


def _cost(retirement: DecommissioningDossier, id: str, lang: Lang) -> SheetCell:
    """What an element costs a year; of one that stays otherwise nobody knows what a part of it costs."""
    cost = yearly_cost(retirement.graph, id) if retirement.withdrawal.whole else None
    return NOT_RECORDED[lang] if cost is None else Euros(cost)


def _calendar(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """A line a milestone of each element."""
    rows: list[tuple[SheetCell, ...]] = []
    for element in retirement.elements:
        for milestone in element.calendar:
            early = (
                _TOO_EARLY[lang].format(MILESTONE[milestone.too_early_for][lang]) if milestone.too_early_for else None
            )
            rows.append((
                *one(retirement.graph, element.id), MILESTONE[milestone.name][lang],
                milestone.date or (None if milestone.written else page.TO_BE_SET[lang]), milestone.written, early,
            ))  # fmt: skip
    return Sheet(page.CALENDAR[lang], columns(_CALENDAR, lang), tuple(rows))


def _prerequisites(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """A line a prerequisite of each element."""
    required = [(element.id, one_) for element in retirement.elements for one_ in element.required]
    rows = tuple(
        (
            *one(retirement.graph, id),
            PREREQUISITE[prerequisite.name][lang],
            met(prerequisite, lang),
            *one(retirement.graph, prerequisite.project),
        )
        for id, prerequisite in required
    )
    tones = tuple(tone_of_met(prerequisite) for _, prerequisite in required)
    return Sheet(PREREQUISITES[lang], columns(_PREREQUISITES, lang), rows, tones, state=3)


def _to_be_told(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """Whom to tell, and as what."""
    graph = retirement.graph
    rows = tuple(
        (*one(graph, contact.actor), role[lang], *several(graph, ids, lang))
        for contact in retirement.contacts
        for role, ids in contact.roles
    )
    return Sheet(TO_BE_TOLD[lang], columns(_TO_BE_TOLD, lang), rows)


def _to_record(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """A line a fact that nobody wrote, with who knows it and what it is for."""
    return Sheet(TO_RECORD[lang], columns(_TO_RECORD, lang), tuple(_facts(retirement, lang)))


def _facts(retirement: DecommissioningDossier, lang: Lang) -> Iterator[tuple[SheetCell, ...]]:
    graph = retirement.graph
    for id, field, ask, purpose in dict.fromkeys(facts(retirement)):
        who = several(graph, ask, lang, NOBODY)
        yield *one(graph, id), kind_of(graph, id, lang), FACT[field][lang], *who, purpose[lang]
