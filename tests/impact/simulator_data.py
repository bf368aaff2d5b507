"""Who holds what: the origins of each datum, settled before any loss, and how far flows bring it from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from tests.impact.simulator_world import APPLICATIONS, Flow, World

Hop = tuple[str, str, tuple[str, ...]]
"""A way that data go: from which solution, to which, the data written on the flow."""


def all_data(world: World) -> list[str]:
    """The data objects, and the datum of its own that a flow without data carries: it has the flow's id."""
    return [*world.model.of_kind("data_object"), *(flow.id for flow in world.flows if flow.data == (flow.id,))]


def names(world: World, datum: str) -> set[str]:
    """The datum and its wholes: a flow on which one of these is written brings the datum, if its source has it."""
    return {datum, *world.above(datum)}


@dataclass(frozen=True)
class Origins:
    """For each datum the applications or modules by which a solution is an origin of it."""

    of: dict[str, frozenset[str]]

    def having(self, more: Iterable[tuple[str, str]]) -> Origins:
        """The same and some more: (application, datum)."""
        added = dict(self.of)
        for application, datum in more:
            added[datum] = added.get(datum, frozenset()) | {application}
        return Origins(added)


def origins(world: World) -> Origins:
    """The origins on the day of that world, in which nothing is lost and nothing is forced to be in service."""
    return Origins({datum: _origins_of(world, datum) for datum in all_data(world)})


def _origins_of(world: World, datum: str) -> frozenset[str]:
    masters = _masters(world, datum)
    mastered = bool(masters)
    wanted = {datum} if mastered else names(world, datum)
    sends = [flow.source for flow in world.flows if wanted & {*flow.data}]
    hops = [hop(world, flow) for flow in world.flows if names(world, datum) & {*flow.data}]
    reached = _reached(map(world.solution, masters), hops)
    unreached = {world.solution(sender) for sender in sends} - reached
    leads_to = {solution: _reached([solution], hops) for solution in unreached}
    unfed = {
        solution
        for solution in unreached
        if all(feeder in leads_to[solution] for feeder in unreached if solution in leads_to[feeder])
    }
    return frozenset(masters) | {sender for sender in sends if world.solution(sender) in unfed}


def _masters(world: World, datum: str) -> set[str]:
    """Those in service who master it, else those of the nearest whole of it that has any."""
    for name in (datum, *world.above(datum)):
        masters = {id for id in world.of_kind(*APPLICATIONS) if name in world.to(id, "masters")}
        if masters:
            return masters
    return set()


def hop(world: World, flow: Flow) -> Hop:
    return world.solution(flow.source), world.solution(flow.target), flow.data


def _reached(starts: Iterable[str], hops: Collection[Hop]) -> set[str]:
    """The starts, and whom they feed, step by step."""
    reached = {*starts}
    while more := {target for source, target, _ in hops if source in reached} - reached:
        reached |= more
    return reached


def holders(world: World, origins: Origins, lost: Callable[[str], bool], hops: list[Hop]) -> dict[str, set[str]]:
    """The solutions that hold each datum, by origins that are not lost and the flows that are left."""
    held: dict[str, set[str]] = {}
    for datum, known in origins.of.items():
        starts = {world.solution(application) for application in known if not lost(application)}
        held[datum] = _reached(starts, [hop for hop in hops if names(world, datum) & {*hop[2]}])
    return held
