"""What a graph asks of whatever holds its elements: memory, memory with changes over it, or a server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from ea_repo.graph.record import Record, Relation
from ea_repo.graph.table import Table
from ea_repo.metamodel import Vocabulary


class Engine(Protocol):
    """Holds what elements write, and finds the links that arrive at them; it knows no date.

    Unless said otherwise, a `kind` is exactly that kind, without the kinds that are special cases of it.
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds that the elements are of."""
        ...

    def kind(self, id: str, /) -> str | None:
        """The kind of an element; None where there is no such element."""
        ...

    def kind_of(self, id: str, /) -> str:
        """The kind of an element; raises KeyError where there is no such element."""
        ...

    def value(self, id: str, field: str) -> Any:
        """What an element writes in a field, None where it writes nothing; raises KeyError where it does not exist."""
        ...

    def record(self, id: str) -> Record | None:
        """All that an element writes; None where there is no such element."""
        ...

    def file(self, id: str) -> str:
        """The file that holds an element; raises KeyError where it does not exist."""
        ...

    def ids(self) -> Collection[str]:
        """The ids of all elements, in order."""
        ...

    def of(self, kind: str) -> Sequence[str]:
        """The ids of the elements of a kind, in order."""
        ...

    @property
    def tables(self) -> Mapping[str, Table]:
        """All that is written, as one table for each kind."""

    def fields(self, kind: str, /) -> frozenset[str]:
        """The fields that some element of a kind writes; it may name more where not everything is in memory."""
        ...

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        """For each element of a kind, in order: its id, then what it writes in each of these fields."""
        ...

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        """The elements of a kind whose link `field` points at `target`, at any date, in order."""
        ...

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        """By target, the elements of a kind whose link `field` points at it, at any date, in order."""
        ...

    def lasting(self, kind: str, field: str) -> bool:
        """Whether no element of a kind writes a date on a link of that field."""
        ...

    @property
    def at_hand(self) -> bool:
        """Whether everything is in memory. Where it is not, one asks about few elements rather than about all."""

    def flagged(self, field: str) -> Sequence[str]:
        """The elements of any kind that write `true` in a field, in no particular order."""
        ...

    def all_write(self, kind: str, field: str) -> bool:
        """Whether every element of a kind writes a field."""
        ...

    def forget(self) -> None:
        """Frees what can be computed or read again."""

    @property
    def astray(self) -> frozenset[Relation]:
        """The links to an element that does not exist, or to one of a kind that they may not point at."""


@runtime_checkable
class Far(Protocol):
    """What an engine offers beside, where elements are not at hand: a server finds and fetches many at once."""

    def expect(self, ids: Collection[str], /) -> None:
        """These elements are asked about next."""
        ...

    def surely_served(self, kind: str, field: str, day: dt.date, /) -> Collection[str]:
        """Elements of a kind at which a link of that field points, from something that is in service on a day.

        Those of which the dates written tell it at once: others may be pointed at too.
        """
        ...


def inverted(rows: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """From rows of an element and its targets: by target, the elements that point at it, in the order of the rows."""
    sources: dict[str, list[str]] = {}
    for id, targets in rows:
        for target in targets:
            pointing = sources.get(target)
            if pointing is None:
                sources[target] = [id]
            elif pointing[-1] != id:
                pointing.append(id)
    return sources


def leads_astray(engine: Engine, source_kind: str, field: str, target: str) -> bool:
    """Whether a link of this field must not be followed: its target does not exist, or is of a wrong kind."""
    target_kind = engine.kind(target)
    vocabulary = engine.vocabulary
    return target_kind is None or not vocabulary.may_point_at(vocabulary.kinds[source_kind].links[field], target_kind)
