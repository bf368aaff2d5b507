"""The links that are written but not followed: they lead nowhere, to a wrong kind, or close a loop."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property

from ea_repo.graph.engine import Engine
from ea_repo.graph.loops import fields_with_loops_from, find_loops
from ea_repo.graph.overlay import Overlay
from ea_repo.graph.record import Relation

Unfollowed = Mapping[tuple[str, str], Container[str]]
"""By element and link field, the targets to which no link of that field is followed; only where there are some."""


class BrokenLinks:
    """The links of an engine that are not followed, at any date: found once, and shared by the views at every date."""

    def __init__(self, engine: Engine, closing: frozenset[tuple[str, str, str]] | None = None) -> None:
        """`closing` gives the links that close a loop where they are known already; None: they are looked for."""
        self._engine = engine
        self._known_closing = closing
        self._below: BrokenLinks | None = None

    @classmethod
    def known(cls, engine: Engine, links: Iterable[tuple[str, str, str]]) -> BrokenLinks:
        """Those of an engine of which they are known: the element, the field and the target of each."""
        broken = cls(engine)
        broken.__dict__["unfollowed"] = _by_element_and_field(links)
        return broken

    def with_changes(self, changed: Overlay) -> BrokenLinks:
        """Those of the same engine with changes over it."""
        broken = BrokenLinks(changed)
        broken._below = self if changed.vocabulary is changed.base.vocabulary else None
        return broken

    @property
    def astray(self) -> frozenset[Relation]:
        """The links to an element that does not exist, or to one of a kind that they may not point at."""
        return self._engine.astray

    @cached_property
    def closing(self) -> frozenset[tuple[str, str, str]]:
        """The (id, field, target) of the links that close a loop where none may be."""
        if self._known_closing is not None:
            return self._known_closing
        if self._below is not None and not self._below.closing and not self._close_loops(self._engine):
            return frozenset()
        return frozenset(loop.closing for loop in find_loops(self._engine))

    @staticmethod
    def _close_loops(changed: Engine) -> bool:
        """Whether there is a loop through what was put: where there was none before, there is no other."""
        return isinstance(changed, Overlay) and bool(fields_with_loops_from(changed, changed.put.ids()))

    @cached_property
    def unfollowed(self) -> Unfollowed:
        """The same links, by element and field."""
        astray = ((relation.source, relation.field, relation.target) for relation in self.astray)
        return _by_element_and_field((*self.closing, *astray))


def _by_element_and_field(links: Iterable[tuple[str, str, str]]) -> Unfollowed:
    targets: dict[tuple[str, str], set[str]] = {}
    for id, field, target in links:
        targets.setdefault((id, field), set()).add(target)
    return targets
