"""Characters that have no place in a text: YAML forbids them, or they are invisible and parsers differ on them."""

from __future__ import annotations

import re
from functools import cache

_MISPLACED = "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What YAML forbids, and the invisible characters that one parser takes for the end of a line and another does not."""
_USUAL = bytes((*b"\t\n\r", *range(0x20, 0x7F)))


@cache
def _misplaced() -> re.Pattern[str]:
    # It takes longer to make than most commands look at a text.
    return re.compile(_MISPLACED)


def has_misplaced(text: str) -> bool:
    """Whether some character has no place in a text."""
    # Without the usual characters, little is left to look at.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
    return _misplaced().search(rest.decode("utf-8", "surrogatepass")) is not None


def misplaced(text: str) -> dict[str, int]:
    """The different characters that have no place in a text, each with where (from 0) it first stands."""
    first_places: dict[str, int] = {}
    for match in _misplaced().finditer(text):
        first_places.setdefault(match[0], match.start())
    return first_places


def without_misplaced(text: str) -> str:
    """The text without the characters that have no place in one."""
    return _misplaced().sub("", text)
