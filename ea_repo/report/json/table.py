"""Elements for programs: a list, all that is written of each."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.table import Table
from ea_repo.report.json.values import changed, in_pieces


def write(answer: Answer[Table]) -> Iterator[str]:
    """Every element whole, whatever the columns."""
    more = changed(answer.situation)
    return in_pieces(element | more for element in answer.content.elements())
