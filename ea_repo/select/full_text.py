"""A text that elements may say somewhere, whatever its accents and capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from ea_repo.graph import Graph
from ea_repo.select.candidates import candidates
from ea_repo.select.paths import fields

_AS_TYPED = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u00a0": " "})


class FullText:
    """A text looked for in everything that elements say: their ids, and all that is written of them."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        """The text as it is compared."""

    def select(self, graph: Graph) -> Iterator[tuple[str, str, str]]:
        """The elements that say it, in order, each with the first field that does and what it says there."""
        likely = candidates(graph, self)
        for id in graph if likely is None else sorted(likely):
            texts = ((name, text) for name, value in {"id": id, **fields(graph, id)}.items() for text in _texts(value))
            match = next(((name, text) for name, text in texts if self.folded in fold(text)), None)
            if match is not None:
                yield id, *match


def fold(text: str) -> str:
    """The text without accents, capitals, ligatures nor typographer's apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_AS_TYPED))
    # One character may stand for capitals (a unit: “㎒”).
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def _texts(value: Any) -> list[str]:
    """The texts in plain data, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [text for item in value.values() for text in _texts(item)] if isinstance(value, dict) else []
