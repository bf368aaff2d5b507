"""A dictionary that computes the values that it does not hold yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class LazyDict(dict[Key, Value]):
    """A dictionary that computes a value when its key is first asked for, and keeps it.

    A value that is held is found as fast as in any dictionary. What `compute` raises is raised to who asks.
    """

    def __init__(self, compute: Callable[[Key], Value]) -> None:
        self._compute = compute

    def __missing__(self, key: Key) -> Value:
        value = self[key] = self._compute(key)
        return value
