"""A view that is a table, for programs: its elements, all that is written of each."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import ViewTable
from ea_repo.report.json.values import changed, dumped


def write(answer: Answer[ViewTable]) -> str:
    """Every element whole, whatever the columns."""
    more = changed(answer.situation)
    return dumped([element | more for element in answer.content.table.elements])
