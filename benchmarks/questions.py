"""What an architect's questions cost on a loaded model, beside bare traversals of the same exchanges.

Run by figures.py in a process of its own, with the folder of a workspace; prints what it measured as JSON.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import networkx as nx
from engine import DAY, exchanges, one_impact, opened, to_ask_about, walk
from timing import Figures, median_over, print_figures, seconds

WALKS = 5


def reached(adjacency: Sequence[Sequence[int]], start: int) -> int:
    """Breadth first over lists of integers: as little as this language can do."""
    met = bytearray(len(adjacency))
    met[start] = 1
    level = [start]
    while level:
        following = []
        for node in level:
            for target in adjacency[node]:
                if not met[target]:
                    met[target] = 1
                    following.append(target)
        level = following
    return sum(met) - 1


def measure(folder: Path) -> Figures:
    graph = opened(folder).graph.at(DAY)
    pairs = exchanges(graph)
    first, *others = to_ask_about(pairs)
    figures = {
        "elements": len(graph),
        "first impact": seconds(partial(one_impact, graph, first)),
        "other impacts": median_over(partial(one_impact, graph), others),
        "same impacts": median_over(partial(one_impact, graph), others),
        "first walk": seconds(partial(walk, graph, first)),
        "walks": median_over(partial(walk, graph), others[:WALKS]),
    }
    number = {id: place for place, id in enumerate(graph.of("application"))}
    adjacency: list[list[int]] = [[] for _ in number]
    for source, target in pairs:
        adjacency[number[source]].append(number[target])
    network: nx.DiGraph[str] = nx.DiGraph(pairs)
    figures["lists"] = median_over(partial(reached, adjacency), [number[id] for id in others[:WALKS]])
    figures["networkx"] = median_over(partial(nx.descendants, network), others[:WALKS])
    return figures


if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    print_figures(measure(Path(sys.argv[1])))
