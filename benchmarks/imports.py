"""What comes in from elsewhere: whole commands, beside the mere reading of the same file by other programs."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import peers_environment
import xlsxwriter  # type: ignore[import-untyped]
from compare import ratio, theirs, time
from scale import Scale
from systems import EA
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
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<model identifier="id-system" '
    'xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    '<name xml:lang="fr">system</name><elements>\n'
)
TYPES = (
    "ApplicationComponent", "BusinessProcess", "ApplicationService", "BusinessActor", "DataObject", "Node",
    "SystemSoftware", "Goal",
)  # fmt: skip
COLUMNS = ("Code", "Nom", "Rôle", "Mise en service", "Coût annuel", "Éditeur", "Domaines", "Salle")
PEERS = ("etcion", "pyArchimate")
BOUNDS = {"rows": 5.0, "elements": 3.0}
"""How many seconds each may take on two cores."""


def lines(scale: Scale) -> Iterator[str]:
    """The section of the page."""
    python = peers_environment.installed()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _model(folder / "system.xml", scale.model)
        (folder / "asked.json").write_text(json.dumps({"asked": [], "pairs": []}), encoding="utf-8")
        model = _process(folder, scale, "system.xml", "-o", "new")
        others = {part: theirs(python, f"{part} reading", folder, scale).get("load") for part in PEERS}
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
    size = f"{scale.model:,} elements and {_relations(scale.model):,} relationships"
    yield f"| an ArchiMate model of {size} | {time(model)} | {BOUNDS['elements']:.0f} s | {read} | {best} |"
    yield f"| a workbook of {scale.rows:,} rows | {time(rows)} | {BOUNDS['rows']:.0f} s | | | |"


def _process(folder: Path, scale: Scale, *words: str) -> float:
    """The time of a whole import that shows its plan, and writes nothing."""
    return process_seconds([*EA, "import", *words], scale.repeats, folder)


def _relations(elements: int) -> int:
    return elements * 3 // 2


def _model(file: Path, elements: int) -> None:
    """An ArchiMate model: elements of every layer, applications that serve processes, and what else goes together."""
    with file.open("w", encoding="utf-8") as xml:
        xml.write(HEAD)
        for number in range(elements):
            xml.write(
                f'<element identifier="e-{number}" xsi:type="{TYPES[number % len(TYPES)]}"><name xml:lang="fr">Élément '
                f'{number}</name><documentation xml:lang="fr">Ce qu\'est {number}</documentation></element>\n'
            )
        xml.write("</elements><relationships>\n")
        for number in range(_relations(elements)):
            # The first type serves the second; any two go together.
            first = number * 7 % elements // len(TYPES) * len(TYPES)
            type, target = ("Serving", first + 1) if number % 3 == 0 else ("Association", number * 13 % elements)
            ends = f'source="e-{first}" target="e-{target % elements}"'
            xml.write(f'<relationship identifier="r-{number}" {ends} xsi:type="{type}"/>\n')
        xml.write("</relationships></model>\n")


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
