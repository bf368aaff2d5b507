"""A graph of which only what is asked for comes from the server.

What is asked of one element is fetched for all those that were met in the same way, so that a walk breadth first costs
a question a link and a step, however many elements it meets. What is asked of every element reads everything, once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ea_repo.graph import Engine, Record, Relation, Table
from ea_repo.metamodel import kind
from ea_repo.select import Selector
from ea_repo.select.saying import Saying
from ea_repo.store.neo4j.few import Few


class Distant:
    """What a graph asks of its elements, asked of a server: few elements at a time, or all of them.

    `everything` reads the whole repository, which is asked once more than `most` elements are.
    """

    astray: frozenset[Relation] = frozenset()
    """A text with an error is never pushed: every link leads where it may."""

    def __init__(self, few: Few, everything: Callable[[], Engine], most: int) -> None:
        self.few, self._everything, self._most = few, everything, most
        self._whole: Engine | None = None
        self._records: dict[str, Record | None] = {}
        self._met: dict[str, set[str]] = {}
        """By the way they were met, elements that may not be fetched yet."""
        self._by: dict[str, str] = {}
        """The way by which an element was last met."""
        self._alike: dict[str, list[str]] = {}
        """The elements fetched, by kind."""
        self._pointing: dict[tuple[str, str], dict[str, Sequence[str]]] = {}
        self._of: dict[str, Sequence[str]] = {}
        self._flagged: dict[str, Sequence[str]] = {}

    @property
    def at_hand(self) -> bool:
        return self._whole is not None

    # Of one element

    def record(self, id: str) -> Record | None:
        if self._whole is not None:
            return self._whole.record(id)
        if id not in self._records:
            met = {each for each in self._met.pop(self._by.get(id, ""), ()) if each not in self._records}
            if len(self._records) + len(met | {id}) > self._most:
                return self._all.record(id)
            self._take(self.few.elements(sorted(met | {id})))
            if not met <= self._records.keys():
                # Something there leads to what is not there.
                raise self.few.torn()
            self._records.setdefault(id, None)
        return self._records[id]

    def _take(self, found: Iterable[Record]) -> None:
        for record in found:
            if self._records.get(record.id) is not None:
                continue
            self._records[record.id] = record
            self._alike.setdefault(record.kind, []).append(record.id)
            for field in kind(record.kind).links:
                self._meet(f"{record.kind}.{field}", (ref.to for ref in record.fields.get(field) or ()))

    def _meet(self, way: str, ids: Iterable[str]) -> None:
        for id in ids:
            if id not in self._records:
                self._met.setdefault(way, set()).add(id)
                self._by[id] = way

    def kind(self, id: str, /) -> str | None:
        if self._whole is not None:
            return self._whole.kind(id)
        record = self.record(id)
        return None if record is None else record.kind

    def kind_of(self, id: str, /) -> str:
        found = self.kind(id)
        if found is None:
            raise KeyError(id)
        return found

    def value(self, id: str, field: str) -> Any:
        if self._whole is not None:
            return self._whole.value(id, field)
        record = self.record(id)
        if record is None:
            raise KeyError(id)
        return record.fields.get(field)

    def sources(self, kind: str, field: str, target: str) -> Sequence[str]:
        if self._whole is not None:
            return self._whole.sources(kind, field, target)
        known = self._pointing.setdefault((kind, field), {})
        of = self.kind(target) if target not in known else None
        if self._whole is not None:
            return self._whole.sources(kind, field, target)
        if of is not None:
            like = [id for id in self._alike[of] if id not in known]
            found = self.few.pointing(kind, field, like)
            known.update((id, found.get(id, ())) for id in like)
            self._meet(f"{kind}.{field} to {of}", (id for ids in found.values() for id in ids))
        return known.get(target, ())

    # Of some

    def of(self, kind: str) -> Sequence[str]:
        if self._whole is not None:
            return self._whole.of(kind)
        if kind not in self._of:
            self._of[kind] = self.few.of(kind)
            self._meet(kind, self._of[kind])
        return self._of[kind]

    def likely(self, wanted: Selector | Saying) -> Iterable[str] | None:
        if self._whole is not None:
            return self._whole.likely(wanted)
        found = self.few.likely(wanted, self._most)
        if found is None:
            return self._all.likely(wanted)
        self._take(found)
        return [each.id for each in found]

    def flagged(self, field: str) -> Sequence[str]:
        if self._whole is not None:
            return self._whole.flagged(field)
        if field not in self._flagged:
            self._flagged[field] = self.few.flagged(field)
        return self._flagged[field]

    def all_write(self, kind: str, field: str) -> bool:
        return (self.few if self._whole is None else self._whole).all_write(kind, field)

    def fields(self, of: str, /) -> frozenset[str]:
        # Those that none writes are told too: they are found to be silent one by one.
        return frozenset(kind(of).fields) if self._whole is None else self._whole.fields(of)

    def ids(self) -> Collection[str]:
        return _Ids(self.few, self._meet) if self._whole is None else self._whole.ids()

    # Of all

    @property
    def _all(self) -> Engine:
        if self._whole is None:
            self._whole = self._everything()
            self._records.clear()
            for each in (self._met, self._by, self._alike, self._pointing, self._of):
                each.clear()
        return self._whole

    def forget(self) -> None:
        if self._whole is not None:
            self._whole.forget()

    @property
    def tables(self) -> Mapping[str, Table]:
        return self._all.tables

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        return self._all.rows(kind, *fields)

    def backward(self, kind: str, field: str) -> Mapping[str, Sequence[str]]:
        return self._all.backward(kind, field)

    def lasting(self, kind: str, field: str) -> bool:
        return self._all.lasting(kind, field)


class _Ids(Collection[str]):
    """The ids of a repository: their number is known, they are read where somebody looks at them."""

    def __init__(self, few: Few, meet: Callable[[str, Iterable[str]], None]) -> None:
        self._few, self._meet = few, meet

    def __len__(self) -> int:
        return self._few.size

    def __iter__(self) -> Iterator[str]:
        ids = self._few.ids()
        self._meet("all", ids)
        return iter(ids)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and any(True for _ in self._few.elements([id]))
