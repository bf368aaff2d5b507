"""Names of the model as plain text: on one line, without characters that cannot be shown, in a dictionary's order."""

from __future__ import annotations

import re
import unicodedata

_NOT_SHOWN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
"""The Unicode categories of what has no sign of its own: controls, marks of direction, unassigned, separators."""
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one_line(text: str) -> str:
    """A text on one line, without what would not show: controls, and marks that turn the direction of a line."""
    kept = (character if unicodedata.category(character) not in _NOT_SHOWN else " " for character in text)
    return " ".join("".join(kept).split())


def printable(text: str) -> str:
    """A text whose every character may stand in XML and on a terminal; another one shows as �.

    YAML can write any character in a name ("\\x01"): a single one would make an SVG that no reader opens.
    """
    return _NOT_PRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def dictionary_order(name: str) -> tuple[str, str]:
    """What names are sorted by: neither accents nor capitals count, but between names that are otherwise the same."""
    letters = "".join(
        character for character in unicodedata.normalize("NFD", name) if not unicodedata.combining(character)
    )
    return letters.casefold(), name
