"""“Did you mean …”: the known word that is nearest to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ea_repo.finding import Text


def closest(word: str, words: Iterable[str]) -> str | None:
    """The known word nearest to this one, None where none is near.

    One slip of a finger counts least: first two letters that changed places.
    """
    known = list(words)
    slips = {other: slip for other in known if (slip := _slip(word, other)) is not None}
    if slips:
        least = min(slips.values())
        known = [other for other, slip in slips.items() if slip == least]
    matches = difflib.get_close_matches(word, known, n=1, cutoff=0 if slips else 0.6)
    return matches[0] if matches else None


def _slip(word: str, other: str) -> int | None:
    """0 where two neighbours changed places, 1 where a letter of a long word is wrong, missing or one too many."""
    if abs(len(word) - len(other)) > 1 or len(word) < 3:
        return None
    begins = next((place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if begins is None:
        return 1 if len(word) > 3 else None
    mine, theirs = word[begins:], other[begins:]
    if len(mine) == len(theirs) and mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]:
        return 0
    is_one_letter = mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]
    return 1 if is_one_letter and len(word) > 3 else None


def did_you_mean(word: str, words: Iterable[str]) -> Text:
    """A sentence to append that offers the nearest known word; empty where none is near."""
    near = closest(word, words)
    if near is None:
        return Text("", "")
    return Text(f" ; vouliez-vous dire « {near} » ?", f"; did you mean “{near}”?")
