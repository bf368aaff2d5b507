"""The first day on which a group may be retired, and what keeps it from going earlier."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.days import NEVER, Days, Span, before
from ea_repo.impact.loss import Reading
from ea_repo.impact.retirement_graph import with_retired
from ea_repo.impact.retirement_groups import Group
from ea_repo.impact.withdrawal import Pair, Withdrawal, lost_outside, unserved
from ea_repo.metamodel import accepts

Dated = Mapping[Group, dt.date]
"""The groups whose day is settled."""


@dataclass(frozen=True, order=True)
class Obstacle:
    """Something that a step would lose on some days: a process at a place or, without a place, another element."""

    id: str
    place: str | None
    span: Span


@dataclass(frozen=True)
class Earliest:
    """The first day on which a group may go (None: no day will do), why not before, and what it perhaps does after."""

    day: dt.date | None
    obstacles: tuple[Obstacle, ...] = ()
    doubts: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class _Effect:
    """What is lost with some elements on a day."""

    unserved: Mapping[Reading, frozenset[Pair]]
    lost: tuple[str, ...] = ()


_NONE = _Effect({"state": frozenset(), "possible": frozenset()})


class Search:
    """The search for the day of each group, in a graph where replacements already have their flows."""

    def __init__(self, graph: Graph, on: dt.date, withdrawal: Withdrawal) -> None:
        self._graph = graph
        self._withdrawal = withdrawal
        self._days = [on, *sorted(day for day in Days(graph).all if day > on)]
        self._effects: dict[tuple[frozenset[str], dt.date], _Effect] = {}

    def first_day(self, group: Group) -> dt.date | None:
        """The first day on which the group is there to be retired; None where it never is."""
        return next((day for day in self._days if self._stands(group, day)), None)

    def earliest(self, group: Group, settled: Dated) -> Earliest:
        """The first day that works for a group, those settled gone on theirs.

        It leaves no process unserved at any place, then or on any later day, because of the group. Of such days, it is
        the first on which nothing else is lost for certain; where something is on each of them, the first of all.
        """
        valid = self._valid_days(group, settled)
        possible = [day for day in valid if self._stands(group, day)]
        working = next((day for day in possible if not self.lost(group, settled, day)), None)
        day = working or next(iter(possible), None)
        return Earliest(day, tuple(self._obstacles(group, settled, day, valid)),
                        tuple(self._doubts(group, settled, day)) if day else ())  # fmt: skip

    def lost(self, group: Group, settled: Dated, day: dt.date) -> tuple[str, ...]:
        """What is lost for certain, outside a group, when it goes on a day."""
        gone = retired_by_then(settled, day)
        if not gone:
            return self._effect(frozenset(group.ids), day).lost
        after = with_retired(self._graph, gone)
        return lost_outside(self._withdrawal.impact(after, group.ids, day), "state")

    def _valid_days(self, group: Group, settled: Dated) -> list[dt.date]:
        """The days from which on no process is left unserved."""
        valid: list[dt.date] = []
        for day in reversed(self._days):
            if self._unserved(group, settled, day, "state"):
                break
            valid.append(day)
        return valid[::-1]

    def _unserved(self, group: Group, settled: Dated, day: dt.date, reading: Reading) -> frozenset[Pair]:
        """The processes and places that are unserved on a day because of a group, those settled gone by then."""
        gone = frozenset(retired_by_then(settled, day))
        already = self._effect(gone, day).unserved[reading] if gone else frozenset()
        return self._effect(gone.union(group.ids), day).unserved[reading] - already

    def _effect(self, ids: frozenset[str], day: dt.date) -> _Effect:
        if (ids, day) not in self._effects:
            self._effects[ids, day] = self._look(ids, day)
        return self._effects[ids, day]

    def _look(self, ids: frozenset[str], day: dt.date) -> _Effect:
        view = self._graph.at(day)
        # What left by dates that are not asked about is no longer there to be retired.
        standing = [id for id in ids if view.in_service(id)]
        if not standing:
            return _NONE
        impact = self._withdrawal.impact(self._graph, standing, day)
        return _Effect(
            {"state": unserved(impact, "state"), "possible": unserved(impact, "possible")},
            lost_outside(impact, "state"),
        )

    def _stands(self, group: Group, day: dt.date) -> bool:
        return all(map(self._graph.at(day).in_service, group.ids))

    # Why not before, and what may come after

    def _obstacles(self, group: Group, settled: Dated, day: dt.date | None, valid: list[dt.date]) -> Iterator[Obstacle]:
        """What is unserved until the first valid day, and what else is lost on the first day but not on that of it."""
        asked = self.first_day(group)
        invalid = [other for other in self._days[: len(self._days) - len(valid)] if asked and other >= asked]
        until = before(valid[0]) if valid else NEVER
        if invalid:
            for process, place in sorted(self._unserved(group, settled, invalid[-1], "state")):
                yield Obstacle(process, place, Span(self._since(group, settled, (process, place), invalid), until))
        if asked and day and asked < day:
            left = self.lost(group, settled, day)
            for id in self.lost(group, settled, asked):
                if id not in left and not accepts("process", self._graph.kind(id)):
                    yield Obstacle(id, None, Span(asked, before(day)))

    def _since(self, group: Group, settled: Dated, pair: Pair, invalid: list[dt.date]) -> dt.date:
        """A day from which on a process is unserved at a place, the last one of these being such a day.

        It is the first of them, or a day before which it is served.
        """
        if pair in self._unserved(group, settled, invalid[0], "state"):
            return invalid[0]
        return invalid[bisect_left(invalid, True, key=lambda day: pair in self._unserved(group, settled, day, "state"))]

    def _doubts(self, group: Group, settled: Dated, day: dt.date) -> Iterator[Obstacle]:
        """What is perhaps unserved later, and not yet on the day."""
        known = self._unserved(group, settled, day, "possible")
        for later in self._days[bisect_left(self._days, day) + 1 :]:
            new = self._unserved(group, settled, later, "possible") - known
            known |= new
            yield from (Obstacle(process, place, Span(later)) for process, place in sorted(new))


def retired_by_then(settled: Dated, day: dt.date) -> dict[str, dt.date]:
    """The elements of the groups whose day has come, with that day."""
    return {id: when for group, when in settled.items() if when <= day for id in group.ids}
