"""ea-repo beside other programs and bare traversals: the same systems, the same machine, one run."""

from __future__ import annotations

import json
import math
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import peers_environment
from engine import DAY, exchanges, opened, to_ask_about
from exported import export
from scale import Scale
from systems import HERE, generated
from timing import LIMIT, LONG, Figures, figures_of, required

WALK_LIMIT = 120
"""How many seconds pyArchimate may take, whose walk never comes to its end on a large system."""
HEADING = "## Beside other programs"
VIEW = """
title: {fr: Tout, en: Everything}
question: {fr: "Qui échange avec qui ?", en: "Who exchanges with whom?"}
show: {kind: application, in_service: true}
label: [name]
arrows: [{flows: {in_service: true}, verb: {fr: transmet à, en: sends to}}]
most: 200
empty: {fr: "Rien.", en: "Nothing."}
"""
PROGRAMS = ("ea", "etcion", "pyArchimate")
ASKED = (("first reading", "load"), ("second reading", "reload"), ("one impact", "impact"))
TRAVERSALS = ("networkx", "lists", "rustworkx", "csr")
All = Mapping[str, Figures]
"""What each program took on one system: nothing of one that took too long."""


def measure_ours(folder: Path, scale: Scale) -> Figures:
    """What ea-repo takes on the system of a folder, where it also writes what the others read of it."""
    figures = repeated("load", folder, scale, fresh=True)
    # Once more: its snapshot is there for what follows.
    ours("load", folder, scale)
    graph = opened(folder / "system").graph.at(DAY)
    pairs = exchanges(graph)
    export(graph, folder / "system.xml")
    asked = {"asked": to_ask_about(pairs), "pairs": pairs}
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    return figures | repeated("ask", folder, scale) | repeated("audit", folder, scale)


def ours(part: str, folder: Path, scale: Scale, cache: str = "kept") -> Figures:
    """What a process of ea-repo measures of one part, with its snapshots in a folder of its own."""
    variables = {"EA_CACHE_DIR": str(folder / cache)}
    return required(sys.executable, HERE / "ours.py", part, folder, scale.repeats, variables=variables)


def theirs(python: Path, part: str, folder: Path, scale: Scale, limit: int = LIMIT) -> Figures:
    """What a process of another program measures of one part: nothing where it takes too long."""
    return figures_of(python, HERE / "peers.py", part, folder, scale.repeats, limit=limit) or {}


def repeated(part: str, folder: Path, scale: Scale, *, fresh: bool = False) -> Figures:
    """The medians of what a part measures several times; `fresh` with an empty cache each time.

    Its memory bears the name of the part.
    """
    measured: list[Figures] = []
    for _ in range(scale.repeats):
        measured.append(ours(part, folder, scale, cache="empty" if fresh else "kept"))
        if fresh:
            shutil.rmtree(folder / "empty", ignore_errors=True)
    medians = {key: statistics.median(figures[key] for figures in measured) for key in measured[0]}
    return {f"{part} memory" if key == "memory" else key: value for key, value in medians.items()}


def measure(applications: int, scale: Scale, python: Path) -> All:
    """What each takes on a system of this size."""
    with generated(applications) as folder:
        measured = {"ea": measure_ours(folder, scale)}
        for program in ("etcion", "pyArchimate", "traversals"):
            limit = WALK_LIMIT if program == "pyArchimate" else LIMIT
            measured[program] = theirs(python, program, folder, scale, limit)
    walked, traversed = measured["ea"]["reached"], measured["traversals"].get("reached")
    if traversed is not None and walked != traversed:
        raise SystemExit(f"ea-repo reaches {walked:.0f} solutions, bare traversals {traversed:.0f}: two questions")
    return measured


def lines(scale: Scale) -> Iterator[str]:
    """The section of the page."""
    python = peers_environment.installed()
    measured = {size: measure(size, scale, python) for size in scale.beside}
    yield from (
        HEADING,
        "",
        f"Systems of `ea demo` (eight elements an application), {peers_environment.versions()}. The others read all of "
        "it that ArchiMate's exchange format holds: elements, links and flows as relationships, fields as properties. "
        "ea-repo also checks what it reads, and answers more: who is lost, degraded or possibly so, by which chain, at "
        "which site. etcion's second reading is that of its own JSON; pyArchimate has only the one, and no impact: a "
        f"walk over its relationships stands for it. Neither has a charter. Medians of {scale.repeats}, in one run; of "
        f"the others, the one time of what takes more than {LONG} seconds, – where it took more than "
        f"{WALK_LIMIT // 60} minutes (etcion: {LIMIT // 60}). The memory of ea-repo is that of its two processes added "
        "up, though they share what was read.",
        "",
        "| applications | what | ea-repo | etcion | pyArchimate | best of both / ea-repo |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    )
    for size, programs in measured.items():
        yield from _one_size(size, programs)
    yield from _growth(measured)
    yield from _walks(measured, scale, python)
    yield from _one_map(scale, python)
    yield from _largest(scale)


def _one_size(size: int, programs: All) -> Iterator[str]:
    ea, *others = (programs[name] for name in PROGRAMS)
    for what, key in ASKED:
        times = [figures.get(key) for figures in others]
        best = ratio(min((seconds for seconds in times if seconds), default=None), ea[key])
        yield f"| {size:,} | {what} | {' | '.join(map(time, (ea[key], *times)))} | {best} |"
    yield f"| {size:,} | whole charter, text read before | {time(ea['audit'])} | has none | has none | |"
    yield f"| {size:,} | violations planted, missed, found beside | {all_found(ea)} | | | |"
    own = f"{in_mb(ea['ask memory'])}, {in_mb(ea['audit memory'])} with the charter"
    memory = " | ".join(in_mb(figures.get("memory")) for figures in others)
    yield f"| {size:,} | memory to read again and ask | {own} | {memory} | |"
    yield f"| {size:,} | memory of a first reading | {in_mb(ea['load memory'])} | | | |"


def _growth(measured: Mapping[int, All]) -> Iterator[str]:
    elements = [programs["ea"]["elements"] for programs in measured.values()]
    yield from ("", "How each grows with the number of elements (fitted exponent: 1 is in proportion):", "")
    yield from ("| what | ea-repo | etcion | pyArchimate |", "| --- | ---: | ---: | ---: |")
    for what, key in (*ASKED, ("charter", "audit")):
        times = ([programs[name].get(key) for programs in measured.values()] for name in PROGRAMS)
        yield f"| {what} | {' | '.join(exponent(elements, seconds) for seconds in times)} |"


def _walks(measured: Mapping[int, All], scale: Scale, python: Path) -> Iterator[str]:
    yield from (
        "",
        "What an application reaches by its exchanges (`ea deps --direction out`: each solution, how far, by which "
        "hop), beside bare reachability over the same exchanges, all in memory; the CSR traversal is the limit. Then "
        "the first such question of a process, and the whole answer, each element with the shortest chain to it:",
        "",
        "| applications | ea-repo | networkx | lists of integers | rustworkx | CSR (scipy) | ea-repo / CSR "
        "| the first | every chain |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    for size, programs in measured.items():
        ea, bare = programs["ea"], programs["traversals"]
        others = " | ".join(time(bare.get(name)) for name in TRAVERSALS)
        more = f"{time(ea['first walk'])} | {time(ea['every chain'])}"
        yield f"| {size:,} | {time(ea['walk'])} | {others} | {ratio(ea['walk'], bare.get('csr'))} | {more} |"
    nodes, edges = scale.random_graph
    with tempfile.TemporaryDirectory() as folder:
        asked = {"asked": [], "pairs": [], "nodes": nodes, "edges": edges}
        Path(folder, "asked.json").write_text(json.dumps(asked), encoding="utf-8")
        bare = theirs(python, "random-graph", Path(folder), scale)
    yield f"| {nodes:,} nodes | | {' | '.join(time(bare.get(name)) for name in TRAVERSALS)} | | | |"


def _one_map(scale: Scale, python: Path) -> Iterator[str]:
    """A map of a hundred applications and all their flows."""
    with generated(scale.one_map) as folder:
        (folder / "system" / "cartography").mkdir(exist_ok=True)
        (folder / "system" / "cartography" / "everything.yaml").write_text(VIEW, encoding="utf-8")
        ea = ours("map", folder, scale)
        others = theirs(python, "map", folder, scale)
    yield from (
        "",
        f"A map of {ea['boxes']:.0f} applications and {ea['arrows']:.0f} arrows, as SVG: the whole command, the "
        "same without Graphviz (to its text), and Graphviz alone on that text, which is the limit. pyArchimate, "
        "already running, puts the boxes on a grid, with straight lines through them: another work, told for what it "
        "is. etcion draws nothing.",
        "",
        "| `ea draw`, to SVG | to Graphviz's text | Graphviz alone | pyArchimate, on a grid |",
        "| ---: | ---: | ---: | ---: |",
        f"| {time(ea['map'])} | {time(ea['dot'])} | {time(ea['graphviz'])} | {time(others.get('map'))} |",
    )


def _largest(scale: Scale) -> Iterator[str]:
    """What the largest system takes, each part in a process of its own, once."""
    with generated(scale.largest) as folder:
        first, again, audit = (ours(part, folder, scale) for part in ("load", "load", "audit"))
    yield from (
        "",
        f"{scale.largest:,} applications, {first['elements']:,.0f} elements:",
        "",
        "| what | time | memory |",
        "| --- | ---: | ---: |",
        f"| first reading, from the text | {time(first['load'])} | {in_mb(first['memory'])} |",
        f"| second reading, from its snapshot | {time(again['load'])} | {in_mb(again['memory'])} |",
        f"| whole charter, violations planted, missed, found beside: {all_found(audit)} | {time(audit['audit'])} "
        f"| {in_mb(audit['memory'])} |",
    )


def time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1e3 * seconds:.{1 if seconds < 0.1 else 0}f} ms"


def in_mb(memory: float | None) -> str:
    return "–" if memory is None else f"{memory:,.0f} MB"


def ratio(one: float | None, other: float | None) -> str:
    return "–" if not one or not other else f"{one / other:.1f} ×"


def all_found(ea: Figures) -> str:
    """How many violations were planted, how many the audit missed, and what else it found."""
    return ", ".join(f"{ea[key]:,.0f}" for key in ("planted", "missed", "else"))


def exponent(sizes: Sequence[float], times: Sequence[float | None]) -> str:
    """How a time grows: the slope of its logarithm against that of the size, by least squares."""
    known = [(math.log(size), math.log(seconds)) for size, seconds in zip(sizes, times, strict=True) if seconds]
    if len(known) < 2:
        return "–"
    mean_x, mean_y = (sum(point[axis] for point in known) / len(known) for axis in (0, 1))
    over = sum((x - mean_x) * (y - mean_y) for x, y in known)
    return f"{over / sum((x - mean_x) ** 2 for x, _ in known):.2f}"
