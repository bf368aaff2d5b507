"""Measures start-up, the audit of AP-HP's model, and what large models cost; writes benchmarks/RESULTS.md.

Run it as `make bench`. Whole processes are timed; each figure is the median of several runs, and a ratio compares
with a bound measured in the same run.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import compare
import shared

ROOT = Path(__file__).parents[1]
EA = [sys.executable, "-m", "ea_repo.cli.main"]
RUNS = 7
FOCUS = "dossier-patient"
"""A hub of every made-up system."""


def seconds(command: list[str], *, runs: int = RUNS) -> float:
    """The median wall time of a whole process, after one run that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def drawn(folder: str, *words: str) -> float:
    """How long a command of `ea draw` takes on a workspace."""
    return seconds([*EA, "-C", folder, "draw", *words], runs=3)


def maps() -> Iterator[str]:
    """The lines of the table of drawings."""
    with tempfile.TemporaryDirectory() as folder:
        every = drawn(str(ROOT), "--all", "-o", folder)
        number = len(list(Path(folder).glob("*.svg")))
        yield f"| AP-HP | all views, {number} maps | {every:.1f} |"
    for applications in (300, 1_000):
        with made(applications) as folder:
            for words in (("land-use-plan",), ("zone-flows",), ("exchange-matrix",), ("flows", "--focus", FOCUS)):
                took = drawn(folder, *words, "-o", f"{folder}/map.svg")
                yield f"| {applications:,} applications, made up | {' '.join(words)} | {took:.1f} |"


@contextmanager
def made(applications: int) -> Iterator[str]:
    """The folder of a made-up workspace of this size, for the time of the block."""
    with tempfile.TemporaryDirectory() as parent:
        folder = f"{parent}/system"
        subprocess.run([*EA, "demo", "-n", str(applications), "-o", folder], capture_output=True, check=True)  # noqa: S603
        yield folder


QUESTIONS = Path(__file__).with_name("questions.py")


def told(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603


PAGE = ROOT / "benchmarks" / "RESULTS.md"


def main() -> None:
    """Measures the parts that are named, all by default; the others stay on the page as they were."""
    asked = sys.argv[1:] or ["figures", "compare", "shared"]
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    own, beside, server = _split(page, compare.HEADING, shared.HEADING)
    if "figures" in asked:
        own = "\n".join(figures())
    if "compare" in asked:
        beside = "\n".join(compare.lines())
    if "shared" in asked:
        server = "\n".join(shared.lines())
    page = "\n\n".join(each.strip() for each in (own, beside, server) if each.strip()) + "\n"
    PAGE.write_text(page, encoding="utf-8")
    print(page)  # noqa: T201


def _split(page: str, *headings: str) -> list[str]:
    """The page cut before each heading."""
    found = []
    for heading in headings:
        before, heading_, after = page.partition(heading)
        found.append(before)
        page = heading_ + after
    return [*found, page]


def figures() -> list[str]:
    """The times and the memory of ea-repo alone, or beside a bound."""
    bare = seconds([sys.executable, "-c", "import click"])
    help_ = seconds([*EA, "--help"])
    audit = seconds([*EA, "check"])
    questions = []
    for applications in (1_000, 10_000):
        with made(applications) as folder:
            questions.append(json.loads(told([sys.executable, str(QUESTIONS), folder])))
    return [
        "# Figures",
        "",
        "Made by `make bench` (a part of it by `python benchmarks/run.py figures`, `compare` or `shared`); "
        "whole processes, medians of "
        f"{RUNS} runs after a warm-up. Python {platform.python_version()}, {os.cpu_count()} cores.",
        "",
        "| what | seconds | beside | bound |",
        "| --- | ---: | --- | --- |",
        f'| `python -c "import click"` | {bare:.3f} | | |',
        f"| `ea --help` | {help_:.3f} | {help_ / bare:.2f} × the line above | under 3 × |",
        f"| `ea check` on AP-HP's model, read before | {audit:.3f} | {audit / bare:.1f} × the first line "
        "| under 1.5 s |",
        "",
        *compare.bounds(),
        "",
        "Questions on systems of 1,000 and 10,000 applications, loaded from their text. An impact reads both ways "
        "every need that is not written, and explains each element it touches; the first one also works out where "
        "the links arrive.",
        "",
        "| elements | first impact (ms) | another application (ms) | the same again (ms) |",
        "| ---: | ---: | ---: | ---: |",
        *(
            f"| {each['elements']:,} | {1e3 * each['first impact']:.0f} | {1e3 * each['other impacts']:.1f} "
            f"| {1e3 * each['same impacts']:.1f} |"
            for each in questions
        ),
        "",
        "What an application reaches by its exchanges (each solution, how far, by which hop), beside bare reachability "
        "over the same exchanges, already in memory:",
        "",
        "| elements | first walk (ms) | walk (ms) | networkx (ms) | lists of integers (ms) | walk / lists |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {each['elements']:,} | {1e3 * each['first walk']:.0f} | {1e3 * each['walks']:.2f} "
            f"| {1e3 * each['networkx']:.1f} | {1e3 * each['lists']:.1f} | {each['walks'] / each['lists']:.1f} |"
            for each in questions
        ),
        "",
        "Maps, whole commands from the text to an SVG (medians of 3):",
        "",
        "| model | view | seconds |",
        "| --- | --- | ---: |",
        *maps(),
    ]


if __name__ == "__main__":
    main()
