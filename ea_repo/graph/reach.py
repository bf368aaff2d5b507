"""From which elements one comes to others along links that were followed: whose answers may rest on those."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ea_repo.graph.graph import Graph
from ea_repo.metamodel import Vocabulary


class Followed(NamedTuple):
    """A link field of the elements of exactly a kind, and which way it was followed.

    `forward`: from the element that writes it to the target; else from a target to those that write it.
    """

    kind: str
    field: str
    forward: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A step back along a link: from an element that is reached to those that lead to it."""

    near: str
    """The kind of the element that is reached."""
    far: str
    """The kind of those that lead to it."""
    field: str
    is_written_far: bool
    """Whether those that lead to the element write the field, or the element does."""
    on_end: bool
    """Whether one follows many such links on end (what an element is part of, what succeeds it): it does not count."""


class Reach:
    """The ways back along links that were followed, in one graph, whatever the days on which a link holds."""

    def __init__(self, graph: Graph, followed: Iterable[Followed], wanted: Collection[str]) -> None:
        """Only elements of the kinds `wanted` are sought."""
        self._graph, self._wanted = graph, frozenset(wanted)
        self._steps = [*_steps(graph.vocabulary, followed)]
        self._by_kind: dict[str, list[_Step]] = {}
        for step in self._steps:
            self._by_kind.setdefault(step.near, []).append(step)

    def from_where(self, ids: Iterable[str], steps: float, most: int) -> set[str] | None:
        """The elements from which at most so many steps lead to one of these, with these; None for more than `most`.

        Those on the way to elements that are wanted are among them.
        """
        reached: set[str] = set()
        level = {id for id in ids if id in self._graph}
        while level:
            reached |= self._on_end(level, self._towards(steps))
            if len(reached) > most:
                return None
            if steps <= 0:
                break
            steps -= 1
            towards = self._towards(steps)
            level = {far for id in level for far in self._leading_to(id, towards, on_end=False)} - reached
        return reached

    def around(self, ids: Iterable[str]) -> int:
        """How many elements point at these by the links that were followed back: what a look at these takes."""
        return sum(
            len(self._graph.engine.sources(step.near, step.field, id))
            for id in ids
            for step in self._steps_to(self._graph.kind(id))
            if not step.is_written_far
        )

    def _steps_to(self, kind: str) -> list[_Step]:
        return [step for step in self._steps if step.far == kind]

    def _on_end(self, level: set[str], towards: Container[str]) -> set[str]:
        """The elements of a level, to which those are added that steps which do not count lead to."""
        pending = [*level]
        while pending:
            new = {*self._leading_to(pending.pop(), towards, on_end=True)} - level
            level |= new
            pending += new
        return level

    def _towards(self, steps: float) -> frozenset[str]:
        """The kinds from whose elements at most so many steps lead back to one that is wanted."""
        kinds = self._closed(self._wanted)
        while steps > 0:
            wider = self._closed(kinds.union(step.near for step in self._steps if step.far in kinds))
            if wider == kinds:
                break
            kinds, steps = wider, steps - 1
        return kinds

    def _closed(self, kinds: frozenset[str]) -> frozenset[str]:
        while new := {step.near for step in self._steps if step.on_end and step.far in kinds} - kinds:
            kinds |= new
        return kinds

    def _leading_to(self, id: str, towards: Container[str], *, on_end: bool) -> Iterator[str]:
        """The elements of some kinds from which a step leads to this one."""
        graph = self._graph
        for step in self._by_kind.get(graph.kind(id), ()):
            if step.on_end is on_end and step.far in towards:
                if step.is_written_far:
                    yield from graph.engine.sources(step.far, step.field, id)
                else:
                    yield from (ref.to for ref in graph.value(id, step.field) or () if ref.to in graph)


def _steps(vocabulary: Vocabulary, followed: Iterable[Followed]) -> Iterator[_Step]:
    """The steps back along these links."""
    for writer, field, forward in sorted(followed):
        link = vocabulary.kinds[writer].links[field]
        for target in vocabulary.kinds:
            if vocabulary.may_point_at(link, target):
                near, far = (target, writer) if forward else (writer, target)
                yield _Step(near, far, field, forward, link.acyclic)


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
