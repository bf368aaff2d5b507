"""What is retired together, and who goes before whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from ea_repo.graph import Graph
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.strong_components import strong_components

T = TypeVar("T")


@dataclass(frozen=True)
class Group:
    """Elements retired together, and the flows and links by which each needs the others."""

    ids: tuple[str, ...]
    because: tuple[str, ...] = ()


def groups_to_retire(graph: Graph, ids: Iterable[str]) -> list[Group]:
    """The elements in groups: those that feed each other, by others of them too, go together with why."""
    chosen = sorted(set(ids))
    inside = {id: belongings(graph, [id]) for id in chosen}
    needs = {ends: flow for flow, ends in reversed(list(_feeding(graph, inside)))}
    for whole, parts in inside.items():
        for part in sorted(parts.intersection(chosen) - {whole}):
            needs |= {(whole, part): whole, (part, whole): whole}
    return [
        Group(
            tuple(sorted(group)),
            tuple(sorted({because for ends, because in needs.items() if group.issuperset(ends)})),
        )
        for group in strong_components(chosen, needs)
    ]


def receivers_first(graph: Graph, groups: Iterable[Group]) -> list[Group]:
    """Those who receive before those who give them, then by id."""
    left = sorted(groups, key=lambda group: group.ids)
    gives = {ends for _, ends in _feeding(graph, {group: belongings(graph, group.ids) for group in left})}
    ordered: list[Group] = []
    while left:
        giving_to_none = (giver for giver in left if not any((giver, taker) in gives for taker in left))
        ordered.append(next(giving_to_none, left[0]))
        left.remove(ordered[-1])
    return ordered


def _feeding(graph: Graph, inside: Mapping[T, frozenset[str]]) -> Iterator[tuple[str, tuple[T, T]]]:
    """The flows by which what goes with one feeds what goes with another, with these two, in the order of the flows."""
    owners: dict[str, list[T]] = {}
    for owner, elements in inside.items():
        for element in elements:
            owners.setdefault(element, []).append(owner)
    for exchange in Exchanges.in_service(graph).at(owners, "sends"):
        ends = product(owners[exchange.source], owners.get(exchange.target, ()))
        yield from ((exchange.flow, (giver, taker)) for giver, taker in ends if giver != taker)
