"""Words that elements may say somewhere, whatever their order, accents, capitals, hyphens and spaces."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from ea_repo.graph import Graph
from ea_repo.select.candidates import candidates
from ea_repo.select.paths import fields

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
"""Signs that nobody sees in a text: soft hyphens, zero-width spaces and joiners, marks of direction."""
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_AS_TYPED = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", **dict.fromkeys(_DASHES, " "), **dict.fromkeys(INVISIBLE)})


class FullText:
    """Words looked for in everything that elements say: their ids, and all that is written of them.

    An element says them when each is somewhere in what it says. Words joined by a hyphen are found beside each other.
    """

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        """The whole text, as it is compared."""
        self.words = tuple(dict.fromkeys(word for written in text.split() if (word := fold(written))))
        """Its words, as they are compared."""

    def select(self, graph: Graph) -> Iterator[tuple[str, str, str]]:
        """The elements that say them all, in order, each with the first field that says most and what it says there."""
        if not self.words:
            return
        likely = candidates(graph, self)
        for id in graph if likely is None else sorted(likely):
            texts = [(name, text) for name, value in {"id": id, **fields(graph, id)}.items() for text in _texts(value)]
            said = [self.said_in(text) for _, text in texts]
            if len(frozenset().union(*said)) == len(self.words):
                yield id, *texts[max(range(len(texts)), key=lambda place: len(said[place]))]

    def said_in(self, text: str) -> frozenset[str]:
        """The words that a text says."""
        folded = fold(text)
        return frozenset(word for word in self.words if word in folded)


def fold(text: str) -> str:
    """The text without accents, capitals, ligatures, typographer's apostrophes nor what nobody sees.

    Hyphens and dashes are spaces, and spaces of any kind and number are one.
    """
    folded = text.casefold()
    typed = folded.replace("-", " ") if folded.isascii() else folded.translate(_AS_TYPED)
    if not typed.isascii():
        decomposed = unicodedata.normalize("NFKD", typed)
        # One character may stand for capitals (a unit: “㎒”).
        typed = "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
    return " ".join(typed.split())


def _texts(value: Any) -> list[str]:
    """The texts in plain data, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [text for item in value.values() for text in _texts(item)] if isinstance(value, dict) else []
