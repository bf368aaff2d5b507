"""From somewhere, one hop after the other, nearest first; and the shortest chain to whatever is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Literal

from ea_repo.impact.hop import Chain, Hop, in_order

Way = Literal["out", "in"]
START = ""
"""The place where a walk begins: no element has this id."""


class Walk:
    """What hops reach, forwards (`out`) or backwards (`in`); a hop reads as the link it is, whichever the way.

    A hop ends at an element; the walk goes on from the *place* of that element (its solution, say), once. Places that
    are `done` are not gone on from again. `start` and `onwards` give each hop once.
    """

    def __init__(
        self,
        start: Iterable[Hop],
        onwards: Callable[[str], Iterable[Hop]],
        place: Callable[[str], str],
        done: Iterable[str] = (),
        way: Way = "out",
    ) -> None:
        self.way = way
        self.place = place
        self.far: Callable[[Hop], str] = attrgetter("to" if way == "out" else "from_")
        """The end of a hop that the walk reaches by it."""
        self.near: Callable[[Hop], str] = attrgetter("from_" if way == "out" else "to")
        """The end of a hop where the walk comes from."""
        self.hops: dict[str, list[Hop]] = {START: sorted(start, key=in_order)}
        """The hops on from each place, in order."""
        self.ends: dict[str, int] = {}
        """The number of hops to each element reached."""
        self.places: dict[str, int] = {START: 0} | dict.fromkeys(done, 0)
        self._to_end: dict[str, tuple[Hop, str]] = {}
        self._to_place: dict[str, tuple[Hop, str]] = {}
        self._go(onwards)

    def _go(self, onwards: Callable[[str], Iterable[Hop]]) -> None:
        first = frozenset(self.hops[START])
        far, place = self.far, self.place
        begun = {place(self.near(hop)) for hop in first}
        level, distance = [START], 0
        while level:
            distance += 1
            entered: list[str] = []
            # Each level is in the order of its chains: forwards, the first hop to an end is that of its first chain.
            for origin in level:
                for hop in self.hops[origin]:
                    end = far(hop)
                    there = place(end)
                    self._note(self.ends, self._to_end, end, hop, origin, distance)
                    if self._note(self.places, self._to_place, there, hop, origin, distance):
                        entered.append(there)
            for each in entered:
                hops = onwards(each) if each not in begun else [hop for hop in onwards(each) if hop not in first]
                self.hops[each] = sorted(hops, key=in_order)
            level = entered

    def _note(
        self,
        found: dict[str, int],
        ways: dict[str, tuple[Hop, str]],
        id: str,
        hop: Hop,
        origin: str,
        distance: int,
    ) -> bool:
        known = found.get(id)
        if known is None:
            found[id], ways[id] = distance, (hop, origin)
            return True
        # Backwards, the hop found last is the first of the chain.
        if known == distance and self.way == "in" and hop < ways[id][0]:
            ways[id] = hop, origin
        return False

    def entry(self, place: str) -> tuple[Hop, str] | None:
        """The hop by which the walk first came to a place and the place it came from; None where it began."""
        return self._to_place.get(place)

    def origin(self, end: str) -> tuple[Hop, str]:
        """The last hop of the chain to an element, and the place it came from."""
        return self._to_end[end]

    def chain(self, end: str) -> Chain:
        """The shortest chain to an element, among equals the first by from, by, to; it reads as the links do."""
        return self._back(self._to_end[end])

    def chain_to_place(self, place: str) -> Chain:
        """The shortest chain to a place; nothing where the walk began."""
        return self._back(self._to_place[place]) if place in self._to_place else ()

    def _back(self, by: tuple[Hop, str]) -> Chain:
        hop, place = by
        hops = [hop]
        while place != START:
            hop, place = self._to_place[place]
            hops.append(hop)
        return tuple(hops if self.way == "in" else reversed(hops))
