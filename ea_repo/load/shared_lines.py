"""Plain texts in which each line says one field of an element: a line that many elements share is read once.

What a line says does not depend on those around it where each line begins a kind, an element or a field, and ends what
it begins. In a list of these lines, each is then an item that is a mapping of one key: a quote or a bracket that goes
on in the next line would take that line's item with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, repeat
from typing import Any, Final

from ea_repo.metamodel.link import ID_PATTERN

UNREAD: Final = object()
"""Stands for the value of a text that is to be read otherwise."""
_NOTHING, _KIND, _ELEMENT, _FIELD = b"\0kef"
"""What a line begins."""
_ELEMENT_OR_KIND = re.compile(rb"k|ef*")
_NAME = re.compile(rf"  ((?=[a-z]){ID_PATTERN}):|([a-z][a-z0-9_-]*):")
"""A line that begins an element, behind two blanks, or a kind."""
_NO_NAMES = frozenset(("null", "true", "false", "y", "n", "yes", "no", "on", "off"))
"""Some parser takes these for something else than a text."""
_GROUPS = frozenset((list, dict))
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
    if "\r" in text:
        return None
    lines = text.split("\n")
    of_fields, others = list[str](), list[str]()
    for line in dict.fromkeys(lines):
        (of_fields if line.startswith(_INDENT) and not _is_comment(line) else others).append(line)
    names = _names(others)
    fields = None if names is None else _fields(of_fields, read, is_plain)
    if names is None or fields is None:
        return None
    begins = bytes([_FIELD] * len(of_fields) + [_begun(line) for line in others])
    number = dict(zip(chain(of_fields, others), count(), strict=False))
    numbers = [*map(number.__getitem__, lines)]
    begun = bytes(map(begins.__getitem__, numbers))
    if b"\0f" in begun:
        # What stands between the fields of an element says nothing of it.
        numbers = [*compress(numbers, begun)]
        begun = begun.replace(b"\0", b"")
    if b"kf" in begun or begun.lstrip(b"\0")[:1] != b"k":
        return None
    names = [*(name for name, _ in fields), *names]
    values = [*(value for _, value in fields), *repeat(None, len(others))]
    return _elements(begun, [*map(names.__getitem__, numbers)], [*map(values.__getitem__, numbers)])


def _fields(
    lines: Sequence[str], read: Callable[[str], Any], is_plain: Callable[[Any], bool]
) -> Sequence[tuple[str, Any]] | None:
    """The field that each of these lines writes, and its value; None where one of them is not whole."""
    if any(line[4:5] in ("", " ", "\t", "?") for line in lines):
        return None
    items = read("-" + "\n-".join(lines)) if lines else []
    if items is UNREAD or len(items) != len(lines):
        return None
    if not ({*map(type, items)} <= {dict} and {*map(len, items)} <= {1}):
        return None
    fields = [*chain.from_iterable(map(dict.items, items))]
    for line, (name, value) in zip(lines, fields, strict=True):
        # No text after a sign that one begins in the next line.
        is_begun = value == "" and ("|" in line or ">" in line)
        if type(name) is not str or is_begun or (type(value) in _GROUPS and not is_plain(value)):
            return None
    return fields


def _begun(line: str) -> int:
    """What a line begins that is none of a field."""
    if not line or _is_comment(line):
        return _NOTHING
    return _ELEMENT if line.startswith(" ") else _KIND


def _is_comment(line: str) -> bool:
    return "#" in line and line.lstrip(" ").startswith("#")


def _names(lines: Sequence[str]) -> list[str] | None:
    """The names that these lines give to what they begin, empty where that is nothing; None where one says more."""
    names: list[str] = []
    for line in lines:
        match = _NAME.fullmatch(line)
        if match is None and _begun(line) != _NOTHING:
            return None
        name = "" if match is None else match[1] or match[2]
        if name in _NO_NAMES:
            return None
        names.append(name)
    return names


def _elements(begun: bytes, names: Sequence[str], values: Sequence[Any]) -> dict[str, list[Written]] | None:
    """By kind, the elements of these lines; None where a name is given twice, or has a meaning of its own."""
    kinds: dict[str, list[Written]] = {}
    elements: list[Written] = []
    shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
    for match in _ELEMENT_OR_KIND.finditer(begun):
        begin, end = match.span()
        name = names[begin]
        if begun[begin] == _ELEMENT:
            fields = tuple(names[begin + 1 : end])
            elements.append(Written(name, shapes.setdefault(fields, fields), values[begin + 1 : end]))
        elif name in kinds:
            return None
        else:
            elements = kinds[name] = []
    ids = ([element.id for element in elements] for elements in kinds.values())
    if any(len(set(names)) < len(names) for names in (*ids, *shapes)) or any("id" in shape for shape in shapes):
        return None
    return kinds
