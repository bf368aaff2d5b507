"""The graph: elements by id, links both ways, at a date, with changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ea_repo.graph import loops, time
from ea_repo.graph.engine import Engine, Overlay, Plain
from ea_repo.graph.record import Changes, Record, Relation
from ea_repo.metamodel import Element, Ref, accepts, family, inverses, kind

if TYPE_CHECKING:
    import networkx

T = TypeVar("T")


class Graph:
    """The information system: read-only, in a stable order (that of the ids), whatever the date or the changes.

    Ids name elements everywhere; `graph[id]` builds the element itself. Links that point at nothing, at a wrong
    kind, or that close a loop are not followed (the loader reports them).
    """

    def __init__(self, records: Iterable[Record] = (), date: dt.date | None = None) -> None:
        self._become(Plain(records), date)

    def _become(self, engine: Engine, date: dt.date | None, standing: frozenset[str] = frozenset()) -> None:
        self._engine = engine
        self._find = engine.record
        self.date = date
        self.standing = standing
        self._phases: dict[str, time.Phase] = {}
        self._service: dict[tuple[str, bool], bool] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self._solutions: dict[str, str] = {}
        self._made: dict[object, Any] = {}
        self._last: Graph | None = None

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
        return sum(1 for _ in self._engine.ids())

    def __iter__(self) -> Iterator[str]:
        return iter(self._engine.ids())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) is not None

    def __getitem__(self, id: str) -> Element:
        """The element of that id; raises KeyError where there is none."""
        record = self.record(id)
        return kind(record.kind).model.model_construct(_fields_set=set(record.fields), id=id, **record.fields)

    def record(self, id: str) -> Record:
        """What is written of an element; raises KeyError where there is none."""
        found = self._find(id)
        if found is None:
            raise KeyError(id)
        return found

    def of(self, wanted: str) -> list[str]:
        """The ids of a kind and of the kinds that are special cases of it, in order."""
        found = [list(self._engine.of(name)) for name in family(wanted)]
        return sorted(id for ids in found for id in ids) if len(found) > 1 else found[0]

    def kind(self, id: str) -> str:
        """The kind of an element, as written."""
        found = self._find(id)
        if found is None:
            raise KeyError(id)
        return found.kind

    def name(self, id: str) -> str:
        """What people call an element: its name, the names of its two ends, or else its id."""
        record = self._find(id)
        if record is None:
            return id
        if "name" in record.fields:
            return str(record.fields["name"])
        ends = [record.fields.get(field) for field, link in kind(record.kind).links.items() if link.end]
        return " → ".join(self.name(refs[0].to) for refs in ends if refs) if ends and all(ends) else id

    def value(self, id: str, field: str) -> Any:
        """What is written in a field of an element, None where nothing is."""
        return self.record(id).fields.get(field)

    def recorded(self, id: str, name: str) -> bool:
        """Whether a field, or a relation by its inverse name, is written at all, visible at the date or not."""
        record = self.record(id)
        if name in kind(record.kind).fields:
            return name in record.fields
        return bool(self._pointing(id, name))

    # Links

    def links(self, id: str, field: str) -> list[Ref]:
        """The values of a link that hold at the date and can be followed."""
        written = self.record(id).fields.get(field)
        if not written:
            return []
        astray = self._unfollowed.get((id, field), ())
        return [ref for ref in written if ref.visible(self.date) and ref.to not in astray]

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
        astray = ((each.source, each.field, each.target) for each in self._engine.astray)
        for id, field, target in (*self.closing, *astray):
            found.setdefault((id, field), set()).add(target)
        return found

    def arriving(self, id: str, name: str | None = None) -> list[Relation]:
        """The links of other elements that point at this one; only those of that inverse name, where given."""
        found = self._pointing(id, name)
        if self.date is not None:
            found = [each for each in found if each.ref.visible(self.date)]
        if self._unfollowed:
            found = [each for each in found if id not in self._unfollowed.get((each.source, each.field), ())]
        return found

    def _pointing(self, id: str, name: str | None) -> list[Relation]:
        """The same, whether they hold at the date or not, and can be followed or not."""
        record = self.record(id)
        written = self._engine.arriving(id)
        if name is None:
            groups = list(written.values())
        else:
            ends = inverses(record.kind).get(name, ())
            groups = [
                [each for each in written[end.field] if accepts(end.kind, self.kind(each.source))]
                for end in ends
                if end.field in written
            ]
        if len(groups) > 1:
            return sorted((each for group in groups for each in group), key=lambda each: (each.source, each.field))
        return list(groups[0]) if groups else []

    def leaving(self, id: str) -> list[Relation]:
        """The links of this element that hold at the date."""
        record = self.record(id)
        links = kind(record.kind).links
        return [
            Relation(id, field, ref.to, ref)
            for field in record.fields
            if field in links
            for ref in self.links(id, field)
        ]

    def relations(self) -> Iterator[Relation]:
        """Every link that holds at the date."""
        for id in self:
            yield from self.leaving(id)

    def targets(self, id: str, name: str) -> list[str]:
        """The elements at the other end of a link, or of a relation by its inverse name; each once."""
        record = self.record(id)
        if name in kind(record.kind).links:
            refs = self.links(id, name) if name in record.fields else ()
            return [ref.to for ref in refs] if len(refs) < 2 else list(dict.fromkeys(ref.to for ref in refs))
        return list(dict.fromkeys(each.source for each in self.arriving(id, name)))

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

    # Wholes and parts

    def wholes(self, id: str, *fields: str) -> list[str]:
        """The element, then what it is part of, and so on up: at each step by the first of the fields that leads on."""
        chain = [id]
        while True:
            known = (field for field in fields if field in kind(self.kind(chain[-1])).links)
            upper = next((found for field in known if (found := self.targets(chain[-1], field))), [])
            if not upper or upper[0] in chain:
                return chain
            chain.append(upper[0])

    def solution(self, id: str, *, product: bool = False) -> str:
        """The application of which this is a module, at the top; with `product`, the one it is an instance of."""
        if product:
            return self.wholes(id, "part_of", "instance_of")[-1]
        if id not in self._solutions:
            self._solutions[id] = self.wholes(id, "part_of")[-1]
        return self._solutions[id]

    def parts(self, id: str) -> frozenset[str]:
        """The element and all its parts, down to the smallest."""
        if id not in self._parts:
            found, pending = {id}, [id]
            while pending:
                for relation in self.arriving(pending.pop()):
                    link = kind(self.kind(relation.source)).links[relation.field]
                    if link.whole and relation.source not in found:
                        found.add(relation.source)
                        pending.append(relation.source)
            self._parts[id] = frozenset(found)
        return self._parts[id]

    # Time

    def phase(self, id: str) -> time.Phase:
        """The phase of an element at the date (LeanIX life cycle), `unknown` where no date tells."""
        if id not in self._phases:
            self._phases[id] = time.phase(self, id)
        return self._phases[id]

    def in_service(self, id: str, *, alone: bool = False) -> bool:
        """Whether an element is in service at the date; `alone` asks a flow only about its own dates."""
        asked = (id, alone)
        if asked not in self._service:
            self._service[asked] = time.in_service(self, id, alone=alone)
        return self._service[asked]

    # Algorithms

    def once(self, make: Callable[[Graph], T]) -> T:
        """What a function makes of this graph at its date, made when first asked and kept."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The same elements and links for networkx's algorithms; an edge's key is the link's field."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        graph.add_nodes_from((id, {"kind": self.kind(id)}) for id in self)
        for each in self.relations():
            graph.add_edge(each.source, each.target, key=each.field)
        return graph
