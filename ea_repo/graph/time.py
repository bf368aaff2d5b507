"""What a date makes of an element: its phase, and whether it is in service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from ea_repo.graph.made import Made
from ea_repo.metamodel import kind, rollouts

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


def phase(graph: Graph, id: str) -> Phase:
    """The phase of an element at the graph's date; without dates of its own, that of what lends it dates."""
    if not kind(graph.kind(id)).lenders:
        return (None if id in graph.standing else own_phase(graph, id)) or "unknown"
    # Depth first without recursion: the first lender that knows, each asked once.
    met: set[str] = set()
    pending = [id]
    while pending:
        current = pending.pop()
        if current in met or current in graph.standing:
            continue
        met.add(current)
        own = own_phase(graph, current)
        if own is None:
            pending += reversed([lender for group in _lenders(graph, current) for lender in group])
        elif own != "unknown":
            return own
    return "unknown"


def own_phase(graph: Graph, id: str) -> Phase | None:
    """The phase that an element's own dates say, None where it has none; today's where the graph has no date."""
    of = graph.kind(id)
    fields, phases = graph.once(_phases, of)
    current = phases[tuple([graph.value(id, field) for field in fields])]
    return "phase_in" if current == "active" and _rolling_out(graph, id, graph.date or dt.date.today()) else current


def _phases(graph: Graph, of: str) -> tuple[Sequence[str], Mapping[tuple[str | None, ...], Phase | None]]:
    """The dates that elements of a kind have here, and the phase that they make together: many have the same."""
    date = graph.date or dt.date.today()
    names, roles = graph.once(_starts, of), kind(of).dates

    def phase(written: tuple[str | None, ...]) -> Phase | None:
        starts = [(roles[field].day(value), name) for value, (field, name) in zip(written, names, strict=True) if value]
        begun = [each for each in starts if each[0] <= date]
        if not starts:
            return None
        if not begun:
            return "plan" if any(name in ("plan", "active") for _, name in starts) else "unknown"
        # Two phases that begin on one day: the later in life is the one that holds.
        latest = max(day for day, _ in begun)
        return [name for day, name in begun if day == latest][-1]

    return [field for field, _ in names], Made(phase)


def _starts(graph: Graph, of: str) -> list[tuple[str, Phase]]:
    """The dates that elements of a kind have here."""
    return [each for each in _STARTS if each[0] in graph.fields(of)]


def _rolling_out(graph: Graph, id: str, date: dt.date) -> bool:
    names = [name for name in rollouts(graph.kind(id)) if graph.targets(id, name)]
    for relation in (each for name in names for each in graph.arriving(id, name)):
        link = kind(graph.kind(relation.source)).links[relation.field]
        if link.phases_in and graph.value(relation.source, "type") == link.phases_in:
            dates = kind(graph.kind(relation.source)).dates
            start, end = (graph.value(relation.source, field) for field in ("starts_on", "ends_on"))
            if start and dates["starts_on"].day(start) <= date and (not end or date <= dates["ends_on"].day(end)):
                return True
    return False


def in_service(graph: Graph, id: str, *, alone: bool) -> bool:
    """Whether an element is in service: by its phase, by what lends it dates and, unless `alone`, by what it needs."""
    if id in graph.standing:
        return True
    of = graph.kind(id)
    if not kind(of).lenders:
        # Nothing lends it dates, and few write their own: these are told apart once.
        gone = id in graph.once(_out_by_themselves, of) if graph.at_hand else graph.phase(id) not in IN_SERVICE
        return not gone and _has_its_needs(graph, id, alone)
    if graph.phase(id) not in IN_SERVICE:
        return False
    if not any(graph.value(id, field) is not None for field in kind(graph.kind(id)).lenders):
        # Nothing leads back to an element that nothing lends dates to: what it needs is asked once for all.
        return _has_its_needs(graph, id, alone)
    rests: dict[str, list[Sequence[str]]] = {}
    pending = [id]
    while pending:
        current = pending.pop()
        if current not in rests:
            rests[current] = [] if current in graph.standing else list(_rests_on(graph, current, alone))
            pending += (each for group in rests[current] for each in group)
    out = {each for each in rests if each not in graph.standing and graph.phase(each) not in IN_SERVICE}
    while falling := {each for each in rests.keys() - out if any(out.issuperset(group) for group in rests[each])}:
        out |= falling
    return id not in out


def _out_by_themselves(graph: Graph, of: str) -> frozenset[str]:
    """The elements of a kind that their own dates put out of service."""
    dated = {id for field, _ in graph.once(_starts, of) for id, value in graph.rows(of, field) if value}
    return frozenset(id for id in dated if graph.phase(id) not in IN_SERVICE)


def standing_alone(graph: Graph, of: str, hidden: Container[str]) -> Iterator[str]:
    """The elements of exactly this kind that are in service by themselves; `hidden`: those with a link not followed."""
    actual = kind(of)
    telling = [*(field for field, _ in graph.once(_starts, of)), *actual.lenders]
    ends = [field for field in actual.needed if actual.links[field].end and not graph.lasting(of, field)]
    # Most have no date, and ends that nothing dates: one look at the columns tells.
    asked = {id for field in telling for id, value in graph.rows(of, field) if value}
    asked.update(id for field in ends for id, refs in graph.rows(of, field) if refs and not refs[0].lasting)
    for id in graph.exactly(of):
        if (id not in asked and id not in hidden) or graph.in_service(id, alone=True):
            yield id


def _rests_on(graph: Graph, id: str, alone: bool) -> Iterator[Sequence[str]]:
    """Groups of elements: one of each group must be in service for this one to be."""
    yield from _lenders(graph, id)
    yield from _needs(graph, id, alone)


def _has_its_needs(graph: Graph, id: str, alone: bool) -> bool:
    """Whether one of each group of `_needs` is in service, without making the groups: most flows are asked this."""
    actual = kind(graph.kind(id))
    for field in actual.needed:
        end = actual.links[field].end
        targets = graph.targets(id, field) if end or not alone else ()
        if end and not targets and graph.value(id, field):
            return False
        for each in targets if not alone else ():
            if not graph.in_service(each):
                return False
    return True


def _needs(graph: Graph, id: str, alone: bool) -> Iterator[Sequence[str]]:
    actual = kind(graph.kind(id))
    for field in actual.needed:
        end = actual.links[field].end
        if (end or not alone) and graph.value(id, field):
            targets = graph.targets(id, field)
            if end and not targets:
                yield []
            elif not alone:
                yield from ([each] for each in targets)


def _lenders(graph: Graph, id: str) -> list[Sequence[str]]:
    return [targets for field in kind(graph.kind(id)).lenders if (targets := graph.targets(id, field))]
