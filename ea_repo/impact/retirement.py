"""A plan of retirement: what goes together, when at the earliest, and whether that may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Changes, Graph, Record
from ea_repo.impact import components
from ea_repo.impact.cover import Cover
from ea_repo.impact.days import Days
from ea_repo.impact.exchanges import Exchanges
from ea_repo.impact.impact import Impact, impact, impact_on
from ea_repo.impact.loss import Reading
from ea_repo.impact.sites import Sites
from ea_repo.metamodel import kind

Verdict = Literal["GO", "TO CONFIRM", "NO-GO"]
GRAVITY: tuple[Verdict, ...] = ("GO", "TO CONFIRM", "NO-GO")
Progress = Callable[[int, int], None]


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
class Plan:
    """The steps in their order, and the process × place pairs that the plan, applied to the graph, leaves uncovered."""

    steps: tuple[Step, ...]
    uncovered: tuple[tuple[str, str], ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of its steps."""
        return max((each.verdict for each in self.steps), key=GRAVITY.index)


def plan(graph: Graph, ids: Iterable[str], on: dt.date) -> Plan:
    """Each group at the earliest day, from `on`, that leaves no process uncovered that was covered; ties by id."""
    groups = together(graph.at(on), ids)
    dated = _earliest(graph, groups, on)
    steps, gone = [], graph
    for group in sorted(groups, key=lambda each: (dated[each] or dt.date.max, each.ids)):
        day = dated[group] or on
        found = impact(gone, group.ids, day)
        steps.append(Step(group, dated[group], found, outside(found, "state"), outside(found, "possible")))
        if dated[group]:
            gone = retired(gone, group.ids, day)
    return Plan(tuple(steps), tuple(_uncovered(graph, gone, [each for each in dated.values() if each])))


def together(graph: Graph, ids: Iterable[str]) -> list[Group]:
    """The elements in groups: those that feed each other, by others of them too, go together with why."""
    chosen = sorted(set(ids))
    inside = {each: part for part in chosen for each in sorted(graph.parts(part))} | {each: each for each in chosen}
    edges = {
        (inside[each.source], inside[each.target]): each.id
        for each in reversed(list(Exchanges(graph).all()))
        if each.source in inside and each.target in inside and inside[each.source] != inside[each.target]
    }
    for one in chosen:
        for other in sorted(_own(graph, [one]).intersection(chosen) - {one}):
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
        view = graph.at(day)
        for group in sorted((each for each in groups if found[each] is None), key=lambda each: each.ids):
            if not _leaves_uncovered(view, [*gone, *group.ids]):
                found[group] = day
                gone += group.ids
        if all(found.values()):
            break
    return found


def _leaves_uncovered(view: Graph, ids: Iterable[str]) -> bool:
    found = impact_on(view, ids)
    return any(place.state == "lost" for each in found.elements for place in each.places.values())


def outside(found: Impact, reading: Reading) -> tuple[str, ...]:
    """What is lost outside a group, but the data whose archive is declared and the flows that end in it."""
    graph = found.graph
    own = _own(graph, found.roots)
    archived = any(graph.value(each, "archive") for root in found.roots for each in graph.targets(root, "retired_by"))
    lost = [
        each.id
        for each in found.lost(reading)
        if each.id not in own and not (archived and graph.kind(each.id) == "data_object")
    ]
    flows = [each for each in found.flows_lost[reading] if not own.intersection(graph.targets(each, "target"))]
    return (*lost, *(each for each in flows if each not in found.roots))


def _own(graph: Graph, ids: Iterable[str]) -> set[str]:
    """Elements with all that goes with them: their modules, instances and APIs."""
    found = set(ids)
    pending = list(found)
    while pending:
        for each in graph.arriving(pending.pop()):
            if each.field in kind(graph.kind(each.source)).lenders and each.source not in found:
                found.add(each.source)
                pending.append(each.source)
    return found


def retired(graph: Graph, ids: Iterable[str], day: dt.date) -> Graph:
    """The graph with these retired on that day."""
    put = []
    for id in ids:
        record = graph.record(id)
        put.append(Record(id, record.kind, {**record.fields, "retired_on": day.isoformat()}, record.file))
    return graph.with_(Changes(put))


def _uncovered(before: Graph, after: Graph, days: Iterable[dt.date]) -> list[tuple[str, str]]:
    """The pairs covered on the day of a step without the plan, and by nobody with it: the plan, checked again."""
    found = set()
    for day in sorted(set(days)):
        found |= _covered(before.at(day)) - _covered(after.at(day))
    return sorted(found)


def _covered(graph: Graph) -> set[tuple[str, str]]:
    sites = Sites(graph)
    cover = Cover(graph, sites)
    return {
        (process, place)
        for process in graph.of("process")
        if graph.in_service(process)
        for application in cover.of(process)
        for place in sites.places
        if cover.there(application, place) is not False
    }
