"""The words by which people call kinds and fields, and how well a header says one of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rapidfuzz import fuzz

from ea_repo.exchange.mapping.columns import letters
from ea_repo.load.yaml import parse

SURE, LIKELY = 100, 85
"""How well a header says a word: as it is, or nearly so."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words, by what they mean."""

    names: tuple[str, ...]
    keys: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By kind (`*`: any), then by field."""
    values: Mapping[str, Mapping[str, str]]
    status: tuple[str, ...]
    stopped: frozenset[str]
    """Words, as they are compared, that say that something is out of service."""
    unsure: Mapping[str, frozenset[str]]
    """By kind, the headers, as they are compared, that may mean another field than the one that they say."""
    no_names: frozenset[str]
    """Words, as they are compared, that name nothing."""

    def fields_of(self, kind: str) -> dict[str, tuple[str, ...]]:
        """The words of the fields of a kind; its own come before those of any."""
        return {**self.fields.get(kind, {}), **self.fields["*"]}


@cache
def vocabulary() -> Vocabulary:
    """The words of `words.yaml`."""
    text = (resources.files("ea_repo.exchange.guess") / "words.yaml").read_text(encoding="utf-8")
    said: dict[str, Any] = parse(text).value
    return Vocabulary(
        tuple(said["names"]),
        tuple(said["keys"]),
        {kind: tuple(words) for kind, words in said["kinds"].items()},
        {kind: {field: tuple(words) for field, words in fields.items()} for kind, fields in said["fields"].items()},
        said["values"],
        tuple(said["status"]),
        frozenset(map(letters, said["stopped"])),
        {kind: frozenset(map(letters, words)) for kind, words in said["unsure"].items()},
        frozenset(map(letters, said["no_names"])),
    )


def likeness(header: str, words: Collection[str]) -> int:
    """How well a header says one of these words, of 100."""
    said = letters(header)
    parts = [letters(part) for part in re.split(r"[\s/_\-'’]+", header)]
    group, _, own = header.rpartition(" / ")
    # Below the head of several columns, what a column says itself counts, with a doubt.
    best = min(likeness(own, words), SURE - 1) if group else 0
    for word in words:
        plain = letters(word)
        if said == plain:
            return SURE
        if plain in parts or (len(plain) > 5 and plain in said):
            best = max(best, LIKELY + 5 - min(5, abs(len(said) - len(plain)) // 4))
        elif len(plain) > 4:
            best = max(best, round(fuzz.ratio(said, plain)) if fuzz.ratio(said, plain) >= LIKELY else 0)
    return best
