"""How long a workspace takes to be read, in seconds of the processor: prints it as JSON. Run in a process of its own.

`reading.py read FOLDER` takes what it can from what was kept of an earlier reading, and keeps what it read; `bare` only
has the same bytes parsed by the fastest parser there is for them, shared by two processes too; `same` says whether
reading everything gives the same.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from timing import Figures, memory, print_figures

from ea_repo import parallel
from ea_repo.load import Workspace, load, load_cached


def read(root: Path) -> Figures:
    """What it takes to read what has changed or, where nothing is kept, everything."""
    workspace: list[Workspace] = []
    figures = taken(lambda: workspace.append(load_cached(root)))
    return {**figures, "elements": len(workspace[0].graph), "memory": memory()}


def bare(root: Path) -> Figures:
    """What it takes to have the files of the model parsed, and nothing made of what they say."""
    import ryaml

    files = sorted((root / "model").rglob("*.yaml"))

    def parse(number: int) -> None:
        ryaml.loads(files[number].read_text(encoding="utf-8"))

    return taken(lambda: parallel.shared(len(files), parse, shared=True))


def taken(work: Callable[[], object]) -> Figures:
    """The seconds that some work takes: of the processor in this process, in both, and on the clock."""
    before, start = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - start, os.times()
    own = after.user + after.system - before.user - before.system
    return {"seconds": own, "both": own + after.children_user + after.children_system, "wall": wall}


def same(root: Path) -> Figures:
    """Whether what is read of what has changed is what is read of everything."""
    return {"same": everything_in(load_cached(root)) == everything_in(load(root))}


def everything_in(workspace: Workspace) -> object:
    """The elements in columns, where each is written, the links that are not followed, and what is wrong."""
    graph = workspace.graph
    tables = [
        (
            table.kind,
            [*table.ids],
            [*table.files],
            [*table.shapes],
            {name: [*table.columns[name]] for name in table.columns},
        )
        for table in graph.tables
    ]
    return tables, graph.astray, graph.closing, workspace.findings, workspace.lost


PARTS = {"read": read, "bare": bare, "same": same}

if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    part, folder = sys.argv[1:]
    print_figures(PARTS[part](Path(folder)))
