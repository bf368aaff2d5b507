"""A table in which the rows of some files gave way to others: made without a look at what the columns hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.graph.table import ReloadableColumns, Table


def spliced(table: Table | None, replaced: Collection[str], put: Table | None) -> Table | None:
    """A table without its rows of the files `replaced`, and with the rows of `put`; None where none are left.

    No row of `put` has the id of one that stays.
    """
    gone = rows_of(table, replaced) if table is not None else []
    if table is None or len(gone) == len(table.ids):
        return put
    if put is None and not gone:
        return table
    put = put or Table(table.kind, (), (), (), {})
    splice = _Splice.of(table.ids, gone, put.ids)
    shapes = splice.column(table.shapes, put.shapes)
    # Many rows share one tuple: these are told apart by what they are, not by what they hold.
    fields = dict.fromkeys(field for shape in {id(shape): shape for shape in shapes}.values() for field in shape)
    ids, files = splice.column(table.ids, put.ids), splice.column(table.files, put.files)
    columns = _SplicedColumns(fields, ids, table, put, splice)
    return Table(table.kind, ids, files, shapes, columns)


def rows_of(table: Table, files: Collection[str]) -> list[int]:
    """The rows of a table that some files hold."""
    if set(files).isdisjoint(table.files):
        return []
    return [row for row, file in enumerate(table.files) if file in files]


@dataclass(frozen=True, slots=True)
class _Splice:
    """Where rows leave a column of `size` values, and where `put_size` others join it.

    A step is a row, and the place of the value that joins before it, None where the row leaves.
    """

    size: int
    put_size: int
    steps: Sequence[tuple[int, int | None]]

    @classmethod
    def of(cls, ids: Sequence[str], gone: Iterable[int], put: Sequence[str]) -> _Splice:
        joining: list[tuple[int, int | None]] = [(bisect_left(ids, id), place) for place, id in enumerate(put)]
        leaving: list[tuple[int, int | None]] = [(row, None) for row in gone]
        # What joins before a row comes in the order of its ids, then the row leaves.
        steps = sorted([*joining, *leaving], key=lambda step: step[0])
        return cls(len(ids), len(put), steps)

    @property
    def leaving(self) -> list[int]:
        """The rows that leave."""
        return [row for row, place in self.steps if place is None]

    def column(self, kept: Sequence[Any] | None, put: Sequence[Any] | None) -> list[Any]:
        """A column of both; None stands for one of nothing but None."""
        kept = [None] * self.size if kept is None else kept
        put = [None] * self.put_size if put is None else put
        column: list[Any] = []
        begin = 0
        for row, place in self.steps:
            column += kept[begin:row]
            begin = row
            if place is None:
                begin += 1
            else:
                column.append(put[place])
        column += kept[begin:]
        return column


class _SplicedColumns(ReloadableColumns):
    """The columns of a spliced table, each made when it is first asked for, and kept."""

    def __init__(
        self,
        fields: Iterable[str],
        ids: Sequence[str],
        table: Table,
        put: Table,
        splice: _Splice,
    ) -> None:
        self._fields, self._ids, self.table, self.put, self._splice = dict.fromkeys(fields), ids, table, put, splice
        self._made: dict[str, Sequence[Any]] = {}

    def read(self, field: str) -> Sequence[Any]:
        return self._splice.column(*self._both(field))

    def _both(self, field: str) -> tuple[Sequence[Any] | None, Sequence[Any] | None]:
        """The column as it was, and what is put in it."""
        return columns_read(self.table.columns, field), columns_read(self.put.columns, field)

    @property
    def apart(self) -> set[str]:
        """The ids of the rows that leave or join."""
        return {*self.put.ids, *map(self.table.ids.__getitem__, self._splice.leaving)}

    def at(self, field: str, rows: Sequence[int]) -> list[Any]:
        if field in self._made:
            return [*map(self._made[field].__getitem__, rows)]
        ids = [*map(self._ids.__getitem__, rows)]
        is_put = [self.put.row(id) is not None for id in ids]
        both = {
            table: iter(written(table, field, [id for id, of_put in zip(ids, is_put, strict=True) if of_put is put]))
            for table, put in ((self.table, False), (self.put, True))
        }
        return [next(both[self.put if of_put else self.table]) for of_put in is_put]

    def may_hold(self, field: str, texts: Collection[str]) -> bool:
        return any(may_hold(columns, field, texts) for columns in (self.table.columns, self.put.columns))

    def __getitem__(self, field: str) -> Sequence[Any]:
        if field not in self._fields:
            raise KeyError(field)
        if field not in self._made:
            self._made[field] = self.read(field)
        return self._made[field]

    def forget(self) -> None:
        self._made.clear()

    def __contains__(self, field: object) -> bool:
        return field in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def columns_read(columns: Mapping[str, Sequence[Any]], field: str) -> Sequence[Any] | None:
    """A column, not kept where it can be read again; None where there is none."""
    if field not in columns:
        return None
    return columns.read(field) if isinstance(columns, ReloadableColumns) else columns[field]


def may_hold(columns: Mapping[str, Sequence[Any]], field: str, texts: Collection[str]) -> bool:
    """Whether a column may hold one of these texts; where it is not in memory, that is told without decoding it."""
    if field not in columns:
        return False
    return columns.may_hold(field, texts) if isinstance(columns, ReloadableColumns) else True


def written(table: Table, field: str, ids: Sequence[str]) -> list[Any]:
    """What some elements of a table write in a field; what the others write is not read. KeyError for no element."""
    columns = table.columns
    if not ids or field not in columns:
        return [None] * len(ids)
    rows = [row for id in ids if (row := table.row(id)) is not None]
    if len(rows) < len(ids):
        raise KeyError(field)
    return columns.at(field, rows) if isinstance(columns, ReloadableColumns) else [columns[field][row] for row in rows]


def ids_apart(first: Table | None, second: Table | None) -> Collection[str]:
    """The ids of the rows that two tables of one kind do not share; of tables made apart, all."""
    tables = [table for table in (first, second) if table is not None]
    spliced_columns = [table.columns for table in tables if isinstance(table.columns, _SplicedColumns)]
    under = {id(table.columns.table if isinstance(table.columns, _SplicedColumns) else table) for table in tables}
    if len(tables) == 2 and len(under) == 1:
        return set[str]().union(*(columns.apart for columns in spliced_columns))
    return {element for table in tables for element in table.ids}
