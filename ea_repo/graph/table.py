"""The elements of one kind in columns: a table with one row for each element and one column for each field."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ea_repo.graph.record import Record


class ReloadableColumns(Mapping[str, Sequence[Any]]):
    """Columns by field, read from where they are stored when they are asked for."""

    @abstractmethod
    def __contains__(self, field: object) -> bool:
        """Whether there is such a column, told without reading it."""

    @abstractmethod
    def read(self, field: str) -> Sequence[Any]:
        """A column, which is not kept. Raises KeyError where there is none."""

    @abstractmethod
    def at(self, field: str, rows: Sequence[int]) -> list[Any]:
        """What stands in some rows of a column; the others are not read. Raises KeyError where there is none."""

    @abstractmethod
    def may_hold(self, field: str, texts: Collection[str]) -> bool:
        """Whether something in a column may be one of these texts, told without decoding it where that is quicker."""

    @abstractmethod
    def forget(self) -> None:
        """Drops the columns that are in memory; they are read again when they are asked for."""


@dataclass(frozen=True, eq=False)
class Table:
    """All the elements of one kind: one row for each, in the order of their ids.

    `columns` gives by field the value of each row, None where the element does not write the field. `shapes` gives for
    each row the fields that its element writes, in the order of its text, and `files` the file that holds it.
    """

    kind: str
    ids: Sequence[str]
    files: Sequence[str]
    shapes: Sequence[tuple[str, ...]]
    columns: Mapping[str, Sequence[Any]]

    @classmethod
    def of(cls, kind: str, records: Iterable[Record]) -> Table:
        """The table of these records, which are all the elements of that kind."""
        rows = sorted(records, key=lambda record: record.id)
        columns: dict[str, list[Any]] = {}
        shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        for row, record in enumerate(rows):
            for field, value in record.fields.items():
                if field not in columns:
                    columns[field] = [None] * len(rows)
                columns[field][row] = value
        return cls(
            kind,
            [record.id for record in rows],
            [record.file for record in rows],
            # Many elements write the same fields: they share one tuple.
            [shapes.setdefault(shape, shape) for shape in (tuple(record.fields) for record in rows)],
            columns,
        )

    @cached_property
    def different_shapes(self) -> Sequence[tuple[str, ...]]:
        """The fields that elements of the kind write together; most share them, so that these are few."""
        return [*{id(shape): shape for shape in self.shapes}.values()]

    def row(self, id: str) -> int | None:
        """The row of an element; None where it is none of these."""
        row = bisect_left(self.ids, id)
        return row if row < len(self.ids) and self.ids[row] == id else None

    def record(self, row: int) -> Record:
        """The element of a row, with all that it writes."""
        fields = {field: self.columns[field][row] for field in self.shapes[row]}
        return Record(self.ids[row], self.kind, fields, self.files[row])
