"""The table that `ea export csv` wrote: its columns are fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ea_repo.exchange.columns import columns_of
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory
from ea_repo.exchange.one_file import only
from ea_repo.exchange.own_rows import OwnCell, OwnRows
from ea_repo.exchange.sheet import Header, records
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import tables_of
from ea_repo.finding import Text
from ea_repo.metamodel import Vocabulary, built_in
from ea_repo.write import as_it_was

NAME = "csv"
LABEL = Text("tableau CSV de ea export", "CSV table of ea export")
_HEAD = "kind,id"


def recognise(file: File) -> Likeness:
    """By its first two columns."""
    first = (file.beginning or "").removeprefix("\ufeff").split("\n", 1)[0].strip()
    return Likeness.OURS if first == _HEAD or first.startswith(f"{_HEAD},") else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """Its elements; a column that is no field of a kind says nothing of it."""
    return read_columns(files, built_in())


def read_columns(files: Sequence[File], vocabulary: Vocabulary) -> Inventory:
    """The same, with the fields and kinds of a vocabulary."""
    file = only(files)
    table = tables_of(file)[0]
    names = tuple(str(name or "") for name in table.rows[0])
    rows = OwnRows(str.strip)
    for record in records(table, Header(1, 1, names)):
        kind, id = (str(record.fields.get(name, "")).strip() for name in ("kind", "id"))
        columns = columns_of(vocabulary.kinds[kind]) if kind in vocabulary.kinds else ()
        cells = [
            OwnCell(column, _as_it_was(record.fields.get(column.path)), record.place(column.path))
            for column in columns
            if column.path in names
        ]
        rows.take(kind, id, record.at, cells, {})
    return Inventory(
        format=NAME, files=(file.source,), records=tuple(rows.records), rejected=tuple(rows.rejected), own=True
    )


def _as_it_was(cell: Any) -> Any:
    """A cell without the apostrophe that keeps spreadsheet programs from running it."""
    return as_it_was(cell) if isinstance(cell, str) else cell
