"""A JSON Schema, as it is."""

from __future__ import annotations

from typing import Any

from ea_repo.report.json.values import dumped


def write(schema: dict[str, Any]) -> str:
    """The schema that editors read."""
    return dumped(schema)
