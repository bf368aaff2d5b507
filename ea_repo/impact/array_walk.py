"""The same walks along flows as in `flow_walk`, over arrays of numbers: for large systems, whole levels at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ea_repo.graph import Graph, LazyDict
from ea_repo.impact.chain import Hop
from ea_repo.impact.walk import START, Walk, Way
from ea_repo.semantics.exchanges import connected_ends

Numbers = NDArray[np.intp]
_NONE = -1


class FlowArrays:
    """The connected flows between different solutions, as numbers.

    An element, or a solution, is its place in `ids`; a hop is its place among all of them, in order.
    """

    def __init__(self, graph: Graph) -> None:
        hops = sorted(connected_ends(graph))
        sources, self._flows, targets = map(list, zip(*hops, strict=True)) if hops else ([], [], [])
        home = graph.solution
        self.ids = sorted({*sources, *targets, *map(home, sources), *map(home, targets)})
        self.number = {id: number for number, id in enumerate(self.ids)}
        self.place = self._numbers(map(home, self.ids))
        self._sources, self._targets = self._numbers(sources), self._numbers(targets)
        self._hops: dict[Way, _Hops] = {
            "out": _Hops(self._sources, self._targets, self.place),
            "in": _Hops(self._targets, self._sources, self.place),
        }

    @classmethod
    def of(cls, graph: Graph) -> FlowArrays:
        """The flows of a graph, put in arrays once."""
        return graph.once(cls)

    def _numbers(self, ids: Iterable[str]) -> Numbers:
        return np.fromiter(map(self.number.__getitem__, ids), np.intp)

    def hop(self, number: int) -> Hop:
        return Hop(self.ids[self._sources[number]], self._flows[number], self.ids[self._targets[number]])

    def walk(self, graph: Graph, root: str, way: Way) -> ArrayWalk:
        """From a root: a module stands for its own flows first, then the walk goes on from whole solutions."""
        hops, place = self._hops[way], graph.solution
        home = self.number.get(place(root), _NONE)
        first = hops.every.leaving(np.array([home] if home != _NONE else [], np.intp))
        if place(root) == root:
            return ArrayWalk(self, hops, first, [root], place, way)
        modules = {self.number[part] for part in graph.parts(root) if part in self.number}
        own = [hop for hop, near in zip(first, hops.near[first].tolist(), strict=True) if near in modules]
        return ArrayWalk(self, hops, np.array(own, np.intp), [], place, way)


class _Hops:
    """The hops one way: their ends, and those that leave each place."""

    def __init__(self, near: Numbers, far: Numbers, place: Numbers) -> None:
        self.near, self.far = near, far
        self.from_place, self.to_place = place[near], place[far]
        self._places = len(place)

    @cached_property
    def every(self) -> _HopsByPlace:
        return _HopsByPlace(self.from_place, np.arange(len(self.from_place)), self._places)

    @cached_property
    def first_to_places(self) -> _HopsByPlace:
        """Of the hops from a place to another, the first."""
        return _HopsByPlace(self.from_place, self.to_place, self._places)

    @cached_property
    def first_to_ends(self) -> _HopsByPlace:
        """Of the hops from a place to an element, the first."""
        return _HopsByPlace(self.from_place, self.far, self._places)


class _HopsByPlace:
    """For each place, the hops that leave it, in order; of those that go to the same, the first."""

    def __init__(self, from_place: Numbers, to: Numbers, places: int) -> None:
        order = np.argsort(from_place, kind="stable")
        pairs = from_place[order] * (int(to.max(initial=0)) + 1) + to[order]
        self._order = order[np.sort(np.unique(pairs, return_index=True)[1])]
        self._counts = np.bincount(from_place[self._order], minlength=places)
        self._begin = np.cumsum(self._counts) - self._counts
        self._numbers = np.arange(len(self._order))

    def leaving(self, places: Numbers) -> Numbers:
        """The hops that leave these places, place after place."""
        counts = self._counts[places]
        shifts = np.repeat(self._begin[places] - np.cumsum(counts) + counts, counts)
        hops: Numbers = self._order[shifts + self._numbers[: len(shifts)]]
        return hops


class ArrayWalk(Walk):
    """A walk over arrays: what it says of elements and chains is worked out when it is asked for."""

    def __init__(
        self,
        arrays: FlowArrays,
        along: _Hops,
        first: Numbers,
        done: Sequence[str],
        place: Callable[[str], str],
        way: Way,
    ) -> None:
        super().__init__(place, way)
        self._arrays, self._along, self._first, self._done = arrays, along, first, done
        self._by_place = _Reached(len(arrays.ids), backwards=way == "in")
        for id in done:
            if id in arrays.number:
                self._by_place.distance[arrays.number[id]] = 0
        self._levels: list[Numbers] = []
        """The places entered at each distance, in order."""
        hops = first
        while len(hops):
            self._levels.append(self._by_place.reach(hops, along.to_place, len(self._levels) + 1))
            hops = along.first_to_places.leaving(self._levels[-1])

    @cached_property
    def _by_end(self) -> _Reached:
        reached, hops = _Reached(len(self._arrays.ids), backwards=self.way == "in"), self._first
        for distance, entered in enumerate(self._levels, 1):
            reached.reach(hops, self._along.far, distance)
            hops = self._along.first_to_ends.leaving(entered)
        return reached

    def entry(self, place: str) -> tuple[Hop, str] | None:
        number = self._arrays.number.get(place, _NONE)
        if number == _NONE or self._by_place.distance[number] <= 0:
            return None
        return self._step(int(self._by_place.hop[number]))

    def origin(self, end: str) -> tuple[Hop, str]:
        return self._step(int(self._by_end.hop[self._arrays.number[end]]))

    def _step(self, hop: int) -> tuple[Hop, str]:
        """A hop, and the place it came from: the beginning, where it is one of the first."""
        place = int(self._along.from_place[hop])
        begun = hop in self._begun
        return self._arrays.hop(hop), START if begun else self._arrays.ids[place]

    @cached_property
    def _begun(self) -> frozenset[int]:
        return frozenset(self._first.tolist())

    @cached_property
    def ends(self) -> dict[str, int]:
        return self._by_id(self._by_end.distance)

    @cached_property
    def places(self) -> dict[str, int]:
        return {START: 0} | dict.fromkeys(self._done, 0) | self._by_id(self._by_place.distance)

    @cached_property
    def hops(self) -> Mapping[str, Sequence[Hop]]:
        return _HopsOfWalk(self)

    def _by_id(self, distances: Numbers) -> dict[str, int]:
        (reached,) = np.nonzero(distances > 0)
        ids = self._arrays.ids
        return dict(zip([ids[number] for number in reached.tolist()], distances[reached].tolist(), strict=True))

    def hops_from(self, place: str) -> Sequence[Hop]:
        """The hops on from the beginning, or from a place where the walk did not begin with them."""
        if place == START:
            return [self._arrays.hop(hop) for hop in self._first.tolist()]
        number = np.array([self._arrays.number[place]], np.intp)
        leaving = self._along.every.leaving(number).tolist()
        return [self._arrays.hop(hop) for hop in leaving if hop not in self._begun]


class _HopsOfWalk(Mapping[str, Sequence[Hop]]):
    """The hops on from where a walk begins and from each place that it enters, read when they are asked for."""

    def __init__(self, walk: ArrayWalk) -> None:
        self._walk = walk
        self._by_place: Mapping[str, Sequence[Hop]] = LazyDict(walk.hops_from)

    def __getitem__(self, place: str) -> Sequence[Hop]:
        if place not in self:
            raise KeyError(place)
        return self._by_place[place]

    def __contains__(self, place: object) -> bool:
        return place == START or (isinstance(place, str) and self._walk.entry(place) is not None)

    def __iter__(self) -> Iterator[str]:
        return (place for place in self._walk.places if place in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Reached:
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
            # Read backwards, the hop met last is the first of the chain: the smallest one comes first.
            order = np.argsort(hops)
            hops, ends = hops[order], ends[order]
        self.distance[ends] = distance
        # What is written last stays: the other way round, it is the first.
        self.hop[ends[::-1]] = hops[::-1]
        reached: Numbers = ends[self.hop[ends] == hops]
        return reached
