"""The values of plain YAML texts, many times faster: what is unusual in any way is left to the careful reader."""

from __future__ import annotations

import importlib
import re
from typing import Any, Final

try:
    _ryaml: Any = importlib.import_module("ryaml")
except ImportError:  # no wheel of it for this machine: everything is read carefully
    _ryaml = None

UNREAD: Final = object()
"""Said of a text that is to be read carefully."""

_UNUSUAL = re.compile(
    # a tag, an anchor or an alias where a value may begin
    r"[&*!](?:(?<=[\[{,?:].)|(?<=[\s:,\-\[{?][ \t].)|(?<=[\n\r].))"
    # numbers that the two parsers read otherwise: 007, 0o7, 0b1, those with a sign, an exponent, or too many digits
    r"|0(?<=[\s\[{,:]0)[0-9xob]|[-+](?<=[\s\[{,:][-+])[0-9.]|[0-9.][eE][-+0-9]|[0-9]{19}"
    # merges
    r"|<<"
)
_CLASSES = bytes.maketrans(b"123456789xoBbeE+-\t\n\r[{,:", b"999999999bbbbee--       ")
_DIGITS = bytes.maketrans(b"012345678", b"999999999")
_SUSPECT = (b" 0", b" -9", b" -0", b" -.", b"9e", b"0e", b".e", b"&", b"*", b"!", b"<<")
"""What is in every unusual text once its characters are put in classes: many times faster to find."""
_MAX_DEPTH = 12
_TEXTS = frozenset((str,))
_GROUPS = frozenset((dict, list))


def quick(text: str) -> Any:
    """What a text says, UNREAD where something in it may have to be told, or might be read otherwise."""
    if _ryaml is None or text.lstrip()[:1] in "&*!+-0" or _unusual(text):
        return UNREAD
    try:
        value = _ryaml.loads(text)
    except ValueError:  # a flaw, a key twice, several documents: whatever it is, it is told with its place
        return UNREAD
    return value if type(value) not in _GROUPS or _plain(value, _MAX_DEPTH) else UNREAD


def _unusual(text: str) -> bool:
    data = text.encode("utf-8", "surrogatepass")
    classes = data.translate(_CLASSES)
    suspect = any(each in classes for each in _SUSPECT) or b"9" * 19 in data.translate(_DIGITS)
    return suspect and _UNUSUAL.search(text) is not None


def _plain(value: Any, depth: int) -> bool:
    """Whether every key is a text, and no level too deep."""
    inner: Any = value
    if type(value) is dict:
        if not _TEXTS.issuperset(map(type, value)):
            return False
        inner = value.values()
    if _GROUPS.isdisjoint(map(type, inner)):
        return depth > 0
    # Most groups are lists of texts: nothing is called for them.
    groups = (each for each in inner if type(each) in _GROUPS and not _texts(each))
    return depth > 1 and all(_plain(each, depth - 1) for each in groups)


def _texts(value: Any) -> bool:
    return type(value) is list and _TEXTS.issuperset(map(type, value))
