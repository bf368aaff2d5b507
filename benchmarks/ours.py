"""What ea-repo takes for the same work as others: prints it as JSON. Run in a process of its own for each part.

`ours.py PART FOLDER REPEATS` measures the workspace FOLDER/system: `load` reads it from its text and keeps its
snapshot; `ask` reads it again and asks about the applications of FOLDER/asked.json; `audit` runs the charter; `map`
draws.
"""

from __future__ import annotations

import gc
import json
import shutil
import statistics
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

from timing import Figures, median_of, median_over, memory, print_figures, process_seconds, seconds

WALKS = 5
"""From how many applications the walk is measured."""
MAP = "everything"


def load(folder: Path, repeats: int) -> Figures:
    from engine import opened

    start = time.perf_counter()
    repository = opened(folder / "system")
    return {"load": time.perf_counter() - start, "elements": len(repository.graph)}


def ask(folder: Path, repeats: int) -> Figures:
    from engine import DAY, every_chain, one_impact, opened, solutions_fed, walk

    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))["asked"]
    figures = {"reload": statistics.median(seconds(partial(opened, folder / "system")) for _ in range(repeats))}
    graph = opened(folder / "system").graph.at(DAY)
    figures["first impact"] = seconds(lambda: one_impact(graph, asked[0]))
    figures["impact"] = median_over(partial(one_impact, graph), asked[1:])
    figures["first walk"] = seconds(lambda: walk(graph, asked[0]))
    figures["walk"] = median_over(partial(walk, graph), asked[:WALKS])
    figures["reached"] = sum(solutions_fed(graph, id) for id in asked[:WALKS])
    figures["every chain"] = median_over(partial(every_chain, graph), asked[:WALKS])
    return figures


def audit(folder: Path, repeats: int) -> Figures:
    from engine import opened

    repository = opened(folder / "system")
    start = time.perf_counter()
    findings = list(repository.check().findings)
    took = time.perf_counter() - start
    manifest = json.loads((folder / "system" / "planted.json").read_text(encoding="utf-8"))
    planted = Counter((rule, id) for rule, ids in manifest["rules"].items() for id in ids)
    # Nothing is promised of the rules that have no plant.
    judged = Counter((each.rule, each.subject) for each in findings if each.rule not in manifest["not_planted"])
    return {
        "audit": took,
        "elements": len(repository.graph),
        "planted": planted.total(),
        "missed": (planted - judged).total(),
        "else": (judged - planted).total(),
    }


def map_(folder: Path, repeats: int) -> Figures:
    """A map of all applications and flows by whole commands, to SVG and to Graphviz's text, and Graphviz alone."""
    import pygraphviz

    svg, text = folder / "map.svg", folder / "map.dot"
    draw = [sys.executable, "-m", "ea_repo.cli.main", "-C", folder / "system", "draw", MAP, "-o"]
    figures = {
        "dot": process_seconds([*draw, text], repeats, folder),
        "map": process_seconds([*draw, svg], repeats, folder),
    }
    drawn = pygraphviz.AGraph(str(text))
    program = shutil.which("dot")
    if program:
        figures["graphviz"] = process_seconds([program, "-Tsvg", "-o", svg, text], repeats, folder)
    else:
        figures["graphviz"] = median_of(lambda: drawn.draw(path=str(svg), prog="dot"), repeats)
    arrows = [(edge[0], edge[1]) for edge in drawn.edges() if edge.attr["style"] != "invis"]
    (folder / "asked.json").write_text(json.dumps({"asked": [], "pairs": arrows}), encoding="utf-8")
    return figures | {"boxes": len(drawn.nodes()), "arrows": len(arrows)}


PARTS = {"load": load, "ask": ask, "audit": audit, "map": map_}

if __name__ == "__main__":
    # As the command does: nothing is collected in a process that ends with its answer.
    gc.disable()
    part, folder, repeats = sys.argv[1:]
    measured = PARTS[part](Path(folder), int(repeats))
    print_figures(measured | {"memory": memory(with_children=True)})
