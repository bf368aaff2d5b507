"""What a check is given, and what it answers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ea_repo.graph import Graph
from ea_repo.select import Known
from ea_repo.semantics.production import in_use, outside_production


def standing(graph: Graph, out_of_service: bool = False, elsewhere: bool = False) -> frozenset[str]:
    """The elements in service and of production; or whatever their dates, or whatever their environment."""
    if not out_of_service and not elsewhere:
        return graph.once(in_use)
    return graph.once(_standing, out_of_service, elsewhere)


def _standing(graph: Graph, out_of_service: bool, elsewhere: bool) -> frozenset[str]:
    elements = iter(graph) if out_of_service else graph.standing_alone()
    return frozenset(elements) if elsewhere else frozenset(elements) - graph.once(outside_production)


def forget(graph: Graph) -> None:
    """Lets go of all that the rules worked out, but for what each of them asks."""
    graph.forget(in_use, _standing)


class Rulings(Protocol):
    """What the charter says of other rules, on the same graph."""

    def exists(self, rule: str) -> bool: ...

    def violations(self, rule: str) -> Sequence[Violation]: ...

    def granter(self, rule: str) -> str | None:
        """The only actor who may grant a derogation to a rule, where its principle names one."""
        ...


class _NoRulings:
    def exists(self, rule: str) -> bool:
        return False

    def violations(self, rule: str) -> Sequence[Violation]:
        return ()

    def granter(self, rule: str) -> str | None:
        return None


@dataclass(frozen=True)
class Scope:
    """The elements that a rule asks about, and what it needs to judge them."""

    graph: Graph
    ids: tuple[str, ...]
    known: Known = dataclasses.field(default_factory=Known)
    thresholds: Mapping[str, float] = dataclasses.field(default_factory=dict)
    rulings: Rulings = dataclasses.field(default_factory=_NoRulings)

    @property
    def date(self) -> dt.date:
        """The day looked at; today where the graph has none."""
        return self.graph.date or dt.date.today()


@dataclass(frozen=True)
class Violation:
    """An element that violates a rule, with what makes the violation.

    `offenders` are what a derogation must name; `related` what the reader should look at; `written` where it is
    written, when not on the subject itself; `facts` fill the places of the rule's sentences.
    """

    subject: str
    field: str | None = None
    offenders: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    written: str | None = None


@dataclass(frozen=True)
class Unknown:
    """An element that cannot be judged, for want of a fact."""

    subject: str
    fact: str


Outcome = Violation | Unknown


@dataclass(frozen=True)
class Names:
    """Elements that a sentence names."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Chain:
    """Elements by which something goes, from the first to the last."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """Elements, each with those where it is."""

    by_id: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Cost:
    """What elements cost together in euros a year, and how many of them do not say."""

    total: float
    missing: int
    of: int


@dataclass(frozen=True)
class Day:
    """A date as it is written, to be shown as people write theirs."""

    text: str
