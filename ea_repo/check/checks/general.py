"""General checks: most rules are one of these with other arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from pydantic import BaseModel

from ea_repo.check.arguments import DateField, Threshold
from ea_repo.check.exchanges import judged
from ea_repo.check.registry import check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Names, Outcome, Unknown, Violation, WrittenDate
from ea_repo.finding import Text
from ea_repo.graph import LazyDict
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.select import Selector

NOTHING = Selector(any_of=((),))
"""A selector that no element matches."""


@check(facts=("value",))
def forbids(scope: Scope, where: Selector, except_: Sequence[Selector] = ()) -> Iterator[Outcome]:
    """Flags every element that matches `where`, unless it matches one of the exceptions as well."""
    for id, matches in zip(scope.ids, where.on(scope.graph, scope.known).of(scope.ids), strict=True):
        if matches is None:
            yield Unknown(id, _missing(scope, id, where))
        elif matches and not any(exception.matches(scope.graph, id) for exception in except_):
            field = next(iter(where.keys()), None)
            value = _written(scope, id, field) if field else None
            # The value is a fact by itself too: a detail may be said of one value.
            yield Violation(id, field, facts={"value": value, **({value: True} if isinstance(value, str) else {})})


def _written(scope: Scope, id: str, field: str) -> Any:
    known = scope.graph.definition(id).fields
    is_plain = field in known and field not in scope.graph.definition(id).links
    return scope.graph.value(id, field) if is_plain else Names(tuple(scope.graph.targets(id, field)))


def _fields_or_where(fields: tuple[str, ...] = (), where: Selector | None = None, **_: Any) -> Iterator[Text]:
    if not fields and where is None:
        yield Text("attend « fields » ou « where »", "expects “fields” or “where”")


@check(demands=_fields_or_where, facts=("missing",))
def requires(
    scope: Scope, fields: tuple[str, ...] = (), where: Selector | None = None, unless: Selector = NOTHING
) -> Iterator[Outcome]:
    """Flags every element that has not all these fields, or does not match `where`; excused where `unless` is written.

    A field says no where it is false, empty, or holds a last day that has passed.
    """
    excused = unless.on(scope.graph).of(scope.ids)
    matching = where.on(scope.graph, scope.known).of(scope.ids) if where is not None else repeat(None)
    key = None if where is None else where.keys()[0]
    for id, is_excused, matches in zip(scope.ids, excused, matching, strict=False):
        if is_excused:
            continue
        answers = {path: _says(scope, id, path) for path in fields}
        if key is not None:
            answers[key] = matches
        if all(answers.values()):
            continue
        field, answer = min(answers.items(), key=lambda item: (item[1] is True, item[1] is None))
        if answer is None:
            yield Unknown(id, field)
        elif answer is False:
            head = field.split(".")[0]
            related = tuple(scope.graph.targets(id, head)) if head in scope.graph.definition(id).links else ()
            # Each field that says no is a fact too: a detail may be said of one field.
            lacking = {path: True for path, answer in answers.items() if answer is False}
            yield Violation(id, head, related=related, facts={"missing": field, **lacking})


def _says(scope: Scope, id: str, path: str) -> bool | None:
    """Whether what is written at a path says yes; None where nothing is written."""
    head, *rest = path.split(".")
    value: Any = scope.graph.value(id, head)
    if value is True or (value and isinstance(value, tuple)):
        return True
    role = scope.graph.definition(id).dates.get(head)
    for step in rest:
        value = getattr(value, step, None) if isinstance(value, BaseModel) else value
    if value is None:
        return False if scope.known.knows(scope.graph, id, head) else None
    if value is False or value == ():
        return False
    since, until = getattr(value, "on", None), getattr(value, "until", None)
    if role is not None:
        # A day that is written is a calendar, to come or not.
        since, until = None, value if role.is_end else None
    begun = not isinstance(since, str) or first_day(since) <= scope.date
    return begun and not (isinstance(until, str) and last_day(until) < scope.date)


@check(facts=("instead",))
def forbids_link(scope: Scope, link: str, where: Selector) -> Iterator[Outcome]:
    """Flags every element that a link joins to one that matches `where`; names those as the offenders."""
    graph, targets = scope.graph, scope.graph.along(link)
    # Many elements lead to the same target: it is judged once.
    holds = LazyDict(where.on(graph, scope.known))
    for id in scope.ids:
        answers = {target: holds[target] for target in targets[id]}
        wrong = tuple(target for target, answer in answers.items() if answer)
        if wrong:
            instead = tuple(sorted({new for target in wrong for new in graph.targets(target, "replaced_by")}))
            yield Violation(id, link, wrong, wrong, {"instead": Names(instead)})
        elif None in answers.values() or not (answers or scope.settles(id, link)):
            yield unknown_of(scope, id, link, where, answers)


@check(facts=("former",))
def requires_link(scope: Scope, link: str, where: Selector | None = None, unless_link: str = "") -> Iterator[Outcome]:
    """Flags every element that no link joins to an element in service (that matches `where`).

    What `unless_link` joins to an element in service is let be.
    """
    graph = scope.graph
    for id in scope.ids:
        if unless_link and _living(scope, id, unless_link):
            continue
        targets = graph.targets(id, link)
        living = [target for target in targets if graph.in_service(target, alone=True)]
        answers = {target: where is None or where.holds(graph, target, scope.known) for target in living}
        if True in answers.values():
            continue
        if None in answers.values() or not scope.known.knows(graph, id, link):
            yield unknown_of(scope, id, link, where, answers)
        else:
            yield Violation(id, link, related=tuple(targets), facts={"former": Names(tuple(targets))})


def _joined_to_something(scope: Scope, link: str, or_link: str = "", **_: Any) -> list[str]:
    return [id for id in scope.ids if _living(scope, id, link, or_link)]


def _living(scope: Scope, id: str, *links: str) -> list[str]:
    """The elements in service that links of an element lead to, each once."""
    targets = dict.fromkeys(target for link in links if link for target in scope.graph.targets(id, link))
    return [target for target in targets if scope.graph.in_service(target, alone=True)]


@check(asks=_joined_to_something)
def at_least_one(scope: Scope, link: str, where: Selector, or_link: str = "") -> Iterator[Outcome]:
    """Flags every element of which a link (or another one) leads to elements in service, none of which matches `where`.

    An element is judged by what it says, else by its whole, else by its product.
    """
    for id in scope.ids:
        targets = _living(scope, id, link, or_link)
        answers = {target: judged(scope, target, where) for target in targets}
        if True in answers.values():
            continue
        if None in answers.values():
            yield unknown_of(scope, id, link, where, answers)
        else:
            yield Violation(id, link, tuple(targets), tuple(targets))


@check(facts=("date",))
def not_past(scope: Scope, field: DateField, unless: Selector = NOTHING) -> Iterator[Outcome]:
    """Flags every element of which this date has passed; excused where `unless` is written."""
    for id in scope.ids:
        written = scope.graph.value(id, field)
        if unless.matches(scope.graph, id):
            continue
        if written is None:
            yield Unknown(id, field)
        elif scope.graph.definition(id).dates[field].day(written) < scope.date:
            yield Violation(id, field, facts={"date": WrittenDate(written)})


def _more_than(scope: Scope, link: str, count: int = 1, **_: Any) -> list[str]:
    return [id for id in scope.ids if len(_living(scope, id, link)) > count]


@check(asks=_more_than, facts=("count",))
def at_most(scope: Scope, link: str, count: int = 1, unless: Selector = NOTHING) -> Iterator[Outcome]:
    """Flags every element joined to more than `count` elements in service, unless it is known to match `unless`."""
    for id in scope.ids:
        targets = tuple(_living(scope, id, link))
        excused = unless.holds(scope.graph, id, scope.known)
        if excused is None:
            yield Unknown(id, unless.keys()[0])
        elif not excused:
            yield Violation(id, link, targets, targets, {"count": len(targets)})


def _with_threshold(scope: Scope, threshold: Threshold, **_: Any) -> tuple[str, ...]:
    return scope.ids if threshold in scope.thresholds else ()


@check(asks=_with_threshold, facts=("count", "threshold"))
def at_most_distinct(scope: Scope, link: str, threshold: Threshold, where: Selector | None = None) -> Iterator[Outcome]:
    """Flags the workspace where a link leads, over the whole scope, to more distinct elements than a threshold.

    The threshold is one of `workspace.yaml`; without it there is nothing to compare with. The subject is its name.
    """
    used: set[str] = set()
    targets = scope.graph.along(link)
    for id in scope.ids:
        if not targets[id] and not scope.graph.recorded(id, link):
            yield Unknown(id, link)
        used.update(targets[id])
    if where is not None:
        used = {target for target in used if where.matches(scope.graph, target)}
    bound = scope.thresholds.get(threshold)
    if bound is not None and len(used) > bound:
        names = tuple(sorted(used))
        yield Violation(threshold, None, names, names, {"count": len(names), "threshold": bound})


def unknown_of(scope: Scope, id: str, link: str, where: Selector | None, answers: Mapping[str, bool | None]) -> Unknown:
    """What is not written of an element whose link leads to others that may match, or not: that of the first of these.

    Of `answers`, by target, None is what cannot be said. Where there is none, the link is what is not written.
    """
    doubtful = next((target for target, answer in answers.items() if answer is None), None)
    if doubtful is None or where is None:
        return Unknown(id, link)
    return Unknown(id, _missing(scope, doubtful, where), of=doubtful)


def _missing(scope: Scope, id: str, where: Selector) -> str:
    """The first key of a selector of which an element says nothing."""
    return next((key for key in where.keys() if not scope.graph.recorded(id, key)), where.keys()[0])  # noqa: SIM118
