"""What an architect's questions cost on a loaded model, beside bare traversals of the same exchanges.

Run by run.py in a process of its own, with the folder of a workspace; prints what it measured as JSON.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import networkx as nx

from ea_repo.impact.dependencies import Along, dependencies
from ea_repo.impact.impact import impact
from ea_repo.load import load
from ea_repo.semantics.exchanges import Exchanges

DAY = dt.date(2025, 12, 31)
HUB = 200
"""From how many flows on an application is a hub."""


def seconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def reached(adjacency: Sequence[Sequence[int]], start: int) -> int:
    """Breadth first over lists of integers: as little as this language can do."""
    met = bytearray(len(adjacency))
    met[start] = 1
    level = [start]
    while level:
        following = []
        for each in level:
            for target in adjacency[each]:
                if not met[target]:
                    met[target] = 1
                    following.append(target)
        level = following
    return sum(met) - 1


def main(folder: Path) -> None:
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    graph = load(folder).graph.at(DAY)
    # Those of the middle: a hub touches everything, and many feed nobody.
    applications = [id for id in graph.of("application") if 0 < len(graph.targets(id, "sends")) < HUB]
    asked = applications[:: max(1, len(applications) // 20)][:20]
    first = seconds(lambda: impact(graph, asked[:1], DAY))
    fresh = [seconds(partial(impact, graph, [id], DAY)) for id in asked[1:]]
    again = [seconds(partial(impact, graph, [id], DAY)) for id in asked[1:]]

    def walk(id: str) -> object:
        return dependencies(graph, id, Along(ways=("out",)))

    first_walk = seconds(lambda: walk(asked[0]))
    walks = statistics.median(seconds(partial(walk, id)) for id in asked[1:6])
    number = {id: place for place, id in enumerate(graph.of("application"))}
    adjacency: list[list[int]] = [[] for _ in number]
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(number)
    for each in Exchanges.in_service(graph).all():
        adjacency[number[each.giver]].append(number[each.taker])
        network.add_edge(each.giver, each.taker)
    lists = statistics.median(seconds(partial(reached, adjacency, number[id])) for id in asked[1:6])
    networkx = statistics.median(seconds(partial(nx.descendants, network, id)) for id in asked[1:6])
    told = {
        "elements": len(graph),
        "first impact": first,
        "other impacts": statistics.median(fresh),
        "same impacts": statistics.median(again),
        "first walk": first_walk,
        "walks": walks,
        "lists": lists,
        "networkx": networkx,
    }
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
