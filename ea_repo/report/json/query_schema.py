"""What there is to ask the shared repository in Cypher, for programs."""

from __future__ import annotations

from dataclasses import asdict

from ea_repo.report.json.values import dumped
from ea_repo.store import Schema


def write(schema: Schema) -> str:
    """Labels, properties, relationships."""
    return dumped(asdict(schema))
