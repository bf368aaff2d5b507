"""The tree of a walk: each element once, where its shortest chain puts it; every other hop to it is a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.impact.chain import Hop
from ea_repo.impact.dependencies import Dependencies
from ea_repo.impact.walk import START, Walk, Way

See = Literal["above", "below", "root"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line at its depth: the element it comes to, from which one, by which hops.

    `see`: where the element itself stands, if on another line; `rest`: where what follows it does, at which element.
    """

    depth: int
    end: str
    parent: str
    hops: tuple[Hop, ...]
    see: See | None = None
    rest: See | None = None
    rest_at: str = ""


def rows(found: Dependencies, way: Way) -> list[Row]:
    """The lines of one way, down to the depth."""
    return _Tree(found, way).rows()


@dataclass(frozen=True, slots=True)
class _Branch:
    depth: int
    end: str
    parent: str
    hops: tuple[Hop, ...]
    stands_here: bool
    """Whether the element itself stands on this line."""
    goes_on: bool
    """Whether what follows its place stands below this line."""


class _Tree:
    def __init__(self, found: Dependencies, way: Way) -> None:
        self._found = found
        self._walk: Walk = found.walks[way]
        self._name: Callable[[str], str] = found.graph.name
        self._home = self._walk.place(found.root)

    def rows(self) -> list[Row]:
        branches = list(self._branches())
        here = {branch.end: number for number, branch in enumerate(branches) if branch.stands_here}
        goes_on = {self._walk.place(branch.end): number for number, branch in enumerate(branches) if branch.goes_on}
        at = {place: branches[number].end for place, number in goes_on.items()}
        lines = []
        for number, branch in enumerate(branches):
            place = self._walk.place(branch.end)
            see = rest = None
            if not branch.stands_here:
                see = self._see(number, here.get(branch.end))
            elif place == self._home:
                see = "root"
            elif not branch.goes_on and place in goes_on:
                rest = self._see(number, goes_on[place])
            lines.append(Row(branch.depth, branch.end, branch.parent, branch.hops, see, rest, at.get(place, "")))
        return lines

    def _see(self, number: int, other: int | None) -> See:
        return "root" if other is None else "above" if other < number else "below"

    def _branches(self) -> Iterator[_Branch]:
        """Every branch in the order of the lines."""
        # Depth first without recursion: the nearest branches last, so that they are taken first.
        pending = self._under(START, self._found.root, None)
        while pending:
            branch = pending.pop()
            yield branch
            if branch.goes_on:
                pending += self._under(self._walk.place(branch.end), branch.end, branch)

    def _under(self, place: str, parent: str, by: _Branch | None) -> list[_Branch]:
        """The branches that leave a place, the last one first; but for the links that led to it, seen backwards."""
        walk = self._walk
        back = {Hop(each.to, each.by, each.from_) for each in by.hops} if by else set()
        by_end: dict[str, list[Hop]] = {}
        for hop in walk.hops[place]:
            if hop not in back:
                by_end.setdefault(walk.far(hop), []).append(hop)
        ends = sorted(by_end, key=lambda end: (self._name(end).casefold(), end))
        branches = []
        for end in ends:
            there = walk.place(end)
            entry = walk.entry(there)
            first = entry is not None and entry[1] == place and walk.far(entry[0]) == end
            stands_here = walk.origin(end)[1] == place and (there != self._home or first)
            goes_on = first and bool(walk.hops[there]) and self._found.shown(walk.places[there] + 1)
            depth = by.depth + 1 if by else 0
            branches.append(_Branch(depth, end, parent, tuple(by_end[end]), stands_here, goes_on))
        return branches[::-1]
