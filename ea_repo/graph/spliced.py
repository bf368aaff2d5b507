"""A table in which the rows of some files gave way to others: made without a look at what the columns hold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.graph.table import ReloadableColumns, Table
from ea_repo.metamodel import Ref

_PLAIN = frozenset((str, int, bool, type(None), Ref))
"""The types of values that are the same where they are equal and of one type."""


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
    written = dict.fromkeys(field for shape in {id(shape): shape for shape in shapes}.values() for field in shape)
    columns = _SplicedColumns(written, table.columns, put.columns, splice)
    ids, files = splice.column(table.ids, put.ids), splice.column(table.files, put.files)
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

    def changes_nothing(self, kept: Sequence[Any] | None, put: Sequence[Any] | None) -> bool:
        """Whether each value that joins a column takes the place of the same one, as far as that is easily told."""
        if len(self.steps) != 2 * self.put_size:
            return False
        for (row, place), (row_leaving, nothing) in zip(self.steps[::2], self.steps[1::2], strict=True):
            if place is None or nothing is not None or row != row_leaving:
                return False
            if not _same(None if kept is None else kept[row], None if put is None else put[place]):
                return False
        return True

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


def _same(old: Any, new: Any) -> bool:
    """Whether two values are the same; False too where they hold what may be equal without being the same."""
    items = (*old, *new) if isinstance(old, tuple) and isinstance(new, tuple) else (old, new)
    return type(old) is type(new) and _PLAIN.issuperset(map(type, items)) and bool(old == new)


class _SplicedColumns(ReloadableColumns):
    """The columns of a spliced table, each made when it is first asked for, and kept."""

    def __init__(
        self,
        fields: Iterable[str],
        kept: Mapping[str, Sequence[Any]],
        put: Mapping[str, Sequence[Any]],
        splice: _Splice,
    ) -> None:
        self._fields, self._kept, self._put, self._splice = dict.fromkeys(fields), kept, put, splice
        self._made: dict[str, Sequence[Any]] = {}

    def read(self, field: str) -> Sequence[Any]:
        return self._splice.column(*self._both(field))

    def _both(self, field: str) -> tuple[Sequence[Any] | None, Sequence[Any] | None]:
        """The column as it was, and what is put in it."""
        return columns_read(self._kept, field), columns_read(self._put, field)

    def may_hold(self, field: str, texts: Collection[str]) -> bool:
        return any(may_hold(columns, field, texts) for columns in (self._kept, self._put))

    def stored(self, field: str) -> bytes | None:
        kept = self._kept.stored(field) if isinstance(self._kept, ReloadableColumns) and field in self._kept else None
        # Where what was put is what was there, the column is the one that is stored.
        return kept if kept is not None and self._splice.changes_nothing(*self._both(field)) else None

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
