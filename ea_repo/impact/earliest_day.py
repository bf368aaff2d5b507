"""The first day on which a group may be retired, and what keeps it from going earlier."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from ea_repo.graph import Graph
from ea_repo.impact.days import NEVER, Days, Span, before
from ea_repo.impact.impact import READINGS, Impact
from ea_repo.impact.loss import Reading
from ea_repo.impact.perhaps_served import lost_again
from ea_repo.impact.retirement_groups import Group
from ea_repo.impact.withdrawal import Lost, Withdrawal, lost_by, outside
from ea_repo.metamodel import accepts
from ea_repo.semantics.belongings import belongings

_KEPT = 4
"""How many impacts are kept: those of the days that are told in the end are among the last looked at."""
Settled = Mapping[Group, dt.date]
"""The groups whose day is settled."""


@dataclass(frozen=True)
class Obstacle:
    """What a group would lose, for certain or only possibly, on some days; `seen` is one of them."""

    lost: Lost
    span: Span
    certain: bool
    seen: dt.date


@dataclass(frozen=True)
class Earliest:
    """The first day on which a group may go, and what is lost.

    `day` is None where on each something is lost for certain: `lost` then holds what is, on the `first` day that the
    group is there and at last. `perhaps` is possibly lost on the day or later (on the first day, where no day works),
    from the beginning of each span on; `obstacles` are why the group cannot go on the first day that it is there.
    """

    day: dt.date | None
    first: dt.date | None
    lost: tuple[Lost, ...] = ()
    perhaps: tuple[Obstacle, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


class Search:
    """The search for the day of each group, in a graph where replacements already have their flows.

    `settled` is the graph before they had, in which the origins of data are settled.
    """

    def __init__(self, graph: Graph, on: dt.date, withdrawal: Withdrawal, settled: Graph) -> None:
        self.graph, self._settled_in = graph, settled
        self._written = Days(graph)
        self.days = [on, *sorted(day for day in self._written.all if day > on)]
        self._withdrawal = withdrawal
        self._impacts: dict[tuple[tuple[str, ...], dt.date], Impact] = {}
        self._lost: dict[tuple[frozenset[str], dt.date], Mapping[Reading, frozenset[Lost]]] = {}

    def earliest(self, group: Group, settled: Settled) -> Earliest:
        """The first day that works for a group, those settled gone on theirs.

        On it and on any later one nothing is lost because of the group, in either reading; where there is no such day,
        it is the first from which on nothing is for certain.
        """
        return _Attempt(self, group, settled).earliest()

    def turning(self, id: str) -> frozenset[dt.date]:
        """The days on which what is written may turn the loss of an element: of a process, those of who serves it."""
        is_process = accepts("process", self.graph.kind(id))
        return self._written.of_process(id) if is_process else self._written.of_life(id)

    def impact(self, ids: tuple[str, ...], day: dt.date) -> Impact:
        """What the withdrawal of some elements does on a day; the last ones looked at are kept."""
        if (ids, day) not in self._impacts:
            while len(self._impacts) >= _KEPT:
                del self._impacts[next(iter(self._impacts))]
            self._impacts[ids, day] = self._withdrawal.impact(self.graph, ids, day, self._settled_in)
        return self._impacts[ids, day]

    def lost(self, ids: frozenset[str], day: dt.date, reading: Reading) -> frozenset[Lost]:
        """All that is lost on a day with some elements, as far as they are in service."""
        if (ids, day) not in self._lost:
            view = self.graph.at(day)
            # What left by dates that are not asked about is no longer there to be retired.
            standing = [id for id in ids if view.in_service(id)]
            impact = self.impact(tuple(sorted(standing)), day) if standing else None
            self._lost[ids, day] = {
                reading: lost_by(impact, reading) if impact else frozenset() for reading in READINGS
            }
        return self._lost[ids, day][reading]


class _Attempt:
    """The days of one group, those settled gone on theirs."""

    def __init__(self, search: Search, group: Group, settled: Settled) -> None:
        self._search, self._group, self._settled = search, group, settled
        self._days = search.days
        self._lost: dict[tuple[dt.date, Reading], frozenset[Lost]] = {}

    def earliest(self) -> Earliest:
        # Where something is lost for certain at last, no day works: most of the days need not be looked at.
        certain = self._days_without("state")
        clear = self._days_without("possible", certain)
        first = self._standing(self._days)
        free: tuple[tuple[Reading, list[dt.date]], ...] = (("possible", clear), ("state", certain))
        for reading, days in free:
            if day := self._standing(days):
                return Earliest(day, first, (), tuple(self._perhaps(day)), tuple(self._obstacles(first, days, reading)))
        if first is None:
            return Earliest(None, None)
        obstacles = [*self._obstacles(first, certain, "state"), *self._passing(first)]
        lost = {obstacle.lost for obstacle in obstacles}
        doubts = sorted(loss for loss in self._because(first, "possible") if loss not in lost)
        perhaps = tuple(Obstacle(loss, Span(first), certain=False, seen=first) for loss in doubts)
        return Earliest(None, first, tuple(sorted(lost)), perhaps, tuple(obstacles))

    def _standing(self, days: Iterable[dt.date]) -> dt.date | None:
        """The first of some days on which the group is in service."""
        graph, ids = self._search.graph, self._group.ids
        return next((day for day in days if all(map(graph.at(day).in_service, ids))), None)

    def _days_without(self, reading: Reading, among: Sequence[dt.date] | None = None) -> list[dt.date]:
        """The days from which on nothing is lost."""
        free: list[dt.date] = []
        for day in reversed(self._days if among is None else among):
            if self._because(day, reading):
                break
            free.append(day)
        return free[::-1]

    def _because(self, day: dt.date, reading: Reading) -> frozenset[Lost]:
        """What is lost on a day because of the group."""
        if (day, reading) not in self._lost:
            self._lost[day, reading] = self._lost_because(day, reading)
        return self._lost[day, reading]

    def _lost_because(self, day: dt.date, reading: Reading) -> frozenset[Lost]:
        gone = frozenset(retired_by_then(self._settled, day))
        already = self._search.lost(gone, day, reading)
        lost = self._search.lost(gone.union(self._group.ids), day, reading) - already
        view = self._search.graph.at(day)
        if reading == "possible" and already:
            certain = self._search.lost(gone, day, "state")
            away = belongings(view, gone) | {loss.id for loss in already}
            lost |= frozenset(lost_again(view, already - certain, self._group.ids, away))
        if not lost:
            return lost
        return outside(lost, view, self._group.ids, belongings(view, gone) | {loss.id for loss in already})

    def _obstacles(self, first: dt.date | None, free: Sequence[dt.date], reading: Reading) -> Iterator[Obstacle]:
        """What is lost on the last day before the free ones, each time that it is."""
        wanting = [day for day in self._days[: len(self._days) - len(free)] if first and day >= first]
        for loss in sorted(self._because(wanting[-1], reading)) if wanting else ():
            yield from self._each_time(loss, wanting, reading, free[0] if free else None)

    def _passing(self, first: dt.date) -> Iterator[Obstacle]:
        """What is lost for certain on the first day, and no longer on the last one, each time that it is."""
        days = [day for day in self._days if day >= first]
        for loss in sorted(self._because(first, "state") - self._because(days[-1], "state")):
            yield from self._each_time(loss, days, "state", None)

    def _each_time(
        self, loss: Lost, days: Sequence[dt.date], reading: Reading, following: dt.date | None
    ) -> Iterator[Obstacle]:
        """The stretches of some days on which something is lost, `following` being the day after these days, if any.

        Between two days on which what it depends on changes, it is taken to turn once at the most.
        """

        def lost(day: dt.date) -> bool:
            return loss in self._because(day, reading)

        turning = self._search.turning(loss.id)
        looked_at = [at for at, day in enumerate(days) if at in (0, len(days) - 1) or day in turning]
        turns = [0] if lost(days[0]) else []
        for earlier, later in pairwise(looked_at):
            after = lost(days[later])
            if lost(days[earlier]) != after:
                turns.append(bisect_left(days, True, earlier, later, key=lambda day: lost(day) == after))
        for begin, end in zip_longest(turns[::2], turns[1::2], fillvalue=len(days)):
            seen, closing = days[end - 1], days[end] if end < len(days) else following
            certain = loss in self._because(seen, "state")
            yield Obstacle(loss, Span(days[begin], before(closing) if closing else NEVER), certain, seen)

    def _perhaps(self, day: dt.date) -> Iterator[Obstacle]:
        """What is possibly lost from a day on, with the first day of each."""
        known: set[Lost] = set()
        for later in self._days[bisect_left(self._days, day) :]:
            new = self._because(later, "possible") - known
            known |= new
            yield from (Obstacle(loss, Span(later), certain=False, seen=later) for loss in sorted(new))


def retired_by_then(settled: Settled, day: dt.date) -> dict[str, dt.date]:
    """The elements of the groups whose day has come, with that day."""
    return {id: when for group, when in settled.items() if when <= day for id in group.ids}
