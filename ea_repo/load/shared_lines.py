"""Plain texts in which each line says one field of an element: a line that many elements share is read once.

What a line says does not depend on those around it where each line begins a kind, an element or a field, and ends what
it begins. In a list of these lines, each is then an item that is a mapping of one key: a quote or a bracket that goes
on in the next line would take that line's item with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, Final

UNREAD: Final = object()
"""Stands for the value of a text that is to be read otherwise."""
_NOTHING, _KIND, _ELEMENT, _FIELD = b"\0kef"
"""What a line begins."""
_ELEMENT_OR_KIND = re.compile(rb"k|ef*")
_NAME = re.compile(r"(?:  )?([a-z][a-z0-9_-]*):")
"""A line that begins a kind or, behind two blanks, an element."""
_NO_NAMES = frozenset(("null", "true", "false", "y", "n", "yes", "no", "on", "off"))
"""Some parser takes these for something else than a text."""
_INDENT = "    "
"""What is before a field."""


@dataclass(slots=True)
class Written:
    """An element as a text writes it: its id, the names of its fields and what each holds."""

    id: str
    names: tuple[str, ...]
    values: Sequence[Any]

    @property
    def block(self) -> dict[str, Any] | None:
        """Its fields as YAML has them: nothing where there are none."""
        return dict(zip(self.names, self.values, strict=True)) or None


def by_lines(text: str, read: Callable[[str], Any], is_plain: Callable[[Any], bool]) -> dict[str, list[Written]] | None:
    """By kind, the elements of a text, each field on a line of its own; None where some line says anything else.

    `read` gives the value of a text, or UNREAD, and `is_plain` tells whether what a field holds may be taken. The text
    has none of the characters that have no place in one (`characters.py`), some of which end a line.
    """
    lines = text.split("\n")
    different = [*dict.fromkeys(lines)]
    said = _said(different, read, is_plain) if "\r" not in text else None
    if said is None:
        return None
    number = dict(zip(different, range(len(different)), strict=True))
    numbers = [*map(number.__getitem__, lines)]
    numbers = [*compress(numbers, map(said.begins.__getitem__, numbers))]
    begins = bytes(map(said.begins.__getitem__, numbers))
    if begins[:1] != b"k" or b"kf" in begins:
        return None
    return _elements(begins, [*map(said.names.__getitem__, numbers)], [*map(said.values.__getitem__, numbers)])


@dataclass(frozen=True, slots=True)
class _Said:
    """What each of some lines begins, the name of that and, of a field, what it holds."""

    begins: bytearray = field(default_factory=bytearray)
    names: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, begins: int, name: str = "", value: Any = None) -> None:
        self.begins.append(begins)
        self.names.append(name)
        self.values.append(value)


def _said(lines: Sequence[str], read: Callable[[str], Any], is_plain: Callable[[Any], bool]) -> _Said | None:
    """What these lines say, each by itself; None where one of them needs another."""
    of_fields = [line for line in lines if line.startswith(_INDENT) and not line.lstrip(" ").startswith("#")]
    items = read("-" + "\n-".join(of_fields)) if of_fields else []
    if items is UNREAD or len(items) != len(of_fields) or any(line[4:5] in ("", " ") for line in of_fields):
        return None
    said, next_items = _Said(), iter(items)
    for line in lines:
        if not line or line.lstrip(" ").startswith("#"):
            said.add(_NOTHING)
        elif line.startswith(_INDENT):
            item = next(next_items)
            if type(item) is not dict or len(item) != 1:
                return None
            ((name, value),) = item.items()
            # No text after a sign that one begins in the next line.
            is_begun = value == "" and line[-1] not in "\"'"
            if type(name) is not str or is_begun or not is_plain(value):
                return None
            said.add(_FIELD, name, value)
        else:
            match = _NAME.fullmatch(line)
            if match is None or match[1] in _NO_NAMES:
                return None
            said.add(_ELEMENT if line.startswith(" ") else _KIND, match[1])
    return said


def _elements(begins: bytes, names: Sequence[str], values: Sequence[Any]) -> dict[str, list[Written]] | None:
    """By kind, the elements of these lines; None where a name is given twice."""
    kinds: dict[str, list[Written]] = {}
    elements: list[Written] = []
    shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
    for match in _ELEMENT_OR_KIND.finditer(begins):
        begin, end = match.span()
        name = names[begin]
        if begins[begin] == _ELEMENT:
            fields = tuple(names[begin + 1 : end])
            elements.append(Written(name, shapes.setdefault(fields, fields), values[begin + 1 : end]))
        elif name in kinds:
            return None
        else:
            elements = kinds[name] = []
    ids: Iterator[list[str]] = ([element.id for element in some] for some in kinds.values())
    twice = any(len(set(some)) < len(some) for some in (*ids, *shapes))
    return None if twice else kinds
