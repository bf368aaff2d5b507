"""The same work by another program, in an environment of its own: prints what it took as JSON.

`peers.py PROGRAM FOLDER REPEATS`, where FOLDER holds the system in what others read: `system.xml` (ArchiMate's exchange
format) and `asked.json` (the applications to ask about, and who sends to whom). Needs nothing of ea-repo, whose
environment is another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timing import Figures, median_of, median_over, memory, print_figures

WALKS = 5
"""From how many applications traversals are measured."""
Pairs = list[list[str]]


def etcion(folder: Path, repeats: int, asked: list[str], pairs: Pairs) -> Figures:
    from etcion import analyze_impact
    from etcion.serialization import json as as_json
    from etcion.serialization.xml import read_model

    figures: Figures = {"load": median_of(lambda: read_model(folder / "system.xml"), repeats)}
    print_figures(figures)
    kept = folder / "etcion.json"
    kept.write_text(json.dumps(as_json.model_to_dict(read_model(folder / "system.xml"))), encoding="utf-8")

    def again() -> Any:
        return as_json.model_from_dict(json.loads(kept.read_text(encoding="utf-8")))

    figures["reload"] = median_of(again, repeats)
    print_figures(figures)
    model = again()
    named = {one.name: one for one in model.elements}
    analyze_impact(model, remove=named[asked[0]])
    figures["impact"] = median_of(lambda: analyze_impact(model, remove=named[asked[1]]), repeats)
    return figures


def pyarchimate(folder: Path, repeats: int, asked: list[str], pairs: Pairs) -> Figures:
    from pyArchimate import Model

    figures: Figures = {}
    figures["load"] = figures["reload"] = median_of(lambda: Model("system").read(str(folder / "system.xml")), repeats)
    print_figures(figures)
    model: Any = Model("system")
    model.read(str(folder / "system.xml"))
    named = {one.name: one for one in model.elements}

    def impact(id: str) -> object:
        """It has none: breadth first over what its elements say of their relationships."""
        met, pending = {named[id].uuid}, [named[id]]
        while pending:
            for relation in pending.pop().out_rels():
                if relation.target.uuid not in met:
                    met.add(relation.target.uuid)
                    pending.append(relation.target)
        return met

    figures["impact"] = median_of(lambda: impact(asked[1]), repeats)
    return figures


def etcion_reading(folder: Path, repeats: int, asked: list[str], pairs: Pairs) -> Figures:
    """Reading alone."""
    from etcion.serialization.xml import read_model

    return {"load": median_of(lambda: read_model(folder / "system.xml"), repeats)}


def pyarchimate_reading(folder: Path, repeats: int, asked: list[str], pairs: Pairs) -> Figures:
    """Reading alone."""
    from pyArchimate import Model

    return {"load": median_of(lambda: Model("system").read(str(folder / "system.xml")), repeats)}


def one_map(folder: Path, repeats: int, asked: list[str], pairs: Pairs) -> Figures:
    """A view of these applications and arrows, its boxes placed on the grid, as SVG."""
    from pyArchimate import ArchiType, Model
    from pyArchimate.view.layout import auto_layout

    def drawn() -> object:
        model = Model("system")
        view: Any = model.add(ArchiType.View, "everything")
        boxes = {id: view.add(model.add(ArchiType.ApplicationComponent, name=id)) for pair in pairs for id in pair}
        for source, target in pairs:
            flow = model.add_relationship(ArchiType.Flow, boxes[source].concept, boxes[target].concept)
            view.add_connection(flow, boxes[source], boxes[target])
        auto_layout(view)
        return view.to_svg()

    return {"map": median_of(drawn, repeats)}


def traversals(folder: Path, repeats: int, asked: list[str], pairs: Pairs) -> Figures:
    """All that an application feeds, over the bare exchanges, in memory already."""
    number = {id: place for place, id in enumerate(sorted({id for pair in pairs for id in pair}))}
    edges = [(number[source], number[target]) for source, target in pairs]
    return reach(len(number), edges, [number[one] for one in asked[:WALKS]])


def random_graph(folder: Path, repeats: int, asked: list[str], pairs: Pairs, nodes: int = 0, edges: int = 0) -> Figures:
    """The same on a graph of so many nodes and edges, drawn at random with a fixed seed."""
    import numpy as np

    ends = np.random.default_rng(1).integers(0, nodes, (edges, 2))
    return reach(nodes, list(map(tuple, ends.tolist())), [0])


def reach(nodes: int, edges: list[tuple[int, int]], starts: list[int]) -> Figures:
    """How long each way of traversing takes to reach all that it can, from each start."""
    import networkx
    import numpy as np
    import rustworkx
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order

    ends = np.array(edges)
    matrix = csr_array((np.ones(len(ends), dtype=np.int8), (ends[:, 0], ends[:, 1])), shape=(nodes, nodes))
    lists: list[list[int]] = [[] for _ in range(nodes)]
    for source, target in edges:
        lists[source].append(target)
    theirs = networkx.DiGraph()
    theirs.add_nodes_from(range(nodes))
    theirs.add_edges_from(edges)
    rust = rustworkx.PyDiGraph()
    rust.add_nodes_from(range(nodes))
    rust.add_edges_from_no_data(edges)

    def over_lists(start: int) -> int:
        met = bytearray(nodes)
        met[start] = 1
        pending = [start]
        while pending:
            for target in lists[pending.pop()]:
                if not met[target]:
                    met[target] = 1
                    pending.append(target)
        return sum(met) - 1

    ways: dict[str, Callable[[int], object]] = {
        "networkx": lambda start: networkx.descendants(theirs, start),
        "lists": over_lists,
        "rustworkx": lambda start: rustworkx.descendants(rust, start),
        "csr": lambda start: breadth_first_order(matrix, start, return_predecessors=False),
    }
    figures: Figures = {"reached": sum(map(over_lists, starts))}
    for name, way in ways.items():
        # What is made at the first question is not counted, as it is not for ea-repo.
        way(starts[0])
        figures[name] = median_over(way, starts)
    return figures


PARTS: dict[str, Callable[..., Figures]] = {
    "etcion": etcion,
    "pyArchimate": pyarchimate,
    "etcion reading": etcion_reading,
    "pyArchimate reading": pyarchimate_reading,
    "traversals": traversals,
    "random-graph": random_graph,
    "map": one_map,
}

if __name__ == "__main__":
    program, where, times = sys.argv[1:]
    asked_about = json.loads((Path(where) / "asked.json").read_text(encoding="utf-8"))
    measured = PARTS[program](Path(where), int(times), **asked_about)
    print_figures(measured | {"memory": memory()})
