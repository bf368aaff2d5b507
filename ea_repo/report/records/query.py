"""The rows of a question in Cypher, for a spreadsheet."""

from __future__ import annotations

from ea_repo.document import Records
from ea_repo.finding import Lang
from ea_repo.report.cells import typed
from ea_repo.store import Answer


def records(answer: Answer, lang: Lang) -> Records:
    """One line a row."""
    return Records(answer.columns, ([typed(value) for value in row] for row in answer.rows))
