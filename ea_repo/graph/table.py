"""The elements of one kind, field by field."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.graph.record import Record


class Waiting(Mapping[str, Sequence[Any]]):
    """Columns that wait where they can be read again."""

    @abstractmethod
    def forget(self) -> None:
        """Lets go of those in memory."""


@dataclass(frozen=True, eq=False)
class Table:
    """One row an element, in the order of the ids; one column a field, with None where nothing is written.

    `shapes` tells which fields each element writes, in the order of its text, and `files` where it is written.
    """

    kind: str
    ids: Sequence[str]
    files: Sequence[str]
    shapes: Sequence[tuple[str, ...]]
    columns: Mapping[str, Sequence[Any]]

    @classmethod
    def of(cls, kind: str, records: Iterable[Record]) -> Table:
        """The table of these records, which are all of that kind."""
        rows = sorted(records, key=lambda each: each.id)
        columns: dict[str, list[Any]] = {}
        shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        for row, each in enumerate(rows):
            for field, value in each.fields.items():
                if field not in columns:
                    columns[field] = [None] * len(rows)
                columns[field][row] = value
        return cls(
            kind,
            [each.id for each in rows],
            [each.file for each in rows],
            # Many elements write the same fields: one object for all.
            [shapes.setdefault(shape, shape) for shape in (tuple(each.fields) for each in rows)],
            columns,
        )

    def record(self, row: int) -> Record:
        """The element of a row, whole."""
        fields = {field: self.columns[field][row] for field in self.shapes[row]}
        return Record(self.ids[row], self.kind, fields, self.files[row])
