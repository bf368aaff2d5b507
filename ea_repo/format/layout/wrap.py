"""Sentences in lines of a width."""

from __future__ import annotations

import re
import textwrap

_HELD = re.compile(r"(?<=«) | (?=[»:;!?])")
_HOLD = "\x00"


def wrapped(text: str, width: int, first: str = "", rest: str = "", *, cut: bool = False) -> list[str]:
    """The text in lines of a width, which no French punctuation begins: it stays with its word, as « and » do.

    `cut`: words that are wider are cut.
    """
    lines = textwrap.wrap(
        _HELD.sub(_HOLD, text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=cut,
    )
    return [each.replace(_HOLD, " ") for each in lines]
