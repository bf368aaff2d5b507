"""Matrices in spreadsheets and CSV: rows × columns with crosses, each cross a relation."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.exchange.format import Likeness
from ea_repo.exchange.inventory import Inventory, Record, Rejected, Relation, Wording
from ea_repo.exchange.matrix import content, matrix_of, nearest_matrix
from ea_repo.exchange.source import File
from ea_repo.exchange.tables import holds_tables, tables_in, tables_of
from ea_repo.finding import Text

NAME = "matrix"
LABEL = Text("matrice (tableur ou CSV)", "matrix (spreadsheet or CSV)")


def recognise(file: File) -> Likeness:
    """By its cells: where all that stand below the names are marks, in every sheet that holds something."""
    if not holds_tables(file):
        return Likeness.NO
    tables = [table for table in tables_of(file) if table.rows]
    return Likeness.LOOKS if tables and all(matrix_of(table) for table in tables) else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """The things that the axes name, and a relation for each mark; a sheet that is no matrix is rejected."""
    records: dict[str, Record] = {}
    relations: list[Relation] = []
    rejected: list[Rejected] = []
    for table in tables_in(files):
        found = matrix_of(table) or nearest_matrix(table)
        if found is None:
            why = Text(
                "cette feuille n'est pas une matrice : trop peu de croix (x, oui, 1) parmi ses cellules",
                "this sheet is no matrix: too few crosses (x, yes, 1) among its cells",
            )
            rejected.append(Rejected(table.locate(1, 1), why, table.name))
            continue
        said = content(found)
        records |= {record.id: record for record in said.records if record.id not in records}
        relations += said.relations
        rejected += said.rejected
    return Inventory(
        format=NAME,
        files=tuple(file.source for file in files),
        name=Wording.of(files[0].stem),
        records=tuple(records.values()),
        relations=tuple(relations),
        rejected=tuple(rejected),
    )
