"""How the graph finds its records and the links that arrive at them; nothing here shows outside the folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol

from ea_repo.graph.record import Changes, Record
from ea_repo.metamodel import kind


class Engine(Protocol):
    """Records by id, in the order of the ids, and backward adjacency."""

    def record(self, id: str) -> Record | None: ...

    def ids(self) -> Iterable[str]: ...

    def of(self, kind: str) -> Iterable[str]: ...

    def incoming(self, id: str) -> Iterable[tuple[str, str]]: ...


def links_of(record: Record) -> Iterator[tuple[str, str]]:
    """The (field, target) of every link written in a record, dangling ones included."""
    links = kind(record.kind).links
    for field, value in record.fields.items():
        if field in links:
            for ref in value:
                yield field, ref.to


class Plain:
    """Every record in memory."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {each.id: each for each in sorted(records, key=lambda each: each.id)}

    def record(self, id: str) -> Record | None:
        return self._records.get(id)

    def ids(self) -> Iterable[str]:
        return self._records.keys()

    def of(self, kind: str) -> Iterable[str]:
        return self._by_kind.get(kind, ())

    def incoming(self, id: str) -> Iterable[tuple[str, str]]:
        return self._incoming.get(id, ())

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self._records.values():
            found.setdefault(each.kind, []).append(each.id)
        return found

    @cached_property
    def _incoming(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for each in self._records.values():
            for field, target in links_of(each):
                found.setdefault(target, []).append((each.id, field))
        return found


class Overlay:
    """Another engine with some records put or removed, without a copy of it."""

    def __init__(self, base: Engine, changes: Changes) -> None:
        self._base = base
        self._put = Plain(changes.put)
        self._hidden = {*changes.remove, *self._put.ids()}

    def record(self, id: str) -> Record | None:
        return self._put.record(id) or (None if id in self._hidden else self._base.record(id))

    def ids(self) -> Iterable[str]:
        return sorted({*self._base.ids()} - self._hidden | {*self._put.ids()})

    def of(self, kind: str) -> Iterable[str]:
        return sorted({*self._base.of(kind)} - self._hidden | {*self._put.of(kind)})

    def incoming(self, id: str) -> Iterable[tuple[str, str]]:
        kept = [each for each in self._base.incoming(id) if each[0] not in self._hidden]
        return sorted([*kept, *self._put.incoming(id)], key=lambda each: each[0])
