"""What a committee sits with: the sheet of the day, all dossiers, earlier decisions, where the charter stands."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.request_dossier import RequestDossier
from ea_repo.answer.session import MINUTES, SOON, Session
from ea_repo.document import Block, Document, Items, Rows, Section, Sentence, Tone
from ea_repo.finding import Lang, Text
from ea_repo.report import audit, request_dossier
from ea_repo.report import decisions as decided
from ea_repo.report.derogation_words import item, of_derogation
from ea_repo.report.request_words import MARK, NOTHING_TO_COMPARE, OPINION
from ea_repo.report.words import count_of, date, heading

_OVERDUE = Text(
    "condition d'une décision passée échue et non remplie|conditions de décisions passées échues et non remplies",
    "condition of an earlier decision overdue and not met|conditions of earlier decisions overdue and not met",
)
_OVER = Text("dérogation a pris fin|dérogations ont pris fin", "derogation has ended|derogations have ended")
_SOON = Text(
    f"dérogation finit sous {SOON} jours|dérogations finissent sous {SOON} jours",
    f"derogation ends within {SOON} days|derogations end within {SOON} days",
)
_BAD: Tone = "bad"
_DOUBTFUL: Tone = "doubtful"
_TITLE = Text("Comité d'arbitrage du", "Arbitration committee of")
_COLUMNS = Text("N°|Demande|Question|Avis proposé|Durée", "No.|Request|Question|Proposed opinion|Time")


def document(answer: Answer[Session], lang: Lang) -> Document:
    """The sheet of the day first, then what was decided before, the audit, and the dossiers one after the other."""
    session = answer.content
    number = len(session.dossiers)
    written = [request_dossier.document(dossier, lang) for dossier in session.dossiers]
    minutes = f"{number * MINUTES} minutes"
    blocks: list[Block | Section] = [_sheet(session, lang), _before(session, lang), _audit(session, lang)]
    for place, (dossier, whole) in enumerate(zip(session.dossiers, written, strict=True), start=1):
        title = f"{place} · {dossier.content.written.request.title}"
        head = (*whole.notes, Sentence(whole.summary), *whole.answer)
        blocks.append(Section(title, (*head, *whole.blocks), on_a_new_page=True))
    summary = " · ".join((count_of(number, Text("demande|demandes", "request|requests"), lang), minutes))
    return Document(
        lang,
        heading(answer.situation, lang),
        f"{_TITLE[lang]} {date(session.day, lang)}",
        answer=tuple(_alerts(session, lang)),
        blocks=tuple(blocks),
        summary=summary,
        subject=Text("Ordre du jour", "Agenda")[lang],
    )


def _alerts(session: Session, lang: Lang) -> Iterator[Sentence]:
    """What earlier decisions ask of the session: conditions past their day, derogations that are over or end soon."""
    over = sum(derogation.is_over for derogation in session.derogations)
    soon = sum(derogation.ends_within(SOON) for derogation in session.derogations)
    for number, words, tone in (
        (session.decisions.overdue, _OVERDUE, _BAD),
        (over, _OVER, _BAD),
        (soon, _SOON, _DOUBTFUL),
    ):
        if number:
            yield Sentence(f"{count_of(number, words, lang)}.", tone)


def _sheet(session: Session, lang: Lang) -> Section:
    rows = tuple(_line(place, dossier.content, lang) for place, dossier in enumerate(session.dossiers, start=1))
    title = Text("Ordre du jour", "Agenda")[lang]
    none = Sentence(Text("Aucune demande à arbitrer.", "No request to decide.")[lang])
    return Section(title, (Rows(tuple(_COLUMNS[lang].split("|")), rows, headed=True, name=1) if rows else none,))


def _line(place: int, dossier: RequestDossier, lang: Lang) -> tuple[str, ...]:
    proposed = dossier.proposed
    said = (
        f"{MARK[proposed.opinion]} {proposed.key}, {OPINION[proposed.opinion][lang]}"
        if proposed
        else NOTHING_TO_COMPARE[lang]
    )
    request = dossier.written.request
    return str(place), request.title, request_dossier.question(dossier, lang), said, f"{MINUTES} min"


def _before(session: Session, lang: Lang) -> Section:
    """What earlier decisions became: their conditions, then the derogations, those that are over first."""
    blocks: list[Block | Section] = []
    if session.decisions.decisions:
        blocks.append(Items(tuple(decided.item(decision, lang) for decision in session.decisions.decisions)))
    else:
        none = Text("Aucune décision antérieure enregistrée.", "No earlier decision is recorded.")
        blocks.append(Sentence(none[lang]))
    if session.derogations:
        title = Text("Dérogations accordées", "Derogations granted")[lang]
        rows = (of_derogation(derogation, lang, SOON) for derogation in session.derogations)
        blocks.append(Section(title, (Items(tuple(map(item, rows))),)))
    else:
        none = Text("Aucune dérogation n'est enregistrée.", "No derogation is recorded.")
        blocks.append(Sentence(none[lang]))
    return Section(Text("Suites des décisions antérieures", "What earlier decisions became")[lang], tuple(blocks))


def _audit(session: Session, lang: Lang) -> Section:
    """The audit's page: where each principle stands, what is to be decided, the facts to ask for."""
    page = audit.document(session.audit, lang)
    again = Sentence(Text("En entier : ea check -o audit.html", "In full: ea check -o audit.html")[lang], "quiet")
    title = Text("Où en est la charte", "Where the charter stands")[lang]
    blocks = (Sentence(page.title or page.situation), *page.notes, *page.blocks, Sentence(page.summary), again)
    return Section(title, blocks, on_a_new_page=True)
