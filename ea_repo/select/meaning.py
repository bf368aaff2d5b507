"""Whether a selector can mean anything in a workspace: no typo may pass for an empty answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from ea_repo.finding import Text
from ea_repo.graph import Graph, Phase
from ea_repo.metamodel import Kind, family, inverses, kind, kinds
from ea_repo.metamodel.dates import as_written
from ea_repo.select.selector import _COMPARISON, COMPUTED, Condition, Selector, SelectorError


def flaws(
    selector: Selector, graph: Graph, within: Iterable[str] = (), *, strict: bool = False
) -> Iterator[SelectorError]:
    """What is wrong with a selector on this graph: unknown keys, words that are no value, ids that do not exist.

    `within`: the kinds it is asked of, all by default. With `strict`, a text that no element has is wrong too.
    """
    named = [str(value) for each in selector.conditions if each.path == ("kind",) for value in each.values]
    for name in named:
        if name != "*" and name not in kinds():
            yield SelectorError.unknown_value("kind", name, kinds())
            return
    asked = [each for name in named if name != "*" for each in family(name)] or list(within) or list(kinds())
    for condition in selector.conditions:
        if condition.path != ("kind",):
            yield from _condition(condition, graph, asked, strict)
    for inner in (*selector.none_of, *(each for group in selector.any_of for each in group)):
        yield from flaws(inner, graph, asked, strict=strict)


def check(selector: Selector, graph: Graph, within: Iterable[str] = (), *, strict: bool = False) -> None:
    """Raises the first of the flaws of a selector, if it has one."""
    for flaw in flaws(selector, graph, within, strict=strict):
        raise flaw


def _condition(condition: Condition, graph: Graph, asked: list[str], strict: bool) -> Iterator[SelectorError]:
    kinds_here = asked
    key = ".".join(condition.path)
    for place, step in enumerate(condition.path):
        last = place == len(condition.path) - 1
        having = [each for each in kinds_here if step in kind(each).fields or step in inverses(each)]
        if step in COMPUTED and last:
            yield from _computed_values(step, condition.values, graph)
            return
        if not having:
            known = [*COMPUTED, *(name for each in kinds_here for name in (*kind(each).fields, *inverses(each)))]
            yield SelectorError.unknown_key(step, known)
            return
        ends = _ends(step, having)
        if not ends:
            yield from _field_values(condition, place, having, graph, strict)
            return
        kinds_here = ends
    for value in condition.values:
        if value not in (None, "*") and str(value) not in graph:
            yield SelectorError.unknown_value(key, value, (id for each in set(kinds_here) for id in graph.of(each)))


def _ends(step: str, having: list[str]) -> list[str]:
    """The kinds that a link, or a relation by its inverse name, leads to."""
    found: list[str] = []
    for each in having:
        if step in kind(each).links:
            wanted = kind(each).links[step].to
            found += list(kinds()) if "*" in wanted else [name for one in wanted for name in family(one)]
        elif step in inverses(each):
            found += [name for end in inverses(each)[step] for name in family(end.kind)]
    return list(dict.fromkeys(found))


def _computed_values(key: str, values: tuple[Any, ...], graph: Graph) -> Iterator[SelectorError]:
    known: Iterable[Any] = graph
    if key != "id":
        known = {"phase": get_args(Phase), "in_service": (True, False), "kind": tuple(kinds())}[key]
    for value in values:
        if value not in (None, "*") and value not in known:
            yield SelectorError.unknown_value(key, value, known)


def _field_values(
    condition: Condition, place: int, having: list[str], graph: Graph, strict: bool
) -> Iterator[SelectorError]:
    field, inside = condition.path[place], condition.path[place + 1 :]
    key = ".".join(condition.path)
    if inside and (known := _inner_names(kind(having[0]), field)) is not None and inside[0] not in known:
        yield SelectorError.unknown_key(inside[0], known)
        return
    choices = {word for each in having for word in kind(each).choices.get(field, ())}
    is_date = any(field in kind(each).dates for each in having)
    for value in condition.values:
        comparison = _COMPARISON.fullmatch(value) if isinstance(value, str) else None
        if value in (None, "*") or inside:
            continue
        if comparison:
            if error := _bound(key, comparison[2], is_date):
                yield error
        elif choices:
            if value not in choices:
                yield SelectorError.unknown_value(key, value, sorted(map(str, choices)))
        elif strict and not isinstance(value, bool) and place == 0:
            written = list(_written(graph, having, field))
            if str(value) not in written:
                yield SelectorError.unknown_value(key, value, written)


def _inner_names(of: Kind, field: str) -> list[str] | None:
    if field not in of.parts:
        return None
    return [info.alias or name for name, info in of.parts[field].model_fields.items()]


def _bound(key: str, bound: str, is_date: bool) -> SelectorError | None:
    try:
        as_written(bound) if is_date else float(bound)
    except ValueError:
        wanted = Text("une date", "a date") if is_date else Text("un nombre", "a number")
        return SelectorError(
            Text(
                f"« {key} » se compare à {wanted.fr}, pas à « {bound} »",
                f"“{key}” compares with {wanted.en}, not “{bound}”",
            )
        )
    return None


def _written(graph: Graph, having: list[str], field: str) -> Iterator[str]:
    for id in dict.fromkeys(id for each in having for id in graph.of(each)):
        value = graph.value(id, field)
        for each in value if isinstance(value, tuple) else (value,):
            if each is not None:
                yield str(each)
