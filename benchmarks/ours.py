"""What ea-repo takes for the same work: prints it as JSON. Run by compare.py, in a process of its own for each part.

`load` reads a workspace from its text and keeps its snapshot; `ask` reads it again and asks; `audit` runs the charter.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

DAY = dt.date(2025, 12, 31)


def seconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def read(folder: Path) -> dict[str, float]:
    from ea_repo.load import recall

    start = time.perf_counter()
    graph = recall(folder).graph
    return {"load": time.perf_counter() - start, "elements": len(graph)}


def ask(folder: Path, asked: list[str]) -> dict[str, float]:
    from ea_repo.impact.dependencies import Along, dependencies
    from ea_repo.impact.exchanges import Exchanges
    from ea_repo.impact.impact import impact
    from ea_repo.load import recall

    start = time.perf_counter()
    graph = recall(folder).graph
    found = {"reload": time.perf_counter() - start}
    graph = graph.at(DAY)
    ways = Along(ways=("out",))
    found["first impact"] = seconds(lambda: impact(graph, asked[:1], DAY))
    found["impact"] = statistics.median(seconds(partial(impact, graph, [id], DAY)) for id in asked[1:])
    list(Exchanges.of(graph).all())
    dependencies(graph, asked[0], ways)
    found["walk"] = statistics.median(seconds(partial(dependencies, graph, id, ways)) for id in asked[:5])
    return found


def audit(folder: Path) -> dict[str, float]:
    from ea_repo.repository import Repository

    repository = Repository(folder)
    graph = repository.graph
    took = seconds(repository.check)
    return {"audit": took, "elements": len(graph)}


def memory() -> float:
    """The most memory that this process held, in MB (`ru_maxrss` of a child begins at its parent's)."""
    status = Path("/proc/self/status")
    if status.exists():
        (found,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(found.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    part, where = sys.argv[1], Path(sys.argv[2])
    if part == "ask":
        measured = ask(where, json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")))
    else:
        measured = {"load": read, "audit": audit}[part](where)
    measured["memory"] = memory()
    print(json.dumps(measured))  # noqa: T201
