"""The elements at the other end of links: found when first asked for, for a whole kind at once when many are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import reduce

from ea_repo.graph.broken_links import Unfollowed
from ea_repo.graph.engine import Engine, inverted
from ea_repo.metamodel import Inverse, Ref

Neighbours = Mapping[str, Mapping[str, Sequence[str]]]
"""By the name of a link field or of a relation seen from its other end (its inverse name), then by element, the
elements at the other end."""
_MANY = 500
"""From how many questions about elements of one kind all elements of that kind are answered at once."""
_NO_ELEMENT: list[str] = []


class Adjacency(dict[str, Sequence[str]]):
    """By element, those at the other end of one link field, or of one relation by its inverse name; each once.

    Only links that hold at `date` (None: at any date) and that are followed count. Raises KeyError for an element
    that does not exist.
    """

    def __init__(self, engine: Engine, date: dt.date | None, unfollowed: Unfollowed, name: str) -> None:
        self._engine, self._date, self._unfollowed, self._name = engine, date, unfollowed, name
        self._questions: dict[str, int] = {}
        """By kind, how many of its elements were asked about."""

    def __missing__(self, id: str) -> Sequence[str]:
        kind_name = self._engine.kind_of(id)
        self._questions[kind_name] = self._questions.get(kind_name, 0) + 1
        is_field = self._name in self._engine.vocabulary.kinds[kind_name].links
        if self._questions[kind_name] == _MANY and self._engine.at_hand:
            self.update(self._all_targets(kind_name) if is_field else self._all_sources(kind_name))
            return self[id]
        ends = self[id] = self._targets(id) if is_field else self._sources(kind_name, id)
        return ends

    def _targets(self, id: str) -> Sequence[str]:
        """The elements that this one points at."""
        refs: Sequence[Ref] = self._engine.value(id, self._name) or ()
        return list(self._followed(refs, self._unfollowed.get((id, self._name), ())))

    def _followed(self, refs: Sequence[Ref], unfollowed: Container[str]) -> tuple[str, ...]:
        """The targets of links that hold at the date, each once, without those that no link leads to."""
        targets = [ref.to for ref in refs if ref.visible(self._date) and ref.to not in unfollowed]
        return tuple(dict.fromkeys(targets)) if len(targets) > 1 else tuple(targets)

    def _all_targets(self, kind_name: str) -> Iterator[tuple[str, Sequence[str]]]:
        """The same for each element of a kind."""
        # Many elements share one object as the value of their links, and many point at the same elements: the lists
        # are shared too, which spares time and memory.
        list_by_refs: dict[int, Sequence[str]] = {}
        list_by_targets: dict[tuple[str, ...], Sequence[str]] = {(): _NO_ELEMENT}
        with_unfollowed = {source for source, field in self._unfollowed if field == self._name}
        for source, refs in self._engine.rows(kind_name, self._name):
            targets = list_by_refs.get(id(refs)) if source not in with_unfollowed else None
            if targets is None:
                followed = self._followed(refs or (), self._unfollowed.get((source, self._name), ()))
                targets = list_by_targets.setdefault(followed, list(followed))
                if source not in with_unfollowed:
                    list_by_refs[id(refs)] = targets
            yield source, targets

    def _sources(self, kind_name: str, id: str) -> Sequence[str]:
        """The elements that point at this one."""
        ends = self._engine.vocabulary.inverses(kind_name).get(self._name, ())
        sources = [
            source
            for end in ends
            for source in followed_sources(self._engine, self._unfollowed, id, end)
            if any(ref.to == id and ref.visible(self._date) for ref in self._engine.value(source, end.field) or ())
        ]
        return sorted(set(sources)) if len(ends) > 1 else sources

    def _all_sources(self, kind_name: str) -> Iterator[tuple[str, Sequence[str]]]:
        """The same for each element of a kind."""
        vocabulary = self._engine.vocabulary
        ends = vocabulary.inverses(kind_name).get(self._name, ())
        by_end = [self._backward(source_kind, end.field) for end in ends for source_kind in vocabulary.family(end.kind)]
        sources: Mapping[str, Sequence[str]] = reduce(_merged, filter(None, by_end), {})
        return ((id, sources.get(id, _NO_ELEMENT)) for id in self._engine.of(kind_name))

    def _backward(self, source_kind: str, field: str) -> Mapping[str, Sequence[str]]:
        """By target, the elements of a kind of which the field leads to it at the date."""
        if self._engine.lasting(source_kind, field) and not any(field == name for _, name in self._unfollowed):
            return self._engine.backward(source_kind, field)
        rows = self._engine.rows(source_kind, field)
        unfollowed = self._unfollowed
        return inverted((id, self._followed(refs or (), unfollowed.get((id, field), ()))) for id, refs in rows)


def _merged(first: Mapping[str, Sequence[str]], second: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """By target, the elements that either of the two gives for it, in order."""
    if not first:
        return second
    shared = {id: sorted({*first[id], *second[id]}) for id in first.keys() & second.keys()}
    return {**first, **second, **shared}


def followed_sources(engine: Engine, unfollowed: Unfollowed, id: str, end: Inverse) -> Sequence[str]:
    """The elements that point at this one from one end by a link that is followed, whether it holds at the date."""
    sources = written_sources(engine, id, end)
    if unfollowed:
        return [source for source in sources if id not in unfollowed.get((source, end.field), ())]
    return sources


def written_sources(engine: Engine, id: str, end: Inverse) -> Sequence[str]:
    """The elements that point at this one from one end, whether the link is followed and holds at the date or not."""
    family = engine.vocabulary.family(end.kind)
    groups = [sources for kind_name in family if (sources := engine.sources(kind_name, end.field, id))]
    if len(groups) > 1:
        return sorted(source for group in groups for source in group)
    return groups[0] if groups else ()
