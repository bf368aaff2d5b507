"""Elements for a spreadsheet: the columns asked for."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.table import Table
from ea_repo.document import Records
from ea_repo.finding import Lang
from ea_repo.report.cells import typed


def records(answer: Answer[Table], lang: Lang) -> Records:
    """One line an element."""
    return Records(answer.content.columns, ([typed(value) for value in row] for row in answer.content.rows))
