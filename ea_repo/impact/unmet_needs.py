"""Needs of processes that nobody surely meets any more, and who may all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.process_needs import ProcessNeed, ProcessNeeds
from ea_repo.semantics.stand_ins import stands_in_by_support


@dataclass(frozen=True)
class UnmetNeed:
    """The need of a process that a gap is about: its words, None where it has none.

    `unsaid` are those who met it last and do not say how much it is needed, where that leaves the gap uncertain.
    `perhaps` support the process there when the gap begins, and may meet the same need: they, or those who met it last,
    do not say what for.
    """

    words: str | None
    unsaid: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


def perhaps_met(
    view: Graph, need: ProcessNeed, stops: Collection[str], places: Iterable[str]
) -> dict[tuple[str, ...], set[str]]:
    """The places where some stop meeting a need, by those who support the process there and may meet it too."""
    deployment = Deployment.of(view)
    supporters = sorted(
        {
            id
            for other in ProcessNeeds.of(view).needs(need.process)
            for id in other.supporters
            if not (need.words and other.words) and id not in stops and stands_in_by_support(view, id)
        }
    )
    by_supporters: dict[tuple[str, ...], set[str]] = {}
    for place in places:
        there = tuple(id for id in supporters if deployment.used_at(id, place) is not False)
        by_supporters.setdefault(there, set()).add(place)
    return by_supporters
