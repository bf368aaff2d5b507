"""Which cell of a workbook takes the answer to a question."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.exchange.columns import Column, columns_of
from ea_repo.metamodel import Kind, kinds

_NOT_ASKED = (
    "name", "aliases", "tags", "quote", "illustrative", "verified_on", "verified_by", "properties", "imported",
)  # fmt: skip
"""What nobody is asked to confirm: names, and what is said of the text itself."""


def column_for(kind: str, fact: str) -> Column | None:
    """The column of this path in a kind; None where the answer is in words.

    Groups of fields that a cell cannot show plainly, relations, and what a workspace declares are answered in words.
    """
    return next((column for column in _columns(kind) if column.path == fact), None)


def facts_for(kind: str, fact: str) -> Sequence[str]:
    """The paths of the columns in which a fact may be answered, the fact itself where there is none."""
    paths = [column.path for column in _columns(kind)]
    field = fact.partition(".")[0]
    return [fact] if fact in paths else [path for path in paths if path.partition(".")[0] == field] or [fact]


def _columns(kind: str) -> Sequence[Column]:
    return [column for column in columns_of(kinds()[kind]) if column.sort != "data"] if kind in kinds() else ()


def confirmable(kind: Kind) -> Sequence[Column]:
    """The columns of which somebody may say that what is written there still holds."""
    if kind.name not in kinds():
        return ()
    return [column for column in columns_of(kind) if column.field not in _NOT_ASKED and column.sort != "data"]
