"""How the graph finds its records and the links that arrive at them; nothing here shows outside the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol

from ea_repo.graph.record import Changes, Record, Relation
from ea_repo.metamodel import accepts, kind

Arriving = Mapping[str, Sequence[Relation]]
"""The links that arrive at an element, by the field where they are written, each list in the order of their ids."""


class Engine(Protocol):
    """Records by id, in the order of the ids, and backward adjacency."""

    def record(self, id: str, /) -> Record | None: ...

    def ids(self) -> Collection[str]: ...

    def of(self, kind: str) -> Sequence[str]: ...

    def arriving(self, id: str) -> Arriving: ...

    @property
    def astray(self) -> frozenset[Relation]:
        """The links to an element that does not exist, or to one of a kind they may not point at."""


def links_of(record: Record) -> Iterator[Relation]:
    """Every link written in a record, dangling ones included."""
    links = kind(record.kind).links
    for field, value in record.fields.items():
        if field in links:
            for ref in value:
                yield Relation(record.id, field, ref.to, ref)


def _astray(engine: Engine, relations: Iterable[Relation]) -> Iterator[Relation]:
    for each in relations:
        source, target = engine.record(each.source), engine.record(each.target)
        wanted = kind(source.kind).links[each.field].to if source else ()
        if target is None or not any(accepts(one, target.kind) for one in wanted):
            yield each


class Plain:
    """Every record in memory."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {each.id: each for each in sorted(records, key=lambda each: each.id)}
        self.record = self._records.get

    def ids(self) -> Collection[str]:
        return self._records.keys()

    def of(self, kind: str) -> Sequence[str]:
        return self._by_kind.get(kind, ())

    def arriving(self, id: str) -> Arriving:
        return self._arriving.get(id, {})

    @cached_property
    def astray(self) -> frozenset[Relation]:
        found = chain.from_iterable(each.values() for each in self._arriving.values())
        return frozenset(_astray(self, chain.from_iterable(found)))

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self._records.values():
            found.setdefault(each.kind, []).append(each.id)
        return found

    @cached_property
    def _arriving(self) -> dict[str, dict[str, list[Relation]]]:
        found: dict[str, dict[str, list[Relation]]] = {}
        for record in self._records.values():
            for each in links_of(record):
                found.setdefault(each.target, {}).setdefault(each.field, []).append(each)
        return found


class Overlay:
    """Another engine with some records put or removed, without a copy of it."""

    def __init__(self, base: Engine, changes: Changes) -> None:
        self._base = base
        self._put = Plain(changes.put)
        self._hidden = {*changes.remove, *self._put.ids()}

    def record(self, id: str, /) -> Record | None:
        return self._put.record(id) or (None if id in self._hidden else self._base.record(id))

    def ids(self) -> Collection[str]:
        return sorted({*self._base.ids()} - self._hidden | {*self._put.ids()})

    def of(self, kind: str) -> Sequence[str]:
        return sorted({*self._base.of(kind)} - self._hidden | {*self._put.of(kind)})

    def arriving(self, id: str) -> Arriving:
        found = {
            field: [each for each in relations if each.source not in self._hidden]
            for field, relations in self._base.arriving(id).items()
        }
        for field, relations in self._put.arriving(id).items():
            found[field] = sorted([*found.get(field, ()), *relations], key=lambda each: each.source)
        return found

    @cached_property
    def astray(self) -> frozenset[Relation]:
        # Only what these records say, or what pointed at them, can have changed.
        changed = (self._base.arriving(id).values() for id in self._hidden)
        before = chain(self._base.astray, chain.from_iterable(chain.from_iterable(changed)))
        kept = (each for each in before if each.source not in self._hidden)
        said = chain.from_iterable(links_of(record) for id in self._put.ids() if (record := self._put.record(id)))
        return frozenset(_astray(self, chain(kept, said)))
