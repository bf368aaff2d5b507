"""The graph: elements by id and the links between them, at a date and with changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from ea_repo.graph.adjacency import Adjacency, Neighbours, followed_sources, written_sources
from ea_repo.graph.broken_links import BrokenLinks
from ea_repo.graph.elements import Elements
from ea_repo.graph.engine import Engine, Far
from ea_repo.graph.lazy_dict import LazyDict
from ea_repo.graph.life_cycle import Phase, Phases
from ea_repo.graph.loops import Loop, find_loops
from ea_repo.graph.memory import InMemory
from ea_repo.graph.overlay import Changes, Overlay
from ea_repo.graph.record import Record, Relation
from ea_repo.graph.service import InService
from ea_repo.graph.whole_part import Parts, Wholes
from ea_repo.metamodel import Ref, Vocabulary

if TYPE_CHECKING:
    import networkx

T = TypeVar("T")


class Graph(Elements):
    """The information system: read-only, and always in the order of the ids, whatever the date or the changes.

    Methods take and give ids; `graph[id]` builds the element itself. A link that points at nothing or at a wrong kind,
    or that closes a loop where none may be, is not followed (the loader reports it). A method that takes the id of an
    element raises KeyError where there is no such element.
    """

    def __init__(
        self, records: Iterable[Record] = (), date: dt.date | None = None, vocabulary: Vocabulary | None = None
    ) -> None:
        """Elements of the kinds of a vocabulary, by default the built-in one."""
        engine = InMemory(records, vocabulary)
        self._set_up(engine, BrokenLinks(engine), date)

    def _set_up(
        self, engine: Engine, broken: BrokenLinks, date: dt.date | None, standing: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(engine)
        self._broken = broken
        self.date = date
        self.standing = standing
        # What was worked out. Nothing of it holds the graph itself, so that a view nobody uses is freed at once.
        neighbours: LazyDict[str, Adjacency] = LazyDict(lambda name: Adjacency(engine, date, broken.unfollowed, name))
        phases = Phases(engine, neighbours, date, standing)
        self._neighbours: Neighbours = neighbours
        self._phases = phases
        self._in_service = InService(engine, neighbours, phases, standing, alone=False)
        self._in_service_alone = InService(engine, neighbours, phases, standing, alone=True)
        self._parts: Mapping[str, frozenset[str]] = Parts(engine, neighbours)
        wholes: LazyDict[tuple[str, ...], Mapping[str, Sequence[str]]]
        wholes = LazyDict(lambda fields: Wholes(engine, neighbours, fields))
        self._wholes = wholes
        self.solutions: Mapping[str, str] = LazyDict(lambda part: wholes["part_of",][part][-1])
        """By element, the application of which it is a module, at the top; itself where it is of none."""
        self._computed: dict[tuple[object, ...], Any] = {}
        self._views: tuple[Graph, ...] = ()

    @classmethod
    def over(cls, engine: Engine, closing: frozenset[tuple[str, str, str]] = frozenset()) -> Graph:
        """The graph of what an engine holds, of which the links that close a loop are known."""
        return cls._view(engine, BrokenLinks(engine, closing), None)

    @classmethod
    def _view(
        cls, engine: Engine, broken: BrokenLinks, date: dt.date | None, standing: frozenset[str] = frozenset()
    ) -> Graph:
        graph = cls.__new__(cls)
        graph._set_up(engine, broken, date, standing)
        return graph

    # Views: other graphs over the same elements, without a copy

    def at(self, date: dt.date | None) -> Graph:
        """The same elements on a day: phases are those of that day, links outside their own dates are hidden."""
        if date == self.date:
            return self
        view = next((view for view in self._views if view.date == date), None)
        if view is None:
            view = self._view(self._engine, self._broken, date, self.standing)
            # The first day asked for is that of most questions; of the others, the last one is asked for again.
            self._views = (*self._views[:1], view)
        return view

    def with_(self, changes: Changes, vocabulary: Vocabulary | None = None) -> Graph:
        """The graph as it would be with these changes, at the same date; of a vocabulary where that is another one."""
        changed = Overlay(self._engine, changes, vocabulary)
        return self._view(changed, self._broken.with_changes(changed), self.date, self.standing)

    def earlier(self, changes: Changes, unfollowed: Iterable[tuple[str, str, str]]) -> Graph:
        """The graph as it was before an edit that these changes take back, at the same date.

        `unfollowed` are the links that were not followed then: the element, the field and the target of each.
        """
        changed = Overlay(self._engine, changes)
        return self._view(changed, BrokenLinks.known(changed, unfollowed), self.date, self.standing)

    def with_standing(self, ids: Iterable[str]) -> Graph:
        """The same graph where these elements count as in service, whatever dates they and their wholes have."""
        return self._view(self._engine, self._broken, self.date, frozenset(ids))

    # Links

    def links(self, id: str, field: str) -> list[Ref]:
        """The values of a link field that hold at the date and are followed."""
        refs: tuple[Ref, ...] = self._engine.value(id, field) or ()
        unfollowed = self._broken.unfollowed.get((id, field), ())
        return [ref for ref in refs if ref.visible(self.date) and ref.to not in unfollowed]

    def recorded(self, id: str, name: str) -> bool:
        """Whether a field, or a relation by its inverse name, is written at all, visible at the date or not."""
        kind_name = self.kind(id)
        if name in self.vocabulary.kinds[kind_name].fields:
            return self._engine.value(id, name) is not None
        ends = self.vocabulary.inverses(kind_name).get(name, ())
        return any(written_sources(self._engine, id, end) for end in ends)

    def pointed_at(self, kind: str, name: str) -> frozenset[str]:
        """What a relation is written to lead to by its inverse name from exactly a kind, visible at the date or not."""
        vocabulary = self.vocabulary
        ends = vocabulary.inverses(kind).get(name, ())
        sources = [(source_kind, end.field) for end in ends for source_kind in vocabulary.family(end.kind)]
        return frozenset().union(*(self._engine.backward(*source) for source in sources))

    def targets(self, id: str, name: str) -> Sequence[str]:
        """The elements at the other end of a link field, or of a relation by its inverse name; each once."""
        return self._neighbours[name][id]

    def written(self, id: str, name: str) -> frozenset[str]:
        """The elements at the other end of a relation by its inverse name, at any date: none of them is read."""
        ends = self.vocabulary.inverses(self.kind(id)).get(name, ())
        return frozenset(source for end in ends for source in written_sources(self._engine, id, end))

    def expect(self, ids: Collection[str]) -> None:
        """Says that these elements are asked about next: where they are far away they are fetched together."""
        if isinstance(self._engine, Far):
            self._engine.expect(ids)

    def surely_served(self, kind: str, field: str) -> Collection[str]:
        """Elements of exactly a kind at which a link of that field points, from something in service at the date.

        Those of which what holds the elements tells it without reading them; where they are at hand, none.
        """
        if isinstance(self._engine, Far):
            return self._engine.surely_served(kind, field, self.date or dt.date.today())
        return ()

    def along(self, name: str) -> Mapping[str, Sequence[str]]:
        """The same as `targets` by element, for who asks about many elements."""
        return self._neighbours[name]

    def gathers(self, *names: str) -> None:
        """Says that these links, or relations by their inverse names, are followed without being asked one by one.

        What they lead to is gathered from their other end. Who watches what is read of a graph knows it then.
        """

    def leaving(self, id: str) -> list[Relation]:
        """The links of this element that hold at the date, as they are written."""
        record = self.record(id)
        links = self.vocabulary.kinds[record.kind].links
        fields = (field for field in record.fields if field in links)
        return [Relation(id, field, ref.to, ref) for field in fields for ref in self.links(id, field)]

    def arriving(self, id: str, name: str | None = None) -> list[Relation]:
        """The links that point at this element and hold at the date; with `name`, those of that inverse name."""
        by_name = self.vocabulary.inverses(self.kind(id))
        ends = by_name.get(name, ()) if name is not None else [*chain.from_iterable(by_name.values())]
        relations = [
            Relation(source, end.field, id, ref)
            for end in ends
            for source in followed_sources(self._engine, self._broken.unfollowed, id, end)
            for ref in self._engine.value(source, end.field) or ()
            if ref.to == id and ref.visible(self.date)
        ]
        return sorted(relations, key=lambda relation: (relation.source, relation.field)) if len(ends) > 1 else relations

    def relations(self) -> Iterator[Relation]:
        """Every link that holds at the date, element by element."""
        for id in self:
            yield from self.leaving(id)

    def around(self, ids: Iterable[str], depth: int = 1) -> dict[str, int]:
        """The elements within `depth` links of these, either way, with their distance, nearest first."""
        distances = dict.fromkeys(sorted(ids), 0)
        edge = list(distances)
        for distance in range(1, depth + 1):
            reached = {relation.target for id in edge for relation in self.leaving(id)}
            reached |= {relation.source for id in edge for relation in self.arriving(id)}
            edge = sorted(reached - distances.keys())
            distances.update(dict.fromkeys(edge, distance))
        return distances

    # Links that are not followed

    @property
    def broken_links(self) -> BrokenLinks:
        """All of them."""
        return self._broken

    @property
    def astray(self) -> frozenset[Relation]:
        """The links to an element that does not exist, or to one of a kind that they may not point at."""
        return self._broken.astray

    def loops(self) -> list[Loop]:
        """The loops that links make where none may be, one for each link that closes one."""
        return list(find_loops(self._engine))

    @property
    def closing(self) -> frozenset[tuple[str, str, str]]:
        """The (id, field, target) of the links that close a loop where none may be."""
        return self._broken.closing

    # Wholes and parts

    def wholes(self, id: str, *fields: str) -> Sequence[str]:
        """The element, then what it is part of, and so on up: at each step the first of these fields that leads on."""
        return self._wholes[fields][id]

    def parts(self, id: str) -> frozenset[str]:
        """The element and all its parts, down to the smallest."""
        return self._parts[id]

    def solution(self, id: str, *, product: bool = False) -> str:
        """The application of which this is a module, at the top; with `product`, the one that it is an instance of."""
        if product:
            return self.wholes(id, "part_of", "instance_of")[-1]
        return self.solutions[id]

    # Life cycle

    def phase(self, id: str) -> Phase:
        """The phase of an element at the date (LeanIX life cycle), `unknown` where no date tells."""
        return self._phases[id]

    def in_service(self, id: str, *, alone: bool = False) -> bool:
        """Whether an element is in service at the date; `alone` asks a flow only about its own dates."""
        return self._in_service_alone[id] if alone else self._in_service[id]

    def standing_alone(self, *wanted: str) -> Iterator[str]:
        """The elements of exactly these kinds (all, where none is given) in service, flows by their own dates only."""
        with_unfollowed = {id for id, _ in self._broken.unfollowed}
        for kind_name in wanted or self.vocabulary.kinds:
            yield from self._in_service_alone.of_kind(kind_name, with_unfollowed)

    # Computed values

    def once(self, make: Callable[..., T], *also: object) -> T:
        """What `make(graph, *also)` returns, computed when it is first asked for and kept with the graph."""
        key = (make, *also)
        if key not in self._computed:
            self._computed[key] = make(self, *also)
        computed: T = self._computed[key]
        return computed

    def know(self, value: T, make: Callable[..., T], *also: object) -> None:
        """Has this be what `once(make, *also)` gives: it is known already."""
        self._computed[(make, *also)] = value

    def forget(self, *but: Callable[..., Any]) -> None:
        """Frees what was computed (but for what `once` keeps of these functions), and what can be read again."""
        kept = {key: value for key, value in self._computed.items() if key[0] in but}
        self._engine.forget()
        self._set_up(self._engine, self._broken, self.date, self.standing)
        self._computed.update(kept)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The same elements and links for the algorithms of networkx; the key of an edge is the link's field."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        graph.add_nodes_from((id, {"kind": self.kind(id)}) for id in self)
        for relation in self.relations():
            graph.add_edge(relation.source, relation.target, key=relation.field)
        return graph
