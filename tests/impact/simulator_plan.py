"""What a withdrawal loses on one day, others being made already: the system before it beside the system after it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.impact.simulator import judged, withdrawal, withdrawn_at
from tests.impact.simulator_data import Origins, origins
from tests.impact.simulator_losses import Losses, Rank
from tests.impact.simulator_processes import Present, Processes
from tests.impact.simulator_world import APPLICATIONS, Flow, Model, World

Replacements = Mapping[str, Sequence[str]]
"""What takes the place of each application that goes."""


@dataclass(frozen=True, order=True)
class Loss:
    """Something that is lost by a step: what it is, and for a process where, and which need."""

    kind: str
    """application, node, api, datum, flow, process or need."""
    id: str
    place: str = ""
    need: str = ""


class Plan:
    """What is asked: who goes, what replaces it, and from which site where it is one only."""

    def __init__(self, model: Model, ids: Sequence[str], replacements: Replacements, site: str | None) -> None:
        self.model, self.ids, self.replacements, self.site = model, sorted(ids), replacements, site
        self._worlds: dict[dt.date, tuple[World, Origins]] = {}

    def world(self, day: dt.date) -> World:
        """The system as it is that day without any withdrawal: the written ends of those asked about are not read."""
        return self._on(day)[0]

    def origins(self, day: dt.date) -> Origins:
        return self._on(day)[1]

    def _on(self, day: dt.date) -> tuple[World, Origins]:
        if day not in self._worlds:
            world = World(self.model, day, endless=self.ids)
            self._worlds[day] = world, origins(world)
        return self._worlds[day]


class Situation:
    """The system on a day with some withdrawals made and, where they are there, their replacements in place."""

    def __init__(self, plan: Plan, day: dt.date, withdrawn: Collection[str], *, harsh: bool) -> None:
        self.plan, self.world = plan, plan.world(day)
        self.roots = [id for id in sorted(withdrawn) if self.world.in_service(id)]
        self.stand_ins = self._stand_ins()
        self.losses = self._losses(plan.origins(day), harsh=harsh)
        self.processes = Processes(self.losses, self.stand_ins)

    def _losses(self, settled: Origins, *, harsh: bool) -> Losses:
        if self.plan.site is not None:
            gone = withdrawn_at(self.world, self.roots, self.plan.site)
            return withdrawal(self.world, settled, gone, self.plan.site, harsh=harsh)
        taken_over = settled.having(self._taken_over())
        return Losses(self.world, taken_over, self.roots, harsh=harsh, stand_ins=self.stand_ins)

    def _stand_ins(self) -> dict[str, list[str]]:
        """What takes the place of each that goes: its own replacements, else those of what takes it along."""
        stand_ins: dict[str, list[str]] = {}

        def walk(id: str, inherited: list[str]) -> None:
            own = [*self.plan.replacements.get(id, ()), *self.world.to(id, "successor")]
            here = own or inherited
            stand_ins[id] = [*dict.fromkeys([*stand_ins.get(id, ()), *here])]
            for below in self.world.below(id, "part_of", "instance_of", "provided_by"):
                walk(below, here)

        for root in self.roots:
            walk(root, [])
        return stand_ins

    def _taken_over(self) -> Iterator[tuple[str, str]]:
        """What the replacements in service are recorded to take over: (application, datum)."""
        for replacement in {other for others in self.stand_ins.values() for other in others}:
            for project in self.world.model.of_kind("project"):
                if replacement in self.world.to(project, "delivers") and self.world.in_service(replacement):
                    for datum in self.world.to(project, "takes_over"):
                        yield from ((replacement, part) for part in sorted(self.world.with_parts(datum)))

    def kept(self, flow: Flow) -> bool:
        """Whether a flow still reaches its target, as it is or re-routed to what has all its data."""
        return any(
            way.target == flow.target
            and (way.source == flow.source or all(self.holds(way.source, datum) for datum in flow.data))
            for way in self.losses.ways(flow)
        )

    def holds(self, application: str, datum: str) -> bool:
        return self.world.solution(application) in self.losses.held.get(datum, ())


def lost_by(
    plan: Plan, group: Collection[str], day: dt.date, gone: Collection[str]
) -> tuple[frozenset[Loss], frozenset[Loss]]:
    """What is lost on a day because a group goes, `gone` having gone before: in `state`, and in `possible`."""
    certain: set[Loss] = set()
    possible: set[Loss] = set()
    for harsh in (False, True):
        before = Situation(plan, day, gone, harsh=harsh)
        after = Situation(plan, day, {*gone, *group}, harsh=harsh)
        elements = {*_elements(before, after, group)} if plan.site is None else set()
        possible |= elements
        if not harsh:
            certain |= elements
        for process, place in itertools.product(after.processes.ids, judged(after.world, plan.site)):
            for reading, present in enumerate(after.processes.presences(process, place)):
                lost = {*_at(before, after, process, place, present)}
                possible |= lost
                if reading == 0 and not harsh:
                    certain |= lost
    return frozenset(certain), frozenset(possible)


def family(world: World, group: Collection[str]) -> set[str]:
    """The group with its modules, instances and APIs."""
    return {id for member in group for id in world.family(member)}


def _elements(before: Situation, after: Situation, group: Collection[str]) -> Iterator[Loss]:
    """The elements, data and flows outside the group that are lost with it."""
    world = after.world
    inside = family(world, group)
    for id in world.of_kind(*APPLICATIONS, "node", "api"):
        if after.losses.lost(id) and not before.losses.lost(id) and id not in inside:
            kind = world.model.kind[id]
            yield Loss("application" if kind in APPLICATIONS else kind, id)
    for flow in world.flows:
        missed = flow.target not in inside and not before.losses.lost(flow.target)
        if missed and before.kept(flow) and not after.kept(flow):
            yield Loss("flow", flow.id)
    held = before.losses.held
    for datum in after.losses.lost_data(held):
        if not _archived(world, inside, held[datum]):
            yield Loss("datum", datum)


def _archived(world: World, inside: Collection[str], holders: Collection[str]) -> bool:
    """Whether a project that withdraws one of those that held a datum says where its data go."""
    held_by = {id for id in inside if world.model.kind[id] in APPLICATIONS and world.solution(id) in holders}
    owners = held_by | {whole for id in held_by for whole in world.above(id)}
    return any(
        world.model.written(project, "archive") and owners & {*world.to(project, "retires")}
        for project in world.model.of_kind("project")
    )


def _at(before: Situation, after: Situation, process: str, place: str, present: Present) -> Iterator[Loss]:
    """What a process loses at a place, in one reading of who is there."""
    was, now = (situation.processes.standing(process, present) for situation in (before, after))
    if now.cover == Rank.LOST and was.cover is not None and was.cover < Rank.LOST:
        yield Loss("process", process, place)
    for need in now.lost_needs():
        if was.needs.get(need, Rank.LOST) < Rank.LOST:
            yield Loss("need", process, place, need)


def served(situation: Situation) -> set[tuple[str, str]]:
    """The processes that are served, and where, each unknown place being read as there."""
    processes = situation.processes
    standings = {
        (process, place): processes.standing(process, next(processes.presences(process, place)))
        for process, place in itertools.product(processes.ids, judged(situation.world, situation.plan.site))
    }
    return {
        pair
        for pair, standing in standings.items()
        if standing.rank < Rank.LOST and (standing.cover is not None or standing.needs)
    }
