"""What became of an id that was replaced by another."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.finding import Position


@dataclass(frozen=True)
class Renaming:
    """The ids, the files that were written, each with how many times, and where the old id is still a word of prose."""

    old: str
    new: str
    files: tuple[tuple[str, int], ...]
    mentions: tuple[Position, ...]
