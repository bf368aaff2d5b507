"""Which files of a model are in their canonical form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Formatted:
    """The files that were not in canonical form, and those that cannot be brought into it as they are."""

    changed: tuple[str, ...]
    left: tuple[str, ...]
    written: bool
    """Whether the first ones are in canonical form now."""
