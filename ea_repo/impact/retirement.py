"""A plan of retirement: what goes together, when at the earliest, and whether that may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Changes, Graph, Record
from ea_repo.impact import components
from ea_repo.impact.cover import Cover
from ea_repo.impact.days import Days
from ea_repo.impact.exchanges import Exchanges
from ea_repo.impact.impact import Impact, Uncovering, impact, last_day_in_service
from ea_repo.impact.loss import Reading
from ea_repo.impact.own import own
from ea_repo.impact.sites import Sites

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

    `lost`: outside the group, certain and possible; what its archive keeps does not count.
    """

    group: Group
    date: dt.date | None
    impact: Impact
    lost: tuple[str, ...]
    perhaps: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        return "NO-GO" if self.lost else "TO CONFIRM" if self.perhaps else "GO"


@dataclass(frozen=True)
class Gap:
    """A process that the plan leaves without cover at a place, from a day on."""

    process: str
    place: str
    since: dt.date


@dataclass(frozen=True)
class Plan:
    """The steps in their order, and what the plan, applied to the graph, leaves uncovered then or on a later day."""

    steps: tuple[Step, ...]
    uncovered: tuple[Gap, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of its steps."""
        return max((each.verdict for each in self.steps), key=GRAVITY.index)


def plan(graph: Graph, ids: Iterable[str], on: dt.date) -> Plan:
    """Each group at the earliest day, from `on`, that leaves no process uncovered that was covered; ties by id."""
    groups = together(graph.at(on), ids)
    dated = _earliest(graph, groups, on)
    steps, gone = [], graph
    for group in _ordered(graph.at(on), groups, dated):
        day = dated[group] or on
        found = impact(gone, group.ids, day)
        steps.append(Step(group, dated[group], found, outside(found, "state"), outside(found, "possible")))
        if dated[group]:
            gone = retired(gone, group.ids, day)
    return Plan(tuple(steps), tuple(_uncovered(graph, gone, [id for each in groups for id in each.ids], on)))


def _ordered(view: Graph, groups: Iterable[Group], dated: dict[Group, dt.date | None]) -> list[Group]:
    """By date; on one day those who receive before those who give them, then by id."""
    inside = {part: group for group in groups for part in own(view, group.ids)}
    gives = {
        (inside[each.source], inside[each.target])
        for each in Exchanges.of(view).at(inside, "sends")
        if each.source in inside and each.target in inside
    }
    left = sorted(groups, key=lambda each: (dated[each] or dt.date.max, each.ids))
    found: list[Group] = []
    while left:
        same = [each for each in left if dated[each] == dated[left[0]]]
        free = (each for each in same if not any((each, other) in gives for other in same if other != each))
        found.append(next(free, left[0]))
        left.remove(found[-1])
    return found


def together(graph: Graph, ids: Iterable[str]) -> list[Group]:
    """The elements in groups: those that feed each other, by others of them too, go together with why."""
    chosen = sorted(set(ids))
    inside = {each: part for part in chosen for each in sorted(graph.parts(part))} | {each: each for each in chosen}
    edges = {
        (inside[each.source], inside[each.target]): each.id
        for each in reversed(list(Exchanges.of(graph).at(inside, "sends")))
        if each.source in inside and each.target in inside and inside[each.source] != inside[each.target]
    }
    for one in chosen:
        for other in sorted(own(graph, [one]).intersection(chosen) - {one}):
            edges |= {(one, other): one, (other, one): one}
    return [
        Group(tuple(sorted(each)), tuple(sorted({by for (a, b), by in edges.items() if a in each and b in each})))
        for each in components.strong(chosen, edges)
    ]


def _earliest(graph: Graph, groups: Sequence[Group], on: dt.date) -> dict[Group, dt.date | None]:
    """The first day on which each group may go, those before it gone.

    What one more retirement leaves uncovered, no further one covers again: the first that may go, goes.
    """
    found: dict[Group, dt.date | None] = dict.fromkeys(groups)
    gone: list[str] = []
    for day in [on, *sorted(each for each in Days(graph).all if each > on)]:
        waiting = sorted((each for each in groups if found[each] is None), key=lambda each: each.ids)
        if not waiting:
            break
        uncovering = Uncovering(graph.at(day))
        for group in waiting:
            # What left by its own dates is no longer there to be retired.
            there = all(last_day_in_service(graph, each, day) == day for each in group.ids)
            if there and not uncovering.by([*gone, *group.ids]):
                found[group] = day
                gone += group.ids
    return found


def outside(found: Impact, reading: Reading) -> tuple[str, ...]:
    """What is lost outside a group, but the data whose archive is declared and the flows that end in it."""
    graph = found.graph
    inside = own(graph, found.roots)
    lost = [
        each.id
        for each in found.lost(reading)
        if each.id not in inside
        and not (graph.kind(each.id) == "data_object" and archived(graph, found.roots, each.id))
    ]
    flows = [each for each in found.flows_lost[reading] if not inside.intersection(graph.targets(each, "target"))]
    return (*lost, *(each for each in flows if each not in found.roots))


def archived(graph: Graph, roots: Iterable[str], datum: str) -> bool:
    """Whether the retirement of those who master a datum (who had it, where none masters it) declares its archive."""
    masters = {id for each in graph.wholes(datum, "part_of") for id in graph.targets(each, "mastered_by")}
    having = [each for each in roots if own(graph, [each]) & masters] or list(roots)
    return all(any(graph.value(each, "archive") for each in graph.targets(root, "retired_by")) for root in having)


def retired(graph: Graph, ids: Iterable[str], day: dt.date) -> Graph:
    """The graph with these retired on that day."""
    put = []
    for id in ids:
        record = graph.record(id)
        put.append(Record(id, record.kind, {**record.fields, "retired_on": day.isoformat()}, record.file))
    return graph.with_(Changes(put))


def _uncovered(before: Graph, after: Graph, ids: Iterable[str], on: dt.date) -> list[Gap]:
    """What nobody covers because of the plan, from when: it is checked again on every later day."""
    processes = {each for id in own(before, ids) for each in before.at(None).targets(id, "covers")}
    found: dict[tuple[str, str], dt.date] = {}
    for day in [on, *sorted(each for each in Days(after).all if each > on)] if processes else []:
        for process, place in _covered(before.at(day), processes) - _covered(after.at(day), processes):
            found.setdefault((process, place), day)
    return [Gap(process, place, day) for (process, place), day in sorted(found.items())]


def _covered(graph: Graph, processes: Iterable[str]) -> set[tuple[str, str]]:
    sites = Sites.of(graph)
    cover = Cover.over(graph)
    return {
        (process, place)
        for process in processes
        if graph.in_service(process)
        for application in cover.of(process)
        for place in sites.places
        if cover.there(application, place) is not False
    }
