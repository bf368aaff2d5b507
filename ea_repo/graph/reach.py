"""From which elements one comes to others along links that were followed: whose answers may rest on those."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ea_repo.graph.graph import Graph


class Followed(NamedTuple):
    """A link field of the elements of exactly a kind, and which way it was followed.

    `forward`: from the element that writes it to the target; else from a target to those that write it.
    """

    kind: str
    field: str
    forward: bool


class Reach:
    """The ways back along links that were followed, in one graph, whatever the days on which a link holds."""

    def __init__(self, graph: Graph, followed: Iterable[Followed]) -> None:
        self._graph = graph
        self._forward = sorted((step.kind, step.field) for step in followed if step.forward)
        self._backward: dict[str, list[str]] = {}
        for step in sorted(followed):
            if not step.forward:
                self._backward.setdefault(step.kind, []).append(step.field)

    def from_where(self, ids: Iterable[str], steps: float, most: int) -> set[str] | None:
        """The elements from which at most so many steps lead to one of these, with these; None for more than `most`.

        A step along a link of which one follows many on end (`acyclic`: what an element is part of, what succeeds it)
        counts for none.
        """
        reached: set[str] = set()
        level = {id for id in ids if id in self._graph}
        distance = 0.0
        while level:
            pending = [*level]
            while pending:
                current = pending.pop()
                reached.add(current)
                if len(reached) > most:
                    return None
                new = {*self._leading_to(current, on_end=True)} - reached - level
                level |= new
                pending += new
            distance += 1
            if distance > steps:
                return reached
            level = {near for id in level for near in self._leading_to(id, on_end=False)} - reached
        return reached

    def _leading_to(self, id: str, *, on_end: bool) -> Iterator[str]:
        """The elements from which a step leads to this one: along links that one follows on end, or along others."""
        graph, kinds = self._graph, self._graph.vocabulary.kinds
        kind_name = graph.kind(id)
        for source_kind, field in self._forward:
            link = kinds[source_kind].links[field]
            if link.acyclic is on_end and graph.vocabulary.may_point_at(link, kind_name):
                yield from graph.engine.sources(source_kind, field, id)
        for field in self._backward.get(kind_name, ()):
            if kinds[kind_name].links[field].acyclic is on_end:
                yield from (ref.to for ref in graph.value(id, field) or () if ref.to in graph)


def with_their_wholes(graph: Graph, ids: Collection[str], most: int) -> set[str] | None:
    """These elements, all that they are part of and all parts of that, as is written; None for more than `most`."""
    together: set[str] = set()
    pending = [id for id in ids if id in graph]
    kinds = graph.vocabulary.kinds
    while pending:
        current = pending.pop()
        if current in together:
            continue
        together.add(current)
        if len(together) > most:
            return None
        links = kinds[graph.kind(current)].links
        for field, link in links.items():
            if link.whole:
                pending += [ref.to for ref in graph.value(current, field) or () if ref.to in graph]
        for inverse in graph.vocabulary.containing(graph.kind(current)):
            pending += graph.written(current, inverse)
    return together
