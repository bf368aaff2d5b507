"""A view that is a table, for programs: its elements, all that is written of each, and the figures of the view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.figure import Figure
from ea_repo.answer.view_table import Row, ViewTable
from ea_repo.report.json.values import changed, in_pieces


def write(answer: Answer[ViewTable]) -> Iterator[str]:
    """Every element whole, whatever the columns; `figures` are those of the view, where it has any."""
    table, more = answer.content, changed(answer.situation)
    pairs = zip(table.elements(), table.rows, strict=True)
    return in_pieces(element | _figures(table, row) | more for element, row in pairs)


def _figures(table: ViewTable, row: Row) -> dict[str, Any]:
    cells = zip(table.point.columns, row.cells, strict=True)
    figures = {column.called: _figure(cell) for column, cell in cells if isinstance(cell, Figure)}
    return {"figures": figures} if figures else {}


def _figure(figure: Figure) -> dict[str, float | int | None]:
    return {"value": figure.value, "known": figure.known, "unknown": figure.unknown, "silent": figure.silent}
