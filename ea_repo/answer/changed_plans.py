"""What changes for later: what is written for days after the one looked at, and so counts for nothing on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ea_repo.graph import Graph, Phase
from ea_repo.impact.days import Days


@dataclass(frozen=True)
class Outlook:
    """How an element stands on the day looked at, and the next day on which that changes; None where none is known."""

    in_service: bool
    phase: Phase
    changes_on: dt.date | None


@dataclass(frozen=True)
class PlanChange:
    """An element whose days to come differ; None on the side that does not have it.

    `serves`: the processes that it would cover or support once it is there; it does not on that day.
    """

    element: str
    before: Outlook | None
    after: Outlook | None
    serves: tuple[str, ...] = ()

    @property
    def is_addition(self) -> bool:
        """Whether it is new, and not in service on the day looked at."""
        return self.before is None and self.after is not None and not self.after.in_service


def changed_plans(before: Graph, after: Graph, written_otherwise: Iterable[str]) -> tuple[PlanChange, ...]:
    """Of the elements that are not written alike: those that one side has and are not in service there on its day,
    and those of both sides that enter or leave service on another day to come.
    """
    looks = Outlooks(before), Outlooks(after)
    changes = []
    for id in sorted(written_otherwise):
        old, new = (look.of(id) for look in looks)
        if old is None or new is None:
            there = new or old
            if there is None or (there.in_service and there.changes_on is None):
                continue
        elif (old.in_service, old.changes_on) == (new.in_service, new.changes_on) or old.in_service != new.in_service:
            continue
        graph = after if id in after else before
        changes.append(PlanChange(id, old, new, tuple(_serves(graph, id, new or old))))
    return tuple(sorted(changes, key=lambda change: (not change.is_addition, _is_flow(before, after, change.element))))


def _is_flow(before: Graph, after: Graph, id: str) -> bool:
    return (after if id in after else before).kind(id) == "flow"


class Outlooks:
    """How the elements of a graph stand, on its day and after."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._days = graph, Days(graph)

    def of(self, id: str) -> Outlook | None:
        """How one stands; None where there is no such element."""
        if id not in self._graph:
            return None
        graph, today = self._graph, self._graph.date or dt.date.today()
        there = graph.in_service(id)
        to_come = sorted(day for day in self._days.of_life(id) if day > today)
        on = next((day for day in to_come if self._days.view(day).in_service(id) != there), None)
        return Outlook(there, graph.phase(id), on)


def _serves(graph: Graph, id: str, look: Outlook | None) -> list[str]:
    """The processes of an application that is not in service."""
    if look is None or look.in_service:
        return []
    # Its links may begin with it: all of them are meant, whatever their days.
    always, links = graph.at(None), graph.definition(id).links
    return list(dict.fromkeys(process for link in ("covers", "supports") if link in links
                              for process in always.targets(id, link)))  # fmt: skip
