"""Changes over a graph: an engine that puts and removes elements over another one, without a copy of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from ea_repo.graph.engine import Engine, leads_astray
from ea_repo.graph.memory import InMemory
from ea_repo.graph.record import Record, Relation
from ea_repo.graph.table import Table
from ea_repo.metamodel import Vocabulary


@dataclass(frozen=True, slots=True)
class Changes:
    """Elements to put (added, or in place of the element of that id) and ids of elements to remove."""

    put: Iterable[Record] = ()
    remove: Iterable[str] = ()


class Overlay:
    """Another engine with some elements put or removed (an Engine)."""

    at_hand = True

    def __init__(self, base: Engine, changes: Changes, vocabulary: Vocabulary | None = None) -> None:
        self._base = base
        self.vocabulary = vocabulary or base.vocabulary
        self._put: Engine = InMemory(changes.put, self.vocabulary)
        self.hidden = frozenset((*changes.remove, *self._put.ids()))
        """The elements of which the other engine no longer answers: those put in their place do, or none."""

    def over(self, base: Engine, put: Engine) -> Overlay:
        """The same changes, over another engine that answers as the first one, and with such a one for those put."""
        other = copy(self)
        other._base, other._put = base, put
        return other

    @property
    def base(self) -> Engine:
        """The engine over which these changes are."""
        return self._base

    @property
    def put(self) -> Engine:
        """The elements that are put."""
        return self._put

    def kind(self, id: str, /) -> str | None:
        return self._put.kind(id) if id in self.hidden else self._base.kind(id)

    def kind_of(self, id: str, /) -> str:
        return self._put.kind_of(id) if id in self.hidden else self._base.kind_of(id)

    def value(self, id: str, field: str) -> Any:
        return self._put.value(id, field) if id in self.hidden else self._base.value(id, field)

    def record(self, id: str) -> Record | None:
        return self._put.record(id) if id in self.hidden else self._base.record(id)

    def file(self, id: str) -> str:
        return self._put.file(id) if id in self.hidden else self._base.file(id)

    def ids(self) -> Collection[str]:
        return sorted({*self._base.ids()} - self.hidden | {*self._put.ids()})

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        records = (record for id in self.ids() if (record := self.record(id)))
        return InMemory(records, self.vocabulary).tables

    def of(self, kind: str) -> Sequence[str]:
        base, put = self._base.of(kind), self._put.of(kind)
        gone = {id for id in self.hidden if self._base.kind(id) == kind}
        if gone == {*put}:
            return base
        return sorted([*(id for id in base if id not in gone), *put])

    def fields(self, kind: str) -> frozenset[str]:
        return self._base.fields(kind) | self._put.fields(kind)

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        kept = (row for row in self._base.rows(kind, *fields) if row[0] not in self.hidden)
        put = [*self._put.rows(kind, *fields)]
        return iter(sorted([*kept, *put], key=itemgetter(0))) if put else kept

    def forget(self) -> None:
        self._base.forget()

    def flagged(self, field: str) -> Sequence[str]:
        return [*(id for id in self._base.flagged(field) if id not in self.hidden), *self._put.flagged(field)]

    def all_write(self, kind: str, field: str) -> bool:
        if not self._put.all_write(kind, field):
            return False
        return self._base.all_write(kind, field) or all(
            value is not None for id, value in self._base.rows(kind, field) if id not in self.hidden
        )

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        kept = [source for source in self._base.sources(kind, field, target) if source not in self.hidden]
        put = self._put.sources(kind, field, target)
        return sorted([*kept, *put]) if put else kept

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        sources = dict(self._base.backward(kind, field))
        for target in {*self._targets(self._base, kind, field), *self._targets(self._put, kind, field)}:
            pointing = self.sources(kind, field, target)
            if pointing:
                sources[target] = pointing
            else:
                sources.pop(target, None)
        return sources

    def _targets(self, engine: Engine, kind: str, field: str) -> Iterator[str]:
        """What the elements of a kind that are hidden, or put, point at by a link of that field."""
        ids = (id for id in self.hidden if engine.kind(id) == kind)
        return (ref.to for id in ids for ref in engine.value(id, field) or ())

    def lasting(self, kind: str, field: str) -> bool:
        return self._base.lasting(kind, field) and self._put.lasting(kind, field)

    @cached_property
    def astray(self) -> frozenset[Relation]:
        # A link can have come to lead astray, or ceased to, only from a changed element or towards one.
        kept = (relation for relation in self._base.astray if relation.source not in self.hidden)
        astray = {relation for relation in kept if self._is_astray(relation)}
        gone = [id for id in self.hidden if self._is_gone(id)]
        for kind_name, field in self._link_fields():
            towards_changed = {source for id in gone for source in self.sources(kind_name, field, id)}
            put = (id for id in self._put.of(kind_name) if self._put.value(id, field))
            for source in (*towards_changed, *put):
                relations = (Relation(source, field, ref.to, ref) for ref in self.value(source, field) or ())
                astray.update(relation for relation in relations if self._is_astray(relation))
        return frozenset(astray)

    def _is_gone(self, id: str) -> bool:
        """Whether a link to this element may have come to lead astray: it is not there, or not what it was."""
        known = self._base.kind(id)
        return known is not None and (known != self._put.kind(id) or self.vocabulary is not self._base.vocabulary)

    def _is_astray(self, relation: Relation) -> bool:
        source_kind = self.kind(relation.source)
        return source_kind is not None and leads_astray(self, source_kind, relation.field, relation.target)

    def _link_fields(self) -> Iterator[tuple[str, str]]:
        """The kind and the name of every link field there is."""
        return ((any_kind.name, field) for any_kind in self.vocabulary.kinds.values() for field in any_kind.links)
