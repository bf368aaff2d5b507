"""A graph's engine of which only what is asked for comes from the server.

What is asked of one element is fetched for those that were met in the same way and at the same time too: for a few
hundred of them at first, then for twice as many each time that another one is asked about. A walk breadth first costs a
few queries a link and a step, however many elements it meets; a question about one of many costs little more than that
one. What is asked of every element reads everything, once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ea_repo.graph import Engine, Record, Relation, Table
from ea_repo.select import Selector
from ea_repo.select.full_text import FullText
from ea_repo.store.neo4j.element_queries import ElementQueries
from ea_repo.store.neo4j.selector_to_cypher import selector_condition
from ea_repo.store.neo4j.text_to_cypher import text_condition

_FEW = 200
"""How many elements more a first query asks for, that may never be asked about: they cost less than another query."""
_Way = tuple[str, int]
"""What leads to elements (a link, its reverse, a list of a kind), and how many elements were fetched by then."""


class RemoteEngine:
    """What a graph asks of its elements, asked of a server: few elements at a time, or all of them.

    `read_all` reads the whole repository; it is called once more than `most` elements are asked for.
    """

    astray: frozenset[Relation] = frozenset()
    """A text with an error is never pushed: every link leads where it may."""

    def __init__(self, queries: ElementQueries, read_all: Callable[[], Engine], most: int) -> None:
        self.queries, self._read_all, self._most = queries, read_all, most
        self.vocabulary = queries.vocabulary
        self._whole: Engine | None = None
        self._records: dict[str, Record | None] = {}
        """The elements fetched, by id; None for an id that no element has."""
        self._fetched_with: dict[str, dict[str, None]] = {}
        """By id, the elements of the same kind that were fetched by the same query, in order."""
        self._pending: dict[str, dict[int, dict[str, None]]] = {}
        """By what led to them, then by when: ids that may not be fetched yet, in the order in which they were met."""
        self._way: dict[str, _Way] = {}
        """By id, the way that last led to it."""
        self._room: dict[tuple[object, ...], int] = {}
        """By what is fetched together, for how many elements more the next query of it asks."""
        self._sources: dict[tuple[str, str], dict[str, Sequence[str]]] = {}
        """By kind and link field: by target, its sources."""
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
            pending = self._met_with(id)
            if len(self._records) + len(pending | {id}) > self._most:
                return self._all.record(id)
            self._take(self.queries.elements(sorted(pending | {id})))
            if not pending <= self._records.keys():
                # Something there leads to what is not there.
                raise self.queries.changed_by_hand()
            self._records.setdefault(id, None)
        return self._records[id]

    def file(self, id: str) -> str:
        record = self.record(id)
        if record is None:
            raise KeyError(id)
        return record.file

    def _met_with(self, id: str) -> set[str]:
        """The elements to fetch with one: some of those met with it, and a few met before in the same way."""
        way = link, when = self._way.get(id, ("", 0))
        by_time = self._pending.get(link, {})
        met = [other for other in by_time.get(when, ()) if other not in self._records]
        pending = self._some(met, id, way)
        if when in by_time:
            by_time[when] = {other: None for other in met if other not in pending}
        for earlier in sorted(by_time, reverse=True):
            more = by_time[earlier].keys() - self._records.keys()
            if len(pending) + len(more) > _FEW:
                break
            pending |= more
            del by_time[earlier]
        return pending

    def _some(self, ids: Sequence[str], first: str, of: tuple[object, ...]) -> set[str]:
        """As many of these as there is room for, from one on; next time for twice as many."""
        room = self._room.get(of, _FEW)
        self._room[of] = 2 * room
        start = ids.index(first) if first in ids else 0
        return {*ids[start : start + room], *ids[: max(0, room - len(ids) + start)]}

    def _take(self, records: Iterable[Record]) -> None:
        """Keeps elements, and remembers where their links lead."""
        new = [record for record in records if self._records.get(record.id) is None]
        self._records.update((record.id, record) for record in new)
        together: dict[str, dict[str, None]] = {}
        for record in new:
            self._fetched_with[record.id] = together.setdefault(record.kind, {})
            self._fetched_with[record.id][record.id] = None
            for field in self.vocabulary.kinds[record.kind].links:
                self._remember(f"{record.kind}.{field}", (ref.to for ref in record.fields.get(field) or ()))

    def _remember(self, link: str, ids: Iterable[str]) -> None:
        """Remembers that one link led to these ids now: they are fetched together."""
        now = len(self._records)
        for id in ids:
            if id not in self._records:
                self._pending.setdefault(link, {}).setdefault(now, {})[id] = None
                self._way[id] = link, now

    def expect(self, ids: Collection[str], /) -> None:
        if self._whole is None:
            link, now = "expected", len(self._records)
            self._remember(link, sorted(ids))
            # None of them is asked for in vain.
            self._room[link, now] = max(len(ids), _FEW)

    def kind(self, id: str, /) -> str | None:
        if self._whole is not None:
            return self._whole.kind(id)
        record = self.record(id)
        return None if record is None else record.kind

    def kind_of(self, id: str, /) -> str:
        kind_name = self.kind(id)
        if kind_name is None:
            raise KeyError(id)
        return kind_name

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
        known = self._sources.setdefault((kind, field), {})
        target_kind = self.kind(target) if target not in known else None
        if self._whole is not None:  # Asking for its kind has read everything.
            return self._whole.sources(kind, field, target)
        if target_kind is not None:
            together = self._fetched_with[target]
            unknown = [id for id in together if id not in known]
            targets = self._some(unknown, target, (kind, field, next(iter(together))))
            sources = self.queries.sources(kind, field, sorted(targets))
            known.update((id, sources.get(id, ())) for id in targets)
            met = (source for id in together if id in sources for source in sources[id])
            self._remember(f"{kind}.{field} to {target_kind}", met)
        return known.get(target, ())

    # Of some

    def of(self, kind: str) -> Sequence[str]:
        if self._whole is not None:
            return self._whole.of(kind)
        if kind not in self._of:
            self._of[kind] = self.queries.of(kind)
            self._remember(kind, self._of[kind])
        return self._of[kind]

    def candidates(self, wanted: Selector | FullText, /) -> Iterable[str] | None:
        if self._whole is not None:
            return None
        condition = (
            text_condition(wanted) if isinstance(wanted, FullText) else selector_condition(wanted, self.vocabulary)
        )
        records = None if condition is None else self.queries.matching(condition, self._most)
        if records is None:
            self._read_whole()
            return None
        self._take(records)
        return [record.id for record in records]

    def surely_served(self, kind: str, field: str, day: dt.date, /) -> Collection[str]:
        if self._whole is not None:
            return ()
        served = self.queries.surely_served(kind, field, day)
        # The others are asked about one by one.
        self._remember(f"{kind} without {field}", (id for id in self.of(kind) if id not in served))
        return served

    def flagged(self, field: str) -> Sequence[str]:
        if self._whole is not None:
            return self._whole.flagged(field)
        if field not in self._flagged:
            self._flagged[field] = self.queries.flagged(field)
        return self._flagged[field]

    def all_write(self, kind: str, field: str) -> bool:
        return (self.queries if self._whole is None else self._whole).all_write(kind, field)

    def fields(self, kind_name: str, /) -> frozenset[str]:
        # Without everything at hand, every field of the kind: those that nobody writes are silent one by one.
        return (
            frozenset(self.vocabulary.kinds[kind_name].fields) if self._whole is None else self._whole.fields(kind_name)
        )

    def ids(self) -> Collection[str]:
        return _Ids(self.queries, self._remember) if self._whole is None else self._whole.ids()

    # Of all

    @property
    def _all(self) -> Engine:
        return self._read_whole()

    def _read_whole(self) -> Engine:
        """Everything, read once; what was fetched before is let go of."""
        if self._whole is None:
            self._whole = self._read_all()
            self._records.clear()
            for known in (self._pending, self._way, self._room, self._fetched_with, self._sources, self._of):
                known.clear()
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

    def __init__(self, queries: ElementQueries, remember: Callable[[str, Iterable[str]], None]) -> None:
        self._queries, self._remember = queries, remember

    def __len__(self) -> int:
        return self._queries.size

    def __iter__(self) -> Iterator[str]:
        ids = self._queries.ids()
        self._remember("all", ids)
        return iter(ids)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and any(True for _ in self._queries.elements([id]))
