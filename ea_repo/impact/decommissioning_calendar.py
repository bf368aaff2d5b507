"""The milestones of a decommissioning, as the project that retires an element dates them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from ea_repo.graph import Graph
from ea_repo.impact.retiring_projects import written_by_project
from ea_repo.metamodel.dates import first_day, last_day


@dataclass(frozen=True)
class Milestone:
    """A step of the calendar, its day where one is written or planned, and what the project writes of it in words."""

    name: Literal["decision", "preparation", "read_only", "off", "archive", "purge", "closed"]
    date: dt.date | None
    written: str | None = None


def decommissioning_calendar(graph: Graph, id: str, off: dt.date | None) -> tuple[Milestone, ...]:
    """Decision, preparation, read-only, off, archive, purge, closed; `off` is the day that the plan gives."""

    def written(field: str) -> Any:
        return written_by_project(graph, id, field)

    def day(field: str, *, end: bool = False) -> dt.date | None:
        text = written(field)
        return None if text is None else last_day(text) if end else first_day(text)

    signed = [first_day(sign_off.on) for sign_off in written("sign_offs") or () if sign_off.on]
    return (
        Milestone("decision", min(signed, default=None)),
        Milestone("preparation", day("starts_on")),
        Milestone("read_only", day("read_only_on")),
        Milestone("off", off, written("off_on")),
        Milestone("archive", None, written("archive")),
        Milestone("purge", None, written("destruction")),
        Milestone("closed", day("ends_on", end=True)),
    )
