"""A plan of retirement: what goes together, when at the earliest, and whether that may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Changes, Graph, Record
from ea_repo.impact.cover import Cover
from ea_repo.impact.days import Days
from ea_repo.impact.impact import Impact, Uncovering, impact, last_day_in_service
from ea_repo.impact.loss import Reading
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.strong_components import strong_components

Verdict = Literal["GO", "TO CONFIRM", "NO-GO"]
GRAVITY: tuple[Verdict, ...] = ("GO", "TO CONFIRM", "NO-GO")


@dataclass(frozen=True)
class Group:
    """Elements retired together, and the flows and links by which each needs the others."""

    ids: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A group, its earliest valid day (None where no written date makes one), and what its retirement does then.

    `lost`: outside the group, for certain; `perhaps`: only possibly so. What its archive keeps does not count.
    """

    group: Group
    date: dt.date | None
    impact: Impact
    lost: tuple[str, ...]
    perhaps: tuple[str, ...]

    @classmethod
    def of(cls, group: Group, date: dt.date | None, impact: Impact) -> Step:
        return cls(group, date, impact, lost_outside(impact, "state"), lost_outside(impact, "possible"))

    @property
    def verdict(self) -> Verdict:
        return "NO-GO" if self.lost else "TO CONFIRM" if self.perhaps else "GO"


@dataclass(frozen=True)
class Uncovered:
    """A process that the plan leaves without cover at a place, from a day on."""

    process: str
    place: str
    since: dt.date


@dataclass(frozen=True)
class Plan:
    """The steps in their order, and what the plan, applied to the graph, leaves uncovered then or on a later day."""

    steps: tuple[Step, ...]
    uncovered: tuple[Uncovered, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of its steps."""
        return max((step.verdict for step in self.steps), key=GRAVITY.index)


def plan_retirement(graph: Graph, ids: Iterable[str], on: dt.date) -> Plan:
    """Each group at the earliest day, from `on`, that leaves no process uncovered that was covered; ties by id."""
    groups = groups_to_retire(graph.at(on), ids)
    dated = _earliest(graph, groups, on)
    steps, after = [], graph
    for group in _ordered(graph.at(on), groups, dated):
        day = dated[group] or on
        steps.append(Step.of(group, dated[group], impact(after, group.ids, day)))
        if dated[group]:
            after = with_retired(after, group.ids, day)
    return Plan(tuple(steps), tuple(_uncovered(graph, after, [id for group in groups for id in group.ids], on)))


def _ordered(view: Graph, groups: Iterable[Group], dated: dict[Group, dt.date | None]) -> list[Group]:
    """By date; on one day those who receive before those who give them, then by id."""
    group_of = {element: group for group in groups for element in belongings(view, group.ids)}
    gives = {
        (group_of[exchange.source], group_of[exchange.target])
        for exchange in Exchanges.in_service(view).at(group_of, "sends")
        if exchange.source in group_of and exchange.target in group_of
    }
    left = sorted(groups, key=lambda group: (dated[group] or dt.date.max, group.ids))
    ordered: list[Group] = []
    while left:
        same_day = [group for group in left if dated[group] == dated[left[0]]]
        giving_to_none = (
            giver for giver in same_day if not any((giver, taker) in gives for taker in same_day if taker != giver)
        )
        ordered.append(next(giving_to_none, left[0]))
        left.remove(ordered[-1])
    return ordered


def groups_to_retire(graph: Graph, ids: Iterable[str]) -> list[Group]:
    """The elements in groups: those that feed each other, by others of them too, go together with why."""
    chosen = sorted(set(ids))
    chosen_by_part = {part: id for id in chosen for part in sorted(graph.parts(id))} | {id: id for id in chosen}
    needs: dict[tuple[str, str], str] = {}
    for exchange in reversed(list(Exchanges.in_service(graph).at(chosen_by_part, "sends"))):
        giver, taker = chosen_by_part.get(exchange.source), chosen_by_part.get(exchange.target)
        if giver is not None and taker is not None and giver != taker:
            needs[giver, taker] = exchange.flow
    for whole in chosen:
        for part in sorted(belongings(graph, [whole]).intersection(chosen) - {whole}):
            needs |= {(whole, part): whole, (part, whole): whole}
    return [
        Group(
            tuple(sorted(group)),
            tuple(sorted({because for ends, because in needs.items() if group.issuperset(ends)})),
        )
        for group in strong_components(chosen, needs)
    ]


def _earliest(graph: Graph, groups: Sequence[Group], on: dt.date) -> dict[Group, dt.date | None]:
    """The first day on which each group may go, those before it gone.

    What one more retirement leaves uncovered, no further one covers again: the first that may go, goes.
    """
    dated: dict[Group, dt.date | None] = dict.fromkeys(groups)
    retired: list[str] = []
    for day in [on, *sorted(day for day in Days(graph).all if day > on)]:
        waiting = sorted((group for group in groups if dated[group] is None), key=lambda group: group.ids)
        if not waiting:
            break
        uncovering = Uncovering(graph.at(day))
        for group in waiting:
            # What left by its own dates is no longer there to be retired.
            in_service = all(last_day_in_service(graph, id, day) == day for id in group.ids)
            if in_service and not uncovering.by([*retired, *group.ids]):
                dated[group] = day
                retired += group.ids
    return dated


def lost_outside(impact: Impact, reading: Reading) -> tuple[str, ...]:
    """What is lost outside a group, but the data whose archive is declared and the flows that end in it."""
    graph = impact.graph
    inside = belongings(graph, impact.roots)
    elements = [
        element.id
        for element in impact.lost(reading)
        if element.id not in inside
        and not (graph.kind(element.id) == "data_object" and archive_is_declared(graph, impact.roots, element.id))
    ]
    flows = [flow for flow in impact.flows_lost[reading] if not inside.intersection(graph.targets(flow, "target"))]
    return (*elements, *(flow for flow in flows if flow not in impact.roots))


def archive_is_declared(graph: Graph, roots: Iterable[str], datum: str) -> bool:
    """Whether the retirement of those who master a datum (who had it, where none masters it) declares its archive."""
    masters = {id for name in graph.wholes(datum, "part_of") for id in graph.targets(name, "mastered_by")}
    having = [root for root in roots if belongings(graph, [root]) & masters] or list(roots)
    return all(any(graph.value(project, "archive") for project in graph.targets(root, "retired_by")) for root in having)


def with_retired(graph: Graph, ids: Iterable[str], day: dt.date) -> Graph:
    """The graph with these retired on that day."""
    records = (graph.record(id) for id in ids)
    retired = [
        Record(record.id, record.kind, {**record.fields, "retired_on": day.isoformat()}, record.file)
        for record in records
    ]
    return graph.with_(Changes(retired))


def _uncovered(before: Graph, after: Graph, ids: Iterable[str], on: dt.date) -> list[Uncovered]:
    """What nobody covers because of the plan, from when: it is checked again on every later day."""
    processes = {process for id in belongings(before, ids) for process in before.at(None).targets(id, "covers")}
    since: dict[tuple[str, str], dt.date] = {}
    for day in [on, *sorted(day for day in Days(after).all if day > on)] if processes else []:
        for process, place in _covered(before.at(day), processes) - _covered(after.at(day), processes):
            since.setdefault((process, place), day)
    return [Uncovered(process, place, day) for (process, place), day in sorted(since.items())]


def _covered(graph: Graph, processes: Iterable[str]) -> set[tuple[str, str]]:
    """The processes with the places where somebody covers them, or perhaps does."""
    deployment, cover = Deployment.of(graph), Cover.of(graph)
    return {
        (process, place)
        for process in processes
        if graph.in_service(process)
        for application in cover.covering(process)
        for place in deployment.places
        if deployment.used_at(application, place) is not False
    }
