"""When two values of a text say the same, and which items of two lists correspond."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same: a list of one is that one, and an absent value is no value."""
    return bool(_comparable(one) == _comparable(other))


def aligned(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """The places in two lists of what stays or is replaced, in order: None in one of them for what comes or goes."""
    was, will_be = ([repr(_comparable(item)) for item in items] for items in (old, new))
    changes = SequenceMatcher(a=was, b=will_be, autojunk=False).get_opcodes()
    for _, from_old, to_old, from_new, to_new in changes:
        yield from zip_longest(range(from_old, to_old), range(from_new, to_new))


def _comparable(value: Any) -> Any:
    if isinstance(value, Mapping):
        inner = {str(name): _comparable(part) for name, part in value.items()}
        return {name: part for name, part in inner.items() if part is not None}
    if isinstance(value, list | tuple):
        items = [_comparable(part) for part in value]
        return items[0] if len(items) == 1 else items
    return None if value is None else (type(value), value)
