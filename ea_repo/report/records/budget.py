"""The budgets for a spreadsheet: one line an element, an account class, a basis and a year."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.budget import Budgets
from ea_repo.document import Cell, Records
from ea_repo.finding import Lang

COLUMNS = ("axis", "id", "name", "kind", "class", "basis", "year", "amount")


def records(answer: Answer[Budgets], lang: Lang) -> Records:
    """Every amount by itself, so that a spreadsheet may add them; envelopes of objectives have the kind `objective`."""
    return Records(COLUMNS, _rows(answer.content))


def _rows(budgets: Budgets) -> Iterator[list[Cell]]:
    for table in budgets.tables:
        groups = [(axis.id or "", axis.rows) for axis in table.axes] + [("", table.envelopes)]
        for axis, rows in groups:
            for row in rows:
                for year, amount in row.amounts.items():
                    yield [axis, row.id, row.name, row.kind, table.account_class, table.basis, year, amount]
