"""The contracts of what is retired: when they end, and by which day to give notice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day
from ea_repo.semantics.belongings import belongings

_UNITS = {
    "d": ("d", "day", "days", "j", "jour", "jours"),
    "w": ("week", "weeks", "semaine", "semaines"),
    "m": ("m", "month", "months", "mois"),
    "y": ("y", "year", "years", "an", "ans", "année", "années"),
}
_DELAY = re.compile(r"(?<!\d)(\d{1,4})\s*([^\W\d_]+)")


@dataclass(frozen=True)
class ContractEnding:
    """A contract of what is retired: its last day, and the last day to give notice of its end."""

    contract: str
    ends_on: dt.date | None
    notice: str | None
    notice_by: dt.date | None
    shared_with: tuple[str, ...] = ()


def contract_endings(graph: Graph, ids: Iterable[str]) -> tuple[ContractEnding, ...]:
    """The contracts of these elements, in order, with those outside that share them."""
    retired = belongings(graph, ids)
    contracts = {contract for id in retired for contract in graph.targets(id, "contracts")}
    return tuple(_ending(graph, contract, retired) for contract in sorted(contracts))


def _ending(graph: Graph, contract: str, retired: Container[str]) -> ContractEnding:
    end = graph.value(contract, "ends_on")
    notice = graph.value(contract, "notice")
    ends_on = last_day(end) if end else None
    sharing = [id for id in graph.targets(contract, "applications_under") if id not in retired]
    notice_by = day_before(ends_on, str(notice)) if ends_on and notice else None
    return ContractEnding(contract, ends_on, notice, notice_by, tuple(sorted(sharing)))


def day_before(day: dt.date, delay: str) -> dt.date | None:
    """The day that long before another; None where the delay is not a number and a unit, or ends before any day."""
    written = _DELAY.search(delay)
    unit = next((unit for unit, words in _UNITS.items() if written and written[2].lower() in words), None)
    if written is None or unit is None:
        return None
    number = int(written[1])
    if unit in "dw":
        days = number * (7 if unit == "w" else 1)
        return day - dt.timedelta(days) if days < day.toordinal() else None
    months = day.year * 12 + day.month - 1 - number * (12 if unit == "y" else 1)
    if months < 12:
        return None
    first = dt.date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, last_day(f"{first:%Y-%m}").day))
