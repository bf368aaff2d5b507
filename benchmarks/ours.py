"""What ea-repo takes for the same work: prints it as JSON. Run by compare.py, in a process of its own for each part.

`load` reads a workspace from its text and keeps its snapshot; `ask` reads it again and asks; `audit` runs the charter;
`map` draws.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ea_repo.graph import Graph

REPEATS = 5
DAY = dt.date(2025, 12, 31)


def seconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def read(folder: Path) -> dict[str, float]:
    from ea_repo.load import load_cached

    start = time.perf_counter()
    graph = load_cached(folder).graph
    return {"load": time.perf_counter() - start, "elements": len(graph)}


def ask(folder: Path, asked: list[str]) -> dict[str, float]:
    from ea_repo.impact.dependencies import Along, dependencies
    from ea_repo.impact.impact import impact
    from ea_repo.load import load_cached

    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        graph = load_cached(folder).graph
        times.append(time.perf_counter() - start)
    found = {"reload": statistics.median(times)}
    graph = graph.at(DAY)
    ways = Along(ways=("out",))
    found["first impact"] = seconds(lambda: impact(graph, asked[:1], DAY))
    found["impact"] = statistics.median(seconds(partial(impact, graph, [id], DAY)) for id in asked[1:])
    found["first walk"] = seconds(lambda: dependencies(graph, asked[0], ways))
    found["walk"] = statistics.median(seconds(partial(dependencies, graph, id, ways)) for id in asked[:REPEATS])
    found["told"] = statistics.median(seconds(partial(every_chain, graph, id)) for id in asked[:REPEATS])
    return found


def every_chain(graph: Graph, id: str) -> object:
    """All that an application feeds, each element with the shortest chain to it, as the command tells it."""
    from ea_repo.impact.dependencies import Along, dependencies

    return dependencies(graph, id, Along(ways=("out",))).elements


def one_map(folder: Path, beside: Path) -> dict[str, float]:
    """A map of all applications and flows, and Graphviz alone on the same text; the pairs that it shows are kept."""
    from ea_repo.draw.dot import as_dot
    from ea_repo.draw.render import _graphviz, render
    from ea_repo.repository import Repository
    from ea_repo.repository.drawing import Asked

    repository = Repository(folder)
    len(repository.graph)
    start = time.perf_counter()
    diagram = repository.draw(Asked("everything"), "en")
    style = repository.cartography.style
    render(diagram, style, "svg")
    took = time.perf_counter() - start
    pairs = [(each.source, each.target) for each in diagram.arrows]
    (beside / "asked.json").write_text(json.dumps({"asked": [], "pairs": pairs}), encoding="utf-8")
    text = as_dot(diagram, style)
    alone = seconds(lambda: _graphviz(text, diagram, "svg"))
    return {"map": took, "graphviz": alone, "boxes": len(diagram.boxes), "arrows": len(diagram.arrows)}


def audit(folder: Path) -> dict[str, float]:
    from ea_repo.repository import Repository

    repository = Repository(folder)
    graph = repository.graph
    start = time.perf_counter()
    findings = list(repository.check().findings)
    took = time.perf_counter() - start
    planted = json.loads((folder / "planted.json").read_text(encoding="utf-8"))["rules"]
    wanted = Counter((rule, id) for rule, ids in planted.items() for id in ids)
    found = Counter((each.rule, each.subject) for each in findings)
    return {
        "audit": took,
        "elements": len(graph),
        "planted": wanted.total(),
        "missed": (wanted - found).total(),
        "else": (found - wanted).total(),
    }


def memory() -> float:
    """The most memory that this process held with that of its copy, in MB: at most, as they share what was read."""
    copy = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    status = Path("/proc/self/status")
    if status.exists():
        # `ru_maxrss` of a child begins at its parent's.
        (found,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(found.split()[1]) / 1024 + copy
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + copy


if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    part, where = sys.argv[1], Path(sys.argv[2])
    if part == "ask":
        measured = ask(where, json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))["asked"])
    elif part == "map":
        measured = one_map(where, Path(sys.argv[3]))
    else:
        measured = {"load": read, "audit": audit}[part](where)
    measured["memory"] = memory()
    print(json.dumps(measured))  # noqa: T201
