"""What stands at a place of a text in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.exchange.writing.renaming import Path, scalars


@dataclass(frozen=True)
class Spot:
    """A scalar: its path (keys and places in lists), its value, and from which character to which it is written."""

    path: Path
    value: str
    is_key: bool
    start: int
    end: int


def spots(text: str) -> Iterator[Spot]:
    """Every scalar of a text; none where it is not YAML."""
    for path, node, is_key in scalars(text):
        yield Spot(path, str(node.value), is_key, node.start_mark.index, node.end_mark.index)


def spot_at(text: str, line: int, column: int) -> Spot | None:
    """The scalar at a line and a column, counted from 0; its end counts, as a cursor stands there after a word."""
    at = offset(text, line, column)
    return next((spot for spot in spots(text) if spot.start <= at <= spot.end and spot.start < spot.end), None)


def offset(text: str, line: int, column: int) -> int:
    """Which character of a text stands at a line and a column, counted from 0."""
    start = 0
    for _ in range(line):
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        start = end + 1
    return min(start + column, len(text))


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and the column of a character, counted from 0."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
