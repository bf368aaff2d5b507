"""From somewhere, one hop after the other, nearest first; and the shortest chain to whatever is reached."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Literal

from ea_repo.impact.chain import Chain, Hop

Way = Literal["out", "in"]
START = ""
"""The place where a walk begins: no element has this id."""


class Walk(ABC):
    """What hops reach, forwards (`out`) or backwards (`in`); a hop reads as the link it is, whichever the way.

    A hop ends at an element; the walk goes on from the *place* of that element (its solution, say), once.
    """

    def __init__(self, place: Callable[[str], str], way: Way) -> None:
        self.way = way
        self.place = place
        self.far: Callable[[Hop], str] = attrgetter("to" if way == "out" else "from_")
        """The end of a hop that the walk reaches by it."""
        self.near: Callable[[Hop], str] = attrgetter("from_" if way == "out" else "to")
        """The end of a hop where the walk comes from."""

    @property
    @abstractmethod
    def hops(self) -> Mapping[str, Sequence[Hop]]:
        """The hops on from where the walk begins and from each place that it enters, in order."""

    @property
    @abstractmethod
    def ends(self) -> Mapping[str, int]:
        """The number of hops to each element reached."""

    @property
    @abstractmethod
    def places(self) -> Mapping[str, int]:
        """The number of hops to each place; none to where the walk begins, nor to those it does not go on from."""

    @abstractmethod
    def entry(self, place: str) -> tuple[Hop, str] | None:
        """The hop by which the walk first came to a place and the place it came from; None where it began."""

    @abstractmethod
    def origin(self, end: str) -> tuple[Hop, str]:
        """The last hop of the chain to an element, and the place it came from."""

    def chain(self, end: str) -> Chain:
        """The shortest chain to an element, among equals the first by from, by, to; it reads as the links do."""
        return self._back(self.origin(end))

    def chain_to_place(self, place: str) -> Chain:
        """The shortest chain to a place; nothing where the walk began."""
        entry = self.entry(place)
        return self._back(entry) if entry is not None else ()

    def _back(self, step: tuple[Hop, str] | None) -> Chain:
        hops = []
        while step is not None:
            hop, previous_place = step
            hops.append(hop)
            step = self.entry(previous_place)
        return tuple(hops if self.way == "in" else reversed(hops))


class PlainWalk(Walk):
    """A walk that asks for the hops on from a place when it comes there.

    Places that are `done` are not gone on from again. `start` and `onwards` give each hop once, in order. The walk ends
    with the level that reaches an element of `until`.
    """

    def __init__(
        self,
        start: Sequence[Hop],
        onwards: Callable[[str], Sequence[Hop]],
        place: Callable[[str], str],
        done: Iterable[str] = (),
        way: Way = "out",
        until: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(place, way)
        self._until = until
        self._hops: dict[str, Sequence[Hop]] = {START: start}
        self._ends: dict[str, int] = {}
        self._places: dict[str, int] = {START: 0} | dict.fromkeys(done, 0)
        self._to_end: dict[str, tuple[Hop, str]] = {}
        self._to_place: dict[str, tuple[Hop, str]] = {}
        self._go(onwards)

    @property
    def hops(self) -> Mapping[str, Sequence[Hop]]:
        return self._hops

    @property
    def ends(self) -> Mapping[str, int]:
        return self._ends

    @property
    def places(self) -> Mapping[str, int]:
        return self._places

    def _go(self, onwards: Callable[[str], Sequence[Hop]]) -> None:
        first = frozenset(self._hops[START])
        far, place, ends = self.far, self.place, self._ends
        backwards = self.way == "in"
        begun = {place(self.near(hop)) for hop in first}
        level, distance = [START], 0
        while level:
            distance += 1
            entered: list[str] = []
            # Each level is in the order of its chains: forwards, the first hop to an end is that of its first chain.
            for origin in level:
                for hop in self._hops[origin]:
                    end = far(hop)
                    reached_at = ends.get(end)
                    if reached_at is None:
                        ends[end], self._to_end[end] = distance, (hop, origin)
                        there = place(end)
                        if there not in self._places:
                            self._places[there], self._to_place[there] = distance, (hop, origin)
                            entered.append(there)
                        elif backwards:
                            self._prefer(self._places, self._to_place, there, hop, origin, distance)
                    elif backwards and reached_at == distance:
                        self._prefer(ends, self._to_end, end, hop, origin, distance)
                        self._prefer(self._places, self._to_place, place(end), hop, origin, distance)
            if not self._until.isdisjoint(ends):
                return
            for there in entered:
                hops = onwards(there)
                self._hops[there] = hops if there not in begun else [hop for hop in hops if hop not in first]
            level = entered

    def _prefer(
        self,
        distances: Mapping[str, int],
        last_steps: dict[str, tuple[Hop, str]],
        id: str,
        hop: Hop,
        origin: str,
        distance: int,
    ) -> None:
        """Backwards, the hop met last is the first of the chain: of those at one distance, the smallest is kept."""
        if distances[id] == distance and id in last_steps and hop < last_steps[id][0]:
            last_steps[id] = hop, origin

    def entry(self, place: str) -> tuple[Hop, str] | None:
        return self._to_place.get(place)

    def origin(self, end: str) -> tuple[Hop, str]:
        return self._to_end[end]
