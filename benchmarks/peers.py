"""The same work by another program, in an environment of its own: prints what it took as JSON.

Run by compare.py with the name of the program and the folder where the system is written in what others read:
`system.xml` (ArchiMate's exchange format) and `asked.json` (the applications to ask about, and who sends to whom).
Needs nothing of ea-repo.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

REPEATS = 5
ONCE = 20


def seconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def each(ask: Callable[[Any], object], asked: Iterable[Any]) -> float:
    """The median time of one question, over these applications."""
    return statistics.median(seconds(lambda one=one: ask(one)) for one in asked)


def several(ask: Callable[[], object]) -> float:
    """The median time of the same thing done several times; the one time of what takes long."""
    times = [seconds(ask)]
    while len(times) < REPEATS and times[0] < ONCE:
        times.append(seconds(ask))
    return statistics.median(times)


def so_far(found: dict[str, float]) -> None:
    """Tells what is measured already: what follows may take too long."""
    print(json.dumps(found), flush=True)  # noqa: T201


def etcion(folder: Path, asked: list[str], pairs: list[list[str]]) -> dict[str, float]:
    from etcion import analyze_impact
    from etcion.serialization import json as as_json
    from etcion.serialization.xml import read_model

    found: dict[str, float] = {"load": several(lambda: read_model(folder / "system.xml"))}
    so_far(found)
    kept = folder / "etcion.json"
    kept.write_text(json.dumps(as_json.model_to_dict(read_model(folder / "system.xml"))), encoding="utf-8")

    def again() -> Any:
        return as_json.model_from_dict(json.loads(kept.read_text(encoding="utf-8")))

    found["reload"] = several(again)
    so_far(found)
    model = again()
    named = {one.name: one for one in model.elements}
    analyze_impact(model, remove=named[asked[0]])
    found["impact"] = several(lambda: analyze_impact(model, remove=named[asked[1]]))
    return found


def pyarchimate(folder: Path, asked: list[str], pairs: list[list[str]]) -> dict[str, float]:
    from pyArchimate import Model

    found: dict[str, float] = {}
    found["load"] = found["reload"] = several(lambda: Model("system").read(str(folder / "system.xml")))
    so_far(found)
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

    found["impact"] = several(lambda: impact(asked[1]))
    return found


def one_map(folder: Path, asked: list[str], pairs: list[list[str]]) -> dict[str, float]:
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

    return {"map": several(drawn)}


def traversals(folder: Path, asked: list[str], pairs: list[list[str]]) -> dict[str, float]:
    """All that an application feeds, over the bare exchanges, in memory already."""
    number = {id: place for place, id in enumerate(sorted({id for pair in pairs for id in pair}))}
    edges = [(number[source], number[target]) for source, target in pairs]
    return reach(len(number), edges, [number[one] for one in asked[:REPEATS]])


def large(folder: Path, asked: list[str], pairs: list[list[str]]) -> dict[str, float]:
    """The same on a million nodes and five million edges, drawn at random with a fixed seed."""
    import numpy as np

    ends = np.random.default_rng(1).integers(0, 1_000_000, (5_000_000, 2))
    return reach(1_000_000, list(map(tuple, ends.tolist())), [0])


def reach(nodes: int, edges: list[tuple[int, int]], starts: list[int]) -> dict[str, float]:
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
    found: dict[str, float] = {}
    for name, way in ways.items():
        # What is made at the first question is not counted, as it is not for ea-repo.
        way(starts[0])
        found[name] = each(way, starts)
    return found


def memory() -> float:
    """The most memory that this process held, in MB (`ru_maxrss` of a child begins at its parent's)."""
    status = Path("/proc/self/status")
    if status.exists():
        (found,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(found.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    where = Path(sys.argv[2])
    parts = {"etcion": etcion, "pyArchimate": pyarchimate, "traversals": traversals, "large": large, "map": one_map}
    measured = parts[sys.argv[1]](where, **json.loads((where / "asked.json").read_text(encoding="utf-8")))
    measured["memory"] = memory()
    print(json.dumps(measured))  # noqa: T201
