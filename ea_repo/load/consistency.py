"""What can only be checked once every file is read: where links lead, and whether dates follow each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph, Loop, Relation
from ea_repo.load.locate import Locate
from ea_repo.load.nearest import NearestIds
from ea_repo.load.problems import finding
from ea_repo.metamodel import Kind, Link, Ref, accepts
from ea_repo.metamodel.dates import DATE_ORDERS, first_day, last_day

PROBLEMS = frozenset(
    (
        "dangling-link",
        "wrong-kind-link",
        "link-repeated",
        "link-crowded",
        "self-link",
        "link-loop",
        "dates-backwards",
        "dates-unordered",
    )
)
"""The problems that this module finds."""
_HINTS = 50
"""How many dangling links get a suggestion: each costs a comparison with every id."""


@dataclass(frozen=True, slots=True)
class Dangling:
    """A link to an id that no element has: the place of the value among those of a field of an element."""

    source: str
    field: str
    place: int
    target: str


def check(graph: Graph, lost: frozenset[str], locate: Locate) -> Iterator[Finding]:
    """Everything that is wrong with the links and the dates of a graph.

    Links to the ids of `lost`, which text that could not be read seems to hold, are not called dangling.
    """
    nearest = NearestIds(graph)
    yield from of_links(dangling_links(graph, graph, graph.astray), graph.loops(), lost, locate, nearest)
    yield from of_elements(graph, graph, graph.astray, lost, locate, nearest)


def of_elements(
    some: Graph, graph: Graph, astray: Collection[Relation], lost: frozenset[str], locate: Locate, nearest: NearestIds
) -> Iterator[Finding]:
    """What is wrong with each of some elements of a graph: it depends on these and on the kinds of what they point at.

    `some` is a graph of these elements alone, or the whole one; `astray` are their links that lead astray.
    """
    with_astray: dict[str, set[str]] = {}
    for relation in astray:
        with_astray.setdefault(relation.field, set()).add(relation.source)
    for any_kind in graph.vocabulary.kinds.values():
        written = some.fields(any_kind.name)
        for field in written & any_kind.links.keys():
            link = any_kind.links[field]
            ids = with_astray.get(field, ())
            for id, refs in some.rows(any_kind.name, field):
                if refs and (id in ids or (len(refs) > 1 and _may_be_wrong(link, refs))):
                    yield from _wrong_links(graph, id, field, link, refs, locate)
                if refs and link.takers:
                    yield from _wrong_takers(graph, lost, id, field, link, refs, locate, nearest)
        yield from _wrong_dates(some, any_kind, written, locate)


def of_links(
    dangling: Iterable[Dangling],
    loops: Iterable[Loop],
    lost: frozenset[str],
    locate: Locate,
    nearest: NearestIds,
) -> Iterator[Finding]:
    """What is wrong with links for want of an element, or because they come back to where they start.

    `dangling` are all such links in the order of `dangling_links`: the first ones get the id that was probably meant.
    """
    for number, link in enumerate(link for link in dangling if link.target not in lost):
        hint = nearest.hint(link.target) if number < _HINTS else Text("", "")
        at = locate(link.source, link.field, link.place)
        yield finding("dangling-link", at, link.source, link.field, (), field=link.field, target=link.target, hint=hint)
    for loop in loops:
        source = loop.ids[-1]
        at = locate(source, loop.field)
        if len(loop.ids) == 1:
            yield finding("self-link", at, source, loop.field, field=loop.field)
        else:
            way = " → ".join((*loop.ids, loop.ids[0]))
            yield finding("link-loop", at, source, loop.field, loop.ids[:-1], field=loop.field, loop=way)


def dangling_links(some: Graph, graph: Graph, astray: Iterable[Relation]) -> Iterator[Dangling]:
    """The links of some elements to ids that no element of a graph has: by element, then as its kind lists its fields.

    `some` and `astray` as for `of_elements`.
    """
    for record in map(some.record, sorted({relation.source for relation in astray})):
        for field in graph.vocabulary.kinds[record.kind].links:
            for place, ref in enumerate(record.fields.get(field, ())):
                if ref.to not in graph:
                    yield Dangling(record.id, field, place, ref.to)


def _may_be_wrong(link: Link, refs: tuple[Ref, ...]) -> bool:
    """Whether several links that lead to the right kinds may still be wrong together: too many at once, or repeated."""
    return link.one or len({ref.to for ref in refs}) < len(refs)


def _wrong_links(
    graph: Graph, id: str, field: str, link: Link, refs: tuple[Ref, ...], locate: Locate
) -> Iterator[Finding]:
    """What is wrong with the links of one field of an element, dangling ones apart."""
    different: set[Ref] = set()
    for place, ref in enumerate(refs):
        if ref.to in graph and not graph.vocabulary.may_point_at(link, graph.kind(ref.to)):
            yield finding(
                "wrong-kind-link", locate(id, field, place), id, field, (ref.to,),
                field=field, target=ref.to, kind=graph.kind(ref.to),
                wanted=Text(" ou ".join(link.to), " or ".join(link.to)),
            )  # fmt: skip
        if ref in different:
            at = locate(id, field, place)
            yield finding("link-repeated", at, id, field, (ref.to,), field=field, target=ref.to)
        different.add(ref)
    if link.one and len(different) > 1 and (crowd := _crowd(refs)):
        targets = Text(" et ".join(crowd), " and ".join(crowd))
        yield finding("link-crowded", locate(id, field), id, field, crowd, field=field, targets=targets)


def _wrong_takers(
    graph: Graph,
    lost: frozenset[str],
    id: str,
    field: str,
    link: Link,
    refs: tuple[Ref, ...],
    locate: Locate,
    nearest: NearestIds,
) -> Iterator[Finding]:
    """What is wrong with those for whom alone the links of a field hold: nobody of that id, or of no such kind."""
    for place, ref in enumerate(refs):
        for taker in ref.for_:
            name, at = f"{field}.for", locate(id, field, place, "for")
            if taker not in graph:
                if taker not in lost:
                    hint = nearest.hint(taker)
                    yield finding("dangling-link", at, id, field, (), field=name, target=taker, hint=hint)
            elif not any(accepts(wanted, graph.kind(taker)) for wanted in link.takers):
                yield finding(
                    "wrong-kind-link", at, id, field, (taker,), field=name, target=taker, kind=graph.kind(taker),
                    wanted=Text(" ou ".join(link.takers), " or ".join(link.takers)),
                )  # fmt: skip


def _crowd(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    """The targets of these links on the first day on which they have several; none where there is no such day."""
    starts = {first_day(ref.from_) if ref.from_ else dt.date.min for ref in refs}
    targets_by_day = (dict.fromkeys(ref.to for ref in refs if ref.visible(day)) for day in sorted(starts))
    return next((tuple(targets) for targets in targets_by_day if len(targets) > 1), ())


def _date_orders(fields: frozenset[str]) -> list[list[str]]:
    """The orders of dates, with only those of these fields; orders of one date are left out."""
    orders = ([field for field in order if field in fields] for order in DATE_ORDERS)
    return [order for order in orders if len(order) > 1]


def _wrong_dates(graph: Graph, of: Kind, written: frozenset[str], locate: Locate) -> Iterator[Finding]:
    """What is wrong with the order of the dates of the elements of a kind, and of the periods that they write."""
    for order in _date_orders(written):
        most = len(order) - 2
        for id, *dates in graph.rows(of.name, *order):
            if dates.count(None) <= most:
                yield from _dates_backwards(of, id, order, dates, locate)
    for id, field, place, early, late in _periods_backwards(graph, of, written):
        at = locate(id, field, place)
        yield finding("dates-backwards", at, id, field, later="until", late=late, earlier="from", early=early)


def _dates_backwards(
    of: Kind, id: str, order: Sequence[str], dates: Sequence[str | None], locate: Locate
) -> Iterator[Finding]:
    """The dates of an element that come before those that they should follow, or may: their order cannot be told."""
    written = [(field, value) for field, value in zip(order, dates, strict=True) if value is not None]
    for (earlier, early), (later, late) in pairwise(written):
        if first_day(early) > last_day(late):
            problem = "dates-backwards"
        elif _order_is_lost(of, earlier, early, later, late):
            problem = "dates-unordered"
        else:
            continue
        yield finding(
            problem, locate(id, later), id, later,
            later=later, late=late, earlier=earlier, early=early,
        )  # fmt: skip


def _order_is_lost(of: Kind, earlier: str, early: str, later: str, late: str) -> bool:
    """Whether two starts are so written that the later of them begins first, or takes away all of the earlier.

    A start is its first day: in service from 2020-06, out of service from 2020, is out of it before it is in.
    """
    if of.dates[earlier].is_end or of.dates[later].is_end:
        return False
    if first_day(early) > first_day(late):
        return True
    # Begun and over in one year, it would never be in service.
    return (earlier, later) == ("live_on", "retired_on") and early == late and last_day(late) > first_day(late)


def _periods_backwards(graph: Graph, of: Kind, written: frozenset[str]) -> Iterator[tuple[str, str, int, str, str]]:
    """The periods of groups of fields (`from`, `until`) that end before they begin, with where and both dates."""
    periods = (field for field in written & of.parts.keys() if _holds_a_period(of.infos[field].annotation))
    for field in periods:
        for id, parts in graph.rows(of.name, field):
            for place, part in enumerate(parts if isinstance(parts, tuple) else ()):
                start, end = getattr(part, "from_", None), getattr(part, "until", None)
                if start and end and first_day(start) > last_day(end):
                    yield id, field, place, start, end


def _holds_a_period(annotation: object) -> bool:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {"from_", "until"} <= annotation.model_fields.keys()
    return any(map(_holds_a_period, get_args(annotation)))
