"""Characters that act on whoever shows a text (controls, marks of direction, what has no sign): shown as signs."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Controls but the tab and the line's end; separators of lines; invisible marks, of direction above all; halves of
characters, which stand for the bytes of a file's name that is no UTF-8; what no XML may hold."""
_PICTURES, _DELETE = 0x2400, 0x7F
_BYTES = range(0xDC80, 0xDD00)
"""By what Python stands for the bytes of a file's name that are no text."""


def visible(text: str) -> str:
    """The text, with a sign in the place of each character that would act: ␛ for an escape, ⟨U+202E⟩, ⟨0xFF⟩."""
    return _ACTING.sub(_sign, text) if not (text.isascii() and text.isprintable()) else text


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return f"⟨0x{code - 0xDC00:02X}⟩" if code in _BYTES else f"⟨U+{code:04X}⟩"


def escaped(json: str) -> str:
    """A text in JSON that holds the same values, each acting character of which is written as an escape."""
    return _ACTING.sub(lambda match: _escape(ord(match[0])), json)


def _escape(code: int) -> str:
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def all_visible(value: Any) -> Any:
    """The same value, of dataclasses and collections, whose every text is visible."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, (tuple, list)) and not hasattr(value, "_fields"):
        return type(value)(map(all_visible, value))
    if isinstance(value, Iterator):
        return map(all_visible, value)
    if isinstance(value, dict):
        return {all_visible(key): all_visible(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        changed = {name: new for name, old in own.items() if (new := all_visible(old)) is not old and new != old}
        return dataclasses.replace(value, **changed) if changed else value
    return value
