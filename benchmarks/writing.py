"""What is written of a large system: the memory of each format, beside that of reading all, or of an audit."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scale import Scale  # noqa: E402
from systems import HERE, generated  # noqa: E402
from timing import Figures, required  # noqa: E402

from ea_repo.exchange.writers import writers  # noqa: E402
from ea_repo.report.writing import formats  # noqa: E402

HEADING = "## Written"


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page, line by line."""
    yield HEADING
    yield ""
    yield "`python benchmarks/run.py written`: whole commands on generated systems that were read and audited before,"
    yield "one run each: the most memory held, and processor time. Beside: the memory of a process that reads every"
    yield "element once and keeps nothing of it; of an audit, that of a process that audits, with all that a"
    yield "committee's page tells, and writes nothing. Before it each exchange by an API or a message becomes one"
    yield "by files, which is a finding. ArchiMate's models are without the maps, which are drawn; XlsxWriter holds the"
    yield "cells of a workbook."
    for applications in scale.written:
        with generated(applications) as folder:
            yield from _table(folder, scale.written_formats)


def _table(folder: Path, most: int) -> Iterator[str]:
    """What is written of the system in a folder."""
    variables, system, out = {"EA_CACHE_DIR": str(folder / "kept")}, folder / "system", folder / "written"

    def measured(*words: str | Path) -> Figures:
        return required(sys.executable, HERE / "held.py", *words, variables=variables)

    def rows(commands: Mapping[str, tuple[str, ...]], beside: Figures) -> Iterator[str]:
        for name, words in commands.items():
            figures = measured("-C", system, *words)
            size = Path(words[-2]).stat().st_size / 1_000_000
            times = figures["memory"] / beside["memory"]
            yield f"| {name} | {figures['memory']:,.0f} | {times:.1f} | {figures['processor']:.1f} | {size:,.1f} |"

    measured("-C", system, "list", "-o", out.with_suffix(".txt"))
    read = measured("read", system)
    yield ""
    yield f"| {read['counted']:,.0f} elements | MB held | beside | processor, s | MB written |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    yield f"| every element read | {read['memory']:,.0f} | 1.0 | {read['processor']:.1f} | |"
    yield from rows(_exports(out, most) | _answers("list", "table", out, most), read)
    _by_files(system)
    measured("audit", system)
    audited = measured("audit", system)
    findings = f"{audited['counted']:,.0f} findings"
    yield f"| audited, {findings} | {audited['memory']:,.0f} | 1.0 | {audited['processor']:.1f} | |"
    yield from rows(_answers("check", "audit", out, most), audited)


def _by_files(system: Path) -> None:
    """Has every exchange of a system that is by an API or a message be one by files."""
    for file in (system / "model").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"\bmode: (api|message)\b", "mode: file", text), encoding="utf-8")


def _exports(out: Path, most: int) -> dict[str, tuple[str, ...]]:
    """The exports, by what they are called, of so many formats; the last words are the file and `--force`."""
    return {
        f"`ea export {name}`": ("export", name, "--no-views", "-o", f"{out}{writer.ENDING}", "--force")
        for name, writer in islice(writers().items(), most)
    }


def _answers(command: str, answer: str, out: Path, most: int) -> dict[str, tuple[str, ...]]:
    """A command that answers, by what it is called, in so many formats."""
    return {
        f"`ea {command} --format {name}`": (command, "--format", name, "-o", f"{out}{format_.endings[0]}", "--force")
        for name, format_ in islice(formats(answer).items(), most)
    }
