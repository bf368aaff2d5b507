"""Wholes and parts: what each element is part of, up to the top, and all that is part of it."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.graph.adjacency import Neighbours
from ea_repo.graph.engine import Engine


class Wholes(dict[str, Sequence[str]]):
    """By element: itself, then what it is part of, and so on up to the top.

    At each step the first of `fields` that leads somewhere is taken. Raises KeyError for an element that does not
    exist.
    """

    def __init__(self, engine: Engine, neighbours: Neighbours, fields: Sequence[str]) -> None:
        self._engine, self._neighbours, self._fields = engine, neighbours, fields

    def __missing__(self, id: str) -> Sequence[str]:
        chain, met = [id], {id}
        while (whole := self._nearest(chain[-1])) is not None and whole not in met:
            known = self.get(whole, ())
            # From a whole whose own wholes are known, the way up is the same, unless it comes back here.
            if known and met.isdisjoint(known):
                chain += known
                break
            chain.append(whole)
            met.add(whole)
        self[id] = chain
        return chain

    def _nearest(self, id: str) -> str | None:
        links = self._engine.vocabulary.kinds[self._engine.kind_of(id)].links
        upwards = (self._neighbours[field][id] for field in self._fields if field in links)
        return next((wholes[0] for wholes in upwards if wholes), None)


class Parts(dict[str, frozenset[str]]):
    """By element: itself and all its parts, down to the smallest. Raises KeyError for one that does not exist."""

    def __init__(self, engine: Engine, neighbours: Neighbours) -> None:
        self._engine, self._neighbours = engine, neighbours

    def __missing__(self, id: str) -> frozenset[str]:
        parts, pending = {id}, [id]
        while pending:
            current = pending.pop()
            for inverse in self._engine.vocabulary.containing(self._engine.kind_of(current)):
                new = [part for part in self._neighbours[inverse][current] if part not in parts]
                parts.update(new)
                pending += new
        self[id] = frozenset(parts)
        return self[id]
