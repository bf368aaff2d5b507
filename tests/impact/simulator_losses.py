"""What is lost with what: the table of meaning.md, line by line, repeated until nothing changes any more."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping
from enum import IntEnum

from tests.impact.simulator_data import Hop, Origins, holders, hop
from tests.impact.simulator_world import APPLICATIONS, Flow, World


class Rank(IntEnum):
    """How bad it is; `COVERED` is said of processes only."""

    UNTOUCHED = -1
    COVERED = 0
    DEGRADED = 1
    AT_RISK = 2
    LOST = 3


StandIns = Mapping[str, Collection[str]]
"""What takes the place of something withdrawn, in its flows and for its processes."""


class Losses:
    """What the loss of some elements does, in one reading of the needs that are not written.

    `harsh` reads such a need as vital, else as useful. `stand_ins` are alternatives in the flows of what is lost.
    """

    def __init__(
        self,
        world: World,
        origins: Origins,
        roots: Collection[str],
        *,
        harsh: bool,
        stand_ins: StandIns | None = None,
    ) -> None:
        self.world, self.origins, self.harsh = world, origins, harsh
        self.stand_ins = stand_ins or {}
        self.ranks: dict[str, Rank] = {}
        self.felled: set[str] = set()
        """The nodes that are lost for another reason than too few parts: their parts go with them."""
        self.held: dict[str, set[str]] = {}
        for root in roots:
            self._root(root)
        self._repeat()

    def rank(self, id: str) -> Rank:
        return self.ranks.get(id, Rank.UNTOUCHED)

    def lost(self, id: str) -> bool:
        return self.rank(id) == Rank.LOST

    def lost_data(self, before: Mapping[str, Collection[str]]) -> set[str]:
        """The data objects that somebody held and nobody holds any more."""
        known = self.world.model.of_kind("data_object")
        return {datum for datum in known if before.get(datum) and not self.held.get(datum)}

    def _root(self, root: str) -> None:
        self._set(root, Rank.LOST)
        if self.world.model.kind[root] == "node":
            self.felled.add(root)

    def _set(self, id: str, rank: Rank) -> None:
        if self.world.in_service(id) and rank > self.rank(id):
            self.ranks[id] = rank

    def _repeat(self) -> None:
        before: tuple[object, ...] = ()
        while before != (now := (dict(self.ranks), set(self.felled), dict(self.held))):
            before = now
            self._sites()
            self._nodes()
            self._applications()
            self._flows()
            self.held = holders(self.world, self.origins, self.lost, self._hops())
            self._needs()

    def _sites(self) -> None:
        for site in self.world.of_kind("site"):
            if any(self.lost(whole) for whole in self.world.to(site, "part_of")):
                self._set(site, Rank.LOST)

    def _nodes(self) -> None:
        world = self.world
        for node in world.of_kind("node"):
            whole_falls = any(whole in self.felled for whole in world.to(node, "part_of"))
            needed = [*world.to(node, "runs_on"), *world.to(node, "operator"), *world.to(node, "site")]
            if whole_falls or any(map(self.lost, needed)):
                self.felled.add(node)
                self._set(node, Rank.LOST)
            self._parts_of(node)

    def _parts_of(self, node: str) -> None:
        """What the loss of some of its parts does to a node and, where it is redundant, to what runs on it."""
        parts = self.world.below(node, "part_of")
        left = [part for part in parts if not self.lost(part)]
        redundancy = self.world.model.value(node, "redundancy")
        if len(left) == len(parts):
            return
        if len(left) < (redundancy["k"] if redundancy else 1):
            self._set(node, Rank.LOST)
        elif redundancy:
            self._at_risk(node)
        else:
            self._set(node, Rank.DEGRADED)

    def _at_risk(self, node: str) -> None:
        waiting = [node]
        seen: set[str] = set()
        while waiting:
            id = waiting.pop()
            if id not in seen:
                seen.add(id)
                self._set(id, Rank.AT_RISK)
                waiting += self.world.below(id, "runs_on")

    def _applications(self) -> None:
        world = self.world
        for application in world.of_kind(*APPLICATIONS):
            needed = [id for field in ("part_of", "instance_of", "runs_on") for id in world.to(application, field)]
            if any(map(self.lost, needed)):
                self._set(application, Rank.LOST)
            if self.lost(application):
                for whole in world.above(application):
                    self._set(whole, Rank.DEGRADED)
        for api in world.of_kind("api"):
            if any(map(self.lost, world.to(api, "provided_by"))):
                self._set(api, Rank.LOST)

    def _flows(self) -> None:
        for flow in (*self.world.flows, *self.world.inner_flows):
            if not any(self.ways(flow)):
                self._set(flow.id, Rank.LOST)

    def ways(self, flow: Flow) -> Iterator[Flow]:
        """The flow as it is, and with what stands in for its source, target, API and via, as far as nothing is lost.

        A target that is lost leaves the flow as it is; the datum reaches nobody by it.
        """
        if self.lost(flow.id):
            return
        roles = [[flow.source], [flow.target], *([id] for id in flow.needed)]
        for choice in itertools.product(*([*role, *self.stand_ins.get(role[0], ())] for role in roles)):
            source, target, *needed = choice
            if all(self.world.in_service(id) and not self.lost(id) for id in (source, *needed)):
                yield Flow(flow.id, source, target, tuple(needed), flow.data, flow.need)

    def _hops(self) -> list[Hop]:
        """How data still go: a stand-in takes part in service only; for a module, in what its solution gave it too."""
        ways = [way for flow in (*self.world.flows, *self.world.inner_flows) for way in self.ways(flow)]
        return [hop(self.world, way) for way in ways if self.world.in_service(way.target) and not self.lost(way.target)]

    def brings(self, flow: Flow, datum: str) -> bool:
        """Whether its target still gets that datum by it."""
        holding = self.held.get(datum, ())
        ways = [way for way in self.ways(flow) if way.target == flow.target]
        return any(self.world.solution(way.source) in holding for way in ways)

    def _needs(self) -> None:
        for flow in self.world.flows:
            for datum in flow.data:
                if not self.brings(flow, datum):
                    self._without(flow, datum)

    def _without(self, flow: Flow, datum: str) -> None:
        """What it does to its target that a flow brings a datum no more."""
        still_held = self.world.solution(flow.target) in self.held.get(datum, ())
        vital = flow.need == "vital" or (flow.need is None and self.harsh)
        if vital:
            platform = self.world.nearest(flow.target, "type") == "platform"
            self._set(flow.target, Rank.AT_RISK if still_held or platform else Rank.LOST)
        elif not still_held:
            self._set(flow.target, Rank.DEGRADED)
