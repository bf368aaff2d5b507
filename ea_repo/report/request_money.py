"""Where a request stands in the portfolio: its rank, its year, its money by account class against the margins."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.portfolio import spending
from ea_repo.answer.request_dossier import OptionStudy, RequestDossier
from ea_repo.document import Section, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.load.requests import Amounts
from ea_repo.report.request_words import euros
from ea_repo.report.words import COLON, NOT_RECORDED
from ea_repo.typography import day

_CLASSES = ((2, "class_2"), (6, "class_6"))
_BUDGETED = Text("déjà au budget du projet en cours", "in the budget of the project already")


def portfolio(dossier: RequestDossier, lang: Lang) -> Section:
    """The rank, the year, what the options asked for and proposed take, and what their years have."""
    request = dossier.written.request
    project = dossier.name(request.project) if request.project else None
    terms = [
        (Text("Rang proposé", "Proposed rank"), (str(request.rank) if request.rank is not None else "",)),
        (Text("Feuille de route", "Roadmap"), (str(request.roadmap) if request.roadmap is not None else "",)),
        (Text("Projet en cours", "Project under way"), (project or "",)),
        (Text("Budget", "Budget"), tuple(_budgets(dossier, lang))),
        *([(Text("Lignes du projet", "Lines of the project"), (_lines(dossier, lang),))] if dossier.budget else []),
        (Text("Marges enregistrées", "Margins recorded"), (_margins(dossier, lang),)),
    ]
    written = tuple(Term(title[lang], lines if any(lines) else (NOT_RECORDED[lang],)) for title, lines in terms)
    return Section(Text("7. Portefeuille", "7. Portfolio")[lang], (Terms(written),))


def _studies(dossier: RequestDossier) -> list[OptionStudy]:
    return list({study.key: study for study in (dossier.asked, dossier.proposed) if study is not None}.values())


def _budgets(dossier: RequestDossier, lang: Lang) -> Iterator[str]:
    """What each of the two options takes once and each year, by account class, and from which year."""
    for study in _studies(dossier):
        option = study.option
        once, yearly = amounts(option.once, lang), amounts(option.yearly, lang)
        text = Text(f"{once} une fois, {yearly} par an", f"{once} once, {yearly} a year")[lang]
        first = spending(dossier.written.request, option).first
        since = Text(f"à partir de {first}", f"from {first}")[lang] if first else ""
        until = f"{Text('jusqu’au', 'until')[lang]} {day(option.ends_on, lang)}" if option.ends_on else ""
        when = (_BUDGETED[lang],) if option.budgeted else (since, until)
        yield f"{study.key}{COLON[lang]}{', '.join(filter(None, (text, *when)))}"


def _lines(dossier: RequestDossier, lang: Lang) -> str:
    """What the project under way is given, year by year, by account class."""
    word = Text("classe", "class")[lang]
    by_class: dict[int, list[str]] = {}
    for line in dossier.budget:
        by_class.setdefault(line.account_class, []).append(f"{line.year}{COLON[lang]}{euros(line.amount, lang)}")
    return " ; ".join(f"{word} {number}{COLON[lang]}{', '.join(years)}" for number, years in sorted(by_class.items()))


def amounts(written: Amounts | None, lang: Lang) -> str:
    """Euros by account class, or that none is written."""
    if written is None or written.total is None:
        return NOT_RECORDED[lang]
    known = ((number, getattr(written, name)) for number, name in _CLASSES)
    word = Text("classe", "class")[lang]
    return ", ".join(f"{euros(amount, lang)} ({word} {number})" for number, amount in known if amount is not None)


def _margins(dossier: RequestDossier, lang: Lang) -> str:
    """The margins of the workspace, year by year, with the first years of the two options where none is recorded."""
    taking = (study.option for study in _studies(dossier) if not study.option.budgeted)
    firsts = (spending(dossier.written.request, option).first for option in taking)
    wanted = {year for year in firsts if year is not None}
    years = sorted({*dossier.margins, *wanted}) if dossier.margins else []
    return ", ".join(f"{year}{COLON[lang]}{euros(dossier.margins.get(year), lang)}" for year in years)
