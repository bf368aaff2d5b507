"""The rows of a question in Cypher, for programs."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.report.json.values import in_pieces
from ea_repo.store import Answer


def write(answer: Answer) -> Iterator[str]:
    """Each row as an object, by the names of the columns."""
    return in_pieces(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
