"""What the loss of some elements does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ea_repo.impact.impact import Impact
from ea_repo.semantics.contacts import Contact


@dataclass(frozen=True)
class ImpactStudy:
    """What a loss does, whom to tell of it, and which facts the workspace holds in full."""

    impact: Impact
    told: tuple[Contact, ...]
    concerned: tuple[str, ...]
    complete: Mapping[str, bool]
    left_out: int = 0
    """Elements outside the scope asked for."""
