"""JSON as plain values, whatever is sent as JSON."""

from __future__ import annotations

import json
from typing import Any

from ea_repo.exchange.inventory import Value
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

MAX_DEPTH = 64
"""How deep a value may be nested: no model comes near, and what works through one takes the longer the deeper it is."""
_TOO_DEEP = Text("ce JSON est emboîté trop profondément", "this JSON is nested too deep")
_NOT_JSON = Text("ce JSON est mal formé ici", "this JSON is malformed here")


def parse(file: str, data: bytes) -> Any:
    """The value that a file holds, in UTF-8, UTF-16 or UTF-32; raises Unreadable on what is no JSON."""
    try:
        value = json.loads(data)
    except json.JSONDecodeError as error:
        raise Unreadable(_NOT_JSON, Place(file, error.lineno, error.colno)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        why = Text("ce JSON n'est pas en UTF-8", "this JSON is not in UTF-8")
        raise Unreadable(why, Place(file, line, column)) from None
    except RecursionError:
        raise Unreadable(_TOO_DEEP, Place(file)) from None
    except ValueError:  # A number of thousands of digits.
        raise Unreadable(
            Text("ce JSON contient un nombre démesuré", "this JSON holds an outsize number"), Place(file)
        ) from None
    if _is_too_deep(value):
        raise Unreadable(_TOO_DEEP, Place(file))
    return value


def loads(text: str) -> Any:
    """The value that a text is the JSON of; raises ValueError on what is none, or is nested too deep."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError(_TOO_DEEP.en) from None
    if _is_too_deep(value):
        raise ValueError(_TOO_DEEP.en)
    return value


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
    return bool(level)


def frozen(value: Any) -> Value:
    """A JSON value in the form of an inventory's: lists are tuples."""
    match value:
        case dict():
            return {str(key): frozen(part) for key, part in value.items()}
        case list():
            return tuple(frozen(part) for part in value)
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def pointer(*steps: str | int) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands for it; nothing where it is neither."""
    if isinstance(value, str):
        return (value,)
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, list) else ()


def mappings(value: Any) -> list[tuple[int, dict[str, Any]]]:
    """The mappings of a list, with their places in it; none where it is no list."""
    parts = value if isinstance(value, list) else []
    return [(place, part) for place, part in enumerate(parts) if isinstance(part, dict)]


def json_or_text(text: str) -> Any:
    """The value that a text is the JSON of; the text itself where it is none, or is nested too deep."""
    try:
        return loads(text)
    except ValueError:
        return text
