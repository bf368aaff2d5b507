"""Tables of elements: aligned text, Markdown, CSV, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from ea_repo.answer.table import Table
from ea_repo.finding import Lang
from ea_repo.format.csv import as_csv as rows_as_csv
from ea_repo.format.markdown import escaped
from ea_repo.report.words import counted, heading


def as_json(found: Table) -> str:
    changes = found.situation.changes
    told: dict[str, Any] = {"changes": list(changes)} if changes else {}
    return json.dumps([each | told for each in found.elements], ensure_ascii=False, indent=2)


def as_csv(found: Table) -> str:
    """One line a row, for a spreadsheet."""
    return rows_as_csv(found.columns, ([cell(each) for each in row] for row in found.rows))


def as_markdown(found: Table, lang: Lang) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(map(escaped, cells)) + " |"

    rows = [[cell(each) for each in row] for row in found.rows]
    head = click.unstyle(heading(found.situation, lang))
    return "\n".join([head, "", line(found.columns), f"|{' --- |' * len(found.columns)}", *map(line, rows)])


def as_text(found: Table, lang: Lang, width: int) -> str:
    """Aligned columns; the last one gets what is left of the width, longer cells are cut with an ellipsis."""
    head = heading(found.situation, lang)
    if not found.rows:
        return f"{head}\n\n{'aucun élément' if lang == 'fr' else 'no element'}"
    lines = aligned(found.columns, found.rows, width)
    total = counted(len(found.rows), *(("élément", "éléments") if lang == "fr" else ("element", "elements")))
    return "\n".join([head, "", *lines, "", total])


def aligned(columns: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> list[str]:
    """Lines of aligned columns under their names; longer cells are cut with an ellipsis."""
    written = [columns, *([cell(each) for each in row] for row in rows)]
    widths = _fitted([max(len(row[place]) for row in written) for place in range(len(columns))], width)
    return [
        "  ".join(_cut(each, size).ljust(size) for each, size in zip(row, widths, strict=True)).rstrip()
        for row in written
    ]


def _fitted(widths: list[int], total: int) -> list[int]:
    fitted = list(widths)
    while sum(fitted) + 2 * (len(fitted) - 1) > total and max(fitted) > 12:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"


def cell(value: Any) -> str:
    """A plain value in a cell."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(cell(each) for each in value)
        case dict():
            return ", ".join(f"{name}: {cell(each)}" for name, each in value.items())
        case _:
            return str(value)
