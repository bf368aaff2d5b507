"""A model on a day, by the words alone: visible links, who is in service, solutions, places.

Everything is looked up again each time it is asked, in the facts as they are written: slow, and hard to get wrong.
`# Reading:` marks each place where the words leave a choice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

Model = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""The fields of each element by kind and id, as a YAML file says them."""

APPLICATIONS = ("application", "referential")
STARTS = ("planned_on", "live_on", "phase_out_on", "retired_on")
LENDERS = {
    "application": ("part_of", "instance_of"),
    "referential": ("part_of", "instance_of"),
    "api": ("provided_by",),
    "node": ("part_of",),
}
EVERYWHERE = "*"
"""The one place, where no site is recorded."""


def first(written: Hashable) -> dt.date:
    """2023 as a start is 1 January 2023."""
    year, month, day = ([int(part) for part in str(written).split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


@cache
def last(written: Hashable) -> dt.date:
    """2023 as an end is 31 December 2023: the last day that is written so."""
    day = first(written)
    while str(day + dt.timedelta(1)).startswith(str(written)):
        day += dt.timedelta(1)
    return day


@dataclass(frozen=True)
class At:
    """A model on a day; the roots of an impact count as in service whatever their dates."""

    model: Model
    date: dt.date
    roots: frozenset[str] = frozenset()

    def kind(self, id: str) -> str:
        return next(kind for kind, elements in self.model.items() if id in elements)

    def ids(self, *kinds: str) -> list[str]:
        return [id for kind in kinds for id in self.model.get(kind) or {}]

    def serving(self, *kinds: str) -> list[str]:
        return [id for id in self.ids(*kinds) if self.in_service(id)]

    def fields(self, id: str) -> Mapping[str, Any]:
        return self.model[self.kind(id)][id] or {}

    def recorded(self, id: str, field: str) -> bool:
        """`field:` with nothing is absent; `[]` is recorded, and so is a link that is not visible at the date."""
        return self.fields(id).get(field) is not None

    def to(self, id: str, field: str) -> list[str]:
        """Where a link points on that day: links outside their own dates are hidden."""
        written = self.fields(id).get(field)
        values = written if isinstance(written, list) else [] if written is None else [written]
        targets: list[str] = []
        for value in values:
            link = value if isinstance(value, dict) else {"to": value}
            begun = link.get("from") is None or first(link["from"]) <= self.date
            if begun and (link.get("until") is None or self.date <= last(link["until"])) and link["to"] not in targets:
                targets.append(link["to"])
        return targets

    def upwards(self, id: str, field: str) -> list[str]:
        """All that is reached by following one link, the nearest first."""
        above: list[str] = []
        for whole in self.to(id, field):
            above += [whole, *self.upwards(whole, field)]
        return above

    def below(self, ids: Iterable[str], *links: str) -> set[str]:
        """These elements, and all whose links (part_of, instance_of) lead to one of them."""
        below = set(ids)
        while True:
            more = {
                id
                for id in self.ids(*self.model)
                for link in links
                if self.kind(id) in ("site", "node", *APPLICATIONS) and below & set(self.to(id, link))
            }
            if more <= below:
                return below
            below |= more

    # --- Dates and phases ---------------------------------------------------------------------------------------------

    def own_phase(self, id: str) -> str | None:
        """The phase that begins at the last written start not after the date; without one, plan if planned_on or
        live_on is written, else unknown. None: no date of its own."""
        fields = self.fields(id)
        starts = [(first(fields[name]), rank) for rank, name in enumerate(STARTS) if fields.get(name) is not None]
        if not starts:
            return None
        begun = [start for start in starts if start[0] <= self.date]
        if not begun:
            return "plan" if fields.get("planned_on") or fields.get("live_on") else "unknown"
        # Reading: of two phases that begin on one day, the later in life is the one.
        return ("plan", "active", "phase_out", "end_of_life")[max(begun)[1]]

    def in_service(self, id: str) -> bool:
        """Neither planned nor ended; and, for what has a whole, a product or a provider, that one in service too.

        Without dates of its own it has theirs, which says the same. A root counts as in service.
        """
        # Reading: "its modules, instances and APIs keep their own" dates: those without any follow the root.
        if id in self.roots:
            return True
        if self.own_phase(id) in ("plan", "end_of_life"):
            return False
        if self.kind(id) == "flow":
            return self._flow_ends_visible(id) and all(
                self.in_service(needed) for field in ("source", "target", "api", "via") for needed in self.to(id, field)
            )
        # Reading: a part of several nodes is there while one of them is.
        groups = [self.to(id, field) for field in LENDERS.get(self.kind(id), ())]
        return all(any(map(self.in_service, group)) for group in groups if group)

    def flow_alone_in_service(self, id: str) -> bool:
        """`deps` asks the flow alone to be in service, so that what is retired but connected shows."""
        return self.own_phase(id) not in ("plan", "end_of_life") and self._flow_ends_visible(id)

    def _flow_ends_visible(self, id: str) -> bool:
        # A flow with an end not visible is not in service.
        return bool(self.to(id, "source") and self.to(id, "target"))

    # --- Wholes, modules, instances -----------------------------------------------------------------------------------

    def solution(self, id: str) -> str:
        """An application with all its modules, told by the one at the top: up through part_of.

        instance_of joins solutions for redundancy only.
        """
        return ([id, *self.upwards(id, "part_of")])[-1]

    def inherited_value(self, id: str, field: str) -> Any:
        """What an application says, else its whole, else its product."""
        # Reading: the sentence is written for the type of what covers (redundancy); type and poc_decision are read so
        # here too, for platforms and POCs alike.
        # Reading: all its wholes come before any product; then the products, its own before those of its wholes.
        line = [id, *self.upwards(id, "part_of")]
        for element in line:
            if self.recorded(element, field):
                return self.fields(element)[field]
        products = [product for whole in line for product in self.to(whole, "instance_of")]
        inherited = (self.inherited_value(product, field) for product in products)
        return next((value for value in inherited if value is not None), None)

    def is_platform(self, id: str) -> bool:
        return bool(self.inherited_value(id, "type") == "platform")

    def is_bare_poc(self, id: str) -> bool:
        """A POC that is not industrialised, or a module of one."""
        industrialised = self.inherited_value(id, "poc_decision") == "industrialise"
        return bool(self.inherited_value(id, "type") == "poc" and not industrialised)

    # --- Flows --------------------------------------------------------------------------------------------------------

    def counts(self, flow: str) -> bool:
        """Only flows whose environment is production or absent count."""
        return self.fields(flow).get("environment") in (None, "production")

    def exchanges(self) -> list[Exchange]:
        """The flows in service, of production, from a solution to another: those inside one are not followed."""
        exchanges = []
        for flow in self.serving("flow"):
            # A root may count as in service although an end of it is not visible: it brings nothing then.
            if self.counts(flow) and self._flow_ends_visible(flow):
                (source, *_), (target, *_) = self.to(flow, "source"), self.to(flow, "target")
                if self.solution(source) != self.solution(target):
                    exchanges.append(Exchange(flow, source, target, self.written(flow), self.fields(flow).get("need")))
        return exchanges

    def written(self, flow: str) -> frozenset[str]:
        """The data written on a flow; one with no `data` at all carries a datum of its own."""
        # Reading: `data: []`, and data that are all outside the date, are recorded: such a flow carries nothing.
        return frozenset(self.to(flow, "data") if self.recorded(flow, "data") else [own_datum(flow)])

    def names(self, datum: str) -> list[str]:
        """A datum, then its wholes, the nearest first."""
        return [datum, *(self.upwards(datum, "part_of") if datum in self.ids("data_object") else [])]

    def all_data(self) -> list[str]:
        return [*self.ids("data_object"), *map(own_datum, self.ids("flow"))]

    # --- Sites --------------------------------------------------------------------------------------------------------

    def places(self) -> list[str]:
        """Cover is judged at every recorded site without parts; with no site recorded, at the one place."""
        # Reading: a site that is out of service is no place, and no part that would keep its whole from being one.
        parts = {whole for site in self.serving("site") for whole in self.to(site, "part_of")}
        return [site for site in self.serving("site") if site not in parts] if self.ids("site") else [EVERYWHERE]

    def deployment(self, id: str) -> str | None:
        """Who says where an application is deployed: itself, else its whole and so on; None where nobody does."""
        # Reading: a module only; an instance without deployed_at does not have its product's.
        for element in [id, *self.upwards(id, "part_of")]:
            if self.recorded(element, "deployed_at"):
                return element
        return None

    def known_there(self, id: str, place: str) -> bool | None:
        """Whether an application is deployed at a place: deployed at a whole is deployed at its parts."""
        teller = self.deployment(id)
        if teller is not None:
            around = [place] if place == EVERYWHERE else [place, *self.upwards(place, "part_of")]
            return bool({*around} & set(self.to(teller, "deployed_at")))
        # Reading: the one place is the institution; what has no deployed_at is there, in both readings.
        return True if place == EVERYWHERE else None


@dataclass(frozen=True)
class Exchange:
    """A flow that brings data from one solution to another."""

    flow: str
    source: str
    target: str
    data: frozenset[str]
    need: str | None


def own_datum(flow: str) -> str:
    return f"datum of {flow}"


def in_service(model: Model, id: str, date: dt.date) -> bool:
    return At(model, date).in_service(id)


def days_that_matter(model: Model) -> list[dt.date]:
    """Every day on which a written date makes something begin or end, and the day before: nothing changes between."""
    days: set[dt.date] = set()
    for elements in model.values():
        for fields in (fields or {} for fields in elements.values()):
            values = [fields.get(name) for name in STARTS]
            links = [link for value in fields.values() for link in (value if isinstance(value, list) else [value])]
            values += [link.get(end) for link in links if isinstance(link, dict) for end in ("from", "until")]
            for written in values:
                if written is not None:
                    days |= {first(written), last(written) + dt.timedelta(1)}
    return sorted(days | {day - dt.timedelta(1) for day in days})
