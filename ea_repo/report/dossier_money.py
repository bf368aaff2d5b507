"""Contracts, savings and payback of a retirement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.check.sentence_templates import number
from ea_repo.document import Block, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.savings import Savings
from ea_repo.report.words import NOT_RECORDED, counted, date, few, heads

_TITLE = Text("Contrats et économies", "Contracts and savings")
_ELSEWHERE = Text("Reste en service ailleurs : ni économie ni contrat à dénoncer n'est enregistré site par site.",
                  "Stays in service elsewhere: no saving, no contract to end is recorded site by site.")  # fmt: skip
_YEARLY = Text("Économie par an : ", "Saved each year: ")
_ONCE = Text("Coût du retrait, une fois : ", "Cost of the retirement, once: ")
_UNREADABLE = Text("préavis illisible : écrire « 6 mois »", "unreadable notice: write “6 months”")


def money(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """What it saves, what it costs, and which contracts end; what is not recorded is never 0."""
    if retirement.sites:
        return Section(_TITLE[lang], (Sentence(_ELSEWHERE[lang]),))
    blocks: list[Block] = [Sentence(sentence) for sentence in _sums(retirement.savings, lang)]
    if retirement.contract_endings:
        columns = Text(
            "Contrat|Fin|Préavis|Dénoncer avant le|Aussi pour", "Contract|Ends|Notice|Give notice by|Also for"
        )
        rows = tuple(_contract(retirement, ending, lang) for ending in retirement.contract_endings)
        blocks.append(Rows(heads(columns, lang), rows))
    return Section(_TITLE[lang], tuple(blocks))


def _sums(savings: Savings, lang: Lang) -> Iterator[str]:
    """What is saved each year, what is spent once, after how many years it is paid back."""
    yearly = [] if savings.yearly is None else [_euros(savings.yearly, lang)]
    if savings.yearly_missing:
        missing, of = savings.yearly_missing, savings.of
        yearly.append(Text(f"non renseigné pour {missing} sur {of}", f"not recorded for {missing} of {of}")[lang])
    yield _YEARLY[lang] + ", ".join(yearly)
    once = NOT_RECORDED[lang] if savings.once is None else _euros(savings.once, lang)
    if savings.once is not None and savings.once_missing:
        fr = counted(savings.once_missing, "projet", "projets", "fr")
        en = counted(savings.once_missing, "project", "projects")
        once += Text(f", non renseigné pour {fr}", f", not recorded for {en}")[lang]
    yield _ONCE[lang] + once
    if savings.payback is not None:
        years = round(savings.payback, 1)
        shown, fr, en = number(years, lang), "ans" if years >= 2 else "an", "year" if years == 1 else "years"
        yield Text(f"Amorti en {shown} {fr}.", f"Paid back in {shown} {en}.")[lang]


def _contract(retirement: DecommissioningDossier, ending: ContractEnding, lang: Lang) -> tuple[str, ...]:
    graph = retirement.graph
    return (
        graph.name(ending.contract),
        date(ending.ends_on, lang) if ending.ends_on else NOT_RECORDED[lang],
        ending.notice or NOT_RECORDED[lang],
        _notice_by(ending, retirement.on, lang),
        few(map(graph.name, ending.shared_with), lang, 3),
    )


def _notice_by(ending: ContractEnding, on: dt.date, lang: Lang) -> str:
    """Until when to give notice, or why there is no such day."""
    if ending.ends_on and ending.ends_on < on:
        return Text("terminé", "ended")[lang]
    if ending.notice_by is None:
        return _UNREADABLE[lang] if ending.notice and ending.ends_on else "–"
    passed = Text(" (passé)", " (passed)")[lang] if ending.notice_by < on else ""
    return date(ending.notice_by, lang) + passed


def _euros(amount: float, lang: Lang) -> str:
    return f"{number(amount, lang)} €" if lang == "fr" else f"€{number(amount, lang)}"
