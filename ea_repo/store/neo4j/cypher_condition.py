"""A condition of a WHERE clause, apart from what writes it and what runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CypherCondition:
    """What a node `e` must fulfil, as Cypher, with the parameters that the text names."""

    text: str
    parameters: Mapping[str, Any]
