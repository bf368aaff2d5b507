"""What stands at the other end of a link: looked for when first asked, for all elements of a kind once many ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import reduce

from ea_repo.graph.engine import Engine, turned
from ea_repo.metamodel import Inverse, Ref, family, inverses, kind

Unfollowed = Mapping[tuple[str, str], Container[str]]
"""By element and field, the targets to which no link of it leads."""
_MANY = 500
"""From how many questions on elements of a kind all of them are looked at."""
_NONE: list[str] = []


class Ends(dict[str, Sequence[str]]):
    """By element, those at the other end of one link, or of one relation by its inverse name; each once.

    Raises KeyError for an element that does not exist.
    """

    def __init__(self, engine: Engine, date: dt.date | None, unfollowed: Unfollowed, name: str) -> None:
        self._engine, self._date, self._unfollowed, self._name = engine, date, unfollowed, name
        self._asked: dict[str, int] = {}

    def __missing__(self, id: str) -> Sequence[str]:
        of = self._engine.kind_of(id)
        self._asked[of] = self._asked.get(of, 0) + 1
        leaving = self._name in kind(of).links
        if self._asked[of] == _MANY and self._engine.at_hand:
            self.update(self._all_leaving(of) if leaving else self._all_arriving(of))
            return self[id]
        found = self[id] = self._leaving(id) if leaving else self._arriving(of, id)
        return found

    def _leaving(self, id: str) -> Sequence[str]:
        refs: Sequence[Ref] = self._engine.value(id, self._name) or ()
        return list(self._led(refs, self._unfollowed.get((id, self._name), ())))

    def _led(self, refs: Sequence[Ref], hidden: Container[str]) -> tuple[str, ...]:
        """Where links lead at the date."""
        found = [ref.to for ref in refs if ref.visible(self._date) and ref.to not in hidden]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def _all_leaving(self, of: str) -> Iterator[tuple[str, Sequence[str]]]:
        # Many say the same, most often with one object for all, and lead to the same ones: one list for these.
        known: dict[int, Sequence[str]] = {}
        lists: dict[tuple[str, ...], Sequence[str]] = {(): _NONE}
        hidden = {source for source, field in self._unfollowed if field == self._name}
        for source, refs in self._engine.rows(of, self._name):
            found = known.get(id(refs)) if source not in hidden else None
            if found is None:
                ends = self._led(refs or (), self._unfollowed.get((source, self._name), ()))
                found = lists.setdefault(ends, list(ends))
                if source not in hidden:
                    known[id(refs)] = found
            yield source, found

    def _arriving(self, of: str, id: str) -> Sequence[str]:
        ends = inverses(of).get(self._name, ())
        found = [
            source
            for end in ends
            for source in pointing(self._engine, self._unfollowed, id, end)
            if any(ref.to == id and ref.visible(self._date) for ref in self._engine.value(source, end.field) or ())
        ]
        return sorted(set(found)) if len(ends) > 1 else found

    def _all_arriving(self, of: str) -> Iterator[tuple[str, Sequence[str]]]:
        ends = inverses(of).get(self._name, ())
        known = [self._backward(actual, end.field) for end in ends for actual in family(end.kind)]
        found: Mapping[str, Sequence[str]] = reduce(_both, filter(None, known), {})
        return ((id, found.get(id, _NONE)) for id in self._engine.of(of))

    def _backward(self, of: str, field: str) -> Mapping[str, Sequence[str]]:
        """By target, the elements of a kind of which the field leads to it at the date."""
        if self._engine.lasting(of, field) and not any(field == name for _, name in self._unfollowed):
            return self._engine.backward(of, field)
        rows = self._engine.rows(of, field)
        hidden = self._unfollowed
        return turned((id, self._led(refs or (), hidden.get((id, field), ()))) for id, refs in rows)


def _both(one: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    if not one:
        return other
    met = {id: sorted({*one[id], *other[id]}) for id in one.keys() & other.keys()}
    return {**one, **other, **met}


def pointing(engine: Engine, unfollowed: Unfollowed, id: str, end: Inverse) -> Sequence[str]:
    """The elements that point at this one by a link that can be followed, whether it holds at the date or not."""
    found = written(engine, id, end)
    if unfollowed:
        return [each for each in found if id not in unfollowed.get((each, end.field), ())]
    return found


def written(engine: Engine, id: str, end: Inverse) -> Sequence[str]:
    """The elements of which a link points at this one, whether it can be followed or not."""
    groups = [found for of in family(end.kind) if (found := engine.sources(of, end.field, id))]
    return sorted(each for group in groups for each in group) if len(groups) > 1 else groups[0] if groups else ()
