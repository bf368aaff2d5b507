"""The rows of a question in Cypher, for programs."""

from __future__ import annotations

from ea_repo.report.json.values import dumped
from ea_repo.store import Answer


def write(answer: Answer) -> str:
    """Each row as an object, by the names of the columns."""
    return dumped([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
