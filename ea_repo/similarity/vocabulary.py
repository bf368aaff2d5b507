"""The words of names and descriptions, brought to what they mean: stems, acronyms in full, one word for synonyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import snowballstemmer  # type: ignore[import-untyped]

from ea_repo.load.yaml import parse

_WORD = re.compile(r"\w+")
_SHORTEST = 2


def terms(text: str) -> Iterator[tuple[str, str]]:
    """The stems of a text's words, each with the word: acronyms in full, synonyms as one, silent words left out."""
    words = _words()
    for word in plain(text).replace("_", " ").split():
        if word in words.silent or (len(word) < _SHORTEST and not word.isdigit()):
            continue
        for meant in words.acronyms.get(word, (word,)):
            stem = _stem(meant)
            yield words.synonyms.get(stem, stem), word


def plain(text: str) -> str:
    """A text in small letters without accents, its words apart by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(mark for mark in decomposed if not unicodedata.combining(mark))))


@cache
def _stem(word: str) -> str:
    # A word of either language: the stemmer of French leaves most English ones alone.
    return word if word.isdigit() else str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("french")


class _Words:
    """What `vocabulary.yaml` says, with its words brought to their stems."""

    def __init__(self, silent: list[str], acronyms: Mapping[str, str], synonyms: list[str]) -> None:
        self.silent = frozenset(map(plain, silent))
        self.acronyms = {
            plain(short): tuple(word for word in plain(full).split() if word not in self.silent)
            for short, full in acronyms.items()
        }
        groups = [[_stem(word) for word in plain(line).split()] for line in synonyms]
        self.synonyms = {stem: group[0] for group in groups for stem in group}


@cache
def _words() -> _Words:
    text = files("ea_repo.similarity").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return _Words(**parse(text).value)
