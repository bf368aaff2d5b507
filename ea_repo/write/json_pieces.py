"""JSON written piece by piece: what is made one at a time is written one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

_NO_NUMBERS = ("NaN", "Infinity")


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping whose values are made as they are written."""

    items: Iterable[tuple[str, Any]]


def json_pieces(value: Any, indent: int) -> Iterator[str]:
    """A value as `json.dumps` writes it with this indent, all letters as they are.

    An iterator in it stands for a list, `Pairs` for a mapping. JSON knows no number that is not finite: null stands
    for it.
    """
    for piece in _Encoder(ensure_ascii=False, indent=indent).iterencode(value):
        # A text ends in its quote: only a number ends so, behind the sign of the list that it is in.
        if piece.endswith(_NO_NUMBERS):
            yield f"{piece.removesuffix('NaN').removesuffix('Infinity').removesuffix('-')}null"
        else:
            yield piece


class _Encoder(json.JSONEncoder):
    def default(self, value: Any) -> Any:
        if isinstance(value, Pairs):
            return _Mapping(iter(value.items))
        return _List(value) if isinstance(value, Iterator) else super().default(value)


class _List(list[Any]):
    """What the encoder takes for a list: it asks whether there is anything in it, then for each part, once."""

    def __init__(self, parts: Iterator[Any]) -> None:
        first = list(islice(parts, 1))
        self._parts, self._any = chain(first, parts), bool(first)

    def __bool__(self) -> bool:
        return self._any

    def __iter__(self) -> Iterator[Any]:
        return self._parts


class _Mapping(dict[str, Any]):
    """The same for a mapping."""

    def __init__(self, pairs: Iterator[tuple[str, Any]]) -> None:
        self._pairs = _List(pairs)

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def items(self) -> Any:
        return iter(self._pairs)
