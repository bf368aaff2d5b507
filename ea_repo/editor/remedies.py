"""The remedy of a finding, where it is a change of one word: what a “did you mean” offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.editor.spot import Spot, offset, spots
from ea_repo.finding import Finding
from ea_repo.suggest import closest

_OFFERED = re.compile(r"did you mean “([^”]+)”\?")


@dataclass(frozen=True)
class Remedy:
    """A word to write in the place of what stands from one character to another."""

    start: int
    end: int
    word: str


def remedy(finding: Finding, text: str, line: int, column: int) -> Remedy | None:
    """What would mend a finding that is written at a line and a column of a text; None where that is no one word."""
    offered = _OFFERED.search(finding.message.en)
    if offered is None:
        return None
    word = offered[1]
    at = offset(text, line, column)
    near = (spot for spot in _from(text, at) if spot.value != word and closest(spot.value, [word]) == word)
    wrong = next(near, None)
    if wrong is None:
        return None
    written = text[wrong.start : wrong.end]
    return Remedy(wrong.start, wrong.end, written.replace(wrong.value, word))


def _from(text: str, at: int) -> Iterator[Spot]:
    """The scalar at a character, then what is written under it."""
    all_spots = list(spots(text))
    first = next((spot for spot in all_spots if spot.start <= at < max(spot.end, spot.start + 1)), None)
    if first is not None:
        yield first
        within = first.path
        yield from (spot for spot in all_spots if spot != first and spot.path[: len(within)] == within)
