"""Plain YAML texts read many times faster, by a parser in Rust: anything unusual is left to the careful reader.

The careful reader (`careful_yaml.py`) says where each thing is written and reports each flaw. The quick one says
neither, so that it only takes texts in which there is nothing to report and which both read as the same values.
"""

from __future__ import annotations

import importlib
import re
from typing import Any

from ea_repo.load.shared_lines import UNREAD, Written, by_lines

try:
    _ryaml: Any = importlib.import_module("ryaml")
except ImportError:  # There is no wheel of it for this machine: everything is read carefully.
    _ryaml = None

_UNUSUAL = re.compile(
    # A tag, an anchor or an alias where a value may begin.
    r"[&*!](?:(?<=[\[{,?:].)|(?<=[\s:,\-\[{?][ \t].)|(?<=[\n\r].))"
    # Numbers that the two parsers read otherwise: 007, 0o7, 0b1, with a sign, an exponent, or too many digits.
    r"|0(?<=[\s\[{,:]0)[0-9xob]|[-+](?<=[\s\[{,:][-+])[0-9.]|[0-9.][eE][-+0-9]|[0-9]{19}"
    # A merge.
    r"|<<"
)
_CLASSES = bytes.maketrans(b"123456789xoBbeE+-\t\n\r[{,:", b"999999999bbbbee--       ")
_DIGITS = bytes.maketrans(b"012345678", b"999999999")
_SUSPECT = (b" 0", b" -9", b" -0", b" -.", b"9e", b"0e", b".e", b"&", b"*", b"!", b"<<")
"""Some of these are in every unusual text, once its characters are replaced by their classes (9: any digit, a blank:
any sign after which a value may begin). To look for them first is many times faster than the regular expression."""
_MAX_DEPTH = 12
"""Deeper texts are read carefully."""
_TEXTS = frozenset((str,))


def quick(text: str) -> Any:
    """The value of a text; UNREAD where something in it may have to be reported, or might be read otherwise."""
    if _ryaml is None or text.lstrip()[:1] in "&*!+-0":
        return UNREAD
    value = _value(text)
    return value if _is_plain(value) else UNREAD


def quick_elements(text: str) -> dict[str, list[Written]] | None:
    """By kind, the elements of a text; None where one of its lines says anything else than a field of one.

    The text has none of the characters that have no place in one (`characters.py`).
    """
    return None if _ryaml is None else by_lines(text, _value, _is_plain)


def _value(text: str) -> Any:
    """The value of a text, in which some key may be none; UNREAD where the two parsers may read another one."""
    if _unusual(text):
        return UNREAD
    try:
        return _ryaml.loads(text)
    except ValueError:  # A flaw, a key twice, several documents: the careful reader reports it with its place.
        return UNREAD


def _is_plain(value: Any) -> bool:
    return not _is_group(value) or _plain(value, _MAX_DEPTH)


def _is_group(value: Any) -> bool:
    """Whether a value may hold keys, or other groups. Most are lists of texts: there is nothing to look for in them."""
    its_type = type(value)
    return its_type is dict or (its_type is list and not _TEXTS.issuperset(map(type, value)))


def _unusual(text: str) -> bool:
    """Whether a text has something that the two parsers may read otherwise."""
    data = text.encode("utf-8", "surrogatepass")
    classes = data.translate(_CLASSES)
    suspect = any(pattern in classes for pattern in _SUSPECT) or b"9" * 19 in data.translate(_DIGITS)
    return suspect and _UNUSUAL.search(text) is not None


def _plain(value: Any, depth: int) -> bool:
    """Whether every key in a mapping or a list is a text, at any level, and there are at most `depth` levels."""
    if depth == 0:
        return False
    inner: Any = value
    if type(value) is dict:
        if not _TEXTS.issuperset(map(type, value)):
            return False
        inner = value.values()
    return all(not _is_group(item) or _plain(item, depth - 1) for item in inner)
