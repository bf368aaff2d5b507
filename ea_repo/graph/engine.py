"""How the graph finds what is written and the links that arrive: only what makes a graph knows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, Protocol

from ea_repo.graph.record import Record, Relation
from ea_repo.graph.table import Table, Waiting
from ea_repo.metamodel import Ref, accepts, kind


class Engine(Protocol):
    """What is written of elements, by id, and backward adjacency."""

    def kind(self, id: str, /) -> str | None:
        """The kind of an element, None where there is no such element."""
        ...

    def kind_of(self, id: str, /) -> str:
        """The same; raises KeyError where there is no such element."""
        ...

    def value(self, id: str, field: str) -> Any:
        """What an element that exists writes in a field, None where nothing is."""
        ...

    def record(self, id: str) -> Record | None: ...

    def ids(self) -> Collection[str]: ...

    def of(self, kind: str) -> Sequence[str]: ...

    @property
    def tables(self) -> Mapping[str, Table]:
        """What is written, in columns, by kind."""

    def fields(self, kind: str, /) -> frozenset[str]:
        """The fields that some element of a kind writes; maybe others, where not everything is in memory."""
        ...

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        """The id of each element of a kind, in order, with what it writes in these fields."""
        ...

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        """The elements of a kind of which a link field points at this one, in order."""
        ...

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        """The same for every element that something points at."""
        ...

    def lasting(self, kind: str, field: str) -> bool:
        """Whether no date is written on a link of that field of elements of a kind."""
        ...

    @property
    def at_hand(self) -> bool:
        """Whether everything is in memory: what is not is asked of few elements, never of all, where one can."""

    def flagged(self, field: str) -> Sequence[str]:
        """The elements that say `true` in a field, in no order."""
        ...

    def all_write(self, kind: str, field: str) -> bool:
        """Whether every element of a kind writes a field."""
        ...

    def likely(self, wanted: Any) -> Iterable[str] | None:
        """The elements that a selector may choose, or that may say a text; None where looking at all is as short."""
        ...

    def forget(self) -> None:
        """Lets go of what can be found again."""

    @property
    def astray(self) -> frozenset[Relation]:
        """The links to an element that does not exist, or to one of a kind they may not point at."""


def turned(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """By target, the elements that lead to it, in the order of these rows."""
    found: dict[str, list[str]] = {}
    for id, targets in rows:
        for target in targets:
            known = found.get(target)
            if known is None:
                found[target] = [id]
            elif known[-1] != id:
                known.append(id)
    return found


def relations(engine: Engine, source: str, field: str, target: str) -> Iterator[Relation]:
    """The links of a field from one element to another: several where they have different dates."""
    refs: Iterable[Ref] = engine.value(source, field) or ()
    return (Relation(source, field, target, ref) for ref in refs if ref.to == target)


def misleads(engine: Engine, of: str, field: str, target: str) -> bool:
    found = engine.kind(target)
    return found is None or not any(accepts(wanted, found) for wanted in kind(of).links[field].to)


class _Columns(dict[str, Sequence[Any]]):
    """The columns of a table as they were asked for; of a field that nobody writes, one of nothing."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __missing__(self, field: str) -> Sequence[Any]:
        column = self.table.columns.get(field)
        found = self[field] = self._nothing if column is None else column
        return found

    @cached_property
    def _nothing(self) -> Sequence[None]:
        return [None] * len(self.table.ids)


class Plain:
    """Every element in memory, in a table for each kind."""

    at_hand = True

    def __init__(self, records: Iterable[Record]) -> None:
        found: dict[str, list[Record]] = {}
        for each in {each.id: each for each in records}.values():
            found.setdefault(each.kind, []).append(each)
        self._fill(Table.of(name, each) for name, each in found.items())

    @classmethod
    def of_tables(cls, tables: Iterable[Table], astray: frozenset[Relation]) -> Plain:
        """Tables that are made already, with what is known of the links that lead nowhere."""
        engine = cls.__new__(cls)
        engine._fill(tables)
        engine.__dict__["astray"] = astray
        return engine

    tables: Mapping[str, Table]

    def _fill(self, tables: Iterable[Table]) -> None:
        self.tables = {each.kind: each for each in tables}
        self._kinds = {id: each.kind for each in self.tables.values() for id in each.ids}
        self._columns = [*map(_Columns, self.tables.values())]
        self._places = {id: (columns, row) for columns in self._columns for row, id in enumerate(columns.table.ids)}
        self.kind = self._kinds.get
        self.kind_of = self._kinds.__getitem__

    def value(self, id: str, field: str) -> Any:
        columns, row = self._places[id]
        return columns[field][row]

    def record(self, id: str) -> Record | None:
        place = self._places.get(id)
        return None if place is None else place[0].table.record(place[1])

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
        return zip(table.ids, *(repeat(None) if each is None else each for each in columns), strict=False)

    def forget(self) -> None:
        for columns in self._columns:
            if isinstance(columns.table.columns, Waiting):
                columns.table.columns.forget()
                columns.clear()
        self._backwards.clear()

    def flagged(self, field: str) -> Sequence[str]:
        return [id for of in self.tables for id, value in self.rows(of, field) if value is True]

    def all_write(self, kind: str, field: str) -> bool:
        return all(value is not None for _, value in self.rows(kind, field))

    def likely(self, wanted: Any) -> None:
        return None

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        return self.backward(kind, field).get(target, ())

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        if (kind, field) not in self._backwards:
            rows = self.rows(kind, field)
            self._backwards[kind, field] = turned((id, [ref.to for ref in refs]) for id, refs in rows if refs)
        return self._backwards[kind, field]

    @cached_property
    def _backwards(self) -> dict[tuple[str, str], Mapping[str, Sequence[str]]]:
        return {}

    def lasting(self, kind: str, field: str) -> bool:
        if (kind, field) not in self._lastings:
            rows = self.rows(kind, field)
            self._lastings[kind, field] = all(ref.lasting for _, refs in rows for ref in refs or ())
        return self._lastings[kind, field]

    @cached_property
    def _lastings(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def astray(self) -> frozenset[Relation]:
        return frozenset(
            relation
            for table in self.tables.values()
            for field in kind(table.kind).links.keys() & table.columns.keys()
            for relation in self._astray(table, field)
        )

    def _astray(self, table: Table, field: str) -> Iterator[Relation]:
        column = table.columns[field]
        targets = {ref.to for refs in column if refs for ref in refs}
        wrong = {each for each in targets if misleads(self, table.kind, field, each)}
        for id, refs in zip(table.ids, column, strict=True) if wrong else ():
            yield from (Relation(id, field, ref.to, ref) for ref in refs or () if ref.to in wrong)
