"""What is left of elements that should be off."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.impact.still_connected import Leftover


@dataclass(frozen=True)
class Leftovers:
    """The elements asked about, with their names, and what still points at them."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    left: tuple[Leftover, ...]
    owners: tuple[str, ...]
    """For each fact that is left, the name of the element it is about."""
