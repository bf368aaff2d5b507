"""Who exchanges what with whom: the flows of production between different solutions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from ea_repo.graph import Graph, LazyDict
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.production import among_in_use, in_use, of_production, outside_production

Direction = Literal["sends", "receives"]
DIRECTIONS: tuple[Direction, Direction] = ("sends", "receives")
"""From an application, the relations to the flows that it gives and to those that it takes."""
_UNNAMED = "="
"""What the id of a datum that is no element begins with."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A flow between two solutions: its ends as written, their solutions, the data written on it, its need.

    Where nothing is written of its data, it carries a datum of its own, which is no element.
    """

    flow: str
    source: str
    target: str
    giver: str
    taker: str
    data: tuple[str, ...]
    need: str | None


def unnamed_datum(flow: str) -> str:
    """The datum of its own that a flow carries where nothing is written of its data."""
    return f"{_UNNAMED}{flow}"


class Exchanges:
    """The exchanges at the graph's date, by flow, by solution and by datum.

    Each is looked up when it is asked for: a question about one application reads its surroundings, not every flow.
    Three questions are asked of flows, hence three ways to make it, each kept with the graph.
    """

    def __init__(self, graph: Graph, find: Callable[[str], Exchange | None]) -> None:
        self.graph = graph
        self._by_flow: Mapping[str, Exchange | None] = LazyDict(find)
        self._given: Mapping[str, list[Exchange]] = LazyDict(self._given_by)
        self._taken: Mapping[str, list[Exchange]] = LazyDict(self._taken_by)
        self._carrying: Mapping[str, list[Exchange]] = LazyDict(self._carrying_datum)
        self._brought: Mapping[tuple[str, ...], tuple[str, ...]] = LazyDict(self._with_parts)
        self._platforms: Mapping[str, bool] = LazyDict(partial(is_platform, graph))

    @classmethod
    def gathered(cls, graph: Graph, exchanges: Iterable[Exchange]) -> Exchanges:
        """These exchanges, in the order of the flows, and no other: for who asks about most of a system."""
        by_flow = {exchange.flow: exchange for exchange in exchanges}
        gathered = cls(graph, by_flow.get)
        given: dict[str, list[Exchange]] = LazyDict(lambda _: [])
        taken: dict[str, list[Exchange]] = LazyDict(lambda _: [])
        for exchange in by_flow.values():
            given[exchange.giver].append(exchange)
            taken[exchange.taker].append(exchange)
        gathered._given, gathered._taken = given, taken
        graph.gathers(*DIRECTIONS, "modules")
        return gathered

    @classmethod
    def in_service(cls, graph: Graph) -> Exchanges:
        """Flows in service with their ends, their API and their platforms: those that bring data."""
        return graph.once(_in_service)

    @classmethod
    def connected(cls, graph: Graph, *, many: bool = False) -> Exchanges:
        """Flows asked only about their own dates, so that what left service but is still connected shows.

        `many`: most of them will be asked for, so it is worked out for all at once which of them count.
        """
        return graph.once(_connected_of_all if many else _connected)

    @classmethod
    def between_used(cls, graph: Graph, *, many: bool = True) -> Exchanges:
        """The connected ones between ends that are in service and of production: what rules ask about."""
        return graph.once(_between_used if many else _between_used_of_few)

    def all(self) -> Iterator[Exchange]:
        """Every exchange, in the order of the flows."""
        return self._of_flows(self.graph.of("flow"))

    # By flow

    def find(self, id: str) -> Exchange | None:
        """The exchange that a flow makes, None where it does not count or where the id is no flow's."""
        return self._by_flow[id]

    # By solution

    def given(self, solution: str) -> list[Exchange]:
        """The exchanges that leave a solution, by itself or by its modules, in the order of the flows."""
        return self._given[solution]

    def taken(self, solution: str) -> list[Exchange]:
        """The exchanges that reach a solution, by itself or by its modules, in the order of the flows."""
        return self._taken[solution]

    def of(self, solution: str, directions: Iterable[Direction] = DIRECTIONS) -> list[Exchange]:
        """The exchanges of a solution, those that it gives first."""
        by_direction = {"sends": self.given, "receives": self.taken}
        return [exchange for direction in directions for exchange in by_direction[direction](solution)]

    def at(self, elements: Iterable[str], direction: Direction) -> Iterator[Exchange]:
        """The exchanges that some elements send, or receive, in the order of the flows."""
        flows = {flow for element in elements for flow in self.graph.targets(element, direction)}
        return self._of_flows(flows)

    def partners(self, solution: str, directions: Iterable[Direction] = DIRECTIONS) -> set[str]:
        """The solutions with which one exchanges; a platform written as an end is only a way to the next."""
        directions = tuple(directions)
        met, pending = {solution}, [solution]
        while pending:
            current = pending.pop()
            ends = {end for exchange in self.of(current, directions) for end in (exchange.giver, exchange.taker)}
            new = ends - met
            pending += [partner for partner in new if self._platforms[partner]]
            met |= new
        return met - {solution}

    def _given_by(self, solution: str) -> list[Exchange]:
        ends = self.at(self.graph.parts(solution), "sends")
        return [exchange for exchange in ends if exchange.giver == solution]

    def _taken_by(self, solution: str) -> list[Exchange]:
        ends = self.at(self.graph.parts(solution), "receives")
        return [exchange for exchange in ends if exchange.taker == solution]

    def _of_flows(self, flows: Iterable[str]) -> Iterator[Exchange]:
        by_flow = self._by_flow
        return (exchange for flow in sorted(flows) if (exchange := by_flow[flow]) is not None)

    # By datum

    def carrying(self, datum: str) -> list[Exchange]:
        """The exchanges on which a datum, or a whole of it, is written, in the order of the flows."""
        return self._carrying[datum]

    def each_carrying(self, datum: str) -> Iterator[Exchange]:
        """The same one after the other, in no order, some maybe twice: for who needs a few of them."""
        return (exchange for flow in self._flows_with(datum) if (exchange := self._by_flow[flow]) is not None)

    def carries(self, datum: str) -> bool:
        """Whether any exchange does, without a look at all of them."""
        return any(True for _ in self.each_carrying(datum))

    def brought(self, exchange: Exchange) -> tuple[str, ...]:
        """What an exchange may bring, in order: each datum written on it, and its parts."""
        return self._brought[exchange.data]

    def brings(self, solution: str, datum: str) -> bool:
        """Whether an exchange brings a solution a datum, a part or a whole of it."""
        related = self.graph.parts(datum).union(self.graph.wholes(datum, "part_of"))
        return any(not related.isdisjoint(exchange.data) for exchange in self.taken(solution))

    def _carrying_datum(self, datum: str) -> list[Exchange]:
        return list(self._of_flows(set(self._flows_with(datum))))

    def _flows_with(self, datum: str) -> Iterator[str]:
        """The flows on which a datum, or a whole of it, is written; of one without data, itself."""
        graph = self.graph
        if datum not in graph:
            yield datum.removeprefix(_UNNAMED)
            return
        for whole in graph.wholes(datum, "part_of"):
            yield from graph.targets(whole, "carried_by")

    def written_with(self, datum: str) -> frozenset[str]:
        """The flows of any date on which a datum, or a whole of it, is written: none of them is read."""
        graph = self.graph
        if datum not in graph:
            return frozenset((datum.removeprefix(_UNNAMED),))
        return frozenset(
            flow for whole in graph.wholes(datum, "part_of") for flow in graph.written(whole, "carried_by")
        )

    def _with_parts(self, data: tuple[str, ...]) -> tuple[str, ...]:
        graph = self.graph
        return tuple(sorted({part for datum in data for part in (graph.parts(datum) if datum in graph else (datum,))}))


def _reader(graph: Graph) -> Callable[[str], Exchange | None]:
    """Reads the exchange that a flow makes, whatever its dates; None where it joins no two solutions."""
    sources_of, targets_of, data_of = map(graph.along, ("source", "target", "data"))
    solutions = graph.solutions

    def read(flow: str) -> Exchange | None:
        sources, targets = sources_of[flow], targets_of[flow]
        if not sources or not targets:
            return None
        giver, taker = solutions[sources[0]], solutions[targets[0]]
        if giver == taker:
            return None
        data = data_of[flow] or ([] if graph.recorded(flow, "data") else [unnamed_datum(flow)])
        return Exchange(flow, sources[0], targets[0], giver, taker, tuple(data), graph.value(flow, "need"))

    return read


def _is_flow_of_production(graph: Graph, id: str) -> bool:
    return id in graph and graph.kind(id) == "flow" and of_production(graph, id)


def _in_service(graph: Graph) -> Exchanges:
    read = _reader(graph)
    return Exchanges(
        graph, lambda flow: read(flow) if _is_flow_of_production(graph, flow) and graph.in_service(flow) else None
    )


def _connected(graph: Graph) -> Exchanges:
    read = _reader(graph)
    return Exchanges(
        graph,
        lambda flow: read(flow) if _is_flow_of_production(graph, flow) and graph.in_service(flow, alone=True) else None,
    )


def _connected_of_all(graph: Graph) -> Exchanges:
    read, used = _reader(graph), graph.once(in_use, "flow")
    read_exchanges = (read(flow) for flow in graph.of("flow") if flow in used)
    return Exchanges.gathered(graph, filter(None, read_exchanges))


def _between_used(graph: Graph) -> Exchanges:
    connected, kind = Exchanges.connected(graph, many=True), graph.kind
    used: Mapping[str, frozenset[str]] = LazyDict(partial(graph.once, in_use))
    between = (
        exchange
        for exchange in connected.all()
        if exchange.source in used[kind(exchange.source)] and exchange.target in used[kind(exchange.target)]
    )
    return Exchanges.gathered(graph, between)


def _between_used_of_few(graph: Graph) -> Exchanges:
    read, used = _reader(graph), graph.once(in_use, "flow")

    def find(flow: str) -> Exchange | None:
        exchange = read(flow) if flow in used else None
        ends = () if exchange is None else (exchange.source, exchange.target)
        return exchange if len(among_in_use(graph, ends)) == len(ends) else None

    return Exchanges(graph, find)


def connected_ends(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """The source, the flow and the target of all that `Exchanges.connected` holds, for who wants every flow.

    It reads columns instead of asking flow by flow, and is several times faster on a large system.
    """
    sources, targets, solution = graph.along("source"), graph.along("target"), graph.solution
    elsewhere = graph.once(outside_production, "flow")
    for flow in graph.standing_alone("flow"):
        if flow not in elsewhere and sources[flow] and targets[flow]:
            source, target = sources[flow][0], targets[flow][0]
            if solution(source) != solution(target):
                yield source, flow, target
