"""What is left of elements that should be off."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.impact.leftovers import Left


@dataclass(frozen=True)
class Leftovers:
    """The elements asked about, with their names, and what still points at them."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    left: tuple[Left, ...]
    owners: tuple[str, ...]
    """For each fact that is left, the name of the element it is about."""
