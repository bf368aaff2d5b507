"""What a check is given: the elements that a rule asks about, and what it needs to judge them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from ea_repo.check.violation import Violation
from ea_repo.finding import Text
from ea_repo.graph import Graph, LazyDict
from ea_repo.select import Known
from ea_repo.semantics.production import in_use, of_production, outside_production


def standing(graph: Graph, out_of_service: bool = False, elsewhere: bool = False) -> Mapping[str, frozenset[str]]:
    """By kind, the elements in service and of production; or whatever their dates, or whatever their environment.

    Those of a kind are looked for when one asks about it: an answer rests on the dates of the kinds that it asks about.
    """
    if not out_of_service and not elsewhere:
        return LazyDict(partial(graph.once, in_use))
    return LazyDict(lambda kind: graph.once(_standing, kind, out_of_service, elsewhere))


def standing_among(graph: Graph, ids: Iterable[str], out_of_service: bool, elsewhere: bool) -> frozenset[str]:
    """Those of some elements, for who asks of few."""
    living = (id for id in ids if out_of_service or graph.in_service(id, alone=True))
    return frozenset(id for id in living if elsewhere or of_production(graph, id))


def _standing(graph: Graph, kind: str, out_of_service: bool, elsewhere: bool) -> frozenset[str]:
    ids = frozenset(graph.exactly(kind) if out_of_service else graph.standing_alone(kind))
    return ids if elsewhere else ids - outside_production(graph, kind)


def forget(graph: Graph) -> None:
    """Lets go of all that the rules worked out, but for what each of them asks."""
    graph.forget(in_use, _standing)


class Rulings(Protocol):
    """What the charter says of other rules, on the same graph."""

    def exists(self, rule: str) -> bool: ...

    def violations(self, rule: str) -> Sequence[Violation]: ...

    def undecided(self, rule: str) -> Collection[str]:
        """The elements of which a rule can say nothing, for want of a fact."""
        ...

    def granter(self, rule: str) -> str | None:
        """The only actor who may grant a derogation to a rule, where its principle names one."""
        ...

    def title(self, rule: str) -> Text:
        """What a rule that exists is called by people."""
        ...


class _NoRulings:
    def exists(self, rule: str) -> bool:
        return False

    def violations(self, rule: str) -> Sequence[Violation]:
        return ()

    def undecided(self, rule: str) -> Collection[str]:
        return ()

    def granter(self, rule: str) -> str | None:
        return None

    def title(self, rule: str) -> Text:
        return Text(rule, rule)


@dataclass(frozen=True)
class Scope:
    """The elements that a rule asks about, with the graph, what is known in full, thresholds and the other rules."""

    graph: Graph
    ids: tuple[str, ...]
    known: Known = dataclasses.field(default_factory=Known)
    thresholds: Mapping[str, float] = dataclasses.field(default_factory=dict)
    rulings: Rulings = dataclasses.field(default_factory=_NoRulings)
    of_few: bool = False
    """Whether few of all elements are asked about: nothing is worked out for the others."""

    @property
    def date(self) -> dt.date:
        """The day looked at; today where the graph has none."""
        return self.graph.date or dt.date.today()

    def settles(self, id: str, name: str) -> bool:
        """Whether a field or a relation of an element is written, or its absence means that there is none."""
        return self.graph.recorded(id, name) or self.known.knows(self.graph, id, name)
