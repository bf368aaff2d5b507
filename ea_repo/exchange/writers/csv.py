"""One table in CSV: a line an element, a column a field, ids and fields as a workspace calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from ea_repo.exchange.cells import CellValue, shown
from ea_repo.exchange.columns import Column, columns_of, value_in
from ea_repo.exchange.export import Export
from ea_repo.finding import Text
from ea_repo.metamodel import Kind
from ea_repo.write import csv_lines, encoded

NAME = "csv"
LABEL = Text("tableau CSV", "CSV table")
ENDING = ".csv"


def write(export: Export) -> Iterator[bytes]:
    """UTF-8 with its mark, so that spreadsheet programs see the accents; only columns in which something is written."""
    return encoded(chain(("\ufeff",), _lines(export)))


def _lines(export: Export) -> Iterator[str]:
    used = list(_used(export))
    return csv_lines(chain((["kind", "id", *used],), (_row(export, id, used) for id in export.ids)), "\r\n")


def _row(export: Export, id: str, used: Sequence[str]) -> Sequence[CellValue | None]:
    cells = _cells(export, id, _columns(export.kind(id)))
    return [export.graph.kind(id), id, *map(cells.get, used)]


@cache
def _columns(kind: Kind) -> Sequence[Column]:
    """The columns of a kind, in which words are as the workspace writes them."""
    return tuple(replace(column, choice_names=()) for column in columns_of(kind))


def _used(export: Export) -> Iterator[str]:
    """The columns in which something is written, in the order in which one meets them."""
    used: set[str] = set()
    unused: dict[str, Sequence[Column]] = {}
    for id in export.ids:
        kind, fields = export.graph.kind(id), export.graph.record(id).fields
        left = unused.setdefault(kind, _columns(export.kind(id)))
        if any(column.field in fields for column in left):
            new = [path for path in _cells(export, id, left) if path not in used]
            yield from new
            used.update(new)
            unused[kind] = [column for column in left if column.path not in used]


def _cells(export: Export, id: str, columns: Iterable[Column]) -> dict[str, CellValue]:
    """What an element says, by the paths of the columns that say something."""
    written = export.written(id)
    cells = ((column.path, shown(column, value_in(written, column), str, "en")) for column in columns)
    return {path: cell for path, cell in cells if cell is not None}
