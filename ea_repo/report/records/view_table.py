"""A view that is a table, for a spreadsheet."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import ViewTable
from ea_repo.document import Records
from ea_repo.finding import Lang
from ea_repo.report.cells import cell


def records(answer: Answer[ViewTable], lang: Lang) -> Records:
    """One line an element, the columns of the view by their paths."""
    table = answer.content.table
    return Records(table.columns, ([cell(value) for value in row] for row in table.rows))
