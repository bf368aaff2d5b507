"""Plain values in the cells of a table."""

from __future__ import annotations

from typing import Any

from ea_repo.document import Cell
from ea_repo.finding import Lang, Text
from ea_repo.report.words import NOT_RECORDED

_NONE = Text("aucun", "none")
_EXACT = 2**53
"""Beyond it, a spreadsheet's numbers are no longer whole."""


def cell(value: Any) -> str:
    """A plain value as a cell shows it; what is not recorded is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(map(cell, value))
        case dict():
            return ", ".join(f"{name}: {cell(part)}" for name, part in value.items())
        case _:
            return str(value)


def recorded(value: Any, lang: Lang) -> str:
    """The same in a sentence: nobody recorded it, or somebody recorded that there is none."""
    return NOT_RECORDED[lang] if value is None else cell(value) or _NONE[lang]


def typed(value: Any) -> Cell:
    """A plain value as a spreadsheet takes it: a number stays one."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and abs(value) <= _EXACT else cell(value)
