"""Names of the model as plain text: on one line, without characters that cannot be shown, in a dictionary's order."""

from __future__ import annotations

import unicodedata

from ea_repo.visible import visible

_NOT_SHOWN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""The Unicode categories of what has no sign of its own: controls, marks of direction, unassigned, separators."""


_JOINERS = "\u200c\u200d"
"""What joins signs into one, or keeps letters apart, in emoji and in Persian words."""


def one_line(text: str) -> str:
    """A text on one line: signs show what acts (controls, marks of direction), what else would not show is left out."""
    signed = visible(" ".join(text.split()))
    if signed.isprintable():
        return signed
    kept = (
        character if character in _JOINERS or unicodedata.category(character) not in _NOT_SHOWN else " "
        for character in signed
    )
    return " ".join("".join(kept).split())


def printable(text: str) -> str:
    """A text whose every character may stand in XML and on a terminal; a sign shows another one.

    YAML can write any character in a name ("\\x01"): a single one would make an SVG that no reader opens.
    """
    return visible(text)


def dictionary_order(name: str) -> tuple[str, str]:
    """What names are sorted by: neither accents nor capitals count, but between names that are otherwise the same."""
    letters = "".join(
        character for character in unicodedata.normalize("NFD", name) if not unicodedata.combining(character)
    )
    return letters.casefold(), name
