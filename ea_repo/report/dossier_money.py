"""Contracts, savings and payback of a retirement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ea_repo.document import Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.savings import Savings
from ea_repo.metamodel.durations import read_duration
from ea_repo.report.words import NOT_RECORDED, counted, date, few, heads
from ea_repo.semantics.contract_terms import ContractState
from ea_repo.typography import euros, number

TITLE, CONTRACTS = Text("Économies et coûts", "Savings and costs"), Text("Contrats", "Contracts")
_ELSEWHERE = Text("Reste en service par ailleurs : rien n'est enregistré des économies ni des contrats d'une partie.",
                  "Stays in service otherwise: nothing is recorded of savings and contracts of a part.")  # fmt: skip
_YEARLY = Text("Économie par an : ", "Saved each year: ")
_ONCE = Text("Coût du retrait, une fois : ", "Cost of the retirement, once: ")
_UNREADABLE = Text("préavis illisible : écrire « 6 mois »", "unreadable notice: write “6 months”")
STATE: dict[ContractState, Text] = {
    "to come": Text("à venir", "to come"),
    "running": Text("en cours", "running"),
    "renewed": Text("échu, reconductible", "past its end, may run on"),
    "over": Text("terminé", "over"),
}
_COLUMNS = Text(
    "Contrat|État|Fin|Reconduction|Préavis|Dénoncer avant le|Engage jusqu'au|Aussi pour",
    "Contract|State|Ends|Renewals|Notice|Give notice by|Binds until|Also for",
)


def savings(retirement: DecommissioningDossier, lang: Lang) -> Section:
    """What it saves and what it costs; what is not recorded is never 0."""
    if not retirement.withdrawal.whole:
        return Section(TITLE[lang], (Sentence(_ELSEWHERE[lang]),))
    return Section(TITLE[lang], tuple(Sentence(sentence) for sentence in _sums(retirement, lang)))


def contracts(retirement: DecommissioningDossier, lang: Lang) -> Iterator[Section]:
    """Which contracts end, and by when to give notice."""
    if retirement.withdrawal.whole and retirement.contract_endings:
        rows = tuple(_contract(retirement, ending, lang) for ending in retirement.contract_endings)
        yield Section(CONTRACTS[lang], (Rows(heads(_COLUMNS, lang), rows, headed=True).full(),))


def _sums(retirement: DecommissioningDossier, lang: Lang) -> Iterator[str]:
    """What is saved each year, from when in full, what is spent once, after how many years it is paid back."""
    savings = retirement.savings
    yearly = [] if savings.yearly is None else [euros(savings.yearly, lang)]
    yearly += filter(None, (missing_costs(savings, lang), within_wholes(retirement, lang)))
    yield f"{_YEARLY[lang]}{', '.join(yearly)}."
    if savings.replacements:
        yield _replacing(retirement, lang)
    if savings.running:
        yield _running(retirement, lang)
    once = NOT_RECORDED[lang] if savings.once is None else euros(savings.once, lang)
    if savings.once is not None and (missing := missing_projects(savings, lang)):
        once += f", {missing}"
    yield f"{_ONCE[lang]}{once}."
    if savings.payback is not None:
        yield _payback(savings, savings.payback, lang)


def _replacing(retirement: DecommissioningDossier, lang: Lang) -> str:
    """What those that take the place cost a year, and what is saved once they are paid."""
    savings = retirement.savings
    names = few(map(retirement.graph.name, savings.replacements), lang, 3)
    costs = [] if savings.replacing is None else [euros(savings.replacing, lang)]
    costs += filter(None, [missing_replacing(savings, lang)])
    fr = f"Coût par an de ce qui remplace ({names}) : {', '.join(costs)}"
    cost = Text(fr, f"Yearly cost of what replaces it ({names}): {', '.join(costs)}")[lang]
    if savings.net is None:
        return cost + Text(" ; l'économie nette n'est pas connue.", "; the net saving is not known.")[lang]
    net = euros(abs(savings.net), lang)
    if savings.net < 0:
        return cost + Text(f" ; surcoût net par an : {net}.", f"; net extra cost each year: {net}.")[lang]
    return cost + Text(f" ; économie nette par an : {net}.", f"; net saving each year: {net}.")[lang]


def missing_costs(savings: Savings, lang: Lang) -> str | None:
    """Of how many elements it is not recorded what they cost a year; None where it is of all."""
    number, of = savings.yearly_missing, savings.of
    return Text(f"non renseigné pour {number} sur {of}", f"not recorded for {number} of {of}")[lang] if number else None


def within_wholes(retirement: DecommissioningDossier, lang: Lang) -> str | None:
    """Of which elements the cost is within that of a whole that stays, and so not added; None where it is of none."""
    graph, within = retirement.graph, retirement.savings.within
    if not within:
        return None
    parts, wholes = (dict.fromkeys(ids) for ids in zip(*within, strict=True))
    names, in_wholes = few(map(graph.name, parts), lang, 3), few(map(graph.name, wholes), lang, 3)
    fr = f"ce que coûte {names} étant compris dans {in_wholes}, non ajouté"
    return Text(fr, f"what {names} costs being within {in_wholes}, not added")[lang]


def missing_replacing(savings: Savings, lang: Lang) -> str | None:
    """Of how many of those that take a place it is not recorded what they cost a year; None where it is of all."""
    number, of = savings.replacing_missing, len(savings.replacements)
    return Text(f"non renseigné pour {number} sur {of}", f"not recorded for {number} of {of}")[lang] if number else None


def missing_projects(savings: Savings, lang: Lang) -> str | None:
    """Of how many projects it is not recorded what they cost once; None where it is of all."""
    if not savings.once_missing:
        return None
    fr, en = (counted(savings.once_missing, *words) for words in (("projet", "projets", "fr"), ("project", "projects")))
    return Text(f"non renseigné pour {fr}", f"not recorded for {en}")[lang]


def _running(retirement: DecommissioningDossier, lang: Lang) -> str:
    """Until when contracts that bind beyond the retirement keep it from saving all."""
    savings = retirement.savings
    names = few(map(retirement.graph.name, savings.running), lang, 3)
    many = len(savings.running) > 1
    if savings.full_from is None:
        fr = f"Pas en entier tant que {'courent' if many else 'court'} {names} : la fin n'en est pas connue."
        return Text(fr, f"Not all of it as long as {names} {'run' if many else 'runs'}: the end is not known.")[lang]
    day = savings.full_from
    fr = f"En entier à partir du {date(day, 'fr')} seulement : jusque-là {'engagent' if many else 'engage'} {names}."
    en = f"All of it from {date(day, 'en')} on only: until then {names} {'bind' if many else 'binds'}."
    return Text(fr, en)[lang]


def _payback(savings: Savings, payback: float, lang: Lang) -> str:
    """After how long the savings have paid the cost; at the latest, where some savings are not recorded."""
    years = round(payback, 2)
    shown, fr, en = number(years, lang), "ans" if years >= 2 else "an", "year" if years == 1 else "years"
    most = Text(" au plus", " at the most") if savings.yearly_missing else Text("", "")
    full = Text(" d'économies entières", " of full savings") if savings.running else Text("", "")
    return Text(f"Amorti en {shown} {fr}{full.fr}{most.fr}.", f"Paid back in {shown} {en}{full.en}{most.en}.")[lang]


def _contract(retirement: DecommissioningDossier, ending: ContractEnding, lang: Lang) -> tuple[str, ...]:
    graph = retirement.graph
    return (
        graph.name(ending.contract),
        STATE[ending.state][lang],
        date(ending.ends_on, lang) if ending.ends_on else NOT_RECORDED[lang],
        ending.renewals or "",
        ending.notice or NOT_RECORDED[lang],
        _notice_by(ending, retirement.on, lang),
        _binds_until(ending, lang),
        few(map(graph.name, ending.shared_with), lang, 3),
    )


def _binds_until(ending: ContractEnding, lang: Lang) -> str:
    """Until when a contract binds; where its renewals say too little, that they are to be confirmed."""
    if ending.state == "over" or ending.ends_on is None:
        return ""
    if ending.binds_until:
        return date(ending.binds_until, lang)
    least = (
        Text(f"{date(ending.until, 'fr')} au moins, ", f"{date(ending.until, 'en')} at least, ")
        if ending.until
        else None
    )
    confirm = Text("reconduction à confirmer", "renewal to be confirmed")
    return (least[lang] if least else "") + confirm[lang]


def _notice_by(ending: ContractEnding, on: dt.date, lang: Lang) -> str:
    """Until when to give notice, or why there is no such day."""
    if ending.state == "over":
        return "–"
    if ending.notice_by is None:
        return _UNREADABLE[lang] if ending.notice and ending.ends_on and not read_duration(ending.notice) else "–"
    passed = Text(" (passé)", " (passed)")[lang] if ending.notice_by < on else ""
    return date(ending.notice_by, lang) + passed
