"""What is retired together, and who goes before whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.strong_components import strong_components


@dataclass(frozen=True)
class Group:
    """Elements retired together, and the flows and links by which each needs the others."""

    ids: tuple[str, ...]
    because: tuple[str, ...] = ()


def groups_to_retire(graph: Graph, ids: Iterable[str]) -> list[Group]:
    """The elements in groups: those that feed each other, by others of them too, go together with why."""
    chosen = sorted(set(ids))
    chosen_by_part = {part: id for id in chosen for part in sorted(graph.parts(id))} | {id: id for id in chosen}
    needs: dict[tuple[str, str], str] = {}
    for exchange in reversed(list(Exchanges.in_service(graph).at(chosen_by_part, "sends"))):
        giver, taker = chosen_by_part.get(exchange.source), chosen_by_part.get(exchange.target)
        if giver is not None and taker is not None and giver != taker:
            needs[giver, taker] = exchange.flow
    for whole in chosen:
        for part in sorted(belongings(graph, [whole]).intersection(chosen) - {whole}):
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
    gives = _gives(graph, left)
    ordered: list[Group] = []
    while left:
        giving_to_none = (giver for giver in left if not any((giver, taker) in gives for taker in left))
        ordered.append(next(giving_to_none, left[0]))
        left.remove(ordered[-1])
    return ordered


def _gives(graph: Graph, groups: Sequence[Group]) -> set[tuple[Group, Group]]:
    """Which group sends something to which other one."""
    group_of = {element: group for group in groups for element in belongings(graph, group.ids)}
    ends = (
        (group_of[exchange.source], group_of[exchange.target])
        for exchange in Exchanges.in_service(graph).at(group_of, "sends")
        if exchange.source in group_of and exchange.target in group_of
    )
    return {(giver, taker) for giver, taker in ends if giver != taker}
