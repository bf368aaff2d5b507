"""What changes for later in what applications in service do: processes and sites from, or until, a day to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.impact.days import edges

LINKS = ("covers", "supports", "deployed_at")


@dataclass(frozen=True)
class LinkOutlook:
    """Whether a link holds on the day looked at, and the next day on which it no longer, or at last, does."""

    holds: bool
    changes_on: dt.date | None


@dataclass(frozen=True)
class LinkPlan:
    """A link whose days to come differ; None on a side that does not write it, or where its element does not serve."""

    element: str
    field: str
    target: str
    before: LinkOutlook | None
    after: LinkOutlook | None


def changed_link_plans(before: Graph, after: Graph, written_otherwise: Iterable[str]) -> tuple[LinkPlan, ...]:
    """Of the elements that are not written alike, the links that begin or end on another day to come than before."""
    return tuple(plan for id in sorted(written_otherwise) for plan in _of_element(before, after, id))


def _of_element(before: Graph, after: Graph, id: str) -> Iterator[LinkPlan]:
    for field in LINKS:
        old, new = (_outlooks(graph, id, field) for graph in (before, after))
        for target in sorted(old.keys() | new.keys()):
            was, is_ = old.get(target), new.get(target)
            to_come = [look.changes_on for look in (was, is_) if look and look.changes_on]
            # Whether it holds today is told with the processes and the sites.
            if to_come and was != is_:
                yield LinkPlan(id, field, target, was, is_)


def _outlooks(graph: Graph, id: str, field: str) -> dict[str, LinkOutlook]:
    """By target, how the links of an element in service stand; several links to one are taken together."""
    if id not in graph or field not in graph.definition(id).links or not graph.in_service(id):
        return {}
    today, always = graph.date or dt.date.today(), graph.at(None)
    targets: dict[str, LinkOutlook] = {}
    for target in always.targets(id, field):
        refs = [ref for ref in always.links(id, field) if ref.to == target]
        holds = any(ref.visible(today) for ref in refs)
        days = sorted(day for ref in refs for day in edges(ref) if day > today)
        on = next((day for day in days if any(ref.visible(day) for ref in refs) != holds), None)
        targets[target] = LinkOutlook(holds, on)
    return targets
