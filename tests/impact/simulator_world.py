"""A parsed model, and what is in service in it on a day: the simulator's own reading of dates, links and wholes."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]
Parsed = Mapping[str, Mapping[str, Any]]
"""A model as a YAML parser gives it: kind → id → fields."""

APPLICATIONS = ("application", "referential")
STARTS_IN_ORDER = ("planned_on", "live_on", "phase_out_on", "retired_on")
WHOLES = {**dict.fromkeys(APPLICATIONS, ("part_of", "instance_of")), "node": ("part_of",), "api": ("provided_by",)}
"""The links along which an element is in service with another only."""
ONE_DAY = dt.timedelta(days=1)
HERE = "*"
"""The one place of a model without sites."""


def first_day(written: Any) -> dt.date:
    """The first day of a year, a month or a day, whichever way the parser gave it."""
    if isinstance(written, dt.date):
        return written
    year, month, day = (int(number) for number in (*str(written).split("-"), "1", "1")[:3])
    return dt.date(year, month, day)


def last_day(written: Any) -> dt.date:
    """The last day of a year, a month or a day."""
    first = first_day(written)
    precision = 3 if isinstance(written, dt.date) else len(str(written).split("-"))
    if precision == 1:
        return first.replace(month=12, day=31)
    return first if precision == 3 else first.replace(day=calendar.monthrange(first.year, first.month)[1])


@dataclass(frozen=True)
class Ref:
    """One value of a link."""

    to: str
    start: dt.date = dt.date.min
    end: dt.date = dt.date.max
    for_: tuple[str, ...] = ()
    need: str | None = None


def _refs(value: Any) -> Iterator[Ref]:
    for item in value if isinstance(value, list | tuple) else () if value is None else (value,):
        link = item if isinstance(item, Mapping) else {"to": item}
        texts = link.get("for")
        yield Ref(
            link["to"],
            dt.date.min if link.get("from") is None else first_day(link["from"]),
            dt.date.max if link.get("until") is None else last_day(link["until"]),
            (texts,) if isinstance(texts, str) else tuple(texts or ()),
            link.get("need"),
        )


class Model:
    """The elements of a parsed model by id, whatever the day."""

    def __init__(self, parsed: Parsed) -> None:
        self.kind = {id: kind for kind, elements in parsed.items() for id in elements}
        self.fields: dict[str, Fields] = {id: fields or {} for kind in parsed.values() for id, fields in kind.items()}

    def of_kind(self, *kinds: str) -> list[str]:
        return [id for id, kind in self.kind.items() if kind in kinds]

    def value(self, id: str, field: str) -> Any:
        return self.fields[id].get(field)

    def written(self, id: str, field: str) -> bool:
        """Whether the field is recorded: `[]` is, nothing is not."""
        return self.value(id, field) is not None

    def refs(self, id: str, field: str) -> list[Ref]:
        """The values of a link, on whatever day; `[]` where it is not written."""
        return [*_refs(self.value(id, field))]

    def change_days(self) -> list[dt.date]:
        """Every day on which something begins to be, or is no longer, as on the day before."""
        days: set[dt.date] = set()
        for fields in self.fields.values():
            days |= {first_day(fields[field]) for field in STARTS_IN_ORDER if fields.get(field) is not None}
            for value in fields.values():
                for item in value if isinstance(value, list) else [value]:
                    if isinstance(item, Mapping) and "to" in item:
                        link = next(_refs(item))
                        days.add(link.start)
                        days |= {link.end + ONE_DAY} if link.end < dt.date.max else set()
        return sorted(days - {dt.date.min})


@dataclass(frozen=True)
class Flow:
    """A flow in service, with what it needs."""

    id: str
    source: str
    target: str
    needed: tuple[str, ...]
    """Its api and its via."""
    data: tuple[str, ...]
    need: str | None


class World:
    """The model on a day: what is in service, and the links that hold."""

    def __init__(self, model: Model, day: dt.date, forced: Collection[str] = (), endless: Collection[str] = ()) -> None:
        """`forced` are in service whatever their dates; of `endless`, the own `retired_on` is not read."""
        self.model, self.day, self.forced, self.endless = model, day, frozenset(forced), frozenset(endless)
        self._in_service: dict[str, bool] = {}
        self._to: dict[tuple[str, str], list[str]] = {}
        counted = [self._flow(id) for id in model.of_kind("flow") if self._counts(id)]
        self.flows = [flow for flow in counted if self.solution(flow.source) != self.solution(flow.target)]
        """The flows that are followed: from one solution to another."""
        self.inner_flows = [flow for flow in counted if flow not in self.flows]

    def refs(self, id: str, field: str) -> list[Ref]:
        """The values of a link that hold on the day and point at something."""
        refs = self.model.refs(id, field)
        return [ref for ref in refs if ref.start <= self.day <= ref.end and ref.to in self.model.kind]

    def to(self, id: str, field: str) -> list[str]:
        key = (id, field)
        if key not in self._to:
            self._to[key] = [*dict.fromkeys(ref.to for ref in self.refs(id, field))]
        return self._to[key]

    def phase(self, id: str) -> str:
        """The field whose day was passed last: `live_on` means active; `planned_on` also before the first of them."""
        fields = self.model.fields[id]
        read = [field for field in STARTS_IN_ORDER if field != "retired_on" or id not in self.endless]
        starts = [
            (first_day(fields[field]), place, field)
            for place, field in enumerate(read)
            if fields.get(field) is not None
        ]
        passed = [start for start in starts if start[0] <= self.day]
        if passed:
            return max(passed)[2]
        return "planned_on" if fields.get("planned_on") or fields.get("live_on") else "unknown"

    def in_service(self, id: str) -> bool:
        if id not in self._in_service:
            self._in_service[id] = id in self.forced or self._is_in_service(id)
        return self._in_service[id]

    def _is_in_service(self, id: str) -> bool:
        if self.phase(id) in ("planned_on", "retired_on"):
            return False
        kind = self.model.kind[id]
        if kind == "flow":
            ends = [self.to(id, "source"), self.to(id, "target")]
            others = [*self.to(id, "api"), *self.to(id, "via")]
            return all(ends) and all(self.in_service(end) for end in [*ends[0], *ends[1], *others])
        return all(self.in_service(whole) for field in WHOLES.get(kind, ()) for whole in self.to(id, field))

    def of_kind(self, *kinds: str) -> list[str]:
        """Those of these kinds that are in service."""
        return [id for id in self.model.of_kind(*kinds) if self.in_service(id)]

    def below(self, id: str, *fields: str) -> list[str]:
        """Those in service that point at it along one of these links: its modules, its parts, its instances …"""
        return [
            other
            for other in self.model.kind
            if any(id in self.to(other, field) for field in fields) and self.in_service(other)
        ]

    def above(self, id: str, field: str = "part_of") -> list[str]:
        """All its wholes, the nearest first."""
        found: list[str] = []
        waiting = self.to(id, field)[:]
        while waiting:
            whole = waiting.pop(0)
            if whole not in found:
                found.append(whole)
                waiting += self.to(whole, field)
        return found

    def with_parts(self, id: str) -> set[str]:
        """It and all its parts, or modules, in service or not."""
        return {other for other in self.model.kind if other == id or id in self.above(other)}

    def solution(self, id: str) -> str:
        """The application with all its modules that this one belongs to, by its uppermost whole."""
        return [id, *self.above(id)][-1]

    def family(self, id: str, *, apis: bool = True) -> set[str]:
        """An application with its modules, instances and APIs, and theirs, as far as they are in service."""
        found, waiting = {id}, [id]
        while waiting:
            fields = ("part_of", "instance_of", "provided_by") if apis else ("part_of", "instance_of")
            below = [other for other in self.below(waiting.pop(), *fields) if other not in found]
            found |= {*below}
            waiting += below
        return found

    def _counts(self, id: str) -> bool:
        """Whether a flow is in service and in production."""
        if not self.in_service(id) or self.model.value(id, "environment") not in (None, "production"):
            return False
        return bool(self.to(id, "source") and self.to(id, "target"))

    def _flow(self, id: str) -> Flow:
        (source, *_), (target, *_) = self.to(id, "source"), self.to(id, "target")
        needed = (*self.to(id, "api"), *self.to(id, "via"))
        data = tuple(self.to(id, "data")) if self.model.written(id, "data") else (id,)
        return Flow(id, source, target, needed, data, self.model.value(id, "need"))

    def places(self) -> list[str]:
        """The sites without parts; the one place `*` where no site is recorded."""
        sites = self.of_kind("site")
        leaves = [site for site in sites if not self.below(site, "part_of")]
        return leaves if self.model.of_kind("site") else [HERE]

    def deployment(self, application: str) -> tuple[str, frozenset[str] | None]:
        """Who says where it is deployed (itself or a whole of it), and the places; None where nobody says."""
        owners = [application, *self.above(application)]
        for owner in owners:
            if self.model.written(owner, "deployed_at"):
                sites = {part for site in self.to(owner, "deployed_at") for part in self.with_parts(site)}
                return owner, frozenset(sites)
        return owners[-1], None

    def nearest(self, application: str, field: str) -> Any:
        """What it writes, else the nearest whole of it that does, else its product, or that of a whole of it."""
        owners = (application, *self.above(application))
        values = [self.model.value(owner, field) for owner in owners]
        products = [product for owner in owners for product in self.to(owner, "instance_of")]
        told = (value for value in values if value is not None)
        return next(told, None) or next(filter(None, (self.nearest(product, field) for product in products)), None)
