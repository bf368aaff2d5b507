"""What `ea diff` of two states takes: two days of a system, and a system beside the same one after some edits."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from audits_after_edits import EDITS, FIRST
from scale import Scale
from systems import EA, generated
from timing import Cost, cost

from ea_repo.load import load

HEADING = "## Two states"
OTHER_DAY = "2024-01-01"
"""Two years before the day of the generated systems."""
AT_MOST = 10
"""In how many seconds two states must be told apart at 300,000 elements, once both were audited."""


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page."""
    yield from (
        HEADING, "",
        f"`python benchmarks/run.py states`: `ea diff {OTHER_DAY}` of systems of `ea demo`, and `ea diff` of such a "
        "system and of a copy whose first application is edited; whole commands, their text read before. The first "
        "time both states are audited too; then both were audited (`ea check`); then the same diff is asked again. "
        "Seconds, then those of the processors, of all processes of a command; the bound is that of the largest, on "
        "two cores that do nothing else.", "",
        "| elements | two states | the first time | both audited before | again | memory (MB) | at most, audited (s) |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    )  # fmt: skip
    for applications in scale.bounds:
        with generated(applications) as folder:
            yield from _of_one_size(folder)


def _of_one_size(folder: Path) -> Iterator[str]:
    system, edited = folder / "system", folder / "edited"
    shutil.copytree(system, edited)
    text = (edited / FIRST).read_text(encoding="utf-8")
    for written, instead in EDITS.values():
        text = re.sub(written, instead, text, count=1)
    (edited / FIRST).write_text(text, encoding="utf-8")
    elements = f"{len(load(system).graph):,}"
    audit = ("-C", system, "check")
    times = _times(folder, [audit, (*audit, "--at", OTHER_DAY)], "-C", system, "diff", OTHER_DAY)
    yield f"| {elements} | two days | {times} | {AT_MOST} |"
    times = _times(folder, [audit, ("-C", edited, "check")], "diff", system, edited)
    yield f"| {elements} | after some edits | {times} | {AT_MOST} |"


def _times(folder: Path, audits: Sequence[Sequence[str | Path]], *diff: str | Path) -> str:
    """What a diff takes the first time, after the audits of both sides, and again; then the most memory."""
    with tempfile.TemporaryDirectory(dir=folder) as kept:
        for state in ("system", "edited"):
            _cost(f"{kept}/first", "-C", folder / state, "list", "kind=state")
        # Of the same readings, with the answers of the audits beside them.
        shutil.copytree(f"{kept}/first", f"{kept}/audited")
        first = _cost(f"{kept}/first", *diff)
        for audit in audits:
            _cost(f"{kept}/audited", *audit)
        costs = [first, _cost(f"{kept}/audited", *diff), _cost(f"{kept}/audited", *diff)]
    times = (f"{one.seconds:.1f} ({one.processor:.1f})" for one in costs)
    return " | ".join((*times, f"{max(one.memory for one in costs):.0f}"))


def _cost(kept: str, *words: str | Path) -> Cost:
    return cost(*EA, *words, environment={**os.environ, "EA_CACHE_DIR": kept})
