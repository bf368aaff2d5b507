"""Characters that have no place in a text: YAML forbids them, or they are invisible and parsers differ on them."""

from __future__ import annotations

import re

_MISPLACED = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML forbids, and the invisible characters that one parser takes for the end of a line and another does not."""
_USUAL = bytes((*b"\t\n\r", *range(0x20, 0x7F)))


def has_misplaced(text: str) -> bool:
    """Whether some character has no place in a text."""
    # Without the usual characters, little is left to look at.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    return _MISPLACED.search(rest.decode("utf-8", "surrogatepass")) is not None


def misplaced(text: str) -> dict[str, int]:
    """The different characters that have no place in a text, each with where (from 0) it first stands."""
    first_places: dict[str, int] = {}
    for match in _MISPLACED.finditer(text):
        first_places.setdefault(match[0], match.start())
    return first_places


def without_misplaced(text: str) -> str:
    """The text without the characters that have no place in one."""
    return _MISPLACED.sub("", text)
