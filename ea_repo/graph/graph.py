"""The graph: elements by id, links both ways, at a date, with changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from ea_repo.graph import loops, parts, time
from ea_repo.graph.ends import Ends, pointing, written
from ea_repo.graph.engine import Engine, Plain, relations
from ea_repo.graph.overlay import Overlay
from ea_repo.graph.record import Changes, Record, Relation
from ea_repo.graph.table import Table
from ea_repo.metamodel import Element, Ref, family, inverses, kind, kinds

if TYPE_CHECKING:
    import networkx

T = TypeVar("T")


class Graph:
    """The information system: read-only, in a stable order (that of the ids), whatever the date or the changes.

    Ids name elements everywhere; `graph[id]` builds the element itself. Links that point at nothing, at a wrong
    kind, or that close a loop are not followed (the loader reports them).
    """

    kind: Callable[[str], str]
    """The kind of an element, as written; raises KeyError where there is no element."""
    value: Callable[[str, str], Any]
    """What is written in a field of an element, None where nothing is; raises KeyError where there is no element."""

    def __init__(self, records: Iterable[Record] = (), date: dt.date | None = None) -> None:
        self._become(Plain(records), date)

    def _become(self, engine: Engine, date: dt.date | None, standing: frozenset[str] = frozenset()) -> None:
        self._engine = engine
        self._kind = engine.kind
        self.kind = engine.kind_of
        self.value = engine.value
        self.date = date
        self.standing = standing
        self._of: dict[str, Sequence[str]] = {}
        # Nothing here holds the graph itself: a view that nobody uses any more is gone at once.
        self._ends: dict[str, Ends] = {}
        self._phases: dict[str, time.Phase] = {}
        self._service: dict[bool, dict[str, bool]] = {False: {}, True: {}}
        self._parts: dict[str, frozenset[str]] = {}
        self._wholes: dict[tuple[str, ...], dict[str, Sequence[str]]] = {}
        self._solutions: dict[str, str] = {}
        self._made: dict[tuple[object, ...], Any] = {}
        self._last: Graph | None = None

    @classmethod
    def of_tables(
        cls, tables: Iterable[Table], astray: frozenset[Relation], closing: frozenset[tuple[str, str, str]]
    ) -> Graph:
        """The graph of tables that are made already, with what is known of the links that are not followed."""
        return cls.over(Plain.of_tables(tables, astray), closing)

    @classmethod
    def over(cls, engine: Engine, closing: frozenset[tuple[str, str, str]] = frozenset()) -> Graph:
        """The graph of what an engine finds, with what is known of the links that close a loop."""
        graph = cls._view(engine, None)
        graph.__dict__["closing"] = closing
        return graph

    @property
    def at_hand(self) -> bool:
        """Whether everything is in memory: where it is not, less is fetched for few elements than for all."""
        return self._engine.at_hand

    @property
    def illustrative(self) -> Sequence[str]:
        """The elements that are examples, and state no fact, in order."""
        return sorted(self._engine.flagged("illustrative"))

    @property
    def engine(self) -> Engine:
        """What finds what is written, for another engine to go on from."""
        return self._engine

    @property
    def tables(self) -> Iterable[Table]:
        """What is written of the elements, in columns, kind by kind."""
        return self._engine.tables.values()

    @classmethod
    def _view(cls, engine: Engine, date: dt.date | None, standing: frozenset[str] = frozenset()) -> Graph:
        graph = cls.__new__(cls)
        graph._become(engine, date, standing)
        return graph

    def at(self, date: dt.date | None) -> Graph:
        """The same elements on that day: phases are computed, links outside their dates are hidden."""
        if date == self.date:
            return self
        if self._last is None or self._last.date != date:
            self._last = self._same(date, self.standing)
        return self._last

    def with_(self, changes: Changes) -> Graph:
        """The graph as it would be with these changes, at the same date."""
        return self._view(Overlay(self._engine, changes), self.date, self.standing)

    def with_standing(self, ids: Iterable[str]) -> Graph:
        """The same graph where these elements count as in service, whatever dates they and their wholes have."""
        return self._same(self.date, frozenset(ids))

    def _same(self, date: dt.date | None, standing: frozenset[str]) -> Graph:
        view = self._view(self._engine, date, standing)
        # Which links lead nowhere does not depend on the day.
        view.__dict__["closing"] = self.closing
        view.__dict__["_unfollowed"] = self._unfollowed
        return view

    # Elements

    def __len__(self) -> int:
        return len(self._engine.ids())

    def __iter__(self) -> Iterator[str]:
        return iter(self._engine.ids())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._kind(id) is not None

    def __getitem__(self, id: str) -> Element:
        """The element of that id; raises KeyError where there is none."""
        record = self.record(id)
        return kind(record.kind).model.model_construct(_fields_set=set(record.fields), id=id, **record.fields)

    def record(self, id: str) -> Record:
        """What is written of an element; raises KeyError where there is none."""
        found = self._engine.record(id)
        if found is None:
            raise KeyError(id)
        return found

    def of(self, wanted: str) -> Sequence[str]:
        """The ids of a kind and of the kinds that are special cases of it, in order."""
        if wanted not in self._of:
            self._of[wanted] = sorted(chain.from_iterable(map(self._engine.of, family(wanted))))
        return self._of[wanted]

    def exactly(self, wanted: str) -> Sequence[str]:
        """The ids of exactly a kind, in order."""
        return self._engine.of(wanted)

    def name(self, id: str) -> str:
        """What people call an element: its name, the names of its two ends, or else its id."""
        of = self._kind(id)
        ends = [self._engine.value(id, field) for field, link in kind(of).links.items() if link.end] if of else []
        if self._named(id) == id and ends and all(ends):
            return " → ".join(self._named(refs[0].to) for refs in ends)
        return self._named(id)

    def _named(self, id: str) -> str:
        name = self._engine.value(id, "name") if id in self else None
        return id if name is None else str(name)

    def recorded(self, id: str, name: str) -> bool:
        """Whether a field, or a relation by its inverse name, is written at all, visible at the date or not."""
        of = self.kind(id)
        if name in kind(of).fields:
            return self._engine.value(id, name) is not None
        return any(written(self._engine, id, end) for end in inverses(of).get(name, ()))

    # Links

    def links(self, id: str, field: str) -> list[Ref]:
        """The values of a link that hold at the date and can be followed."""
        written: tuple[Ref, ...] = self._engine.value(id, field) or ()
        date, astray = self.date, self._unfollowed.get((id, field), ())
        return [ref for ref in written if ref.visible(date) and ref.to not in astray]

    @property
    def astray(self) -> frozenset[Relation]:
        """The links to an element that does not exist, or to one of a kind they may not point at."""
        return self._engine.astray

    def loops(self) -> list[loops.Loop]:
        """The loops that links make where none may be, one for each link that closes one."""
        return list(loops.find(self._engine))

    @cached_property
    def closing(self) -> frozenset[tuple[str, str, str]]:
        """The (id, field, target) of the links that close a loop where none may be."""
        return frozenset(loop.closing for loop in self.loops())

    @cached_property
    def _unfollowed(self) -> dict[tuple[str, str], set[str]]:
        """The targets that no link of a field of an element leads to, for the few where there are any."""
        found: dict[tuple[str, str], set[str]] = {}
        astray = ((each.source, each.field, each.target) for each in self.astray)
        for id, field, target in (*self.closing, *astray):
            found.setdefault((id, field), set()).add(target)
        return found

    def arriving(self, id: str, name: str | None = None) -> list[Relation]:
        """The links of other elements that point at this one; only those of that inverse name, where given."""
        known = inverses(self.kind(id))
        ends = known.get(name, ()) if name is not None else [end for found in known.values() for end in found]
        found = [
            each
            for end in ends
            for source in pointing(self._engine, self._unfollowed, id, end)
            for each in relations(self._engine, source, end.field, id)
            if each.ref.visible(self.date)
        ]
        return sorted(found, key=lambda each: (each.source, each.field)) if len(ends) > 1 else found

    def leaving(self, id: str) -> list[Relation]:
        """The links of this element that hold at the date."""
        record = self.record(id)
        links = kind(record.kind).links
        fields = (field for field in record.fields if field in links)
        return [Relation(id, field, ref.to, ref) for field in fields for ref in self.links(id, field)]

    def relations(self) -> Iterator[Relation]:
        """Every link that holds at the date."""
        for id in self:
            yield from self.leaving(id)

    def along(self, name: str) -> Mapping[str, Sequence[str]]:
        """By element, those at the other end of a link, or of a relation by its inverse name: for who asks of many."""
        found = self._ends.get(name)
        if found is None:
            found = self._ends[name] = Ends(self._engine, self.date, self._unfollowed, name)
        return found

    def targets(self, id: str, name: str) -> Sequence[str]:
        """The elements at the other end of a link, or of a relation by its inverse name; each once."""
        return (self._ends.get(name) or self.along(name))[id]

    def around(self, ids: Iterable[str], depth: int = 1) -> dict[str, int]:
        """The elements within `depth` links of these, either way, with their distance, nearest first."""
        found = dict.fromkeys(sorted(ids), 0)
        edge = list(found)
        for distance in range(1, depth + 1):
            met = {each.target for id in edge for each in self.leaving(id)}
            met |= {each.source for id in edge for each in self.arriving(id)}
            edge = sorted(met - found.keys())
            found.update(dict.fromkeys(edge, distance))
        return found

    def fields(self, kind: str) -> frozenset[str]:
        """The fields that some element of exactly this kind writes."""
        return self._engine.fields(kind)

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        """The id of each element of exactly this kind, in order, with what it writes in these fields."""
        return self._engine.rows(kind, *fields)

    def all_write(self, kind: str, field: str) -> bool:
        """Whether every element of exactly a kind writes a field."""
        return self._engine.all_write(kind, field)

    def likely(self, wanted: Any) -> Iterable[str] | None:
        """The elements that a Selector may choose, or that may say a Saying; None where looking at all is as short."""
        return self._engine.likely(wanted)

    def lasting(self, kind: str, field: str) -> bool:
        """Whether no link of that field of elements of exactly a kind is dated."""
        return self._engine.lasting(kind, field)

    # Wholes and parts

    def wholes(self, id: str, *fields: str) -> Sequence[str]:
        """The element, then what it is part of, and so on up: at each step by the first of the fields that leads on."""
        known = self._wholes.get(fields)
        if known is None:
            known = self._wholes[fields] = {}
        found = known.get(id)
        if found is None:
            found = known[id] = parts.above(self, id, fields)
        return found

    def solution(self, id: str, *, product: bool = False) -> str:
        """The application of which this is a module, at the top; with `product`, the one it is an instance of."""
        if product:
            return self.wholes(id, "part_of", "instance_of")[-1]
        found = self._solutions.get(id)
        if found is None:
            found = self._solutions[id] = self.wholes(id, "part_of")[-1]
        return found

    def parts(self, id: str) -> frozenset[str]:
        """The element and all its parts, down to the smallest."""
        found = self._parts.get(id)
        if found is None:
            found = self._parts[id] = parts.below(self, id)
        return found

    # Time

    def phase(self, id: str) -> time.Phase:
        """The phase of an element at the date (LeanIX life cycle), `unknown` where no date tells."""
        found = self._phases.get(id)
        if found is None:
            found = self._phases[id] = time.phase(self, id)
        return found

    def in_service(self, id: str, *, alone: bool = False) -> bool:
        """Whether an element is in service at the date; `alone` asks a flow only about its own dates."""
        found = self._service[alone].get(id)
        if found is None:
            found = self._service[alone][id] = time.in_service(self, id, alone=alone)
        return found

    def standing_alone(self, *wanted: str) -> Iterator[str]:
        """The elements (of exactly these kinds) in service at the date, flows asked only about their own dates."""
        hidden = {id for id, _ in self._unfollowed}
        for of in wanted or kinds():
            yield from time.standing_alone(self, of, hidden)

    # Algorithms

    def once(self, make: Callable[..., T], *also: object) -> T:
        """What a function makes of this graph at its date and of these values, made when first asked and kept."""
        asked = (make, *also)
        if asked not in self._made:
            self._made[asked] = make(self, *also)
        made: T = self._made[asked]
        return made

    def forget(self, *but: Callable[..., Any]) -> None:
        """Lets go of what was worked out (`but` by these functions), and of what was read and can be read again."""
        kept = {asked: made for asked, made in self._made.items() if asked[0] in but}
        self._engine.forget()
        self._become(self._engine, self.date, self.standing)
        self._made.update(kept)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The same elements and links for networkx's algorithms; an edge's key is the link's field."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        graph.add_nodes_from((id, {"kind": self.kind(id)}) for id in self)
        for each in self.relations():
            graph.add_edge(each.source, each.target, key=each.field)
        return graph
