"""The budgets for people: by account class and basis, a line an element under its axis, a column a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ea_repo.answer.answer import Answer
from ea_repo.answer.budget import Budgets, BudgetTable
from ea_repo.document import Document, Rows, Section, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.money_words import account_class, basis
from ea_repo.report.words import heading
from ea_repo.typography import number

_SUBJECT = Text("budgets, en euros ·", "budgets, in euros ·")
_ELEMENT, _TOTAL = Text("élément", "element"), Text("Total", "Total")
_NO_AXIS = Text("Sans axe, ou de plusieurs", "Of no axis, or of several")
_ENVELOPES = Text("Enveloppes d'objectifs (non ajoutées)", "Envelopes of objectives (not added)")
_NONE = Text("aucune ligne de budget", "no budget line")


def document(answer: Answer[Budgets], lang: Lang) -> Document:
    """A table for each account class and basis; what is not recorded is counted, and is not 0."""
    content = answer.content
    sections = tuple(_section(table, content.years, lang) for table in content.tables)
    silent = Text(
        f"projets sans ligne de budget : {content.silent} sur {content.projects}",
        f"projects without a budget line: {content.silent} of {content.projects}",
    )[lang]
    return Document(
        lang, heading(answer.situation, lang, _SUBJECT), blocks=sections or (Sentence(_NONE[lang]),), summary=silent
    )


def _section(table: BudgetTable, years: tuple[int, ...], lang: Lang) -> Section:
    title = f"{account_class(table.account_class, lang)}, {basis(table.basis, lang)}"
    columns = (_ELEMENT[lang], *map(str, years), _TOTAL[lang])
    return Section(title, (Rows(columns, tuple(_rows(table, years, lang)), headed=True),))


def _rows(table: BudgetTable, years: tuple[int, ...], lang: Lang) -> Iterator[tuple[str, ...]]:
    for axis in table.axes:
        yield axis.name or _NO_AXIS[lang], *_cells(axis.total, years, lang)
        for row in axis.rows:
            yield f"  {row.name}", *_cells(row.amounts, years, lang)
    yield _TOTAL[lang], *_cells(table.total, years, lang)
    if table.envelopes:
        yield _ENVELOPES[lang], *("" for _ in (*years, 0))
        for row in table.envelopes:
            yield f"  {row.name}", *_cells(row.amounts, years, lang)


def _cells(amounts: Mapping[int, float], years: tuple[int, ...], lang: Lang) -> Iterator[str]:
    """The amounts of each year, then of all; a year of which nothing is recorded is empty."""
    for year in years:
        yield number(amounts[year], lang) if year in amounts else ""
    yield number(sum(amounts.values()), lang) if amounts else ""
