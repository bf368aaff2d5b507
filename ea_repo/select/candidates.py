"""The elements that may be what one looks for, where what holds the graph can tell them without reading it all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ea_repo.graph import Graph

if TYPE_CHECKING:
    from ea_repo.select.full_text import FullText
    from ea_repo.select.selector import Selector


@runtime_checkable
class Finder(Protocol):
    """What a graph's engine may offer beside what every engine does: a server finds elements by itself."""

    def candidates(self, wanted: Selector | FullText, /) -> Iterable[str] | None:
        """Every element that a selector chooses or that says a text, and maybe others; None where it cannot tell."""
        ...


def candidates(graph: Graph, wanted: Selector | FullText) -> Iterable[str] | None:
    """The elements to look at one by one, None where looking at all is as short."""
    return graph.engine.candidates(wanted) if isinstance(graph.engine, Finder) else None
