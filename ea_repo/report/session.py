"""What a committee sits with: the sheet of the day, all dossiers, earlier decisions, where the charter stands."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.answer.session import MINUTES, Session
from ea_repo.document import Block, Document, Item, Items, Rows, Section, Sentence
from ea_repo.finding import SEVERITIES, Lang, Text
from ea_repo.report import decisions as decided
from ea_repo.report import request_dossier
from ea_repo.report.request_words import MARK, OPINION
from ea_repo.report.words import count_of, date, heading, severities
from ea_repo.typography import day

_TITLE = Text("Comité d'arbitrage du", "Arbitration committee of")
_COLUMNS = Text("N°|Demande|Question|Avis proposé|Durée", "No.|Request|Question|Proposed opinion|Time")


def document(answer: Answer[Session], lang: Lang) -> Document:
    """The sheet of the day first, then what was decided before, the charter, and the dossiers one after the other."""
    session = answer.content
    number = len(session.dossiers)
    written = [request_dossier.document(dossier, lang) for dossier in session.dossiers]
    minutes = Text(f"{number * MINUTES} minutes", f"{number * MINUTES} minutes")[lang]
    blocks: list[Block | Section] = [_sheet(session, lang), _before(session, lang), _charter(session, lang)]
    for place, (dossier, whole) in enumerate(zip(session.dossiers, written, strict=True), start=1):
        title = f"{place} · {dossier.content.written.request.title}"
        blocks.append(Section(title, (*whole.notes, Sentence(whole.summary), *whole.answer, *whole.blocks)))
    summary = f"{count_of(number, Text('demande|demandes', 'request|requests'), lang)} · {minutes}"
    return Document(
        lang,
        heading(answer.situation, lang),
        f"{_TITLE[lang]} {date(answer.situation.date, lang)}",
        blocks=tuple(blocks),
        summary=summary,
        subject=Text("Ordre du jour", "Agenda")[lang],
    )


def _sheet(session: Session, lang: Lang) -> Section:
    rows = tuple(_line(place, dossier.content, lang) for place, dossier in enumerate(session.dossiers, start=1))
    title = Text("Ordre du jour", "Agenda")[lang]
    none = Sentence(Text("Aucune demande à arbitrer.", "No request to decide.")[lang])
    return Section(title, (Rows(tuple(_COLUMNS[lang].split("|")), rows, headed=True, name=1) if rows else none,))


def _line(place: int, dossier: RequestDossier, lang: Lang) -> tuple[str, ...]:
    proposed = dossier.proposed
    said = f"{MARK[proposed.opinion]} {proposed.key}, {OPINION[proposed.opinion][lang]}" if proposed else ""
    request = dossier.written.request
    return str(place), request.title, request_dossier.question(dossier, lang), said, f"{MINUTES} min"


def _before(session: Session, lang: Lang) -> Section:
    """What earlier decisions became: their conditions, and the derogations with their last days."""
    items = [decided.item(decision, lang) for decision in session.decisions.decisions]
    until = Text("dérogation, jusqu'au", "derogation, until")[lang]
    items += [Item(name, "·", aside=f"{until} {day(last, lang)}") for _, name, last in session.ending]
    none = Sentence(Text("Aucune décision antérieure enregistrée.", "No earlier decision is recorded.")[lang])
    title = Text("Suites des décisions antérieures", "What earlier decisions became")[lang]
    return Section(title, (Items(tuple(items)) if items else none,))


def _charter(session: Session, lang: Lang) -> Section:
    """Where the charter stands: how many findings under each principle."""
    items = []
    for group in session.audit.groups:
        findings = [finding for result in group.results for finding in result.findings if finding.counts]
        title = group.section.title.text[lang] if group.section else Text("Autres règles", "Other rules")[lang]
        counts = severities({name: sum(one.severity == name for one in findings) for name in SEVERITIES}, lang)
        items.append(Item(title, "✗" if findings else "✓", aside=counts or Text("aucun écart", "no finding")[lang]))
    title = Text("La charte aujourd'hui", "The charter today")[lang]
    again = Sentence(Text("En entier : ea check -o audit.html", "In full: ea check -o audit.html")[lang], "quiet")
    return Section(title, (Items(tuple(items)), again))
