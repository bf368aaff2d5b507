"""The flows that count at a date, gathered by the solutions at their two ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph, LazyDict
from ea_repo.impact.hop import Hop, in_order

PRODUCTION = (None, "production")
OWN = "="
"""What the id of a datum that is no element begins with."""


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

    @property
    def hop(self) -> Hop:
        """The step that it makes."""
        return Hop(self.source, self.id, self.target)


def own_datum(flow: str) -> str:
    return f"{OWN}{flow}"


class Exchanges:
    """The flows of production between different solutions, in service at the graph's date.

    `alone`: flows are asked only for their own dates, so that what left service but is still connected shows.
    """

    def __init__(self, graph: Graph, *, alone: bool = False) -> None:
        self.graph = graph
        self._alone = alone
        # Each is looked up when asked: a question about one application reads its surroundings, not every flow.
        self._found: dict[str, Exchange | None] = {}
        self._given: dict[str, list[Exchange]] = {}
        self._taken: dict[str, list[Exchange]] = {}
        self._steps_out: dict[str, list[Hop]] = {}
        self._steps_in: dict[str, list[Hop]] = {}
        self._carrying: dict[str, list[Exchange]] = {}
        self._brought: dict[tuple[str, ...], tuple[str, ...]] = LazyDict(self._with_parts)

    @classmethod
    def of(cls, graph: Graph, *, alone: bool = False) -> Exchanges:
        """The exchanges of a graph, looked up at most once however many questions are asked of it."""
        return graph.once(_connected if alone else _in_service)

    def find(self, id: str) -> Exchange | None:
        """The exchange that a flow makes, None where it does not count or where the id is no flow's."""
        if id in self._found:
            return self._found[id]
        return self._of_flow(id) if id in self.graph and self.graph.kind(id) == "flow" else None

    def _of_flow(self, id: str) -> Exchange | None:
        if id not in self._found:
            self._found[id] = self._exchange(id)
        return self._found[id]

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
        data = graph.targets(id, "data") or ([] if graph.recorded(id, "data") else [own_datum(id)])
        return Exchange(id, source[0], target[0], giver, taker, tuple(data), graph.value(id, "need"))

    def given(self, solution: str) -> list[Exchange]:
        """The exchanges that leave a solution, in the order of the flows."""
        if solution not in self._given:
            self._given[solution] = [
                each for each in self.at(self.graph.parts(solution), "sends") if each.giver == solution
            ]
        return self._given[solution]

    def taken(self, solution: str) -> list[Exchange]:
        """The exchanges that reach a solution, in the order of the flows."""
        if solution not in self._taken:
            self._taken[solution] = [
                each for each in self.at(self.graph.parts(solution), "receives") if each.taker == solution
            ]
        return self._taken[solution]

    def steps_out(self, solution: str) -> list[Hop]:
        """The steps that leave a solution, in order."""
        if solution not in self._steps_out:
            self._steps_out[solution] = in_order(each.hop for each in self.given(solution))
        return self._steps_out[solution]

    def steps_in(self, solution: str) -> list[Hop]:
        """The steps that reach a solution, in order."""
        if solution not in self._steps_in:
            self._steps_in[solution] = in_order(each.hop for each in self.taken(solution))
        return self._steps_in[solution]

    def at(self, ids: Iterable[str], name: Literal["sends", "receives"]) -> Iterator[Exchange]:
        """The exchanges that elements send, or receive, in the order of the flows."""
        flows = {flow for id in ids for flow in self.graph.targets(id, name)}
        return (each for flow in sorted(flows) if (each := self._of_flow(flow)) is not None)

    def carrying(self, datum: str) -> list[Exchange]:
        """The exchanges on which a datum, or a whole of it, is written, in the order of the flows."""
        if datum not in self._carrying:
            graph = self.graph
            if datum in graph:
                wholes = graph.wholes(datum, "part_of")
                flows = {flow for each in wholes for flow in graph.targets(each, "carried_by")}
            else:
                flows = {datum.removeprefix(OWN)}
            self._carrying[datum] = [each for flow in sorted(flows) if (each := self._of_flow(flow)) is not None]
        return self._carrying[datum]

    def brought(self, each: Exchange) -> tuple[str, ...]:
        """What an exchange may bring, in order: each datum written on it, and its parts."""
        return self._brought[each.data]

    def _with_parts(self, data: tuple[str, ...]) -> tuple[str, ...]:
        graph = self.graph
        found = set[str]().union(*(graph.parts(datum) if datum in graph else (datum,) for datum in data))
        return tuple(sorted(found))


def _in_service(graph: Graph) -> Exchanges:
    return Exchanges(graph)


def _connected(graph: Graph) -> Exchanges:
    return Exchanges(graph, alone=True)
