"""A plan of retirement: what goes together, when at the earliest, and whether that may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.impact.days import after
from ea_repo.impact.earliest_day import Earliest, Obstacle, Search
from ea_repo.impact.facts_to_confirm import Fact
from ea_repo.impact.impact import Impact
from ea_repo.impact.prerequisites import MissingFact
from ea_repo.impact.retirement_graph import with_retired
from ea_repo.impact.retirement_groups import Group, groups_to_retire, receivers_first
from ea_repo.impact.withdrawal import EVERYTHING, Withdrawal

Verdict = Literal["GO", "GO TO CONFIRM", "TO CONFIRM", "NO-GO"]
GRAVITY: tuple[Verdict, ...] = ("GO", "GO TO CONFIRM", "TO CONFIRM", "NO-GO")


@dataclass(frozen=True)
class Step:
    """A group, its earliest day, and what its retirement does then (where it has none: on the first day it is there).

    `lost`: outside the group, for certain, on that day or a later one; `perhaps`: possibly so, what is certain
    included. `first` is the first day on which the group is there, `obstacles` say why it does not go on that one, or
    never does; `later` what is possibly lost, and since when; `seen` what it would do on the days that these name, and
    on those after the obstacles.
    `missing` are the facts that could hide a loss, `to_confirm` those that would settle what is only possible.
    """

    group: Group
    date: dt.date | None
    impact: Impact
    lost: tuple[str, ...]
    perhaps: tuple[str, ...]
    first: dt.date | None = None
    obstacles: tuple[Obstacle, ...] = ()
    later: tuple[Obstacle, ...] = ()
    seen: Mapping[dt.date, Impact] = field(default_factory=dict, compare=False)
    missing: tuple[MissingFact, ...] = ()
    to_confirm: tuple[Fact, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.date is None:
            return "NO-GO"
        if self.perhaps:
            return "TO CONFIRM"
        return "GO TO CONFIRM" if self.missing else "GO"


@dataclass(frozen=True)
class Plan:
    """The steps in their order."""

    steps: tuple[Step, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of its steps."""
        return max((step.verdict for step in self.steps), key=GRAVITY.index)


def plan_retirement(
    graph: Graph,
    ids: Iterable[str],
    on: dt.date,
    withdrawal: Withdrawal = EVERYTHING,
    missing: Callable[[str], Iterable[MissingFact]] = lambda _: (),
    settled: Graph | None = None,
) -> Plan:
    """Each group at its earliest day from `on`; receivers before givers, then by id.

    What stays in service otherwise goes as one group. `missing` tells the facts of an element that could hide a loss.
    `settled` is the graph before replacements had their flows, where that is another one.
    """
    ids = sorted(set(ids))
    view = graph.at(on)
    groups = groups_to_retire(view, ids) if withdrawal.whole else [Group(tuple(ids))]
    settled = graph if settled is None else settled
    search = Search(graph, on, withdrawal, settled)
    found: dict[Group, Earliest] = {}
    for group in receivers_first(view, groups):
        found[group] = search.earliest(group, {other: day for other, day in _days(found) if day is not None})
    steps, gone = [], dict[str, dt.date]()
    for group in _in_order(view, found):
        # Those who stay otherwise go as one: nobody went before.
        impact = search.impact
        if gone:
            impact = partial(withdrawal.impact, with_retired(graph, gone), settled=with_retired(settled, gone))
        step = _step(group, found[group], on, partial(impact, group.ids))
        steps.append(replace(step, missing=tuple(dict.fromkeys(fact for id in group.ids for fact in missing(id)))))
        gone |= dict.fromkeys(group.ids, step.date) if step.date else {}
    return Plan(tuple(steps))


def _step(group: Group, earliest: Earliest, on: dt.date, impact_on: Callable[[dt.date], Impact]) -> Step:
    """A group on its day, with what it would lose on others."""
    day = earliest.day or earliest.first or on
    doubts = (*earliest.obstacles, *earliest.perhaps)
    ends = (after(doubt.span.until) for doubt in earliest.obstacles)
    looked_at = {day, *(doubt.seen for doubt in doubts), *filter(None, ends)}
    seen = {other: impact_on(other) for other in sorted(looked_at)}
    impact = seen[day]
    lost = dict.fromkeys(loss.id for loss in earliest.lost)
    perhaps = dict.fromkeys((*lost, *(doubt.lost.id for doubt in earliest.perhaps)))
    doubtful = {doubt.seen for doubt in doubts if not doubt.certain}
    return Step(
        group,
        earliest.day,
        impact,
        tuple(lost),
        tuple(perhaps),
        earliest.first,
        earliest.obstacles,
        earliest.perhaps,
        seen,
        to_confirm=tuple(dict.fromkeys(fact for other in sorted(doubtful) for fact in seen[other].to_confirm)),
    )


def _days(found: Mapping[Group, Earliest]) -> Iterator[tuple[Group, dt.date | None]]:
    return ((group, earliest.day) for group, earliest in found.items())


def _in_order(view: Graph, found: Mapping[Group, Earliest]) -> Iterator[Group]:
    """By day; on one day receivers before givers, then by id; those without a day last."""

    def day(group: Group) -> dt.date:
        return found[group].day or dt.date.max

    for _, groups in groupby(sorted(found, key=day), key=day):
        yield from receivers_first(view, groups)
