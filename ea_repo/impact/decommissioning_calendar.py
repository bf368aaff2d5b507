"""The milestones of a decommissioning, in their order: those that the project dates, and the day of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from ea_repo.graph import Graph
from ea_repo.impact.days import after
from ea_repo.impact.retirement_graph import written_end
from ea_repo.impact.retiring_projects import written_by_project
from ea_repo.metamodel.dates import first_day, last_day

MilestoneName = Literal["decision", "preparation", "read_only", "off", "archive", "purge", "closed"]


@dataclass(frozen=True)
class Milestone:
    """A step of the calendar, its day where one is written or planned, and what the project writes of it in words.

    `too_early_for`: a milestone that it should follow, and comes before; itself where what is written comes before the
    earliest day.
    """

    name: MilestoneName
    date: dt.date | None
    written: str | None = None
    too_early_for: MilestoneName | None = None


def decommissioning_calendar(graph: Graph, id: str, earliest: dt.date | None) -> tuple[Milestone, ...]:
    """Decision, preparation, read-only, off, archive, purge, closed, each after those before it or said not to be.

    Off is the day that is written, of the project or of the element, if it is neither before the earliest that the plan
    gives nor before what it follows; else the first day that is not.
    """

    def written(field: str) -> Any:
        return written_by_project(graph, id, field)

    def day(field: str, *, end: bool = False) -> dt.date | None:
        text = written(field)
        return None if text is None else last_day(text) if end else first_day(text)

    signed = [first_day(sign_off.on) for sign_off in written("sign_offs") or () if sign_off.on]
    own_end = written_end(graph, id)
    off_on = written("off_on") or (own_end.isoformat() if own_end else None)
    before_off = (
        Milestone("decision", min(signed, default=None)),
        Milestone("preparation", day("starts_on")),
        Milestone("read_only", day("read_only_on")),
    )
    return tuple(
        _in_order(
            (
                *before_off,
                _off(off_on, earliest, before_off),
                Milestone("archive", None, written("archive")),
                Milestone("purge", None, written("destruction")),
                Milestone("closed", day("ends_on", end=True)),
            )
        )
    )


def _off(written: str | None, earliest: dt.date | None, before_off: tuple[Milestone, ...]) -> Milestone:
    planned = first_day(written) if written else None
    if earliest is None:
        return Milestone("off", None, written, "off" if written else None)
    day = max(filter(None, (planned, earliest, *(milestone.date for milestone in before_off))))
    return Milestone("off", day, written, "off" if planned and planned < day else None)


def _in_order(milestones: tuple[Milestone, ...]) -> Iterator[Milestone]:
    """The milestones, those that come before one that they should follow saying which: the latest of these."""
    latest: Milestone | None = None
    for milestone in milestones:
        if milestone.date is None:
            yield milestone
        elif latest is None or latest.date is None or _reached(milestone.name, milestone.date) >= latest.date:
            latest = milestone
            yield milestone
        else:
            yield replace(milestone, too_early_for=latest.name)


def _reached(name: MilestoneName, day: dt.date) -> dt.date:
    """The day by which a milestone is reached: a project is closed once its last day is over."""
    return after(day) or day if name == "closed" else day
