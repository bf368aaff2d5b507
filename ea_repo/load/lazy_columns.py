"""The columns of a table that is kept as bytes: each comes into memory when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from ea_repo.graph.table import ReloadableColumns


class LazyColumns(ReloadableColumns):
    """The columns of a table, each read when it is first asked for, and kept."""

    def __init__(
        self,
        fields: Iterable[str],
        read: Callable[[str], Sequence[Any]],
        may_hold: Callable[[str, Collection[str]], bool],
        at: Callable[[str, Sequence[int]], Sequence[Any]] | None = None,
    ) -> None:
        self._fields = dict.fromkeys(fields)
        self._read, self._at, self._may_hold = read, at, may_hold
        self._kept: dict[str, Sequence[Any]] = {}

    def read(self, field: str) -> Sequence[Any]:
        return self._read(field)

    def at(self, field: str, rows: Sequence[int]) -> list[Any]:
        if self._at is None or field in self._kept:
            return [*map(self[field].__getitem__, rows)]
        return [*self._at(field, rows)]

    def may_hold(self, field: str, texts: Collection[str]) -> bool:
        return self._may_hold(field, texts)

    def __getitem__(self, field: str) -> Sequence[Any]:
        if field not in self._fields:
            raise KeyError(field)
        if field not in self._kept:
            self._kept[field] = self._read(field)
        return self._kept[field]

    def forget(self) -> None:
        self._kept.clear()

    def __contains__(self, field: object) -> bool:
        return field in self._fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)
