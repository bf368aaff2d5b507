"""How long a workspace takes to be read, in seconds of the processor: prints it as JSON. Run in a process of its own.

`reading.py read FOLDER` takes what it can from what was kept of an earlier reading, and keeps what it read; `same` says
whether reading everything gives the same.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from timing import Figures, memory, print_figures

from ea_repo.load import Workspace, load, load_cached


def read(root: Path) -> Figures:
    """What it takes to read what has changed or, where nothing is kept, everything."""
    start = time.process_time()
    workspace = load_cached(root)
    took = time.process_time() - start
    return {"seconds": took, "elements": len(workspace.graph), "memory": memory()}


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


PARTS = {"read": read, "same": same}

if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    part, folder = sys.argv[1:]
    print_figures(PARTS[part](Path(folder)))
