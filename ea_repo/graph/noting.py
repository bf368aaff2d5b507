"""Engines that tell which columns are read through them; they answer as the engines that they stand for."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.graph.engine import Engine
from ea_repo.graph.memory import InMemory
from ea_repo.graph.overlay import Overlay
from ea_repo.graph.record import Record, Relation
from ea_repo.graph.table import Table

Column = tuple[str, str]
"""A kind and a field: all that elements of exactly that kind write in it."""
WHOLE = "*"
"""In place of a field: all that elements of a kind write, in which order, and the files that hold them."""
FIELDS = "?"
"""In place of a field: which fields some element of a kind writes."""

PHASE, IN_SERVICE, IN_SERVICE_ALONE = "@phase", "@in service", "@in service alone"
"""In place of a field: the phases of the elements of a kind, and which are in service, whatever that was told from."""
LIVES = frozenset((PHASE, IN_SERVICE, IN_SERVICE_ALONE))


@dataclass(frozen=True)
class Reads:
    """What was read through an engine."""

    columns: set[Column] = dataclasses.field(default_factory=set)
    forward: set[Column] = dataclasses.field(default_factory=set)
    """Those of the columns of which it was asked what an element writes."""
    backward: set[Column] = dataclasses.field(default_factory=set)
    """Those of the columns, all of links, of which it was asked who points at an element."""


def noting(engine: Engine, reads: Reads) -> Engine | None:
    """The same engine, which notes each column when it is first read; None for one of which that cannot be told.

    Which elements there are and of which kind, and which links are not followed is not noted: every answer rests on
    them.
    """
    if isinstance(engine, InMemory):
        return _NotingMemory(engine, reads)
    if isinstance(engine, Overlay):
        base, put = noting(engine.base, reads), noting(engine.put, reads)
        return engine.over(base, put) if base is not None and put is not None else None
    return None


class _NotedColumns(dict[str, Sequence[Any]]):
    """The columns of a kind by field, each noted when it is first asked for."""

    def __init__(self, kind: str, columns: Mapping[str, Sequence[Any]], reads: Reads) -> None:
        self._kind, self._columns, self._reads = kind, columns, reads

    def __missing__(self, field: str) -> Sequence[Any]:
        self._reads.columns.add((self._kind, field))
        self._reads.forward.add((self._kind, field))
        column = self[field] = self._columns[field]
        return column


class _NotingMemory:
    """An engine in memory, whose columns are noted (an Engine)."""

    at_hand = True

    def __init__(self, memory: InMemory, reads: Reads) -> None:
        self._memory, self._note = memory, reads.columns.add
        self._note_forward, self._note_backward = reads.forward.add, reads.backward.add
        self.vocabulary = memory.vocabulary
        self._columns = [_NotedColumns(columns.table.kind, columns, reads) for columns in memory.columns]
        self._places = memory.places
        # Asked millions of times: without a method of ours in between.
        self.kind = memory.kind
        self.kind_of = memory.kind_of

    def value(self, id: str, field: str) -> Any:
        columns, row = self._places[id]
        return self._columns[columns.number][field][row]

    def file(self, id: str) -> str:
        self._note((self.kind_of(id), WHOLE))
        return self._memory.file(id)

    def record(self, id: str) -> Record | None:
        kind_name = self.kind(id)
        if kind_name is not None:
            self._note((kind_name, WHOLE))
        return self._memory.record(id)

    def ids(self) -> Collection[str]:
        return self._memory.ids()

    def of(self, kind: str) -> Sequence[str]:
        return self._memory.of(kind)

    @property
    def tables(self) -> Mapping[str, Table]:
        for kind_name in self._memory.tables:
            self._note((kind_name, WHOLE))
        return self._memory.tables

    def fields(self, kind: str, /) -> frozenset[str]:
        self._note((kind, FIELDS))
        return self._memory.fields(kind)

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        for field in fields:
            self._note((kind, field))
            self._note_forward((kind, field))
        return self._memory.rows(kind, *fields)

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        self._note((kind, field))
        self._note_backward((kind, field))
        return self._memory.sources(kind, field, target)

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        self._note((kind, field))
        self._note_backward((kind, field))
        return self._memory.backward(kind, field)

    def lasting(self, kind: str, field: str) -> bool:
        self._note((kind, field))
        return self._memory.lasting(kind, field)

    def flagged(self, field: str) -> Sequence[str]:
        for kind_name in self._memory.tables:
            self._note((kind_name, field))
        return self._memory.flagged(field)

    def all_write(self, kind: str, field: str) -> bool:
        self._note((kind, field))
        return self._memory.all_write(kind, field)

    def forget(self) -> None:
        """Keeps what was read: other questions rest on it too."""

    @property
    def astray(self) -> frozenset[Relation]:
        return self._memory.astray
