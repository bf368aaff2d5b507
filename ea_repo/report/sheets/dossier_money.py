"""The contracts of what is retired, what is saved and what it costs, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.document import Euros, Sheet, SheetCell
from ea_repo.finding import Lang, Text
from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.report.dossier_money import (
    CONTRACTS,
    STATE,
    TITLE,
    missing_costs,
    missing_projects,
    missing_replacing,
    within_wholes,
)
from ea_repo.report.sheets.cells import columns, one, several
from ea_repo.report.words import NOT_RECORDED

_CONTRACT_COLUMNS = Text(
    "Contrat+|État|Fin|Reconduction|Préavis|Dénoncer avant le|Engage jusqu'au|Aussi pour+",
    "Contract+|State|Ends|Renewals|Notice|Give notice by|Binds until|Also for+",
)
_MONEY_COLUMNS = Text("Quoi|Valeur|Précision", "What|Value|To know")
_YEARLY, _ONCE = Text("Économie par an", "Saved each year"), Text("Coût du retrait, une fois", "Cost, once")
_REPLACING = Text("Coût par an de ce qui remplace", "Yearly cost of what replaces it")
_NET = Text("Économie nette par an", "Net saving each year")
_FULL_FROM = Text("Économie entière à partir du", "Saved in full from")
_YEARS = Text("Amorti en années d'économies entières", "Paid back in years of full savings")
_AT_MOST = Text("au plus", "at the most")
_NOT_KNOWN = Text("la fin n'en est pas connue", "the end is not known")


def contracts(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """Which contracts end, and by when to give notice."""
    endings = retirement.contract_endings if retirement.withdrawal.whole else ()
    rows = tuple(_contract(retirement, ending, lang) for ending in endings)
    return Sheet(CONTRACTS[lang], columns(_CONTRACT_COLUMNS, lang), rows)


def _contract(retirement: DecommissioningDossier, ending: ContractEnding, lang: Lang) -> tuple[SheetCell, ...]:
    graph = retirement.graph
    return (
        *one(graph, ending.contract),
        STATE[ending.state][lang],
        ending.ends_on or NOT_RECORDED[lang],
        ending.renewals,
        ending.notice or NOT_RECORDED[lang],
        ending.notice_by if ending.state != "over" else None,
        ending.binds_until if ending.state != "over" else None,
        *several(graph, ending.shared_with, lang),
    )


def money(retirement: DecommissioningDossier, lang: Lang) -> Sheet:
    """What it saves and what it costs; what is not recorded is never 0."""
    rows = tuple(_money(retirement, lang)) if retirement.withdrawal.whole else ()
    return Sheet(TITLE[lang], columns(_MONEY_COLUMNS, lang), rows)


def _money(retirement: DecommissioningDossier, lang: Lang) -> Iterator[tuple[SheetCell, ...]]:
    savings = retirement.savings
    left_out = [*filter(None, (missing_costs(savings, lang), within_wholes(retirement, lang)))]
    yield _YEARLY[lang], _amount(savings.yearly, lang), ", ".join(left_out) or None
    if savings.replacements:
        names, _ = several(retirement.graph, savings.replacements, lang)
        missing = missing_replacing(savings, lang)
        yield _REPLACING[lang], _amount(savings.replacing, lang), f"{names}, {missing}" if missing else names
        yield _NET[lang], _amount(savings.net, lang), None
    if savings.running:
        names, _ = several(retirement.graph, savings.running, lang)
        yield _FULL_FROM[lang], savings.full_from or _NOT_KNOWN[lang], names
    yield (
        _ONCE[lang],
        _amount(savings.once, lang),
        missing_projects(savings, lang) if savings.once is not None else None,
    )
    if savings.payback is not None:
        yield _YEARS[lang], round(savings.payback, 2), _AT_MOST[lang] if savings.yearly_missing else None


def _amount(amount: float | None, lang: Lang) -> SheetCell:
    return NOT_RECORDED[lang] if amount is None else Euros(amount)
