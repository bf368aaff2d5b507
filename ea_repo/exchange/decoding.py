"""Bytes to text, in the encodings that people send."""

from __future__ import annotations

import codecs
import re

from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # Begins as UTF-16 little-endian does: looked for before it.
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that no text has; a tab, the ends of lines and pages are ones that it has."""
_HEAD = 65_536


def decoded(file: str, data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32 by its mark or its look, else Windows-1252.

    Raises Unreadable on what is no text.
    """
    text = _text(data)
    if text is None or _CONTROL.search(text, 0, _HEAD):
        raise Unreadable(Text("ce fichier n'est pas un texte", "this file is not a text"), Place(file))
    return text


def beginning(data: bytes) -> str | None:
    """The text that a file begins with, None where it is none."""
    head = data[:_HEAD]
    # Cut on four bytes, so that no UTF-16 or UTF-32 character is; one of UTF-8 may be, and is left out.
    text = _text(head) if len(head) < _HEAD else _text(head, errors="ignore")
    return None if text is None or _CONTROL.search(text) else text


def _text(data: bytes, errors: str = "strict") -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data.removeprefix(mark), encoding, errors)
    if encoding := _utf16_by_its_zeros(data):
        return _decode(data, encoding, errors)
    text = _decode(data, "utf-8", errors)
    return text if text is not None else _decode(data, "cp1252", errors)


def _utf16_by_its_zeros(data: bytes) -> str:
    """The byte order of a UTF-16 text without a mark: of Latin letters, one byte in two is zero."""
    head = data[:200]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) < 4 or len(data) % 2:
        return ""
    if odd > len(head) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and not odd else ""


def _decode(data: bytes, encoding: str, errors: str) -> str | None:
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None
