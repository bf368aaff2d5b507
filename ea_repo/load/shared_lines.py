"""Plain texts in which each line says one field of an element: a line that many elements share is read once.

What a line says does not depend on those around it where each line begins a kind, an element or a field, and ends what
it begins. In a list of these lines, each is then an item that is a mapping of one key: a quote or a bracket that goes
on in the next line would take that line's item with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from typing import Any, Final

UNREAD: Final = object()
"""What is returned for a text that is to be read otherwise."""
_FIELD = "\0"
"""Stands for the end of a line before a field; no text has it."""
_NAME = re.compile(r"([a-z][a-z0-9_-]*):")
"""A line that begins a kind or an element."""
_NO_NAMES = frozenset(("null", "true", "false", "y", "n", "yes", "no", "on", "off"))
"""Some parser takes these for something else than a text."""

Written = tuple[dict[str, Any], str, list[str]]
"""An element: where its kind's are gathered, its id, and the lines of its fields."""


def by_lines(text: str, read: Callable[[str], Any], is_plain: Callable[[Any], bool]) -> Any:
    """The value of a text of kinds, elements and fields, each on its line; UNREAD where some line says anything else.

    `read` gives the value of a text, or UNREAD, and `is_plain` tells whether what a field holds may be taken. The text
    has none of the characters that have no place in one (`characters.py`), some of which end a line.
    """
    if "\r" in text:
        return UNREAD
    value: dict[str, Any] = {}
    written = _elements(text, value)
    lines = None if written is None else dict.fromkeys(chain.from_iterable(fields for _, _, fields in written))
    if written is None or lines is None or any(line.startswith(" ") for line in lines):
        return UNREAD
    fields = _fields([*lines], read, is_plain) if lines else {}
    if fields is None:
        return UNREAD
    for elements, id, own_lines in written:
        own = dict(map(fields.__getitem__, own_lines))
        if id in elements or len(own) != len(own_lines):
            return UNREAD
        elements[id] = own or None
    return {kind: elements or None for kind, elements in value.items()}


def _elements(text: str, value: dict[str, Any]) -> list[Written] | None:
    """The elements that a text writes, whose kinds join `value`; None where a line is none of theirs."""
    header, *blocks = text.replace("\n    ", _FIELD).split("\n  ")
    written: list[Written] = []
    elements = _kinds(header.split("\n"), value, None)
    for block in blocks:
        after: list[str] = []
        if "\n" in block:
            block, *after = block.split("\n")
        head, *fields = block.split(_FIELD)
        id = _name(head)
        if id is None or elements is None:
            return None
        written.append((elements, id, fields))
        if after:
            elements = _kinds(after, value, elements)
    # The last lines too must have been understood.
    return None if elements is None else written


def _kinds(lines: list[str], value: dict[str, Any], elements: dict[str, Any] | None) -> dict[str, Any] | None:
    """Where to gather the elements after these lines, comments and kinds; None where one of them is neither."""
    for line in lines:
        if (line.startswith("#") and _FIELD not in line) or not line:
            continue
        kind = _name(line)
        if kind is None or kind in value:
            return None
        elements = value[kind] = {}
    return elements


def _name(line: str) -> str | None:
    match = _NAME.fullmatch(line)
    return None if match is None or match[1] in _NO_NAMES else match[1]


def _fields(
    lines: list[str], read: Callable[[str], Any], is_plain: Callable[[Any], bool]
) -> dict[str, tuple[str, Any]] | None:
    """By line, the field that it writes and its value; None where one of them is not whole."""
    items = read("- " + "\n- ".join(lines))
    if items is UNREAD or len(items) != len(lines):
        return None
    fields: dict[str, tuple[str, Any]] = {}
    for line, item in zip(lines, items, strict=True):
        if type(item) is not dict or len(item) != 1:
            return None
        (field,) = item.items()
        name, value = field
        # No text after a sign that one begins in the next line.
        is_begun = value == "" and line[-1] not in "\"'"
        if type(name) is not str or is_begun or not is_plain(value):
            return None
        fields[line] = field
    return fields
