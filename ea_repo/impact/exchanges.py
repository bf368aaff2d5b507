"""The flows that count at a date, gathered by the solutions at their two ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ea_repo.graph import Graph

PRODUCTION = (None, "production")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A flow between two solutions: its ends as written, their solutions, the data written on it, its need.

    Where nothing is written of its data, it carries a datum of its own, which is no element.
    """

    id: str
    source: str
    target: str
    giver: str
    taker: str
    data: tuple[str, ...]
    need: str | None


def own_datum(flow: str) -> str:
    return f"={flow}"


class Exchanges:
    """The flows of production between different solutions, in service at the graph's date.

    `alone`: flows are asked only for their own dates, so that what left service but is still connected shows.
    """

    def __init__(self, graph: Graph, *, alone: bool = False) -> None:
        self.graph = graph
        self._alone = alone

    @cached_property
    def by_id(self) -> dict[str, Exchange]:
        """Every exchange, by the id of its flow, in order."""
        found = (self._exchange(id) for id in self.graph.of("flow"))
        return {each.id: each for each in found if each is not None}

    def _exchange(self, id: str) -> Exchange | None:
        graph = self.graph
        if graph.value(id, "environment") not in PRODUCTION or not graph.in_service(id, alone=self._alone):
            return None
        source, target = graph.targets(id, "source"), graph.targets(id, "target")
        if not source or not target:
            return None
        giver, taker = graph.solution(source[0]), graph.solution(target[0])
        if giver == taker:
            return None
        data = graph.targets(id, "data") if graph.recorded(id, "data") else [own_datum(id)]
        return Exchange(id, source[0], target[0], giver, taker, tuple(data), graph.value(id, "need"))

    @cached_property
    def given(self) -> dict[str, list[Exchange]]:
        """The exchanges that leave each solution."""
        found: dict[str, list[Exchange]] = {}
        for each in self.by_id.values():
            found.setdefault(each.giver, []).append(each)
        return found

    @cached_property
    def taken(self) -> dict[str, list[Exchange]]:
        """The exchanges that reach each solution."""
        found: dict[str, list[Exchange]] = {}
        for each in self.by_id.values():
            found.setdefault(each.taker, []).append(each)
        return found

    @cached_property
    def carrying(self) -> dict[str, list[Exchange]]:
        """The exchanges on which each datum, or a whole of it, is written; in the order of the flows."""
        found: dict[str, list[Exchange]] = {}
        for each in self.by_id.values():
            for datum in self.brought(each):
                found.setdefault(datum, []).append(each)
        return found

    def brought(self, each: Exchange) -> set[str]:
        """What an exchange may bring: each datum written on it, and its parts."""
        graph = self.graph
        return set().union(*(graph.parts(datum) if datum in graph else (datum,) for datum in each.data))
