"""What differs between two looks at an information system: elements, service, findings, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ea_repo.answer.audit import Audit
from ea_repo.answer.changed_costs import AnnouncedCost, ChangedCosts, changed_costs
from ea_repo.answer.changed_flows import ChangedFlows, changed_flows
from ea_repo.answer.changed_link_plans import LinkPlan, changed_link_plans
from ea_repo.answer.changed_places import ChangedPlaces, changed_places
from ea_repo.answer.changed_plans import PlanChange, changed_plans
from ea_repo.answer.changed_processes import ProcessChange, changed_processes
from ea_repo.answer.situation import Situation
from ea_repo.check.indicators import Indicators, Series
from ea_repo.check.measure import Value
from ea_repo.finding import Lang, Text
from ea_repo.graph import Changes, Difference, Edit, Graph, Phase, Relation, difference, edits, may_turn
from ea_repo.metamodel import accepts

UNDECLARED = Value(None, 0, 0, reason=Text("pas déclaré", "not declared"))
"""The value of an indicator on a side that does not declare it."""


@dataclass(frozen=True)
class Look:
    """One side: what it is, as asked, and everything that is compared of it."""

    name: str
    situation: Situation
    graph: Graph
    audit: Audit
    indicators: Indicators
    lang: Lang | None = None
    """The language that its workspace speaks."""
    announced: tuple[AnnouncedCost, ...] = ()
    """What the options of requests that it is looked at with say that they cost."""
    as_if: tuple[str, ...] = ()
    """What its change files add for later, and that its findings and indicators count as in service."""


@dataclass(frozen=True)
class Move:
    """An element of both sides whose phase is another, or that is in service on one side only."""

    id: str
    before: Phase
    after: Phase
    was: bool
    """Whether it was in service."""
    is_: bool
    """Whether it is in service."""


@dataclass(frozen=True)
class Comparison:
    """Two looks, and what differs from the first to the second; `audit` is the second told against the first."""

    before: Look
    after: Look
    elements: Difference
    audit: Audit
    moves: tuple[Move, ...]
    indicators: Indicators
    """Those of both sides, each with its two values."""

    def name(self, id: str) -> str:
        return self.both.name(id)

    def name_alone(self, id: str) -> str:
        return self.both.name_alone(id)

    def kind(self, id: str) -> str:
        return self.both.kind(id)

    def label(self, id: str) -> Text:
        """What people call an element of its kind."""
        return self.both.definition(id).label

    @cached_property
    def both(self) -> Graph:
        """Every element of either side, as the second says it where both have it."""
        new = [*map(self.after.graph.record, (*self.elements.added, *self.elements.changed))]
        vocabulary = self.after.graph.vocabulary.with_kinds_of(self.before.graph.vocabulary)
        if not new and vocabulary is self.before.graph.vocabulary:
            return self.before.graph
        return self.before.graph.with_(Changes(new), vocabulary)

    @cached_property
    def edits(self) -> dict[str, tuple[Edit, ...]]:
        """What changes in each element that both sides have, field by field."""
        return {id: edits(self.before.graph, self.after.graph, id) for id in self.elements.changed}

    # What changes for those who work, pay and decide; each side on its own day, what is for later not counted

    @cached_property
    def processes(self) -> tuple[ProcessChange, ...]:
        """Who covers or supports processes, and where."""
        return changed_processes(self.before.graph, self.after.graph)

    @cached_property
    def places(self) -> ChangedPlaces:
        """Which applications are used at which sites."""
        return changed_places(self.before.graph, self.after.graph)

    @cached_property
    def flows(self) -> ChangedFlows:
        of = self.elements
        otherwise = (*of.added, *of.removed, *of.changed, *(move.id for move in self.moves))
        return changed_flows(self.before.graph, self.after.graph, otherwise)

    @cached_property
    def costs(self) -> ChangedCosts:
        return changed_costs(self.before.graph, self.after.graph)

    @property
    def announced(self) -> tuple[AnnouncedCost, ...]:
        """What the options that only the second side is looked at with say that they cost."""
        return tuple(option for option in self.after.announced if option not in self.before.announced)

    @property
    def withdrawn(self) -> tuple[AnnouncedCost, ...]:
        """The same of the first side only."""
        return tuple(option for option in self.before.announced if option not in self.after.announced)

    @cached_property
    def plans(self) -> tuple[PlanChange, ...]:
        """The elements of which something is written for days to come, which is told apart."""
        return changed_plans(self.before.graph, self.after.graph, self._written_otherwise)

    @cached_property
    def link_plans(self) -> tuple[LinkPlan, ...]:
        """The same of what applications in service cover, support, and of where they are used."""
        return changed_link_plans(self.before.graph, self.after.graph, self._written_otherwise)

    @property
    def _written_otherwise(self) -> tuple[str, ...]:
        return (*self.elements.added, *self.elements.removed, *self.elements.changed)

    @cached_property
    def comes(self) -> tuple[str, ...]:
        """The applications in service on the second side only."""
        return tuple(sorted(_applications_in_service(self.after.graph) - _applications_in_service(self.before.graph)))

    @cached_property
    def goes(self) -> tuple[str, ...]:
        """The applications in service on the first side only."""
        return tuple(sorted(_applications_in_service(self.before.graph) - _applications_in_service(self.after.graph)))

    @property
    def entering(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.is_ and not move.was)

    @property
    def leaving(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.was and not move.is_)

    @property
    def phases(self) -> tuple[Move, ...]:
        """Those that go from a phase to another without a change of service."""
        return tuple(move for move in self.moves if move.was == move.is_)

    def told_above(self, relation: Relation) -> bool:
        """Whether a link comes or goes with an element, or with a field that is told by itself."""
        id = relation.source
        return (
            id not in self.before.graph
            or id not in self.after.graph
            or any(edit.field == relation.field for edit in self.edits.get(id, ()))
        )

    @cached_property
    def measured(self) -> tuple[Series, ...]:
        """The indicators that changed: those whose value did, then those whose unknowns or denominator did."""
        changed = (series for series in self.indicators.series if series.values[0] != series.values[1])
        return tuple(sorted(changed, key=_silent))

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        of, since = self.elements, self.audit.since
        findings = since is not None and since.differs
        elements = of.added or of.removed or of.changed or of.new_relations or of.lost_relations
        return not (elements or self.moves or findings or self.measured or self.announced or self.withdrawn)


def compare(before: Look, after: Look) -> Comparison:
    """What differs from one look to another."""
    elements = difference(before.graph, after.graph)
    return Comparison(
        before,
        after,
        elements,
        after.audit.compared(before.name, before.audit, elements, after.graph.name),
        tuple(sorted(_moves(before.graph, after.graph, elements.changed), key=lambda move: _order(after.graph, move))),
        _paired(before.indicators, after.indicators),
    )


def _applications_in_service(graph: Graph) -> set[str]:
    kinds = (kind for kind in graph.vocabulary.kinds if accepts("application", kind))
    return {id for kind in kinds for id in graph.of(kind) if graph.in_service(id)}


def _moves(before: Graph, after: Graph, written_otherwise: Iterable[str]) -> Iterator[Move]:
    for id in may_turn(before, after, written_otherwise):
        move = Move(id, before.phase(id), after.phase(id), before.in_service(id), after.in_service(id))
        if (move.before, move.was) != (move.after, move.is_):
            yield move


def _order(graph: Graph, move: Move) -> tuple[bool, str, str]:
    # What moves by its own dates first, then what moves because something else does (modules, flows).
    return move.before == move.after, graph.kind(move.id), move.id


def _silent(series: Series) -> int:
    before, after = (value.value for value in series.values)
    return 2 if before == after else 1 if before is None or after is None else 0


def _paired(before: Indicators, after: Indicators) -> Indicators:
    """The indicators of both sides, each with its value before and after; what only one side declares lacks one."""
    old, new = ({series.indicator.id: series for series in side.series} for side in (before, after))
    return replace(
        after,
        days=(*before.days[:1], *after.days[:1]),
        principles={**before.principles, **after.principles},
        series=tuple(_pair(old.get(id), new.get(id)) for id in {**new, **old}),
        flaws=(*before.flaws, *after.flaws),
    )


def _pair(before: Series | None, after: Series | None) -> Series:
    shown = after or before
    if shown is None:
        raise ValueError("an indicator of neither side")
    return replace(shown, values=tuple(side.values[0] if side else UNDECLARED for side in (before, after)))
