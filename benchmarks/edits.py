"""What a reading takes after an edit, beside reading everything and reading what was read before."""

from __future__ import annotations

import re
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from scale import Scale
from systems import HERE, generated
from timing import Figures, required

HEADING = "## An edit"
_FIRST = re.compile(r"^  [^\s:]+:\n(?:    .*\n)*", re.MULTILINE)
"""The first element of a file."""
_NAME = re.compile(r"^(    name: .*?)(\"?)$", re.MULTILINE)
_TICK = 0.01
_HELD = 10_000
"""Up to how many applications both readings are held in memory at once."""


def lines(scale: Scale) -> Iterator[str]:
    """The section of the page."""
    yield from (
        HEADING,
        "",
        "`python benchmarks/run.py edits`: systems of `ea demo`, read once; then a file is edited, and a new process "
        "reads the workspace. Seconds of the processor of that reading, medians of "
        f"{scale.repeats} edits; the memory is that of the process. Two processes share the reading of everything: the "
        "figures are those of the one that answers, the work of the other comes on top. "
        f"Up to {_HELD:,} applications the last column tells whether a reading of everything gives the same elements "
        "in the same order, files, links and findings.",
        "",
        "| elements | what is read | of how many bytes | seconds | everything / this | memory | same |",
        "| ---: | --- | ---: | ---: | ---: | ---: | --- |",
    )
    first: list[str] = []
    for applications in scale.edits:
        yield from _one_size(applications, scale, first)
    yield from (
        "",
        "The first reading of these systems, beside the bare parse of the same bytes: ryaml, the parser that ea-repo "
        "has, whose values are dropped, by two processes that take one file after the other, as ea-repo does. Seconds "
        "on the clock, and of the processor in both processes.",
        "",
        "| elements | bare parse | first reading | first / bare | processor: bare parse | first | first / bare |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *first,
    )


def _one_size(applications: int, scale: Scale, first: list[str]) -> Iterator[str]:
    """The rows of one size; that of its first reading joins `first`."""
    with generated(applications) as folder:
        root, kept = folder / "system", folder / "kept"
        size = sum(file.stat().st_size for file in (root / "model").rglob("*.yaml"))
        bare = required(sys.executable, HERE / "reading.py", "bare", root)
        everything = _read(root, kept)
        number = f"{everything['elements']:,.0f}"
        yield f"| {number} | everything | {size:,} | {everything['seconds']:.2f} | | {_mb(everything)} | |"
        beside = (
            f"{bare[key]:.2f} | {everything[key]:.2f} | {everything[key] / max(bare[key], _TICK):.1f} ×"
            for key in ("wall", "both")
        )
        first.append(f"| {number} | {' | '.join(beside)} |")
        unchanged = _median([_read(root, kept) for _ in range(scale.repeats)])
        yield f"| {number} | nothing: no edit | 0 | {_beside(unchanged, everything)} | |"
        for what, pattern, edit in EDITS:
            file = sorted((root / "model").rglob(pattern))[-2:][0]
            figures = []
            for _ in range(scale.repeats):
                file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
                figures.append(_read(root, kept))
            is_same = _is_same(root, kept) if applications <= _HELD else "–"
            yield (
                f"| {number} | {what} | {file.stat().st_size:,} | {_beside(_median(figures), everything)} | {is_same} |"
            )
        shutil.rmtree(kept)


def _blank_line(text: str) -> str:
    return text + "\n"


def _one_name(text: str) -> str:
    return _NAME.sub(r"\1 bis\2", text, count=1)


def _without_the_first(text: str) -> str:
    return _FIRST.sub("", text, count=1)


EDITS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("a file of flows, after a blank line", "flow-*.yaml", _blank_line),
    ("a file of applications, after another name", "application-*.yaml", _one_name),
    ("a file of processes, after one is removed to which others point", "process-*.yaml", _without_the_first),
)
"""What is read, the files of which one is edited, and how."""


def _read(root: Path, kept: Path) -> Figures:
    return required(sys.executable, HERE / "reading.py", "read", root, variables={"EA_CACHE_DIR": str(kept)})


def _is_same(root: Path, kept: Path) -> str:
    held = required(sys.executable, HERE / "reading.py", "same", root, variables={"EA_CACHE_DIR": str(kept)})
    return "yes" if held["same"] else "NO"


def _median(measured: list[Figures]) -> Figures:
    return {key: statistics.median(figures[key] for figures in measured) for key in measured[0]}


def _beside(figures: Figures, everything: Figures) -> str:
    # The clock of a processor ticks by the hundredth of a second: what takes less may show none.
    ratio = everything["seconds"] / max(figures["seconds"], _TICK)
    return f"{figures['seconds']:.3f} | {ratio:.0f} × | {_mb(figures)}"


def _mb(figures: Figures) -> str:
    return f"{figures['memory']:,.0f} MB"
