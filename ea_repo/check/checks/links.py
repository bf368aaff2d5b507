"""Checks of what links lead to, taken together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ea_repo.check.checks.general import requires
from ea_repo.check.exchanges import handling as handling_such
from ea_repo.check.exchanges import judging
from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation
from ea_repo.finding import Text
from ea_repo.graph import Graph, LazyDict
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.select import Selector
from ea_repo.semantics.inherited_values import nearest_recorded
from ea_repo.semantics.production import among_in_use

ANY = Selector()
"""A selector that every element matches."""


def _speaker(graph: Graph, id: str, name: str, among: Collection[str]) -> str:
    """Who says a field for an element: itself, else the nearest whole that does, else the widest whole among those."""
    speaker = nearest_recorded(graph, id, name)
    if speaker is not None:
        return speaker
    return next((whole for whole in reversed(graph.wholes(id, "part_of")) if whole in among), id)


def _speakers(scope: Scope, name: str, ids: Iterable[str]) -> list[str]:
    among = frozenset(scope.ids)
    return sorted({_speaker(scope.graph, id, name, among) for id in ids})


def _spoken_for(graph: Graph, id: str, name: str) -> list[str]:
    """The element, and its parts in service that leave it to say a field."""

    def speaks_for(part: str) -> bool:
        # A part of several wholes follows the first of them, which may be another.
        speakers = (whole for whole in graph.wholes(part, "part_of") if whole == id or graph.recorded(whole, name))
        return next(speakers, None) == id

    return [part for part in graph.parts(id) if part == id or (graph.in_service(part) and speaks_for(part))]


def _current(scope: Scope, id: str, link: str) -> list[str]:
    """What a link leads to at the date: in service, of production, begun and not ended."""
    return [target for target in among_in_use(scope.graph, scope.graph.targets(id, link)) if _runs(scope, target)]


def _runs(scope: Scope, id: str) -> bool:
    start, end = (scope.graph.value(id, field) for field in ("starts_on", "ends_on"))
    return (start is None or first_day(start) <= scope.date) and (end is None or scope.date <= last_day(end))


def _hosting(scope: Scope, link: str, handling: Selector | None = None, **_: Any) -> list[str]:
    """Who says the link for the elements in scope, or for those of them that handle such data."""
    return _speakers(scope, link, scope.ids if handling is None else handling_such(scope, handling))


@check(asks=_hosting, near=2, selects={"must": 1, "among": 1, "handling": 2})
def all_links(
    scope: Scope, link: str, must: Selector, among: Selector = ANY, handling: Selector | None = None
) -> Iterator[Outcome]:
    """Flags every element that a link joins to one, of those that match `among`, that does not match `must`.

    What is silent is judged by its whole, at both ends. With `handling`, only those that handle such data are asked.
    """
    concerned, good = judging(scope, among), judging(scope, must)
    for id in scope.ids:
        targets = {target: concerned[target] for target in _current(scope, id, link)}
        answers = {target: good[target] for target, concerns in targets.items() if concerns is not False}
        wrong = tuple(target for target, answer in answers.items() if answer is False and targets[target])
        if wrong:
            yield Violation(id, link, wrong, wrong)
        elif any(answer is not True for answer in answers.values()) or not (targets or scope.settles(id, link)):
            yield Unknown(id, link)


def _outside(scope: Scope, link: str, where: Sequence[Selector] = (), **_: Any) -> list[str]:
    """Who says the link for the elements in scope, those left out that are themselves what to be joined to."""
    graph, named = scope.graph, [selector.on(scope.graph) for selector in where if selector != ANY]
    outside = [
        id
        for id in scope.ids
        if not any(answers(whole) is True for answers in named for whole in graph.wholes(id, "part_of"))
    ]
    return _speakers(replace(scope, ids=tuple(outside)), link, outside)


def _a_need_for_each(where: Sequence[Selector] = (ANY,), when: Sequence[Selector] = (ANY,), **_: Any) -> Iterator[Text]:
    if len(where) != len(when):
        french = f"attend autant de « when » ({len(when)}) que de « where » ({len(where)})"
        yield Text(french, f"expects as many “when” ({len(when)}) as “where” ({len(where)})")


@check(asks=_outside, demands=_a_need_for_each, facts=("found", "unjoined", "unlike"), near=FAR)
def joined_to(
    scope: Scope,
    link: str,
    where: Sequence[Selector] = (ANY,),
    when: Sequence[Selector] = (ANY,),
    also: Selector = ANY,
) -> Iterator[Outcome]:
    """Flags every element that a link joins to nothing at the date that matches `where`, or that is not `also` itself.

    `when` has a place for each of `where`: only what matches it needs that one. What says nothing of the link is
    judged by its whole, and what it leads to by itself or by its whole. Not asked of what matches `where` itself.
    """
    graph, known = scope.graph, scope.known
    # Many elements lead to the same target: it is judged once.
    wanted = [(need.on(graph), LazyDict(such.on(graph, known))) for need, such in zip(when, where, strict=True)]
    is_alike = also.on(graph, known)
    for id in scope.ids:
        targets = tuple(_current(scope, id, link))
        alike = is_alike(id)
        parts = _spoken_for(graph, id, link)
        joined = [
            _joined(scope, id, link, targets, answers)
            for needs, answers in wanted
            if any(needs(part) is True for part in parts)
        ]
        if False in joined or alike is False:
            facts = {"found": Names(targets), "unjoined": False in joined, "unlike": alike is False}
            field, wrong = (link, targets) if False in joined else (also.keys()[0], ())
            yield Violation(id, field, wrong, targets, facts)
        elif None in joined:
            yield Unknown(id, link)
        elif alike is None:
            yield Unknown(id, also.keys()[0])


def _joined(
    scope: Scope, id: str, link: str, targets: Sequence[str], answers: Mapping[str, bool | None]
) -> bool | None:
    """Whether one of these targets, or a whole of one, is such; None where something that is not written could tell."""
    found = {answers[whole] for target in targets for whole in scope.graph.wholes(target, "part_of")}
    if True in found:
        return True
    return False if None not in found and (targets or scope.settles(id, link)) else None


def _declarable(scope: Scope, data: Selector, entry: str, opinion: str) -> list[str]:
    """The data that are such, and who handles some of them."""
    graph = scope.graph
    such = [id for id in scope.ids if _has(graph, id, entry) and judging(scope, data)[id]]
    among = replace(scope, ids=tuple(such))
    return [*_speakers(among, entry, such), *_speakers(scope, opinion.split(".")[0], handling_such(scope, data))]


def _has(graph: Graph, id: str, field: str) -> bool:
    return field in graph.definition(id).fields


@check(asks=_declarable, facts=("no_entry", "no_opinion"), near=2, selects={"data": 2})
def declared(scope: Scope, data: Selector, entry: str, opinion: str) -> Iterator[Outcome]:
    """Flags every datum that is such `data` and has no `entry`, and every element that handles some without `opinion`.

    The parts of a datum have the entry of their whole, the modules of a solution the opinion given on it.
    """
    such = replace(scope, ids=tuple(id for id in scope.ids if _has(scope.graph, id, entry)))
    handling = replace(scope, ids=tuple(id for id in scope.ids if not _has(scope.graph, id, entry)))
    for outcome in (*joined_to(such, entry), *requires(handling, (opinion,))):
        if isinstance(outcome, Violation):
            facts = {"no_entry": outcome.field == entry, "no_opinion": outcome.field != entry}
            yield replace(outcome, facts=facts)
        else:
            yield outcome


def _expecting(scope: Scope, via: str, expected: str, **_: Any) -> list[str]:
    wanted, ends = scope.graph.once(_wanted, expected).__getitem__, scope.graph.along(via)
    return [id for id in scope.ids if any(map(wanted, ends[id]))]


def _wanted(graph: Graph, expected: str) -> Mapping[str, frozenset[str]]:
    """What an element expects, by what it says or else by its nearest whole that says it; each is asked once."""

    def of(end: str) -> frozenset[str]:
        recorded_by = nearest_recorded(graph, end, expected) or end
        return frozenset(among_in_use(graph, graph.targets(recorded_by, expected)))

    return LazyDict(of)


@check(asks=_expecting, facts=("data", "expected", "found"), near=FAR)
def shares_link(scope: Scope, link: str, via: str, expected: str, or_by: tuple[str, ...] = ()) -> Iterator[Outcome]:
    """Flags every element of which a link leads to none of what one of those at the end of `via` expects.

    `expected` is a link of those: for a flow that carries a datum, what this datum should be exchanged in. What is
    expected may also be reached by one of the links `or_by`.
    """
    graph = scope.graph
    wants, reached, ends = graph.once(_wanted, expected), graph.along(link), graph.along(via)
    for id in scope.ids:
        targets = tuple(among_in_use(graph, reached[id]))
        missed = {end: wanted for end in ends[id] if (wanted := wants[end]) and wanted.isdisjoint(targets)}
        if missed and or_by:
            others = (end for name in or_by for end in graph.targets(id, name))
            near = {whole for other in others for whole in graph.wholes(other, "part_of")}
            missed = {end: wanted for end, wanted in missed.items() if wanted.isdisjoint(near)}
        if missed and not scope.settles(id, link):
            yield Unknown(id, link)
        elif missed:
            instead = tuple(sorted(set().union(*missed.values())))
            facts = {"data": Names(tuple(missed)), "expected": Names(instead), "found": Names(targets)}
            yield Violation(id, link, targets, (*targets, *instead), facts)


@check(facts=("count",), near=FAR)
def exactly(scope: Scope, link: str, count: int = 1) -> Iterator[Outcome]:
    """Flags every element of which a link leads to another number of elements than this one."""
    for id in scope.ids:
        targets = tuple(scope.graph.targets(id, link))
        if not scope.settles(id, link):
            yield Unknown(id, link)
        elif len(targets) != count:
            yield Violation(id, link, targets, targets, {"count": len(targets)})


@check(near=2)
def never_ends_in(scope: Scope, links: tuple[str, ...]) -> Iterator[Outcome]:
    """Flags every element that these links still join to elements in service, of production."""
    for id in scope.ids:
        targets = (target for link in links for target in among_in_use(scope.graph, scope.graph.targets(id, link)))
        if ends := tuple(sorted({*targets})):
            yield Violation(id, None, ends, ends)


@check(facts=("values",), near=FAR)
def same_ends(scope: Scope, ends: tuple[str, ...], field: str) -> Iterator[Outcome]:
    """Flags every element whose ends say different things in a field; an end that is silent is judged as its whole.

    An end of which nothing is written leaves the answer unknown, whatever its silence stands for elsewhere; where the
    workspace holds the field in full, it has what its silence stands for.
    """
    graph = scope.graph
    value_of: Mapping[str, object] = LazyDict(lambda end: _value(scope, end, field))
    along = [graph.along(name) for name in ends]
    for id in scope.ids:
        by_end = {end: value_of[end] for targets in along for end in targets[id]}
        if None not in by_end.values() and len({*by_end.values()}) == 1:
            continue
        values = {value for value in by_end.values() if value is not None}
        if len(values) > 1:
            both = tuple(by_end)
            yield Violation(id, None, both, both, {"values": ", ".join(sorted(map(str, values)))})
        else:
            yield Unknown(id, field)


def _value(scope: Scope, id: str, field: str) -> object:
    """What an element writes in a field, else its nearest whole that does."""
    recorded_by = nearest_recorded(scope.graph, id, field)
    if recorded_by is not None:
        return scope.graph.value(recorded_by, field)
    is_known = scope.known.knows(scope.graph, id, field)
    return scope.graph.definition(id).defaults.get(field) if is_known else None
