"""Wholes and parts: what an element is part of, and what is part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ea_repo.metamodel import containing, kind

if TYPE_CHECKING:
    from ea_repo.graph.graph import Graph


def above(graph: Graph, id: str, fields: Sequence[str]) -> list[str]:
    """The element, then what it is part of, and so on up: at each step by the first of the fields that leads on."""
    chain = [id]
    while True:
        links = kind(graph.kind(chain[-1])).links
        upper = next((found for each in fields if each in links and (found := graph.targets(chain[-1], each))), ())
        if not upper or upper[0] in chain:
            return chain
        chain.append(upper[0])


def below(graph: Graph, id: str) -> frozenset[str]:
    """The element and all its parts, down to the smallest."""
    found, pending = {id}, [id]
    while pending:
        current = pending.pop()
        for name in containing(graph.kind(current)):
            new = [each for each in graph.targets(current, name) if each not in found]
            found.update(new)
            pending += new
    return frozenset(found)
