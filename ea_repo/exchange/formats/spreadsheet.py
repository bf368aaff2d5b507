"""Spreadsheets and CSV, raw: each row is a record of its sheet's name; a mapping tells what that means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.exchange import matrix, sheet
from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Note, Record, Rejected, Relation, Wording
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import holds_tables, tables_in
from ea_repo.finding import Text

NAME = "spreadsheet"
LABEL = Text("tableur ou CSV", "spreadsheet or CSV")
_ODD = 4
"""Of a sheet that looks like a matrix, how many cells there are for each that is no mark."""


def recognise(file: File) -> Likeness:
    """By its columns; what they hold is not looked at."""
    return Likeness.SHAPE if holds_tables(file) else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """The rows of every sheet; a sheet of marks is read as the matrix that it is."""
    records: list[Record] = []
    relations: list[Relation] = []
    rejected: list[Rejected] = []
    notes: list[Note] = []
    for table in tables_in(files):
        found = matrix.matrix_of(table)
        if found is None:
            header = sheet.header_of(table)
            records += sheet.records(table, header)
            notes += sheet.notes(table, header)
            notes += _nearly_a_matrix(table)
        else:
            said = matrix.content(found)
            records += said.records
            relations += said.relations
            rejected += said.rejected
            notes.append(Note(table.locate(1, 1), Text("feuille lue comme une matrice", "sheet read as a matrix")))
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in files),
        name=Wording.of(files[0].stem),
        records=tuple({record.id: record for record in records}.values()),
        relations=tuple(relations),
        rejected=tuple(rejected),
        notes=tuple(notes),
        tabular=True,
    )


def _nearly_a_matrix(table: sheet.Sheet) -> Iterator[Note]:
    """Which cell makes a table of what would else be a matrix."""
    nearest = matrix.nearest_matrix(table, 2)
    strays = matrix.strays(nearest) if nearest is not None else []
    if nearest is None or nearest.left > 1 or len(strays) * _ODD > len(nearest.body()):
        return
    at, cell = strays[0] if strays else (table.locate(1, 1), None)
    because = Text(f" : « {cell} » n'est pas une croix", f": “{cell}” is no cross") if strays else Text("", "")
    yield Note(
        at,
        Text(
            f"feuille lue comme un tableau{because.fr} ; « ea import --from matrix » la lit comme une matrice",
            f"sheet read as a table{because.en}; `ea import --from matrix` reads it as a matrix",
        ),
    )
