"""How the workbooks of `ea export` are laid out: what the writer and the reader of them must agree on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ea_repo.exchange.columns import Column, columns_of, value_in
from ea_repo.exchange.json_tree import loads
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import Kind

OWN_SHEET = "ea-repo"
"""The hidden sheet that says what the others showed when they went out."""
SHEET, LABEL, BASE, SAID = "sheet", "label", "base", "said"
"""What a row of it tells: the columns of a sheet, the words for an element, what an element said, a property."""
TOO_LONG = Text(
    "(trop long pour une cellule : à modifier dans le texte du modèle)",
    "(too long for a cell: change it in the text of the model)",
)
LONGEST = 32_000
"""How many characters a cell takes."""
_RARE = ("aliases", "quote", "illustrative", "planned_on", "phase_out_on", "properties", "tags")
"""Fields that have a column only where an element says something in them."""
_NOT_FOR_PEOPLE = ("imported",)


def shown_columns(kind: Kind, elements: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns of a sheet, for these elements as they are written."""
    used = {name for written in elements for name in written}
    return tuple(
        column
        for column in columns_of(kind)
        if column.field not in _NOT_FOR_PEOPLE and (column.field not in _RARE or column.field in used)
    )


def heads(columns: Sequence[Column], lang: Lang) -> list[str]:
    """The header of a sheet after the id: each name once."""
    taken: set[str] = set()
    found = []
    for column in columns:
        head = column.head(lang)
        head = head if head not in taken else f"{head} ({column.path})"
        taken.add(head)
        found.append(head)
    return found


def base_row(id: str, kind: str, written: Mapping[str, Any], columns: Sequence[Column]) -> list[str]:
    """What a sheet shows of an element, for the day it comes back; values that no cell holds are left out."""
    shown = {column.field: written[column.field] for column in columns if value_in(written, column) is not None}
    text = json.dumps(shown, ensure_ascii=False)
    return [BASE, id, kind, *(text[at : at + LONGEST] for at in range(0, len(text), LONGEST))]


def base_of(row: Sequence[object]) -> Mapping[str, Any]:
    """The same, read back; raises ValueError where it is no such text any more."""
    value = loads("".join(str(part) for part in row[3:] if part is not None))
    return value if isinstance(value, dict) else {}


def column_pairs(row: Sequence[object]) -> Iterator[tuple[str, str]]:
    """The head and the path of each column, of a row that tells a sheet."""
    cells = [str(cell) for cell in row[3:] if cell is not None]
    yield from zip(cells[::2], cells[1::2], strict=False)
