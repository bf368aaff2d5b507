"""What a decommissioning says besides what is lost: prerequisites, data, contracts, money, calendar (SDSI D.5, 4.2)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ea_repo.graph import Graph
from ea_repo.impact.own import own
from ea_repo.metamodel.dates import first_day, last_day

Prerequisite = Literal["moa", "resources", "calendar", "objectives"]


@dataclass(frozen=True)
class Missing:
    """A fact that is not written, and whom to ask: nobody known where `ask` is empty."""

    id: str
    field: str
    ask: tuple[str, ...] = ()


@dataclass(frozen=True)
class Required:
    """A prerequisite of a decommissioning (D.5): met, not met, or (None) not written."""

    name: Prerequisite
    met: bool | None
    project: str | None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A datum that leaves with its master: where it stays readable, how long, what becomes of it then."""

    datum: str
    master: str
    elsewhere: tuple[str, ...]
    archive: str | None
    kept_for: str | None
    disposal: str | None


@dataclass(frozen=True)
class Ending:
    """A contract of what is retired: its last day, and the last day to give notice of its end."""

    contract: str
    ends_on: dt.date | None
    notice: str | None
    notice_by: dt.date | None
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class Savings:
    """Euros a year saved, euros spent once (None: nothing is written), and for how many each is not written.

    `of`: how many elements; the modules of one that is retired too are in it.
    """

    yearly: float | None
    yearly_missing: int
    once: float | None
    once_missing: int
    of: int

    @property
    def payback(self) -> float | None:
        """After how many years the savings have paid the cost; None where it cannot be said."""
        if not self.once or not self.yearly or self.once_missing:
            return None
        return self.once / self.yearly


@dataclass(frozen=True)
class Milestone:
    """A step of the calendar, and its day where one is written."""

    name: Literal["decision", "preparation", "read_only", "off", "archive", "purge", "closed"]
    date: dt.date | None
    said: str | None = None


def projects(graph: Graph, id: str) -> Sequence[str]:
    """The projects that retire an element."""
    return graph.targets(id, "retired_by")


def required(graph: Graph, id: str) -> tuple[Required, ...]:
    """The prerequisites of the retirement of an element, by the project that meets each best."""
    works: list[str | None] = [*projects(graph, id)] or [None]
    names: tuple[Prerequisite, ...] = ("moa", "resources", "calendar", "objectives")
    ways = {name: [Required(name, *_met(graph, project, name)) for project in works] for name in names}
    return tuple(max(found, key=lambda each: (each.met is not None, each.met is True)) for found in ways.values())


def _met(graph: Graph, project: str | None, name: str) -> tuple[bool | None, str | None, tuple[str, ...]]:
    if project is None:
        return None, None, ()
    if name == "calendar":
        days = [str(day) for field in ("starts_on", "off_on", "ends_on") if (day := graph.value(project, field))]
        return (True if days else None), project, tuple(days)
    if name == "resources":
        said = graph.value(project, "resources")
        return (True if said or graph.value(project, "budget") else None), project, (said,) if said else ()
    values = tuple(graph.targets(project, name))
    if not values and not graph.recorded(project, name):
        return None, project, ()
    return (len(values) == 1 if name == "moa" else bool(values)), project, values


def kept(graph: Graph, id: str, holders: dict[str, frozenset[str]]) -> tuple[Kept, ...]:
    """The data that an element, its modules and its instances master, with what their archive says."""
    found = []
    for part in sorted(own(graph, [id])):
        for datum in graph.targets(part, "masters"):
            retention = graph.value(datum, "retention")
            found.append(
                Kept(
                    datum,
                    part,
                    tuple(sorted(holders.get(datum, frozenset()))),
                    _written(graph, id, "archive"),
                    getattr(retention, "kept_for", None),
                    getattr(retention, "disposal", None),
                )
            )
    return tuple(found)


def _written(graph: Graph, id: str, field: str) -> Any:
    """What the first of the projects that retire an element to say it says in a field."""
    return next((value for each in projects(graph, id) if (value := graph.value(each, field)) is not None), None)


_UNITS = {
    "d": ("d", "day", "days", "j", "jour", "jours"),
    "w": ("week", "weeks", "semaine", "semaines"),
    "m": ("m", "month", "months", "mois"),
    "y": ("y", "year", "years", "an", "ans", "année", "années"),
}


def endings(graph: Graph, ids: Iterable[str]) -> tuple[Ending, ...]:
    """The contracts of these elements, in order, with those outside that share them."""
    retired = own(graph, ids)
    found = {contract for id in retired for contract in graph.targets(id, "contracts")}
    return tuple(_ending(graph, contract, retired) for contract in sorted(found))


def _ending(graph: Graph, contract: str, retired: Container[str]) -> Ending:
    end = graph.value(contract, "ends_on")
    notice = graph.value(contract, "notice")
    ends_on = last_day(end) if end else None
    others = [each for each in graph.targets(contract, "applications_under") if each not in retired]
    by = _before(ends_on, str(notice)) if ends_on and notice else None
    return Ending(contract, ends_on, notice, by, tuple(sorted(others)))


def _before(day: dt.date, delay: str) -> dt.date | None:
    """The day that long before another; None where the delay is not a number and a unit, or ends before any day."""
    said = re.search(r"(?<!\d)(\d{1,4})\s*([^\W\d_]+)", delay)
    unit = next((unit for unit, words in _UNITS.items() if said and said[2].lower() in words), None)
    if said is None or unit is None:
        return None
    number = int(said[1])
    if unit in "dw":
        days = number * (7 if unit == "w" else 1)
        return day - dt.timedelta(days) if days < day.toordinal() else None
    months = day.year * 12 + day.month - 1 - number * (12 if unit == "y" else 1)
    if months < 12:
        return None
    first = dt.date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, last_day(f"{first:%Y-%m}").day))


def savings(graph: Graph, ids: Iterable[str]) -> Savings:
    """What the retirement of these elements, with their modules, saves each year and costs once."""
    chosen = set(ids)
    inside = {part for each in chosen for part in own(graph, [each]) - {each}}
    elements = sorted(chosen - inside)
    costs: list[Any] = [_cost(graph, each) for each in elements]
    works = sorted({project for each in chosen for project in projects(graph, each)})
    once: list[Any] = [graph.value(each, "one_off_cost") for each in works]
    missing = sum(each is None for each in once) or (not works)
    return Savings(
        _total(costs),
        sum(each is None for each in costs),
        _total(once),
        int(missing),
        len(elements),
    )


def _total(costs: Iterable[float | None]) -> float | None:
    """The sum of those that are written; None where none is."""
    written = [float(each) for each in costs if each is not None]
    return sum(written) if written else None


def _cost(graph: Graph, id: str) -> float | None:
    written = graph.value(id, "yearly_cost")
    if written is not None:
        return float(written)
    parts = [cost for part in own(graph, [id]) if (cost := graph.value(part, "yearly_cost")) is not None]
    return float(sum(parts)) if parts else None


def calendar(graph: Graph, id: str, off: dt.date | None) -> tuple[Milestone, ...]:
    """Decision, preparation, read-only, off, archive, purge, closed, by what the retiring project says."""

    def written(field: str) -> Any:
        return _written(graph, id, field)

    def day(field: str, *, end: bool = False) -> dt.date | None:
        said = written(field)
        return None if said is None else last_day(said) if end else first_day(said)

    signed = [first_day(each.on) for each in written("sign_offs") or () if each.on]
    return (
        Milestone("decision", min(signed, default=None)),
        Milestone("preparation", day("starts_on")),
        Milestone("read_only", day("read_only_on")),
        Milestone("off", off, written("off_on")),
        Milestone("archive", None, written("archive")),
        Milestone("purge", None, written("destruction")),
        Milestone("closed", day("ends_on", end=True)),
    )


def missing(graph: Graph, id: str, settled: Callable[[str, str], bool]) -> Iterator[Missing]:
    """What the three questions and the prerequisites ask of an element and nobody wrote, with whom to ask.

    `settled`: whether the workspace says that what is not written of an element in a field is not there.
    """
    moa, moe = tuple(graph.targets(id, "moa")), tuple(graph.targets(id, "moe"))
    inside = own(graph, [id])
    for field in ("covers", "deployed_at", "masters", "contracts", "yearly_cost"):
        if not any(graph.recorded(part, field) for part in inside) and not settled(id, field):
            yield Missing(id, field, moa if field in ("covers", "deployed_at") else moe)
    flowing = any(graph.targets(part, name) for part in inside for name in ("sends", "receives"))
    if not flowing and not (settled(id, "sends") and settled(id, "receives")):
        yield Missing(id, "flow", moe)
    works = projects(graph, id)
    if not works:
        yield Missing(id, "retired_by", moa)
        return
    asked = tuple(dict.fromkeys(actor for each in works for actor in graph.targets(each, "moa"))) or moa
    for field in ("moa", "resources", "objectives", "off_on", "archive"):
        said = any(graph.recorded(each, field) for each in works)
        if not said and not (field == "resources" and any(graph.value(each, "budget") for each in works)):
            yield Missing(works[0], field, asked)
