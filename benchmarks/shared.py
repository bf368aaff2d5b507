"""The shared repository beside the text: the same systems, a real server of this machine, one run.

`python benchmarks/shared.py impacts FOLDER [ADDRESS]` and `plain FOLDER` measure one thing in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scale import Scale  # noqa: E402

from ea_repo.finding import Text  # noqa: E402
from ea_repo.impact.impact import impact  # noqa: E402
from ea_repo.load import Workspace, load_cached  # noqa: E402
from ea_repo.store import open_store, read_address  # noqa: E402
from ea_repo.store.credentials import read_credentials  # noqa: E402
from ea_repo.store.neo4j import NAME, cypher_names  # noqa: E402
from ea_repo.store.neo4j.compare import LocalState  # noqa: E402
from ea_repo.store.neo4j.connection import connect  # noqa: E402
from ea_repo.store.neo4j.node_rows import node_properties, relationship_rows  # noqa: E402
from ea_repo.store.neo4j.push import make_constraints  # noqa: E402
from ea_repo.store.neo4j.two_phase_switch import RELATE, batches, by_type  # noqa: E402

EA = [sys.executable, "-m", "ea_repo.cli.main"]
HEADING = "## The shared repository"
IMPACTS = 100
QUESTIONS = (
    ("show", "{}"),
    ("list", "application", "type=core", "criticality=critical"),
    ("find", "biologie 1200"),
    ("path", "{}", "application-000001"),
    ("deps", "{}", "--depth", "1"),
    ("impact", "{}"),
)
"""Of the last one, the answer takes most of the system."""
SHORT_MEMORY = 800
"""How many MB the audit may take where memory is short."""
HEAP = "2g"
DAY = dt.date(2025, 12, 31)
CREATE = "UNWIND $rows AS row CREATE (n{labels}) SET n = row RETURN n.id AS id, elementId(n) AS node"


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """A server with nothing in it, as the environment of the commands that talk to it; that of NEO4J_URI where one is
    named, whatever is in it. The address names a repository that nobody else has.
    """
    from tests.neo4j.server import start

    repository = f"benchmark-{uuid.uuid4()}"
    if address := os.environ.get("NEO4J_URI"):
        yield {**os.environ, "NEO4J_URI": f"{address}#{repository}"}
        return
    own = start(os.getpid(), HEAP)
    try:
        yield {**os.environ, **own.environment, "NEO4J_URI": f"{own.address}#{repository}"}
    finally:
        os.kill(own.keeper, signal.SIGTERM)


def cost(environment: dict[str, str], *command: str, limit: int | None = None) -> tuple[float, float]:
    """How long a whole process takes, in seconds, and the most memory that it holds, in MB; `limit` is what it may."""
    start = time.perf_counter()
    if limit is not None:
        command = ("/bin/sh", "-c", f'ulimit -v {limit * 1024} && exec "$@"', "sh", *command)
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.DEVNULL)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measured(environment: dict[str, str], *words: str) -> Any:
    """What a part of this script prints, in a process of its own."""
    command = [sys.executable, __file__, *words]
    return json.loads(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)  # noqa: S603


def impacts(folder: Path, at: str | None) -> dict[str, float]:
    """Reading, then the impact of a hundred applications."""
    start = time.perf_counter()
    workspace = load_cached(folder) if at is None else _read(at, folder)
    graph = workspace.graph.at(DAY)
    read = time.perf_counter()
    applications = list(graph.of("application"))
    for id in applications[:: max(1, len(applications) // IMPACTS)][:IMPACTS]:
        impact(graph, [id], DAY)
    return {"elements": len(graph), "read": read - start, "impacts": time.perf_counter() - read}


def _read(at: str, folder: Path) -> Workspace:
    with open_store(read_address(at), _no_prompt) as store:
        return store.read(folder, _no_progress, cached=True)


def plain(folder: Path) -> dict[str, float]:
    """The same rows as those of a push, made before, sent by the shortest statements that write them."""
    address, credentials = read_address(os.environ["NEO4J_URI"]), read_credentials(NAME, _no_prompt)
    repository = str(address.repository)
    local = LocalState(load_cached(folder))
    graph = local.workspace.graph
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in local.rows.values():
        kinds.setdefault(row.kind, []).append(
            node_properties(row, graph.record(row.id), graph.definition(row.id), repository)
        )
    relationships = [row for id in local.rows for row in relationship_rows(graph.record(id), graph.definition(id))]
    nodes: dict[str, str] = {}
    with connect(address, credentials, writing=True) as connection:
        make_constraints(connection)
        start = time.perf_counter()
        for kind, properties in kinds.items():
            create = CREATE.format(labels=cypher_names.labels(kind))
            for batch in batches(properties):
                nodes.update((node["id"], node["node"]) for node in connection.run(create, rows=batch))
        for type, rows in by_type(relationships):
            for some in batches(rows):
                values = [
                    {"source": nodes[row.source], "target": nodes[row.target], "properties": row.properties}
                    for row in some
                ]
                connection.run(RELATE.format(type=type), repository=repository, rows=values)
        took = time.perf_counter() - start
    return {"seconds": took, "elements": len(graph), "relationships": len(relationships)}


def _no_progress(done: int, total: int) -> None:
    """Progress that nobody looks at."""


def _no_prompt(sentence: Text) -> str:
    raise SystemExit("NEO4J_PASSWORD says who enters")


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page about the shared repository."""
    yield from (
        HEADING, "",
        f"A Neo4j Community of this machine, with {HEAP} of heap; whole commands, the text read before, systems of "
        "`ea demo`. A first audit of the shared repository reads every element from the server; as long as nothing "
        "changes there, the next commands do not. The memory is that of the one process that audits the shared "
        "repository, and of the larger of the two that audit the text.", "",
        "| elements | first push (s) | again (s) | audit, text (s) | audit, Neo4j (s) | again (s) "
        "| memory, text (MB) | memory, Neo4j (MB) | again (MB) | 100 impacts, text (s) | 100 impacts, Neo4j (s) |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )  # fmt: skip
    for applications in scale.shared:
        with tempfile.TemporaryDirectory() as parent, server() as environment:
            yield _compared(_generated(parent, applications), environment)
    with tempfile.TemporaryDirectory() as parent:
        folder = _generated(parent, scale.shared_large)
        yield from _large(folder)
        yield from _questions(folder, [f"application-{number:06}" for number in scale.shared_asked])


def _generated(parent: str, applications: int) -> str:
    folder = f"{parent}/system"
    cost(dict(os.environ), *EA, "demo", "-n", str(applications), "-o", folder)
    # Read once by another process: a child's memory is counted from its parent's.
    cost(dict(os.environ), *EA, "-C", folder, "list", "zone")
    return folder


def _compared(folder: str, environment: dict[str, str]) -> str:
    at = environment["NEO4J_URI"]
    push = [*EA, "-C", folder, "push", at]
    (first, _), (again, _) = cost(environment, *push), cost(environment, *push)
    check = [*EA, "-C", folder, "check"]
    text, text_memory = cost(environment, *check)
    (shared, memory), (later, later_memory) = (cost(environment, *check, "--store", at) for _ in range(2))
    own, theirs = measured(environment, "impacts", folder), measured(environment, "impacts", folder, at)
    cells = [
        f"{own['elements']:,}",
        *(f"{seconds:.1f}" for seconds in (first, again, text, shared, later)),
        *(f"{size:.0f}" for size in (text_memory, memory, later_memory)),
        *(f"{timing['read'] + timing['impacts']:.1f}" for timing in (own, theirs)),
    ]
    return f"| {' | '.join(cells)} |"


def _large(folder: str) -> Iterator[str]:
    with server() as environment:
        bare = measured(environment, "plain", folder)
    with server() as environment:
        push = [*EA, "-C", folder, "push", environment["NEO4J_URI"]]
        (first, _), (again, _) = cost(environment, *push), cost(environment, *push)
    yield from (
        "",
        f"{bare['elements']:,} elements with {bare['relationships']:,} relationships, into a server with nothing "
        "in it:",
        "",
        "| what | seconds | beside |", "| --- | ---: | --- |",
        f"| the same rows by plain batches of `UNWIND … CREATE` | {bare['seconds']:.0f} | |",
        f"| `ea push`, the first | {first:.0f} | {first / bare['seconds']:.2f} × the line above, 1.5 at most |",
        f"| `ea push`, the same text again | {again:.1f} | {again / first:.3f} × the first, 0.1 at most |",
    )  # fmt: skip


def _questions(folder: str, applications: list[str]) -> Iterator[str]:
    """What single questions cost somebody who never asked before, and an audit where memory is short."""
    yield from (
        "", "Of the same elements on the server, asked by somebody whose machine has read none of them (`--no-cache`): "
        f"whole commands, the median over {len(applications)} applications; and the audit, with all the memory of the "
        f"machine, then in a process that may take {SHORT_MEMORY} MB (`ulimit -v`).", "",
        "| what | seconds | memory (MB) |", "| --- | ---: | ---: |",
    )  # fmt: skip
    with server() as environment:
        at = environment["NEO4J_URI"]
        cost(environment, *EA, "-C", folder, "push", at)
        for words in QUESTIONS:
            costs = [
                cost(environment, *EA, "--no-cache", *(word.format(id) for word in words), "--store", at)
                for id in (applications if "{}" in " ".join(words) else applications[:1])
            ]
            seconds, memory = (statistics.median(column) for column in zip(*costs, strict=True))
            yield f"| `ea {' '.join(words).format('…')}` | {seconds:.1f} | {memory:.0f} |"
        check = [*EA, "--no-cache", "-C", folder, "check", "--store", at]
        for limit, label in ((None, "`ea check`"), (SHORT_MEMORY, f"`ea check` within {SHORT_MEMORY} MB")):
            seconds, memory = cost(environment, *check, limit=limit)
            yield f"| {label} | {seconds:.1f} | {memory:.0f} |"


if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    part, where, *rest = sys.argv[1:]
    measures = plain(Path(where)) if part == "plain" else impacts(Path(where), rest[0] if rest else None)
    print(json.dumps(measures))  # noqa: T201
