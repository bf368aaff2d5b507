"""What comes in from elsewhere: whole commands, beside the mere reading of the same file by other programs."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import peers_environment
import xlsxwriter  # type: ignore[import-untyped]
from compare import ratio, theirs, time
from engine import opened
from exported import export
from scale import Scale
from systems import EA, generated
from timing import process_seconds

HEADING = "## What comes in"
MAPPING = """\
records:
  "*":
    kind: application
    key: Code
    name: Nom
    fields:
      description: Rôle
      live_on: Mise en service
      yearly_cost: Coût annuel
      supplier: {from: Éditeur, create: actor}
      tags: {from: Domaines, split: ","}
"""
COLUMNS = ("Code", "Nom", "Rôle", "Mise en service", "Coût annuel", "Éditeur", "Domaines", "Salle")
PEERS = ("etcion", "pyArchimate")
BOUNDS = {"rows": 5.0, "elements": 3.0}
"""How many seconds each may take on two cores."""


def lines(scale: Scale) -> Iterator[str]:
    """The section of the page."""
    python = peers_environment.installed()
    with generated(scale.model) as folder:
        export(opened(folder / "system").graph, folder / "system.xml")
        (folder / "asked.json").write_text(json.dumps({"asked": [], "pairs": []}), encoding="utf-8")
        text = (folder / "system.xml").read_text(encoding="utf-8")
        elements, relations = (len(re.findall(f"<{tag} ", text)) for tag in ("element", "relationship"))
        model = _process(folder, scale, "system.xml", "-o", "new")
        others = {part: theirs(python, f"{part} reading", folder, scale).get("load") for part in PEERS}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _workbook(folder / "rows.xlsx", scale.rows)
        (folder / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
        rows = _process(folder, scale, "rows.xlsx", "--map", "mapping.yaml", "-o", "new")
    yield from (
        HEADING,
        "",
        "Whole commands, from the file to the plan and the account; the others, already running, only read the same "
        f"file ({peers_environment.versions()}). Medians of {scale.repeats}.",
        "",
        "| `ea import` of | ea-repo | at most | etcion | pyArchimate | best of both / ea-repo |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    )
    best = ratio(min((seconds for seconds in others.values() if seconds), default=None), model)
    read = " | ".join(time(others[part]) for part in PEERS)
    yield (
        f"| an ArchiMate model of {elements:,} elements and {relations:,} relationships | {time(model)} "
        f"| {BOUNDS['elements']:.0f} s | {read} | {best} |"
    )
    yield f"| a workbook of {scale.rows:,} rows | {time(rows)} | {BOUNDS['rows']:.0f} s | | | |"


def _process(folder: Path, scale: Scale, *words: str) -> float:
    """The time of a whole import that shows its plan, and writes nothing."""
    return process_seconds([*EA, "import", *words], scale.repeats, folder)


def _workbook(file: Path, rows: int) -> None:
    """A workbook as one has it: dates, amounts, cells of several values."""
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Applications")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, COLUMNS)
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, (f"A{row}", f"Application {row}", f"Tient le registre {row}"))
            sheet.write_datetime(row, 3, _day(row), date)
            sheet.write_row(row, 4, (row * 1.5, f"Éditeur {row % 50}", f"domaine {row % 7}, domaine {row % 11}", "B12"))


def _day(row: int) -> dt.datetime:
    return dt.datetime(2000, 1, 1) + dt.timedelta(days=row % 9_000)
