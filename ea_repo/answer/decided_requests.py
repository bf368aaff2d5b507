"""What was decided of requests, and what became of its conditions on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day

ConditionState = Literal["met", "open", "overdue", "undated"]


@dataclass(frozen=True)
class DecidedCondition:
    """A condition of a decision, on the day looked at."""

    text: str
    until: str | None
    state: ConditionState


@dataclass(frozen=True)
class Decided:
    """A decision: of which request, the option, the verdict, by whom and when."""

    id: str
    name: str
    request: str | None
    option: str | None
    verdict: str | None
    by: tuple[str, ...]
    decided_on: str | None
    expires_on: str | None
    ended: bool
    """Whether its last day has passed."""
    reason: str | None
    conditions: tuple[DecidedCondition, ...]


@dataclass(frozen=True)
class Decisions:
    """The decisions, the last first."""

    decisions: tuple[Decided, ...]

    @property
    def overdue(self) -> int:
        """How many conditions are past their day and not met."""
        return sum(condition.state == "overdue" for one in self.decisions for condition in one.conditions)


def decisions(graph: Graph, day: dt.date) -> Decisions:
    """Every decision, with the state of its conditions on a day."""
    decided = [_decided(graph, id, day) for id in graph.of("decision")]
    return Decisions(tuple(sorted(decided, key=lambda one: (one.decided_on or "", one.id), reverse=True)))


def accepted_by_derogation(graph: Graph, day: dt.date) -> tuple[Decided, ...]:
    """The requests that were accepted by derogation, no examples, the next to end first."""
    every = (decided for decided in decisions(graph, day).decisions if decided.id not in graph.illustrative)
    accepted = [decided for decided in every if decided.verdict == "derogate"]
    return tuple(sorted(accepted, key=lambda one: last_day(one.expires_on) if one.expires_on else dt.date.max))


def _decided(graph: Graph, id: str, day: dt.date) -> Decided:
    expires_on = graph.value(id, "expires_on")
    return Decided(
        id,
        graph.name(id),
        graph.value(id, "request"),
        graph.value(id, "option"),
        graph.value(id, "verdict"),
        tuple(map(graph.name, graph.targets(id, "by"))),
        graph.value(id, "decided_on"),
        expires_on,
        expires_on is not None and last_day(expires_on) < day,
        graph.value(id, "reason"),
        tuple(
            DecidedCondition(condition.text, condition.until, state_of(condition.until, condition.met_on, day))
            for condition in graph.value(id, "conditions") or ()
        ),
    )


def state_of(until: str | None, met_on: str | None, day: dt.date) -> ConditionState:
    """What a condition is on a day: met, past its day, still to be met, or without a day."""
    if met_on is not None:
        return "met"
    if until is None:
        return "undated"
    return "overdue" if last_day(until) < day else "open"
