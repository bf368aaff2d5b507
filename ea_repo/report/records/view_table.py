"""A view that is a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.figure import Figure
from ea_repo.answer.view_table import RowGroup, ViewTable
from ea_repo.document import Cell, Records
from ea_repo.finding import Lang
from ea_repo.report.cells import typed
from ea_repo.report.figure_words import TOTAL, group_name


def records(answer: Answer[ViewTable], lang: Lang) -> Records:
    """One line an element, then one line a total; `line` says which, and `group` of which group they are.

    Every figure has its value, on how many it rests (`known`) and of how many nothing is known (`unknown`).
    """
    table = answer.content
    return Records(tuple(_Lines(table, lang).head()), _Lines(table, lang).all())


class _Lines:
    def __init__(self, table: ViewTable, lang: Lang) -> None:
        self.table, self.lang = table, lang
        self.columns = table.point.columns
        self.grouped = bool(table.point.group)
        self.marked = self.grouped or bool(table.totalled)
        self.figures = {column.called for column in (*table.totalled, *(c for c in self.columns if c.computed))}

    def head(self) -> Iterator[str]:
        if self.grouped:
            yield "group"
        for column in self.columns:
            yield column.called
            if column.called in self.figures:
                yield f"{column.called} known"
                yield f"{column.called} unknown"
        if self.marked:
            yield "line"

    def all(self) -> Iterator[list[Cell]]:
        table = self.table
        if not self.grouped:
            for row in table.rows:
                yield self.line("", row.cells, "element")
        for group in table.groups:
            yield from self.group(group)
        if table.totalled:
            yield self.line("", self.totals(table.totals, TOTAL[self.lang]), "total")

    def group(self, group: RowGroup) -> Iterator[list[Cell]]:
        name = group_name(self.table, group, self.lang)
        for row in () if self.table.point.folded else group.rows:
            yield self.line(name, row.cells, "element")
        if self.table.totalled:
            yield self.line(name, self.totals(group.totals, name), "group")

    def totals(self, figures: Sequence[Figure], name: str) -> list[Any]:
        """The cells of a line of totals; `name` stands where the names of elements do."""
        by_column = dict(zip((column.called for column in self.table.totalled), figures, strict=True))
        return [by_column.get(column.called, name if column.leads == "name" else None) for column in self.columns]

    def line(self, group: str, cells: Sequence[Any], what: str) -> list[Cell]:
        written: list[Cell] = [group] if self.grouped else []
        for column, cell in zip(self.columns, cells, strict=True):
            if isinstance(cell, Figure):
                written += [cell.value, cell.known, cell.unknown + cell.silent]
            else:
                written.append(typed(cell))
                written += [None, None] if column.called in self.figures else []
        return [*written, what] if self.marked else written
