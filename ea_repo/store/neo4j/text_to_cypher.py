"""Words that are looked for, as Cypher: what every element that says them fulfils. Others may fulfil it too.

A text is compared once it is folded (without accents, capitals, ligatures, hyphens, signs that nobody sees). The
database folds nothing: here a regular expression lets every character that is not plain ASCII stand for any letter, and
the few elements left are compared as they should be.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise

from ea_repo.select.full_text import INVISIBLE, FullText, fold
from ea_repo.store.neo4j.cypher_condition import CypherCondition

_CONTROL = re.compile(r"[\x00-\x1F]")
"""What JSON writes with letters (`\\n`)."""
_WORD = re.compile("[a-z0-9]+")
_LONGEST = 100
"""How many characters of a text that is looked for are asked of the server, which follows no endless expression."""
_FOLDS_TO_NOTHING = rf"[\p{{M}}\p{{Cn}}\uFF9E\uFF9F{INVISIBLE}]"
"""In a Java regular expression, a character that folds to nothing: an accent apart, one that nobody sees, maybe one of
a later Unicode."""
_FOLDS_TO_LETTERS = r"[^\x00-\x7F\p{M}]"
"""One that may fold to a plain letter, or to several."""
_LIGATURES = (
    (0xBC, 0xBE), (0xC6, 0xC6), (0xDF, 0xDF), (0xE6, 0xE6), (0x132, 0x153), (0x1C4, 0x1F3), (0x1E9E, 0x1E9E),
    (0x20A8, 0x20A8), (0x2100, 0x218F), (0x2460, 0x24FF), (0x3250, 0x33FF), (0xFB00, 0xFB06), (0x1F100, 0x1F1FF),
)  # fmt: skip
"""The ranges that hold the characters which fold to several letters: ligatures, units, numbers in a circle."""


def text_condition(wanted: FullText) -> CypherCondition | None:
    """The condition that every element which says some words fulfils; None where they have no letter to ask for."""
    asked = [words for word in wanted.words if (words := _WORD.findall(max(_CONTROL.split(word), key=len)))]
    # As many as may be asked of the server; of the first of them, the beginning.
    while len(asked) > 1 and sum(map(len, chain.from_iterable(asked))) > _LONGEST:
        asked.pop()
    if not asked:
        return None
    asked = [_WORD.findall(" ".join(words)[:_LONGEST]) for words in asked]
    longest_first = sorted({word for words in asked for word in words}, key=lambda word: (-len(word), word))
    parameters = {
        "ascii": r"[\x00-\x7F]*",
        "plain": [f"(?is).*{'[^a-zA-Z0-9]*'.join(words)}.*" for words in asked],
        "words": [folding_to(word) for word in longest_first],
    }
    # The expressions on plain texts are several times faster, and settle most of them.
    plain = "one =~ $ascii AND all(words IN $plain WHERE one =~ words)"
    other = "NOT one =~ $ascii AND all(word IN $words WHERE one =~ word)"
    return CypherCondition(f"any(one IN [e.id + ' ' + e.text] WHERE {plain} OR {other})", parameters)


def folding_to(word: str) -> str:
    """A Java regular expression for every text in which a word of plain letters is found once it is folded."""
    following = (
        f"{_FOLDS_TO_NOTHING}*(?:{_letter(letter)}{_same_character(before, letter)})"
        for before, letter in pairwise(word)
    )
    return f"(?s).*(?:{_letter(word[0])}){''.join(following)}.*"


def _letter(letter: str) -> str:
    return f"[{letter}{letter.upper()}]|{_FOLDS_TO_LETTERS}"


def _same_character(before: str, letter: str) -> str:
    """An alternative for a letter that comes from the same character as the letter before it (the e of œ)."""
    ligatures = _ligatures().get(before + letter, "")
    # A look-behind counts in UTF-16, where one character may be two.
    return f"|(?<=[{ligatures}]{{1,2}})" if ligatures else ""


@cache
def _ligatures() -> dict[str, str]:
    """By two letters that follow each other, the characters that fold to both."""
    by_letters: dict[str, str] = {}
    for character in (chr(code) for first, last in _LIGATURES for code in range(first, last + 1)):
        for letters in {a + b for word in _WORD.findall(fold(character)) for a, b in pairwise(word)}:
            by_letters[letters] = by_letters.get(letters, "") + character
    return by_letters
