"""Sentences in lines of a width."""

from __future__ import annotations

import re
import textwrap

_HELD = re.compile(r"(?<=«) | (?=[»:;!?])")
_HOLD = "\x00"


def wrapped(text: str, width: int, first: str = "", rest: str = "", *, most: int | None = None) -> list[str]:
    """The text in lines of a width, which no French punctuation begins: it stays with its word, as « and » do.

    Words that are wider are not cut. `most`: after so many lines, an ellipsis.
    """
    lines = textwrap.wrap(
        _HELD.sub(_HOLD, text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
        max_lines=most,
        placeholder=" …",
    )
    return [line.replace(_HOLD, " ") for line in lines]
