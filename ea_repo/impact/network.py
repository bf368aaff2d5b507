"""All the exchanges of a system as arrays of numbers: a walk over them takes whole levels, not flows one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ea_repo.graph import Graph, LazyDict
from ea_repo.impact.exchanges import PRODUCTION
from ea_repo.impact.hop import Hop
from ea_repo.impact.walk import START, Walk, Way

Numbers = NDArray[np.intp]
_NONE = -1


class Network:
    """The flows of production between different solutions, asked only for their own dates, as numbers.

    An element, or a solution, is its place in `ids`; a hop is its place among all of them, in order.
    """

    def __init__(self, graph: Graph) -> None:
        hops = sorted(_hops(graph))
        froms, self._flows, tos = map(list, zip(*hops, strict=True)) if hops else ([], [], [])
        home = graph.solution
        self.ids = sorted({*froms, *tos, *map(home, froms), *map(home, tos)})
        self.number = {id: number for number, id in enumerate(self.ids)}
        self.place = self._numbers(map(home, self.ids))
        self._ends = self._numbers(froms), self._numbers(tos)
        self._ways = {way: _Way(near, far, self.place) for way, near, far in self._both()}

    @classmethod
    def of(cls, graph: Graph) -> Network:
        """The exchanges of a graph, put in arrays once."""
        return graph.once(cls)

    def _numbers(self, ids: Iterable[str]) -> Numbers:
        return np.fromiter(map(self.number.__getitem__, ids), np.intp)

    def _both(self) -> Iterator[tuple[Way, Numbers, Numbers]]:
        froms, tos = self._ends
        yield "out", froms, tos
        yield "in", tos, froms

    def hop(self, number: int) -> Hop:
        froms, tos = self._ends
        return Hop(self.ids[froms[number]], self._flows[number], self.ids[tos[number]])

    def walk(self, graph: Graph, root: str, way: Way) -> Reach:
        """From a root: a module stands for its own flows first, then the walk goes on from whole solutions."""
        known, place = self._ways[way], graph.solution
        home = self.number.get(place(root), _NONE)
        first = known.every.leaving(np.array([home] if home != _NONE else [], np.intp))
        if place(root) == root:
            return Reach(self, known, first, [root], place, way)
        starts = {self.number[each] for each in graph.parts(root) if each in self.number}
        mine = [hop for hop, near in zip(first, known.near[first].tolist(), strict=True) if near in starts]
        return Reach(self, known, np.array(mine, np.intp), [], place, way)


def _hops(graph: Graph) -> Iterator[tuple[str, str, str]]:
    sources, targets, solution = graph.along("source"), graph.along("target"), graph.solution
    elsewhere = {id for id, said in graph.rows("flow", "environment") if said not in PRODUCTION}
    for id in graph.standing_alone("flow"):
        if id not in elsewhere and sources[id] and targets[id]:
            source, target = sources[id][0], targets[id][0]
            if solution(source) != solution(target):
                yield source, id, target


class _Way:
    """The hops one way: their ends, and those that leave each place."""

    def __init__(self, near: Numbers, far: Numbers, place: Numbers) -> None:
        self.near, self.far = near, far
        self.from_, self.to = place[near], place[far]
        self._count = len(place)

    @cached_property
    def every(self) -> _Rows:
        return _Rows(self.from_, np.arange(len(self.from_)), self._count)

    @cached_property
    def to_places(self) -> _Rows:
        """Of the hops from a place to another, the first."""
        return _Rows(self.from_, self.to, self._count)

    @cached_property
    def to_ends(self) -> _Rows:
        """Of the hops from a place to an element, the first."""
        return _Rows(self.from_, self.far, self._count)


class _Rows:
    """For each place, the hops that leave it, in order; of those that go to the same, the first."""

    def __init__(self, from_: Numbers, to: Numbers, places: int) -> None:
        order = np.argsort(from_, kind="stable")
        pairs = from_[order] * (int(to.max(initial=0)) + 1) + to[order]
        self._order = order[np.sort(np.unique(pairs, return_index=True)[1])]
        self._counts = np.bincount(from_[self._order], minlength=places)
        self._begin = np.cumsum(self._counts) - self._counts
        self._numbers = np.arange(len(self._order))

    def leaving(self, places: Numbers) -> Numbers:
        """The hops that leave these places, place after place."""
        counts = self._counts[places]
        shifts = np.repeat(self._begin[places] - np.cumsum(counts) + counts, counts)
        found: Numbers = self._order[shifts + self._numbers[: len(shifts)]]
        return found


class Reach(Walk):
    """A walk over a network: what it tells of elements and chains is worked out when it is asked."""

    def __init__(
        self,
        network: Network,
        along: _Way,
        first: Numbers,
        done: Sequence[str],
        place: Callable[[str], str],
        way: Way,
    ) -> None:
        super().__init__(place, way)
        self._network, self._along, self._first, self._done = network, along, first, done
        self._by_place = _By(len(network.ids), backwards=way == "in")
        for each in done:
            if each in network.number:
                self._by_place.distance[network.number[each]] = 0
        self._levels: list[Numbers] = []
        """The places entered at each distance, in order."""
        hops = first
        while len(hops):
            self._levels.append(self._by_place.reach(hops, along.to, len(self._levels) + 1))
            hops = along.to_places.leaving(self._levels[-1])

    @cached_property
    def _by_end(self) -> _By:
        found, hops = _By(len(self._network.ids), backwards=self.way == "in"), self._first
        for distance, entered in enumerate(self._levels, 1):
            found.reach(hops, self._along.far, distance)
            hops = self._along.to_ends.leaving(entered)
        return found

    def entry(self, place: str) -> tuple[Hop, str] | None:
        number = self._network.number.get(place, _NONE)
        if number == _NONE or self._by_place.distance[number] <= 0:
            return None
        return self._from(int(self._by_place.hop[number]))

    def origin(self, end: str) -> tuple[Hop, str]:
        return self._from(int(self._by_end.hop[self._network.number[end]]))

    def _from(self, hop: int) -> tuple[Hop, str]:
        """A hop, and the place it came from: the beginning, where it is one of the first."""
        place = int(self._along.from_[hop])
        begun = hop in self._begun
        return self._network.hop(hop), START if begun else self._network.ids[place]

    @cached_property
    def _begun(self) -> frozenset[int]:
        return frozenset(self._first.tolist())

    @cached_property
    def ends(self) -> dict[str, int]:
        return self._told(self._by_end.distance)

    @cached_property
    def places(self) -> dict[str, int]:
        return {START: 0} | dict.fromkeys(self._done, 0) | self._told(self._by_place.distance)

    @cached_property
    def hops(self) -> Mapping[str, Sequence[Hop]]:
        return _Hops(self)

    def _told(self, distances: Numbers) -> dict[str, int]:
        (reached,) = np.nonzero(distances > 0)
        ids = self._network.ids
        return dict(zip([ids[each] for each in reached.tolist()], distances[reached].tolist(), strict=True))

    def hops_from(self, place: str) -> Sequence[Hop]:
        """The hops on from the beginning, or from a place where the walk did not begin with them."""
        if place == START:
            return [self._network.hop(each) for each in self._first.tolist()]
        number = np.array([self._network.number[place]], np.intp)
        leaving = self._along.every.leaving(number).tolist()
        return [self._network.hop(each) for each in leaving if each not in self._begun]


class _Hops(Mapping[str, Sequence[Hop]]):
    """The hops on from where a walk begins and from each place that it enters, read when they are asked for."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._read: dict[str, Sequence[Hop]] = LazyDict(reach.hops_from)

    def __getitem__(self, place: str) -> Sequence[Hop]:
        if place not in self:
            raise KeyError(place)
        return self._read[place]

    def __contains__(self, place: object) -> bool:
        return place == START or (isinstance(place, str) and self._reach.entry(place) is not None)

    def __iter__(self) -> Iterator[str]:
        return (each for each in self._reach.places if each in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _By:
    """By which hop, and after how many, each element (or place) is reached."""

    def __init__(self, count: int, *, backwards: bool) -> None:
        self.distance = np.full(count, _NONE, np.intp)
        self.hop = np.empty(count, np.intp)
        self._backwards = backwards

    def reach(self, hops: Numbers, to: Numbers, distance: int) -> Numbers:
        """Reaches what these hops newly lead to, each by the first that does; returns that, in order."""
        ends = to[hops]
        new = self.distance[ends] == _NONE
        hops, ends = hops[new], ends[new]
        if self._backwards:
            # Read backwards, the hop found last is the first of the chain: the smallest one comes first.
            order = np.argsort(hops)
            hops, ends = hops[order], ends[order]
        self.distance[ends] = distance
        # What is written last stays: the other way round, it is the first.
        self.hop[ends[::-1]] = hops[::-1]
        reached: Numbers = ends[self.hop[ends] == hops]
        return reached
