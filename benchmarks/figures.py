"""The times and the memory of ea-repo alone, or beside a bound measured in the same run."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from audits_after_edits import EDITS
from compare import all_found, in_mb, measure_ours, time
from scale import Scale
from systems import EA, HERE, ROOT, generated
from timing import Figures, process_seconds, required

SHOWN = "orbis"
FOCUS = "dossier-patient"
"""A hub of every generated system."""
BOUNDS: Mapping[int, tuple[str, ...]] = {
    7_370: ("4 s", "0.4 s", "10 ms", "2 s", "400 MB"),
    36_850: ("–", "2 s", "50 ms", "10 s", "2,000 MB"),
}
"""By the number of applications that makes 60,000 and 300,000 elements."""


def lines(scale: Scale) -> Iterator[str]:
    """The section of the page."""
    yield from _start_up(scale)
    yield from _bounds(scale)
    yield from _edits(scale)
    yield from _questions(scale)
    yield from _maps(scale)


def _start_up(scale: Scale) -> Iterator[str]:
    bare = process_seconds([sys.executable, "-c", "import click"], scale.runs, ROOT)
    help_ = process_seconds([*EA, "--help"], scale.runs, ROOT)
    audit = process_seconds([*EA, "check"], scale.runs, ROOT)
    card = process_seconds([*EA, "show", SHOWN], scale.runs, ROOT)
    yield from (
        "# Figures",
        "",
        "Made by `make bench` (a part of it by `python benchmarks/run.py figures`, `compare` or `shared`); whole "
        f"processes, medians of {scale.runs} runs after a warm-up. Python {platform.python_version()}, "
        f"{os.cpu_count()} cores.",
        "",
        "| what | seconds | beside | bound |",
        "| --- | ---: | --- | --- |",
        f'| `python -c "import click"` | {bare:.3f} | | |',
        f"| `ea --help` | {help_:.3f} | {help_ / bare:.2f} × the line above | under 3 × |",
        f"| `ea show {SHOWN}`, read before | {card:.3f} | {card / bare:.1f} × the first line | 0.15 s |",
        f"| `ea check` on AP-HP's model, audited before | {audit:.3f} | {audit / bare:.1f} × the first line | 0.3 s |",
        "",
    )


def _bounds(scale: Scale) -> Iterator[str]:
    """What was asked of the product, beside what it takes."""
    yield from (
        "Systems of `ea demo` of the sizes for which bounds are set, each part in a process of its own, medians of "
        f"{scale.repeats}. The memory is the most of any part, that of two processes added up though they share what "
        "was read.",
        "",
        "| elements | first reading | second reading | one impact | whole charter | memory | planted, missed, beside |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    for applications in scale.bounds:
        with generated(applications) as folder:
            ours = measure_ours(folder, scale)
        memory = max(ours[f"{part} memory"] for part in ("load", "ask", "audit"))
        times = " | ".join(time(ours[key]) for key in ("load", "reload", "impact", "audit"))
        yield f"| {ours['elements']:,.0f} | {times} | {in_mb(memory)} | {all_found(ours)} |"
        yield f"| at most | {' | '.join(BOUNDS.get(applications, ('–',) * 5))} | |"
    yield ""


def _edits(scale: Scale) -> Iterator[str]:
    """The audit after an edit, which asks again only what may have another answer."""
    yield from (
        "`ea check` of the same systems after an edit of one application, whole processes in seconds of processor time "
        "(once each: the next edit follows). The first audit has read the text before; the bound is that of the "
        "largest.",
        "",
        f"| elements | first audit | nothing edited | {' | '.join(EDITS)} | bound |",
        f"| ---: | ---: | ---: | {'---: | ' * len(EDITS)}--- |",
    )
    for applications in scale.bounds:
        with generated(applications) as folder:
            variables = {"EA_CACHE_DIR": str(folder / "kept")}
            measured = required(sys.executable, HERE / "audits_after_edits.py", folder, variables=variables)
        times = " | ".join(f"{measured[key]:.2f}" for key in ("first", "again", *EDITS))
        yield f"| {measured['elements']:,} | {times} | 2 s |"
    yield ""


def _questions(scale: Scale) -> Iterator[str]:
    measured: list[Figures] = []
    for applications in scale.questions:
        with generated(applications) as folder:
            measured.append(required(sys.executable, HERE / "questions.py", folder / "system"))
    yield from (
        f"Questions on systems of {' and '.join(f'{size:,}' for size in scale.questions)} applications, loaded from "
        "their text. An impact reads both ways every need that is not written, and explains each element it touches; "
        "the first one also works out where the links arrive.",
        "",
        "| elements | first impact (ms) | another application (ms) | the same again (ms) |",
        "| ---: | ---: | ---: | ---: |",
    )
    for figures in measured:
        times = (f"{1e3 * figures[key]:.1f}" for key in ("first impact", "other impacts", "same impacts"))
        yield f"| {figures['elements']:,} | {' | '.join(times)} |"
    yield from (
        "",
        "What an application reaches by its exchanges (each solution, how far, by which hop), beside bare reachability "
        "over the same exchanges, already in memory:",
        "",
        "| elements | first walk (ms) | walk (ms) | networkx (ms) | lists of integers (ms) | walk / lists |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    )
    for figures in measured:
        times = (f"{1e3 * figures[key]:.2f}" for key in ("first walk", "walks", "networkx", "lists"))
        yield f"| {figures['elements']:,} | {' | '.join(times)} | {figures['walks'] / figures['lists']:.1f} |"
    yield ""


def _maps(scale: Scale) -> Iterator[str]:
    repeats = min(scale.runs, 3)
    yield from (
        f"Maps, whole commands from the text to an SVG (medians of {repeats}):",
        "",
        "| model | view | seconds |",
        "| --- | --- | ---: |",
    )

    def draw(workspace: Path, *words: str | Path) -> float:
        return process_seconds([*EA, "-C", workspace, "draw", *words], repeats, ROOT)

    with tempfile.TemporaryDirectory() as folder:
        every = draw(ROOT, "--all", "-o", folder)
        number = len(list(Path(folder).glob("*.svg")))
        yield f"| AP-HP | all views, {number} maps | {every:.1f} |"
    for applications in scale.maps:
        with generated(applications) as parent:
            for words in (("land-use-plan",), ("zone-flows",), ("exchange-matrix",), ("flows", "--focus", FOCUS)):
                took = draw(parent / "system", *words, "-o", parent / "map.svg")
                yield f"| {applications:,} applications, made up | {' '.join(words)} | {took:.1f} |"
