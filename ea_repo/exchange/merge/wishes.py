"""What whoever imports wants done where more than one thing could be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ea_repo.exchange.merge.three_way import Prefer


@dataclass(frozen=True, slots=True)
class Wishes:
    """Whose value wins where both have changed, whether what is gone goes here too, and the day of the import."""

    prefer: Prefer | None = None
    prune: bool = False
    on: str = field(default_factory=lambda: dt.date.today().isoformat())
