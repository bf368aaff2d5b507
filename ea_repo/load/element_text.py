"""Elements as YAML text, in one way only: what is written so is read as the same values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ea_repo.load.yaml import scalar

WIDTH = 110
"""A list or a group that is longer than this is written one item a line."""
_PLAIN = re.compile(r"[^\W_]([\w '’().-]*[\w)])?")
"""Texts that need no quotes in any YAML, unless they read as something else than a text."""
_WORDS = frozenset(("on", "off", "yes", "no", "y", "n"))
"""Texts that older parsers take for true or false."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def element_lines(id: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """The lines of an element below that of its kind."""
    if not fields:
        yield f"  {written(id)}: {{}}"
        return
    yield f"  {written(id)}:"
    for name, value in fields.items():
        yield from field_lines(name, value, 4)


def field_lines(name: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a field: on one line where that is short, else its parts each on their own."""
    margin, key = " " * indent, written(name)
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], dict | list):
        value = value[0]
    if isinstance(value, str) and _is_block(value):
        yield f"{margin}{key}: |-"
        yield from (f"{margin}  {line}" if line else "" for line in value.split("\n"))
        return
    line = f"{margin}{key}: {written(value)}"
    if len(line) <= WIDTH or not isinstance(value, dict | list) or not value:
        yield line
    elif isinstance(value, dict):
        yield f"{margin}{key}:"
        for inner, part in value.items():
            yield from field_lines(str(inner), part, indent + 2)
    else:
        yield f"{margin}{key}:"
        yield from (f"{margin}  - {written(item)}" for item in value)


def _is_block(text: str) -> bool:
    """Whether a text reads better line by line: it has several, and nothing that YAML would read otherwise there."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(line.isprintable() and line == line.rstrip() for line in lines)
        and bool(lines[0])
        and bool(lines[-1])
        and not lines[0].startswith(" ")
    )


def written(value: Any) -> str:
    """A plain value as YAML 1.2 on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{written(str(name))}: {written(part)}" for name, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(written, value)) + "]"
        case str():
            return _text(value)
        case float():
            return json.dumps(value).replace("NaN", ".nan").replace("Infinity", ".inf")
        case _:
            return json.dumps(value)


def _text(value: str) -> str:
    """A text, in quotes where YAML, old or new, might take it for something else."""
    plain = _DATE.fullmatch(value) or (
        _PLAIN.fullmatch(value) and isinstance(scalar(value), str) and value.lower() not in _WORDS
    )
    return value if plain and value.isprintable() else '"' + "".join(map(_quoted, value)) + '"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character) if not "\ud800" <= character <= "\udfff" else 0xFFFD
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
