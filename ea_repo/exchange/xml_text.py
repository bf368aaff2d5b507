"""Texts that XML can hold."""

from __future__ import annotations

import re

_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """A text without the characters that no XML may hold, and that would be read back otherwise: a sign for each."""
    return _UNFIT.sub("\ufffd", text)
