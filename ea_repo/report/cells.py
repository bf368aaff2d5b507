"""Plain values in the cells of a table."""

from __future__ import annotations

from typing import Any


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
