"""All that the measures call of the engine: `Repository`, and below it one impact and one walk."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

from ea_repo.graph import Graph
from ea_repo.impact.dependencies import Along, Dependencies, dependencies
from ea_repo.impact.impact import impact
from ea_repo.repository import Repository

DAY = dt.date(2025, 12, 31)
"""The date of generated systems."""
HUB = 200
"""From how many exchanges on an application is a hub: it touches everything."""


def opened(folder: Path) -> Repository:
    """A workspace whose text, or its snapshot, is read."""
    repository = Repository(folder)
    len(repository.graph)
    return repository


def one_impact(graph: Graph, id: str) -> object:
    """What the loss of an element does."""
    return impact(graph, [id], DAY)


def walk(graph: Graph, id: str) -> Dependencies:
    """All that an application feeds: each solution, how far, by which hop."""
    return dependencies(graph, id, Along(ways=("out",)))


def solutions_fed(graph: Graph, id: str) -> int:
    """How many solutions the walk reaches, this one left out."""
    return len({graph.solution(element) for element in walk(graph, id).reached("out")} - {graph.solution(id)})


def every_chain(graph: Graph, id: str) -> object:
    """The same, each element with the shortest chain to it, as the command tells it."""
    return walk(graph, id).elements


def exchanges(graph: Graph) -> list[tuple[str, str]]:
    """Who sends to whom by a flow of production in service, as pairs of different solutions: what the walk follows."""
    return [
        (source, target)
        for flow in graph.of("flow")
        if graph.value(flow, "environment") in (None, "production") and graph.in_service(flow, alone=True)
        for source, target in product(_solutions(graph, flow, "source"), _solutions(graph, flow, "target"))
        if source != target
    ]


def _solutions(graph: Graph, flow: str, end: str) -> list[str]:
    return [graph.solution(id) for id in graph.targets(flow, end)]


def to_ask_about(pairs: list[tuple[str, str]], count: int = 20) -> list[str]:
    """Applications of the middle, spread over the system: a hub touches everything, and many feed nobody."""
    sent: dict[str, int] = {}
    for source, _ in pairs:
        sent[source] = sent.get(source, 0) + 1
    middle = sorted(id for id, number in sent.items() if number < HUB)
    return middle[:: max(1, len(middle) // count)][:count]
