"""Who masters a datum: by its name or, where nobody does, by the nearest whole of it that somebody masters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from ea_repo.graph import Graph


def masters_in_service(graph: Graph, datum: str) -> list[str]:
    """The elements in service that master a datum by its name, in order."""
    return sorted(id for id in graph.targets(datum, "mastered_by") if graph.in_service(id))


def surely_mastered(graph: Graph) -> Collection[str]:
    """Data that have a master in service, where what holds the graph tells some of them without reading them."""
    return graph.surely_served("data_object", "masters")


def mastered_name(graph: Graph, datum: str) -> str | None:
    """The nearest of a datum and its wholes that has a master in service; None where none has."""
    return next((name for name in graph.wholes(datum, "part_of") if masters_in_service(graph, name)), None)


def names_up_to_a_master(graph: Graph, datum: str, is_mastered: Callable[[str], bool]) -> Sequence[str]:
    """A datum and its wholes, up to the nearest that is mastered; all of them where none is."""
    names = graph.wholes(datum, "part_of")
    place = next((place for place, name in enumerate(names) if is_mastered(name)), len(names) - 1)
    return names[: place + 1]
