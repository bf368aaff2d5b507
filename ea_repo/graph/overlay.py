"""A graph with changes: what is written there, and over it what is put and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from ea_repo.graph.engine import Engine, Plain, misleads, turned
from ea_repo.graph.record import Changes, Record, Relation
from ea_repo.graph.table import Table
from ea_repo.metamodel import kinds


class Overlay:
    """Another engine with some elements put or removed, without a copy of it."""

    at_hand = True

    def __init__(self, base: Engine, changes: Changes) -> None:
        self._base = base
        self._put = Plain(changes.put)
        self.hidden = frozenset((*changes.remove, *self._put.ids()))

    def kind(self, id: str, /) -> str | None:
        return self._put.kind(id) if id in self.hidden else self._base.kind(id)

    def kind_of(self, id: str, /) -> str:
        return self._put.kind_of(id) if id in self.hidden else self._base.kind_of(id)

    def value(self, id: str, field: str) -> Any:
        return self._put.value(id, field) if id in self.hidden else self._base.value(id, field)

    def record(self, id: str) -> Record | None:
        return self._put.record(id) if id in self.hidden else self._base.record(id)

    def ids(self) -> Collection[str]:
        return sorted({*self._base.ids()} - self.hidden | {*self._put.ids()})

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        return Plain(record for id in self.ids() if (record := self.record(id))).tables

    def of(self, kind: str) -> Sequence[str]:
        return sorted({*self._base.of(kind)} - self.hidden | {*self._put.of(kind)})

    def fields(self, kind: str) -> frozenset[str]:
        return self._base.fields(kind) | self._put.fields(kind)

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        kept = (row for row in self._base.rows(kind, *fields) if row[0] not in self.hidden)
        new = [*self._put.rows(kind, *fields)]
        return iter(sorted([*kept, *new], key=itemgetter(0))) if new else kept

    def forget(self) -> None:
        self._base.forget()

    def flagged(self, field: str) -> Sequence[str]:
        return [*(id for id in self._base.flagged(field) if id not in self.hidden), *self._put.flagged(field)]

    def all_write(self, kind: str, field: str) -> bool:
        return all(value is not None for _, value in self.rows(kind, field))

    def likely(self, wanted: Any) -> None:
        return None

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        kept = [each for each in self._base.sources(kind, field, target) if each not in self.hidden]
        new = self._put.sources(kind, field, target)
        return sorted([*kept, *new]) if new else kept

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        return turned((id, [ref.to for ref in refs]) for id, refs in self.rows(kind, field) if refs)

    def lasting(self, kind: str, field: str) -> bool:
        return self._base.lasting(kind, field) and self._put.lasting(kind, field)

    @cached_property
    def astray(self) -> frozenset[Relation]:
        # Only what these elements say, or what pointed at them, can have changed.
        found = {each for each in self._base.astray if each.source not in self.hidden and self._misleads(each)}
        for of, field in _links():
            pointing = {source for id in self.hidden for source in self.sources(of, field, id)}
            for source in (*pointing, *(id for id in self._put.of(of) if self._put.value(id, field))):
                said = (Relation(source, field, ref.to, ref) for ref in self.value(source, field) or ())
                found.update(each for each in said if self._misleads(each))
        return frozenset(found)

    def _misleads(self, relation: Relation) -> bool:
        of = self.kind(relation.source)
        return of is not None and misleads(self, of, relation.field, relation.target)


def _links() -> Iterator[tuple[str, str]]:
    """Every link field of every kind."""
    return ((each.name, field) for each in kinds().values() for field in each.links)
