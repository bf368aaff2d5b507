"""What a date makes of an element: its phase, and whether it is in service."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from ea_repo.metamodel import kind

if TYPE_CHECKING:
    from ea_repo.graph.graph import Graph

Phase = Literal["plan", "phase_in", "active", "phase_out", "end_of_life", "unknown"]
IN_SERVICE: frozenset[Phase] = frozenset(("phase_in", "active", "phase_out", "unknown"))

_STARTS: tuple[tuple[str, Phase], ...] = (
    ("planned_on", "plan"),
    ("live_on", "active"),
    ("phase_out_on", "phase_out"),
    ("retired_on", "end_of_life"),
)


def phase(graph: Graph, id: str, seen: frozenset[str] = frozenset()) -> Phase:
    """The phase of an element at the graph's date; without dates of its own, that of what lends it dates."""
    own = own_phase(graph, id)
    if own is not None:
        return own
    for field in _lenders(graph, id):
        for lender in graph.targets(id, field):
            if lender not in seen and (lent := phase(graph, lender, seen | {id})) != "unknown":
                return lent
    return "unknown"


def own_phase(graph: Graph, id: str) -> Phase | None:
    """The phase that an element's own dates say, None where it has none; today's where the graph has no date."""
    date = graph.date or dt.date.today()
    roles = kind(graph.kind(id)).dates
    starts = [(roles[field].day(written), name) for field, name in _STARTS if (written := graph.value(id, field))]
    if not starts:
        return None
    begun = [each for each in starts if each[0] <= date]
    if not begun:
        return "plan" if any(name in ("plan", "active") for _, name in starts) else "unknown"
    # Two phases that begin on one day: the later in life is the one that holds.
    latest = max(day for day, _ in begun)
    current = [name for day, name in begun if day == latest][-1]
    return "phase_in" if current == "active" and _rolling_out(graph, id, date) else current


def _rolling_out(graph: Graph, id: str, date: dt.date) -> bool:
    for relation in graph.arriving(id):
        link = kind(graph.kind(relation.source)).links[relation.field]
        if link.phases_in and graph.value(relation.source, "type") == link.phases_in:
            dates = kind(graph.kind(relation.source)).dates
            start, end = (graph.value(relation.source, field) for field in ("starts_on", "ends_on"))
            if start and dates["starts_on"].day(start) <= date and (not end or date <= dates["ends_on"].day(end)):
                return True
    return False


def in_service(graph: Graph, id: str, *, alone: bool, seen: frozenset[str] = frozenset()) -> bool:
    """Whether an element is in service: by its phase, by what lends it dates and, unless `alone`, by what it needs."""
    if graph.phase(id) not in IN_SERVICE or id in seen:
        return False
    links = kind(graph.kind(id)).links
    for field, link in links.items():
        if not (link.lends_dates or link.needed) or not graph.value(id, field):
            continue
        targets = [each for each in graph.targets(id, field) if each not in seen]
        if link.lends_dates and targets:
            if not any(in_service(graph, each, alone=alone, seen=seen | {id}) for each in targets):
                return False
        elif link.needed:
            if not graph.links(id, field):
                return False
            if not alone and not all(in_service(graph, each, alone=False, seen=seen | {id}) for each in targets):
                return False
    return True


def _lenders(graph: Graph, id: str) -> list[str]:
    return [field for field, link in kind(graph.kind(id)).links.items() if link.lends_dates]
