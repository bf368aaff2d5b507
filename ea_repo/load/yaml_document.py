"""What a YAML text says, as far as it could be read: plain values, flaws, and where things are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
"""The keys and the places in lists (from 0) that lead from the top of a text to something in it."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in a text: the id of a problem (`problems.py`), its place (counted from 1) and its facts.

    Among these are the `path` of keys that leads there and, of text that is not read, that text (`value`).
    """

    problem: str
    line: int
    column: int
    facts: dict[str, str]


@dataclass(slots=True)
class Document:
    """What a text says, as far as it could be read."""

    value: Any = None
    flaws: list[Flaw] = field(default_factory=list)
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """The line and column of each key and item, where they were asked for."""
    complete: bool = True
    """False where the text was not read to its end."""

    def place(self, path: Path) -> tuple[int, int]:
        """The line and column of the longest part of a path that has marks, of the whole text where none has."""
        parts = (path[:size] for size in range(len(path), 0, -1))
        return next((self.marks[part] for part in parts if part in self.marks), (1, 1))


_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {text: word == "true" for word in ("true", "false") for text in (word, word.capitalize(), word.upper())}
_INT = re.compile(r"[-+]?[0-9]{1,600}")
_BASED = re.compile(r"0o[0-7]{1,600}|0x[0-9a-fA-F]{1,600}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def scalar(text: str) -> Any:
    """The value of a plain scalar in YAML 1.2's core schema; a whole number of more than 600 digits stays a text.

    Nothing measures that much, and Python refuses to write such a number down again.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if text.lstrip("+-").isdigit():
        return text
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(text) else text
