"""“Did you mean …”: the known word that is nearest to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from ea_repo.finding import Text

_ALIKE = 0.6
"""From which likeness on (`difflib`) a word that no slip explains is near."""
_ROUNDING = 1e-3
"""By how much a likeness that is worked out in C may be off."""
_MANY = 1_000
"""From how many words on those that cannot be the nearest are left out, in C, before the others are looked at."""


def closest(word: str, words: Iterable[str]) -> str | None:
    """The known word nearest to this one, None where none is near.

    One slip of a finger counts least: first two letters that changed places.
    """
    known = list(words)
    is_large = len(known) >= _MANY
    slips = _slips(word, _one_edit_away(word, known) if is_large else known)
    if slips:
        least = min(slips.values())
        known = [other for other, slip in slips.items() if slip == least]
    elif is_large:
        return _most_alike(word, known)
    matches = difflib.get_close_matches(word, known, n=1, cutoff=0 if slips else _ALIKE)
    return matches[0] if matches else None


def _one_edit_away(word: str, known: Sequence[str]) -> Iterator[str]:
    """The words that one letter, or two that changed places, tell from this one: every slip is one of them."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return (other for other, *_ in process.extract_iter(word, known, scorer=OSA.distance, score_cutoff=1))


def _most_alike(word: str, known: Sequence[str]) -> str | None:
    """What `difflib` finds nearest: looked for among the words that have most letters in common in their order.

    Twice the length of that common sequence, by both lengths, is never less than the likeness.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    least, scorer = _ALIKE - _ROUNDING, Indel.normalized_similarity
    near = [(most, other) for other, most, _ in process.extract_iter(word, known, scorer=scorer, score_cutoff=least)]
    matcher = difflib.SequenceMatcher(b=word)
    best, nearest = _ALIKE, None
    for most, other in sorted(near, key=itemgetter(0), reverse=True):
        if most < best - _ROUNDING:
            break
        matcher.set_seq1(other)
        # As difflib does, of two that are as near, the last of the alphabet.
        if (matcher.ratio(), other) > (best, nearest or ""):
            best, nearest = matcher.ratio(), other
    return nearest


def _slips(word: str, known: Iterable[str]) -> dict[str, int]:
    """The words that one slip of a finger tells from this one, with how much it counts."""
    return {other: slip for other in known if (slip := _slip(word, other)) is not None}


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
