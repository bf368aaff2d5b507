"""Characters that act on whoever shows a text (controls, marks of direction, what has no sign): shown as signs."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
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
    return each_text(value, visible)


def each_text(value: Any, change: Callable[[str], str], whole: Callable[[Any], Any] = lambda value: None) -> Any:
    """The same value, of dataclasses and collections, whose every text is changed so.

    What `whole` gives for a value, where it gives something, stands in its place as it is.
    """
    if isinstance(value, str):
        return change(value)
    if (own := whole(value)) is not None:
        return own
    if isinstance(value, (tuple, list)) and not hasattr(value, "_fields"):
        return type(value)(each_text(item, change, whole) for item in value)
    if isinstance(value, Iterator):
        return (each_text(item, change, whole) for item in value)
    if isinstance(value, dict):
        return {each_text(key, change, whole): each_text(item, change, whole) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        pairs = ((name, old, each_text(old, change, whole)) for name, old in fields.items())
        changed = {name: new for name, old, new in pairs if new is not old and new != old}
        return dataclasses.replace(value, **changed) if changed else value
    return value
