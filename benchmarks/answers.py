"""Answers about most of a large system, from its text and from a server: whole commands, beside what they may take."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scale import Scale  # noqa: E402
from shared import HEAP, server  # noqa: E402
from systems import EA, generated  # noqa: E402
from timing import cost  # noqa: E402

from ea_repo.graph import Graph  # noqa: E402
from ea_repo.impact.flow_walk import FlowWalks  # noqa: E402
from ea_repo.load import load_cached  # noqa: E402

HEADING = "## Answers about most of a system"
OTHER_DAY = "2027-12-31"
"""Two years after the day of the generated systems."""
ASKED = 5
"""About how many applications an impact is asked."""
TRIED = 40
"""From how many applications the far ends of a path are sought."""
AT_MOST = {"diff": 10, "timeline": 10, "impact --store": 5, "path --store": 3}
"""In how many seconds each must be answered at 300,000 elements, on two cores that do nothing else; no bound is set for
the same questions to the text, which stand beside."""


def far_ends(graph: Graph) -> tuple[str, str]:
    """Two applications with a long way between them."""
    giving = [id for id in graph.of("application") if graph.targets(id, "sends")]
    ways = (
        (distance, start, end)
        for start in giving[:: max(1, len(giving) // TRIED)]
        for end, distance in FlowWalks(graph, "out").walk(start).ends.items()
    )
    _, start, end = max(ways)
    return start, end


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page about the answers that concern most of a system."""
    yield from (
        HEADING, "",
        f"Systems of `ea demo`, their text read before; `ea diff` to {OTHER_DAY}, `ea timeline` of everything; an "
        f"impact, the median over {ASKED} applications, and the path between two far ends: from the text, then "
        f"(`--store`) from a server with {HEAP} of heap, asked by somebody whose machine has read nothing "
        "(`--no-cache`). Processor time is that of all processes of the command, without the server's; the bounds are "
        "for the largest size, on two cores that do nothing else.", "",
        "| elements | what | seconds | processor (s) | beside reading the text again | memory (MB) | at most (s) |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    )  # fmt: skip
    for applications in scale.bounds:
        with generated(applications) as folder, server() as environment:
            yield from _of_one_size(folder / "system", environment)


def _of_one_size(system: Path, environment: dict[str, str]) -> Iterator[str]:
    graph, at = load_cached(system).graph, environment["NEO4J_URI"]
    start, end = far_ends(graph)
    applications = graph.of("application")
    asked = applications[:: max(1, len(applications) // ASKED)][:ASKED]
    cost(*EA, "-C", system, "push", at, environment=environment)
    again = cost(*EA, "-C", system, "list", "zone", environment=environment)
    questions: dict[str, list[tuple[str | Path, ...]]] = {
        "diff": [("-C", system, "diff", OTHER_DAY)],
        "timeline": [("-C", system, "timeline")],
        "impact": [("-C", system, "impact", id) for id in asked],
        "impact --store": [("--no-cache", "impact", id, "--store", at) for id in asked],
        "path": [("-C", system, "path", start, end)],
        "path --store": [("--no-cache", "path", start, end, "--store", at)],
    }
    for what, commands in questions.items():
        costs = [cost(*EA, *words, environment=environment) for words in commands]
        seconds, processor, memory = (
            statistics.median(getattr(one, name) for one in costs) for name in ("seconds", "processor", "memory")
        )
        yield (
            f"| {len(graph):,} | `ea {what}` | {seconds:.1f} | {processor:.1f} | {processor / again.processor:.1f} × "
            f"| {memory:.0f} | {AT_MOST.get(what, '–')} |"
        )
