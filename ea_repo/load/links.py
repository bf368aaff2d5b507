"""What can only be seen once everything is read: where links lead, and whether dates follow each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph, Record
from ea_repo.load.problems import finding
from ea_repo.metamodel import Link, Ref, accepts, kind, kinds
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.metamodel.element import DATE_ORDERS
from ea_repo.suggest import did_you_mean

Locate = Callable[..., Position]
PROBLEMS = frozenset(
    (
        "dangling-link",
        "wrong-kind-link",
        "link-repeated",
        "link-crowded",
        "self-link",
        "link-loop",
        "dates-backwards",
    )
)
"""What this module may find."""
_HINTS = 50
"""How many dangling links get a suggestion: each is a comparison with every id."""


def check(graph: Graph, lost: frozenset[str], locate: Locate) -> Iterator[Finding]:
    """Everything wrong with the links and the dates of a graph; links to `lost` ids (unread text) are not."""
    yield from _dangling(graph, lost, locate)
    astray = {(each.source, each.field) for each in graph.astray}
    for of in kinds().values():
        written = graph.fields(of.name)
        for field in written & of.links.keys():
            link = of.links[field]
            for id, refs in graph.rows(of.name, field):
                if refs and ((id, field) in astray or _doubtful(link, refs)):
                    yield from _link(graph, graph.record(id), field, link, refs, locate)
        for order in _dated(written):
            for id, *dates in graph.rows(of.name, *order):
                yield from _dates(id, order, dates, locate)
    for loop in graph.loops():
        source = loop.ids[-1]
        at = locate(source, loop.field)
        if len(loop.ids) == 1:
            yield finding("self-link", at, source, loop.field, field=loop.field)
        else:
            way = " → ".join((*loop.ids, loop.ids[0]))
            yield finding("link-loop", at, source, loop.field, loop.ids[:-1], field=loop.field, loop=way)


def _dangling(graph: Graph, lost: frozenset[str], locate: Locate) -> Iterator[Finding]:
    missing = (
        (record, field, place, ref)
        for record in map(graph.record, sorted({each.source for each in graph.astray}))
        for field in kind(record.kind).links
        for place, ref in enumerate(record.fields.get(field, ()))
        if ref.to not in graph and ref.to not in lost
    )
    known = list(graph) if graph.astray else []
    for record, field, place, ref in islice(missing, _HINTS):
        yield _nowhere(record, field, place, ref, did_you_mean(ref.to, known), locate)
    for record, field, place, ref in missing:
        yield _nowhere(record, field, place, ref, Text("", ""), locate)


def _nowhere(record: Record, field: str, place: int, ref: Ref, hint: Text, locate: Locate) -> Finding:
    at = locate(record.id, field, place)
    return finding("dangling-link", at, record.id, field, (), field=field, target=ref.to, hint=hint)


def _doubtful(link: Link, refs: tuple[Ref, ...]) -> bool:
    """Whether something may be wrong in links that lead somewhere: one by itself, or those to different elements."""
    return len(refs) > 1 and (link.one or len({ref.to for ref in refs}) < len(refs))


def _link(
    graph: Graph, record: Record, field: str, link: Link, refs: tuple[Ref, ...], locate: Locate
) -> Iterator[Finding]:
    met: set[Ref] = set()
    for place, ref in enumerate(refs):
        if ref.to in graph and not any(accepts(wanted, graph.kind(ref.to)) for wanted in link.to):
            yield finding(
                "wrong-kind-link", locate(record.id, field, place), record.id, field, (ref.to,),
                field=field, target=ref.to, kind=graph.kind(ref.to),
                wanted=Text(" ou ".join(link.to), " or ".join(link.to)),
            )  # fmt: skip
        if ref in met:
            yield finding(
                "link-repeated",
                locate(record.id, field, place),
                record.id,
                field,
                (ref.to,),
                field=field,
                target=ref.to,
            )
        met.add(ref)
    if link.one and len(met) > 1 and (crowd := _crowd(refs)):
        named = Text(" et ".join(crowd), " and ".join(crowd))
        yield finding("link-crowded", locate(record.id, field), record.id, field, crowd, field=field, targets=named)


def _crowd(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    """Different elements that these links point at on one same day, those of the first such day; none, or several."""
    starts = {first_day(ref.from_) if ref.from_ else dt.date.min for ref in refs}
    together = (dict.fromkeys(ref.to for ref in refs if ref.visible(day)) for day in sorted(starts))
    return next((tuple(ids) for ids in together if len(ids) > 1), ())


def _dated(fields: frozenset[str]) -> list[list[str]]:
    """Those of the dates in their orders that are among these fields."""
    orders = ([field for field in order if field in fields] for order in DATE_ORDERS)
    return [each for each in orders if len(each) > 1]


def _dates(id: str, order: Sequence[str], dates: Sequence[str | None], locate: Locate) -> Iterator[Finding]:
    written = [(field, value) for field, value in zip(order, dates, strict=True) if value is not None]
    for (earlier, early), (later, late) in pairwise(written):
        if first_day(early) > last_day(late):
            yield finding(
                "dates-backwards", locate(id, later), id, later,
                later=later, late=late, earlier=earlier, early=early,
            )  # fmt: skip
