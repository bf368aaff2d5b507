"""Elements of one name, which may be one thing that was written twice."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from ea_repo.graph import Graph
from ea_repo.select.full_text import fold


def perhaps_one_thing(graph: Graph, ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Those of one kind, among some, that have a name or an alias in common; the same ones are told once.

    A product and its instances, a whole and its parts, or parts of different wholes, may have one name.
    """
    told: set[tuple[str, ...]] = set()
    for of_one_name in _of_one_name(graph, ids):
        same = tuple(_apart(graph, of_one_name))
        if len(same) > 1 and same not in told:
            told.add(same)
            yield same


def namesakes(graph: Graph, id: str) -> tuple[str, ...]:
    """The others in service that may be the same thing as an element, by their names, in order."""
    return graph.once(_in_service, graph.kind(id)).get(id, ())


def _in_service(graph: Graph, kind: str) -> dict[str, tuple[str, ...]]:
    """By element in service of a kind, those of its namesakes that are too."""
    others: dict[str, set[str]] = {}
    for same in perhaps_one_thing(graph, [id for id in graph.exactly(kind) if graph.in_service(id)]):
        for id in same:
            others.setdefault(id, set()).update(same)
    return {id: tuple(sorted(same - {id})) for id, same in others.items()}


def of_one_name_with(graph: Graph, ids: Collection[str]) -> Iterator[str]:
    """All elements that have a name or an alias in common with one of these of their kind, or with one that has."""
    for kind in dict.fromkeys(map(graph.kind, ids)):
        named = [id for id in ids if graph.kind(id) == kind and _says_a_name(graph, id)]
        if named:
            yield from _joined_by_names(dict(_names(graph, kind)), named)


def _says_a_name(graph: Graph, id: str) -> bool:
    return graph.value(id, "name") is not None or bool(graph.value(id, "aliases"))


def _joined_by_names(names: Mapping[str, Collection[str]], ids: Iterable[str]) -> set[str]:
    holders: dict[str, list[str]] = {}
    for id, compared in names.items():
        for name in compared:
            holders.setdefault(name, []).append(id)
    joined, pending = set(ids), [*ids]
    while pending:
        new = {holder for name in names[pending.pop()] for holder in holders[name]} - joined
        joined |= new
        pending += new
    return joined


def _of_one_name(graph: Graph, ids: Sequence[str]) -> Iterator[list[str]]:
    """The elements of one kind that have a name or an alias in common, as names are compared."""
    among = frozenset(ids)
    for kind in dict.fromkeys(map(graph.kind, ids)):
        first: dict[str, str] = {}
        several: dict[str, list[str]] = {}
        for id, names in _names(graph, kind, among):
            for compared in names:
                if (holder := first.setdefault(compared, id)) != id:
                    several.setdefault(compared, [holder]).append(id)
        yield from (several[name] for name in first if name in several)


def _names(graph: Graph, kind: str, among: Container[str] | None = None) -> Iterator[tuple[str, Collection[str]]]:
    """What the elements of exactly a kind that say a name or an alias are called, as names are compared.

    Those of some elements alone, with `among`.
    """
    for id, name, aliases in graph.rows(kind, "name", "aliases"):
        if (name is not None or aliases) and (among is None or id in among):
            called = name or id
            yield id, dict.fromkeys(fold(str(word)) for word in (called, *aliases)) if aliases else (fold(called),)


def _apart(graph: Graph, ids: list[str]) -> list[str]:
    """Those that are different things under one name: none is a whole or a product of another, nor in another whole."""
    apart: list[str] = []
    for id in ids:
        if not any(_may_share_a_name(graph, id, other) for other in apart):
            apart.append(id)
    return apart


def _may_share_a_name(graph: Graph, id: str, other: str) -> bool:
    fields = [field for field in ("part_of", "instance_of") if field in graph.definition(id).links]
    above, above_other = ({*graph.wholes(one, *fields)} - {one} for one in (id, other))
    related = id in above_other or other in above
    return related or bool(above and above_other and above.isdisjoint(above_other))
