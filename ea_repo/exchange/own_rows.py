"""Rows that `ea export` wrote, read back: cells become the values that they showed, or are refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.cells import meant
from ea_repo.exchange.columns import Column
from ea_repo.exchange.inventory import Record, Rejected, Scalar, Wording
from ea_repo.exchange.place import Place
from ea_repo.finding import Text, Wrong


@dataclass(frozen=True, slots=True)
class OwnCell:
    """A cell of a row, and the column that it is in."""

    column: Column
    value: Scalar
    at: Place


@dataclass(slots=True)
class OwnRows:
    """What rows say, gathered one by one; `target` gives the id of the element that some words mean."""

    target: Callable[[str], str]
    records: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def take(self, kind: str, id: str, at: Place, cells: Sequence[OwnCell], went: Mapping[str, Any]) -> None:
        """Takes one row; `went` is what it said when it went out: what has no column here stays as it was."""
        fields: dict[str, Any] = {}
        groups = {cell.column.field for cell in cells if cell.column.inner}
        for group in groups:
            before = went.get(group)
            shown = {cell.column.inner for cell in cells if cell.column.field == group}
            fields[group] = {name: part for name, part in (before or {}).items() if name not in shown}
        for cell in cells:
            value = self._value(kind, cell)
            if value is None:
                continue
            if cell.column.inner:
                fields[cell.column.field][cell.column.inner] = value
            else:
                fields[cell.column.field] = value
        self.records.append(
            Record(
                id=id,
                type=kind,
                at=at,
                name=Wording.of(str(fields.get("name") or id)),
                fields={name: value for name, value in fields.items() if value not in (None, {})},
                places=dict(_places(cells)),
            )
        )

    def _value(self, kind: str, cell: OwnCell) -> Any:
        try:
            return meant(cell.column, cell.value, self.target)
        except Wrong as wrong:
            path = cell.column.path
            why = Text(f"{path} : {wrong.message.fr}", f"{path}: {wrong.message.en}")
            self.rejected.append(Rejected(cell.at, why, kind, path))
            return None


def _places(cells: Sequence[OwnCell]) -> Iterator[tuple[str, Place]]:
    """Where fields are: of a group, its first cell; and each of its own."""
    for cell in reversed(cells):
        yield cell.column.field, cell.at
    for cell in cells:
        yield cell.column.path, cell.at
