"""What is written of a large system: the memory that each format takes, beside that of reading every element."""

from __future__ import annotations

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
_ANSWERS = {"list": "table", "check": "audit"}
_HELD = frozenset(("docx",))
"""What is held whole: python-docx makes a tree of the document."""


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page, line by line."""
    yield HEADING
    yield ""
    yield "`python benchmarks/run.py written`: whole commands on generated systems that were read and audited before,"
    yield "one run each: the most memory held, beside that of a process that reads every element once and keeps"
    yield "nothing of it, and processor time. ArchiMate's models without the maps, which are drawn. XlsxWriter holds"
    yield "the cells of a workbook, an audit its findings; docx, held whole by python-docx, is of the smallest alone."
    for applications in scale.written:
        with generated(applications) as folder:
            yield from _table(folder, scale.written_formats, whole=applications == min(scale.written))


def _table(folder: Path, most: int, *, whole: bool) -> Iterator[str]:
    """What is written of the system in a folder."""
    variables, system, out = {"EA_CACHE_DIR": str(folder / "kept")}, folder / "system", folder / "written"

    def measured(*words: str | Path) -> Figures:
        return required(sys.executable, HERE / "held.py", *words, variables=variables)

    for command in ("list", "check"):
        measured("-C", system, command, "-o", out.with_suffix(".txt"))
    read = measured("read", system)
    yield ""
    yield f"| {read['elements']:,.0f} elements | MB held | beside reading | processor, s | MB written |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    yield f"| every element read | {read['memory']:,.0f} | 1.0 | {read['processor']:.1f} | |"
    for name, words in _commands(out, most).items():
        if whole or not _HELD.intersection(words):
            figures = measured("-C", system, *words)
            size = Path(words[-2]).stat().st_size / 1_000_000
            beside = figures["memory"] / read["memory"]
            yield f"| {name} | {figures['memory']:,.0f} | {beside:.1f} | {figures['processor']:.1f} | {size:,.1f} |"


def _commands(out: Path, most: int) -> Mapping[str, tuple[str, ...]]:
    """The commands that are measured, by what they are called; the last words are the file and `--force`.

    `most`: of how many formats each.
    """
    commands: dict[str, tuple[str, ...]] = {}
    for name, writer in islice(writers().items(), most):
        commands[f"`ea export {name}`"] = ("export", name, "--no-views", "-o", f"{out}{writer.ENDING}", "--force")
    for command, answer in _ANSWERS.items():
        for name, format_ in islice(formats(answer).items(), most):
            file = f"{out}{format_.endings[0]}"
            commands[f"`ea {command} --format {name}`"] = (command, "--format", name, "-o", file, "--force")
    return commands
