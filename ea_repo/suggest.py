"""“Did you mean …”: the known word that is nearest to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ea_repo.finding import Text


def closest(word: str, words: Iterable[str]) -> str | None:
    """The known word nearest to this one, None where none is near."""
    matches = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, words: Iterable[str]) -> Text:
    """A sentence to append that offers the nearest known word; empty where none is near."""
    near = closest(word, words)
    if near is None:
        return Text("", "")
    return Text(f" ; vouliez-vous dire « {near} » ?", f"; did you mean “{near}”?")
