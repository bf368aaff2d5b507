"""The engine of a graph whose elements are all in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, repeat
from typing import Any

from ea_repo.graph.engine import Engine, inverted, leads_astray
from ea_repo.graph.record import Record, Relation
from ea_repo.graph.table import ReloadableColumns, Table
from ea_repo.metamodel import Vocabulary, built_in

_FEW = 5_000
"""Of how many elements the place is sought before that of all is noted."""


class _Columns(dict[str, Sequence[Any]]):
    """The columns of a table by field, once they were asked for; of a field that nobody writes, a column of None."""

    def __init__(self, table: Table, number: int) -> None:
        self.table = table
        self.number = number
        """Its place among the tables."""

    def __missing__(self, field: str) -> Sequence[Any]:
        written = self.table.columns.get(field)
        column = self[field] = self._empty if written is None else written
        return column

    @cached_property
    def _empty(self) -> Sequence[None]:
        return [None] * len(self.table.ids)


class _Places(dict[str, tuple[_Columns, int]]):
    """By element, the columns of its table and its row: sought for the first few that are asked, then noted for all.

    A question about some elements of a large graph does not wait for what is noted of the others.
    """

    def __init__(self, columns: Sequence[_Columns], kinds: Mapping[str, str]) -> None:
        self._columns, self._kinds = {kind.table.kind: kind for kind in columns}, kinds

    def __missing__(self, id: str) -> tuple[_Columns, int]:
        if len(self) >= _FEW:
            for columns in self._columns.values():
                self.update(zip(columns.table.ids, zip(repeat(columns), count(), strict=False), strict=False))
        columns = self._columns[self._kinds[id]]
        place = self[id] = columns, bisect_left(columns.table.ids, id)
        return place


class InMemory:
    """Holds every element, in one table for each kind (an Engine)."""

    at_hand = True
    tables: Mapping[str, Table]
    vocabulary: Vocabulary
    columns: Sequence[_Columns]
    """Those of each table."""

    def __init__(self, records: Iterable[Record], vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or built_in()
        by_kind: dict[str, list[Record]] = {}
        for record in {record.id: record for record in records}.values():
            by_kind.setdefault(record.kind, []).append(record)
        self._fill(Table.of(kind_name, same_kind) for kind_name, same_kind in by_kind.items())

    @classmethod
    def of_tables(cls, tables: Iterable[Table], astray: frozenset[Relation] | None, vocabulary: Vocabulary) -> InMemory:
        """An engine over ready-made tables; `astray` gives the links that lead astray where they are known already."""
        engine = cls.__new__(cls)
        engine.vocabulary = vocabulary
        engine._fill(tables)
        return engine if astray is None else engine.knowing_astray(astray)

    def knowing_astray(self, astray: frozenset[Relation]) -> InMemory:
        """Itself; the links that lead astray are these."""
        self.__dict__["astray"] = astray
        return self

    def _fill(self, tables: Iterable[Table]) -> None:
        self.tables = {table.kind: table for table in tables}
        self.columns = [_Columns(table, number) for number, table in enumerate(self.tables.values())]
        self._kinds: dict[str, str] = {}
        for table in self.tables.values():
            # A table at once: no step in Python for each element.
            self._kinds.update(zip(table.ids, repeat(table.kind), strict=False))
        # Asked millions of times: without a method of ours in between.
        self.kind = self._kinds.get
        self.kind_of = self._kinds.__getitem__

    @cached_property
    def places(self) -> Mapping[str, tuple[_Columns, int]]:
        """By element, the columns of its table and its row."""
        return _Places(self.columns, self._kinds)

    def value(self, id: str, field: str) -> Any:
        columns, row = self.places[id]
        return columns[field][row]

    def record(self, id: str) -> Record | None:
        if id not in self._kinds:
            return None
        columns, row = self.places[id]
        return columns.table.record(row)

    def file(self, id: str) -> str:
        columns, row = self.places[id]
        return columns.table.files[row]

    def ids(self) -> Collection[str]:
        return self._ids

    @cached_property
    def _ids(self) -> Collection[str]:
        return dict.fromkeys(sorted(self._kinds)).keys()

    def of(self, kind: str) -> Sequence[str]:
        table = self.tables.get(kind)
        return () if table is None else table.ids

    def fields(self, kind: str) -> frozenset[str]:
        table = self.tables.get(kind)
        return frozenset(table.columns if table is not None else ())

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        table = self.tables.get(kind)
        if table is None:
            return iter(())
        columns = (table.columns.get(field) for field in fields)
        return zip(table.ids, *(repeat(None) if column is None else column for column in columns), strict=False)

    def forget(self) -> None:
        for columns in self.columns:
            if isinstance(columns.table.columns, ReloadableColumns):
                columns.table.columns.forget()
                columns.clear()
        self._backward.clear()

    def flagged(self, field: str) -> Sequence[str]:
        return [id for kind_name in self.tables for id, value in self.rows(kind_name, field) if value is True]

    def all_write(self, kind: str, field: str) -> bool:
        table = self.tables.get(kind)
        return table is None or all(field in shape for shape in table.different_shapes)

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        return self.backward(kind, field).get(target, ())

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        if (kind, field) not in self._backward:
            rows = self.rows(kind, field)
            self._backward[kind, field] = inverted((id, [ref.to for ref in refs]) for id, refs in rows if refs)
        return self._backward[kind, field]

    @cached_property
    def _backward(self) -> dict[tuple[str, str], Mapping[str, Sequence[str]]]:
        return {}

    def lasting(self, kind: str, field: str) -> bool:
        if (kind, field) not in self._lasting:
            rows = self.rows(kind, field)
            self._lasting[kind, field] = all(ref.lasting for _, refs in rows for ref in refs or ())
        return self._lasting[kind, field]

    @cached_property
    def _lasting(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def astray(self) -> frozenset[Relation]:
        return frozenset(
            relation
            for table in self.tables.values()
            for field in self.vocabulary.kinds[table.kind].links.keys() & table.columns.keys()
            for relation in astray_in(self, table, field)
        )


def astray_in(engine: Engine, table: Table, field: str) -> Iterator[Relation]:
    """The links of one field of the elements of a table that lead astray among those of an engine."""
    column = table.columns[field]
    targets = {ref.to for refs in column if refs for ref in refs}
    wrong = {target for target in targets if leads_astray(engine, table.kind, field, target)}
    for id, refs in zip(table.ids, column, strict=True) if wrong else ():
        yield from (Relation(id, field, ref.to, ref) for ref in refs or () if ref.to in wrong)
