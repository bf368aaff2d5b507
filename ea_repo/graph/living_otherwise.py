"""The elements that live otherwise in one of two graphs: in another phase, or in service in only one of them.

Nearly every question asks who is in service. That a day was written, or moved, is of no matter to it as long as this
puts nothing in or out of service on the day looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.graph.graph import Graph
from ea_repo.graph.life_cycle import STARTS
from ea_repo.graph.noting import IN_SERVICE, IN_SERVICE_ALONE, LIVES, PHASE, Column
from ea_repo.graph.reach import Followed, Reach
from ea_repo.metamodel import Vocabulary

_PROJECT_FIELDS = ("type", "starts_on", "ends_on")
"""What tells whether a project phases in what it points at."""


@dataclass(frozen=True)
class LifeReads:
    """What tells of any element whether it is in service, and in which phase."""

    columns: frozenset[Column]
    followed: frozenset[Followed]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> LifeReads:
        """That of the elements of a vocabulary (`life_cycle.py`, `service.py`)."""
        columns: set[Column] = set()
        followed: set[Followed] = set()
        for kind in vocabulary.kinds.values():
            resting = {*kind.lenders, *kind.needed}
            phasing = {name for name, link in kind.links.items() if _phases_in(vocabulary, link.inverse)}
            own = {field for field, _ in STARTS} | ({*_PROJECT_FIELDS} if phasing else set())
            columns.update((kind.name, field) for field in resting | phasing | (own & kind.fields.keys()))
            followed.update(Followed(kind.name, field, forward=True) for field in resting)
            followed.update(Followed(kind.name, field, forward=False) for field in phasing)
        return cls(frozenset(columns), frozenset(followed))


def _phases_in(vocabulary: Vocabulary, inverse: str) -> bool:
    return any(inverse in vocabulary.rollouts(kind) for kind in vocabulary.kinds)


def living_otherwise(
    pairs: Iterable[tuple[Graph, Graph]], edited: Collection[str], reads: LifeReads, most: int
) -> frozenset[tuple[str, str]] | None:
    """The elements that live otherwise in one graph of a pair than in the other, each with what of its life differs.

    None where these may be many.

    `edited`: those of which one of them does not say what `reads` tells as the other does.
    """
    otherwise: set[tuple[str, str]] = set()
    for pair in pairs:
        perhaps = _resting_on(edited, pair, reads, most)
        if perhaps is None:
            return None
        for id in perhaps:
            before, after = (_life(graph, id) for graph in pair)
            otherwise.update((id, field) for field in LIVES if before.get(field) != after.get(field))
    return frozenset(otherwise)


def _resting_on(ids: Collection[str], graphs: Sequence[Graph], reads: LifeReads, most: int) -> set[str] | None:
    """The elements whose lives may rest on these in one of the graphs, with these; None for more than `most`."""
    resting: set[str] = set()
    for graph in graphs:
        reached = Reach(graph, reads.followed, graph.vocabulary.kinds).from_where(ids, float("inf"), most)
        if reached is None:
            return None
        resting |= reached
    return resting


def _life(graph: Graph, id: str) -> Mapping[str, object]:
    if id not in graph:
        return {}
    in_service, alone = graph.in_service(id), graph.in_service(id, alone=True)
    return {PHASE: graph.phase(id), IN_SERVICE: in_service, IN_SERVICE_ALONE: alone}
