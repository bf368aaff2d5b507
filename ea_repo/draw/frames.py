"""The frames that elements stand in: what a link points at, and the wholes of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ea_repo.graph import Graph


class Frames:
    """Where each element stands, by a link: an element in several stands in the first, or in a preferred one."""

    def __init__(self, graph: Graph, link: str | None, ids: Iterable[str], preferred: Iterable[str] = ()) -> None:
        self._graph = graph
        self._of: dict[str, list[str]] = {}
        first = frozenset(preferred)
        for id in ids if link else ():
            frames = frames_of(graph, id, str(link))
            self._of[id] = sorted(frames, key=lambda frame: first.isdisjoint(graph.wholes(frame, "part_of")))

    def of(self, id: str) -> str | None:
        """The innermost frame of an element."""
        return next(iter(self._of.get(id, ())), None)

    def around(self, id: str) -> set[str]:
        """All the frames that an element stands in, whatever their size."""
        return {whole for frame in self._of.get(id, ()) for whole in self._graph.wholes(frame, "part_of")}

    def outer(self, id: str) -> str | None:
        """The outermost frame of an element."""
        frame = self.of(id)
        return self._graph.wholes(frame, "part_of")[-1] if frame else None

    def below(self, id: str, around: Iterable[str]) -> str | None:
        """Of the frames that an element stands in, the one right inside one of these; None where there is none."""
        outer = frozenset(around)
        for frame in self._of.get(id, ()):
            for inner, whole in pairwise(self._graph.wholes(frame, "part_of")):
                if whole in outer:
                    return inner
        return None

    def parent(self, frame: str) -> str | None:
        """The frame around a frame."""
        above = self._graph.wholes(frame, "part_of")[1:]
        return above[0] if above else None

    def with_wholes(self, frames: Iterable[str | None]) -> list[str]:
        """These frames and those around them, in order."""
        return sorted({whole for frame in frames if frame for whole in self._graph.wholes(frame, "part_of")})


def frames_of(graph: Graph, id: str, link: str) -> Sequence[str]:
    """What a link of an element, or else of its wholes, points at; of a relation seen from the other end too."""
    for whole in graph.wholes(id, "part_of"):
        if link in graph.definition(whole).links or graph.recorded(whole, link):
            frames = graph.targets(whole, link)
            if frames:
                return frames
    return []


def frame_above(graph: Graph, id: str, links: Sequence[str]) -> str | None:
    """The frame around a frame: what the first of these links that says something points at, in service.

    Frames that would stand in each other, round and round, stand in none.
    """

    def above(frame: str) -> str | None:
        known = (link for link in links if link in graph.definition(frame).links)
        return next((end for link in known for end in graph.targets(frame, link) if graph.in_service(end)), None)

    first, seen = above(id), {id}
    around = first
    while around is not None and around not in seen:
        seen.add(around)
        around = above(around)
    return None if around == id else first
