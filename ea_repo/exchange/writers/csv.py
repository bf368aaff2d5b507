"""One table in CSV: a line an element, a column a field, ids and fields as a workspace calls them."""

from __future__ import annotations

import csv
import io

from ea_repo.exchange.cells import shown
from ea_repo.exchange.columns import Column, columns_of, value_in
from ea_repo.exchange.export import Export
from ea_repo.finding import Text

NAME = "csv"
LABEL = Text("tableau CSV", "CSV table")
ENDING = ".csv"


def write(export: Export) -> bytes:
    """UTF-8 with its mark, so that spreadsheet programs see the accents; only columns in which something is written."""
    rows = []
    used: dict[str, Column] = {}
    for id in export.ids:
        kind, written = export.graph.kind(id), export.written(id)
        row = {"kind": kind, "id": id}
        for column in columns_of(kind):
            value = value_in(written, column)
            if (cell := shown(column, value, str, "en")) is not None:
                used[column.path] = column
                row[column.path] = str(cell)
        rows.append(row)
    out = io.StringIO()
    table = csv.DictWriter(out, ["kind", "id", *used], lineterminator="\r\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode("utf-8-sig", "replace")
