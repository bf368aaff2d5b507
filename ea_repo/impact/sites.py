"""Where things are used: the recorded sites without parts, and the applications deployed there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from ea_repo.graph import Graph

T = TypeVar("T")
EVERYWHERE = "*"
"""The one place, where no site is recorded."""


class Sites:
    """The places where the cover of a process is judged."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lenders: dict[str, str] = {}
        self._deployed: dict[str, frozenset[str] | None] = {}

    @classmethod
    def of(cls, graph: Graph) -> Sites:
        """The places of a graph, looked up at most once however many questions are asked of it."""
        return graph.once(cls)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Every recorded site in service without parts; one place where none is recorded."""
        graph = self._graph
        if not graph.of("site"):
            return (EVERYWHERE,)
        living = [id for id in graph.of("site") if graph.in_service(id)]
        wholes = {whole for id in living for whole in graph.targets(id, "part_of")}
        return tuple(id for id in living if id not in wholes)

    def within(self, sites: frozenset[str]) -> frozenset[str]:
        """The places in these sites and their parts."""
        inside = frozenset().union(*(self._graph.parts(each) for each in sites))
        return inside & set(self.places)

    def lender(self, application: str) -> str:
        """The element whose recorded deployments hold for this one: itself, or the whole that is deployed."""
        if application not in self._lenders:
            chain = self._graph.wholes(application, "part_of")
            recorded = (each for each in chain if self._graph.recorded(each, "deployed_at"))
            self._lenders[application] = next(recorded, chain[-1])
        return self._lenders[application]

    def deployed(self, application: str) -> frozenset[str] | None:
        """The places where an application is used; None where nothing is recorded of it nor of its whole."""
        lender = self.lender(application)
        if lender not in self._deployed:
            recorded = self._graph.recorded(lender, "deployed_at")
            at = frozenset(self._graph.targets(lender, "deployed_at"))
            self._deployed[lender] = self.within(at) if recorded else None
        return self._deployed[lender]

    def folded(self, places: Iterable[str]) -> list[str]:
        """The same places said shortly: a whole instead of all its parts."""
        return sorted(self.agreeing(dict.fromkeys(places)))

    def agreeing(self, places: Mapping[str, T]) -> dict[str, T]:
        """What is said of places, said of a whole instead where it is the same at each place of it."""
        graph = self._graph
        said = dict(places)
        for whole in sorted(graph.of("site"), key=lambda each: len(graph.wholes(each, "part_of")), reverse=True):
            parts = [each for each in graph.targets(whole, "parts") if graph.in_service(each)]
            if parts and all(each in said and said[each] == said[parts[0]] for each in parts):
                said[whole] = said[parts[0]]
                for each in parts:
                    del said[each]
        return dict(sorted(said.items()))
