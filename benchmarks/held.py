"""The memory that a command of `ea` holds, in MB, and its processor time: prints them as JSON, in a process of its own.

`held.py COMMAND …` is the command, whose answer goes to a file; `held.py read FOLDER` reads every element once, and
keeps nothing of it; `held.py audit FOLDER` audits, with all that a committee's page tells, and writes nothing.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

from timing import memory, print_figures

from ea_repo.cli.main import main
from ea_repo.load import load_cached
from ea_repo.repository import Repository
from ea_repo.select.paths import fields


def read(root: Path) -> int:
    graph = load_cached(root).graph
    for id in graph:
        fields(graph, id)
        for link in graph.definition(id).links:
            graph.targets(id, link)
    return len(graph)


def audit(root: Path) -> int:
    repository = Repository(root)
    found = repository.check()
    repository.evolution()
    repository.trust()
    return sum(1 for _ in found.findings)


if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    counted, kept = 0, {"read": read, "audit": audit}.get(sys.argv[1])
    if kept is not None:
        counted = kept(Path(sys.argv[2]))
    else:
        try:
            main()
        except SystemExit as end:
            # 1 is an answer: findings.
            if end.code not in (None, 0, 1):
                raise
    print_figures({"memory": memory(), "processor": time.process_time(), "counted": counted})
