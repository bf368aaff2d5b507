"""Wholes and parts: what each element is part of, up to the top, and all that is part of it."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.graph.adjacency import Neighbours
from ea_repo.graph.engine import Engine
from ea_repo.metamodel import containing, kind


class Wholes(dict[str, Sequence[str]]):
    """By element: itself, then what it is part of, and so on up to the top.

    At each step the first of `fields` that leads somewhere is taken. Raises KeyError for an element that does not
    exist.
    """

    def __init__(self, engine: Engine, neighbours: Neighbours, fields: Sequence[str]) -> None:
        self._engine, self._neighbours, self._fields = engine, neighbours, fields

    def __missing__(self, id: str) -> Sequence[str]:
        chain = [id]
        while True:
            links = kind(self._engine.kind_of(chain[-1])).links
            upwards = (self._neighbours[field][chain[-1]] for field in self._fields if field in links)
            wholes = next(filter(None, upwards), ())
            if not wholes or wholes[0] in chain:
                self[id] = chain
                return chain
            chain.append(wholes[0])


class Parts(dict[str, frozenset[str]]):
    """By element: itself and all its parts, down to the smallest. Raises KeyError for one that does not exist."""

    def __init__(self, engine: Engine, neighbours: Neighbours) -> None:
        self._engine, self._neighbours = engine, neighbours

    def __missing__(self, id: str) -> frozenset[str]:
        parts, pending = {id}, [id]
        while pending:
            current = pending.pop()
            for inverse in containing(self._engine.kind_of(current)):
                new = [part for part in self._neighbours[inverse][current] if part not in parts]
                parts.update(new)
                pending += new
        self[id] = frozenset(parts)
        return self[id]
