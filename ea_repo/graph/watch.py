"""Which columns a question reads of a graph, and which links it follows: noted as it is asked, whatever it shares.

A question is asked of a graph of its own, whose engine notes the columns that are read through it. What several
questions have in common (who is at the other end of links, what is in service, what `once` keeps) is worked out on a
graph of its own too, since it may go on reading when it is asked more. A question that uses it is taken to read all
that it read: more perhaps than the question needed, never less.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Any, TypeVar

from ea_repo.graph.adjacency import Adjacency, Neighbours
from ea_repo.graph.broken_links import BrokenLinks
from ea_repo.graph.elements import Elements
from ea_repo.graph.engine import Engine
from ea_repo.graph.graph import Graph
from ea_repo.graph.lazy_dict import LazyDict
from ea_repo.graph.life_cycle import Phase, Phases
from ea_repo.graph.noting import IN_SERVICE, IN_SERVICE_ALONE, LIVES, PHASE, Column, Reads, noting
from ea_repo.graph.reach import Followed
from ea_repo.graph.service import InService
from ea_repo.graph.whole_part import Parts, Wholes

T = TypeVar("T")
_ALONG = "along"
"""What the name begins with under which those at the other end of a link are shared."""


class Watch:
    """Tells which columns of a graph each question read, and all that it rests on."""

    def __init__(self, graph: Graph) -> None:
        """Raises TypeError for a graph of which that cannot be told: `possible`."""
        self._graph = graph
        self._read: dict[Hashable, Reads] = {}
        self._followed: dict[Hashable, frozenset[Followed]] = {}
        """By what is known, the links that were followed for it."""
        self._used: dict[Hashable, set[Hashable]] = {}
        self._shared: dict[Hashable, Any] = {}
        self.ids_by_kind: dict[str, Any] = {}
        """Shared by all: which elements there are is no column."""

    @staticmethod
    def possible(graph: Graph) -> bool:
        """Whether one can tell what is read of a graph: of one in memory."""
        return noting(graph.engine, Reads()) is not None

    def graph(self, name: Hashable) -> Graph:
        """The same graph for the question of that name, of which nothing is read yet."""
        return _Watched(self, self._graph, name)

    def columns(self, name: Hashable) -> frozenset[Column]:
        """The columns that a question read, with all that was read for what it used, so far."""
        return frozenset().union(*(reads.columns for _, reads in self._reads(name)))

    def followed(self, name: Hashable) -> frozenset[Followed]:
        """The links that a question followed, with all that was followed for what it used, so far."""
        followed: set[Followed] = set()
        for question, reads in self._reads(name):
            if question in self._followed:
                followed |= self._followed[question]
                continue
            along = question[1] if isinstance(question, tuple) and question[0] == _ALONG else None
            kinds = self._graph.vocabulary.kinds
            for kind, field in reads.forward:
                if field in kinds[kind].links and along in (None, field):
                    followed.add(Followed(kind, field, forward=True))
            for kind, field in reads.backward:
                if along in (None, kinds[kind].links[field].inverse):
                    followed.add(Followed(kind, field, forward=False))
        return frozenset(followed)

    def _reads(self, name: Hashable) -> Iterator[tuple[Hashable, Reads]]:
        """A question, and all that it used, each with what was read for it.

        What is in service, and in which phase, is read as such, and not all that tells it.
        """
        known, pending = {name}, [name]
        while pending:
            current = pending.pop()
            if isinstance(current, tuple) and current[0] in LIVES:
                yield current, Reads({(current[1], current[0])})
                continue
            if current in self._read:
                yield current, self._read[current]
            new = self._used.get(current, set()) - known
            known |= new
            pending += new

    def engine(self, name: Hashable) -> Engine:
        """The engine of the graph, of which what is read is noted for a question."""
        engine = noting(self._graph.engine, self._read.setdefault(name, Reads()))
        if engine is None:
            raise TypeError("what is read of this graph cannot be told")
        return engine

    def gathered(self, by: Hashable, names: Iterable[str]) -> None:
        """A question followed links, or relations by their inverse names, without asking what each leads to."""
        reads = self._read.setdefault(by, Reads())
        for kind in self._graph.vocabulary.kinds.values():
            reads.forward.update((kind.name, field) for field in kind.links if field in names)
            reads.backward.update((kind.name, field) for field, link in kind.links.items() if link.inverse in names)

    def shared(self, by: Hashable, name: Hashable, make: Callable[[], T]) -> T:
        """What several questions share under a name, made when it is first used; `by` uses it."""
        self._used.setdefault(by, set()).add(name)
        if name not in self._shared:
            self._shared[name] = make()
        value: T = self._shared[name]
        return value

    def know(self, name: Hashable, value: Any, columns: Iterable[Column], followed: Iterable[Followed]) -> None:
        """Has this be what is shared under a name; for it these columns were read, and these links followed."""
        self._shared[name] = value
        self._read[name] = Reads(set(columns))
        self._followed[name] = frozenset(followed)

    def neighbours(self, by: Hashable) -> Neighbours:
        """Who is at the other end of links, by the name of the link; `by` uses those that it asks about."""
        graph = self._graph
        unfollowed, date = graph.broken_links.unfollowed, graph.date

        def adjacency(*key: str) -> Adjacency:
            known_as = (_ALONG, *key)
            return self.shared(by, known_as, lambda: Adjacency(self.engine(known_as), date, unfollowed, key[0]))

        def along(name: str) -> Mapping[str, Sequence[str]]:
            if name in self._whole_part:
                return _ByKind(graph.kind, lambda kind: adjacency(name, kind))
            return adjacency(name)

        return LazyDict(along)

    @cached_property
    def _whole_part(self) -> frozenset[str]:
        """The links from parts to wholes and their inverse names: what most kinds have, few questions ask of most."""
        vocabulary = self._graph.vocabulary
        fields = {name for kind in vocabulary.kinds.values() for name, link in kind.links.items() if link.whole}
        return frozenset(fields.union(*map(vocabulary.containing, vocabulary.kinds)))

    def phases(self, by: Hashable) -> Phases:
        """The phases of elements; `by` uses those of the kinds that it asks about."""
        return _PhasesByKind(self, by)

    def in_service(self, by: Hashable, *, alone: bool) -> InService:
        """Which elements are in service; `by` uses those of the kinds that it asks about."""
        return _InServiceByKind(self, by, alone=alone)

    def phases_of(self, by: Hashable, kind: str) -> Phases:
        """The phases of the elements of a kind, and of what lends these their dates."""
        graph, name = self._graph, (PHASE, kind)
        return self.shared(
            by, name, lambda: Phases(self.engine(name), self.neighbours(name), graph.date, graph.standing)
        )

    def in_service_of(self, by: Hashable, kind: str, *, alone: bool) -> InService:
        """Which elements of a kind, and of what these rest on, are in service."""
        standing, name = self._graph.standing, (IN_SERVICE_ALONE if alone else IN_SERVICE, kind)

        def make() -> InService:
            return InService(self.engine(name), self.neighbours(name), self.phases(name), standing, alone=alone)

        return self.shared(by, name, make)

    @property
    def kind_of(self) -> Callable[[str], str]:
        """The kind of an element."""
        return self._graph.kind

    def parts(self, by: Hashable) -> Mapping[str, frozenset[str]]:
        """The parts of elements; `by` uses those of the kinds that it asks about."""

        def parts(kind: str) -> Parts:
            name = ("parts", kind)
            return self.shared(by, name, lambda: Parts(self.engine(name), self.neighbours(name)))

        return _ByKind(self.kind_of, parts)

    def wholes(self, by: Hashable, fields: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
        """What elements are part of, along these fields; `by` uses those of the kinds that it asks about."""

        def wholes(kind: str) -> Wholes:
            name = ("wholes", fields, kind)
            return self.shared(by, name, lambda: Wholes(self.engine(name), self.neighbours(name), fields))

        return _ByKind(self.kind_of, wholes)

    def solutions(self, by: Hashable) -> LazyDict[str, str]:
        """The applications of which others are modules."""
        name = "solutions"
        wholes = self.wholes(name, ("part_of",))
        return self.shared(by, name, lambda: LazyDict(lambda part: wholes[part][-1]))


class _ByKind(Mapping[str, T]):
    """What is known of elements, that of each kind worked out apart from the others."""

    def __init__(self, kind_of: Callable[[str], str], of_kind: Callable[[str], Mapping[str, T]]) -> None:
        self._kind_of = kind_of
        self._of_kind: LazyDict[str, Mapping[str, T]] = LazyDict(of_kind)

    def __getitem__(self, id: str) -> T:
        return self._of_kind[self._kind_of(id)][id]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._of_kind.values())

    def __len__(self) -> int:
        return sum(map(len, self._of_kind.values()))


class _PhasesByKind(Phases):
    """The phases of elements, those of each kind worked out apart from the others."""

    def __init__(self, watch: Watch, by: Hashable) -> None:
        self._kind_of = watch.kind_of
        self._of_kind: LazyDict[str, Phases] = LazyDict(lambda kind: watch.phases_of(by, kind))

    def __getitem__(self, id: str) -> Phase:
        return self._of_kind[self._kind_of(id)][id]

    def starts(self, kind_name: str) -> Sequence[tuple[str, Phase]]:
        return self._of_kind[kind_name].starts(kind_name)

    def out_by_their_dates(self, kind_name: str) -> list[str]:
        return self._of_kind[kind_name].out_by_their_dates(kind_name)


class _InServiceByKind(InService):
    """Whether elements are in service, those of each kind worked out apart from the others."""

    def __init__(self, watch: Watch, by: Hashable, *, alone: bool) -> None:
        self._kind_of = watch.kind_of
        self._those_of: LazyDict[str, InService] = LazyDict(lambda kind: watch.in_service_of(by, kind, alone=alone))

    def __getitem__(self, id: str) -> bool:
        return self._those_of[self._kind_of(id)][id]

    def of_kind(self, kind_name: str, with_unfollowed: Container[str]) -> Iterator[str]:
        return self._those_of[kind_name].of_kind(kind_name, with_unfollowed)


class _Watched(Graph):
    """A graph that one question alone is asked of."""

    def __init__(self, watch: Watch, graph: Graph, name: Hashable) -> None:
        Elements.__init__(self, watch.engine(name))
        self._watch, self._name = watch, name
        self._broken = graph.broken_links
        self.date, self.standing = graph.date, graph.standing
        self._of = watch.ids_by_kind
        self._neighbours = watch.neighbours(name)
        self._wholes = LazyDict(lambda fields: watch.wholes(name, fields))
        self._computed = {}
        self._views = ()

    @classmethod
    def _view(
        cls, engine: Engine, broken: BrokenLinks, date: dt.date | None, standing: frozenset[str] = frozenset()
    ) -> Graph:
        # A view shares nothing: what it reads is read by the question.
        return Graph._view(engine, broken, date, standing)

    def __getattr__(self, attribute: str) -> Any:
        """What is shared with other questions, from when it is used."""
        if attribute not in _SHARED:
            raise AttributeError(attribute)
        value = self.__dict__[attribute] = _SHARED[attribute](self._watch, self._name)
        return value

    def once(self, make: Callable[..., T], *also: object) -> T:
        key = (make, *also)
        if key not in self._computed:
            watch = self._watch
            self._computed[key] = watch.shared(self._name, key, lambda: make(watch.graph(key), *also))
        computed: T = self._computed[key]
        return computed

    def gathers(self, *names: str) -> None:
        self._watch.gathered(self._name, names)

    def _shared_names(self, widest: str) -> frozenset[str]:
        return self.once(Graph._find_shared_names, widest)


_SHARED: dict[str, Callable[[Watch, Hashable], Any]] = {
    "_phases": Watch.phases,
    "_in_service": partial(Watch.in_service, alone=False),
    "_in_service_alone": partial(Watch.in_service, alone=True),
    "_parts": Watch.parts,
    "solutions": Watch.solutions,
}
"""What of a graph is shared by questions."""
