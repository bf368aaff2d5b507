"""Texts and names that XML can hold."""

from __future__ import annotations

import re

_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_LETTERS = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131"
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9.-]*")


def is_name(text: str) -> bool:
    """Whether a text may name an attribute or an element, without a prefix: Latin letters, digits, dots and hyphens."""
    return _NAME.fullmatch(text) is not None


def xml_safe(text: str) -> str:
    """A text without the characters that no XML may hold, and that would be read back otherwise: a sign for each."""
    return _UNFIT.sub("\ufffd", text)
