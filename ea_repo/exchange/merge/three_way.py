"""One value in three versions: what the source said last time, what is here, what the source says now."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["changed", "kept", "conflict"]
Prefer = Literal["source", "workspace"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in a field where the three differ, and what comes of it.

    changed: the source alone changed it, and its value is taken. kept: the workspace alone did. conflict: both did.
    """

    path: str
    outcome: Outcome
    before: Any
    """What the source said last time, None where it said nothing."""
    here: Any
    now: Any
    """What the source says now."""


class Merge:
    """Merges the values of one element, and notes each difference."""

    def __init__(self, prefer: Prefer | None, alone: Callable[[str], bool]) -> None:
        """`alone` tells the link fields that take one element: another one takes its place."""
        self._prefer, self._alone = prefer, alone
        self.differences: list[Difference] = []
        self.unsolved: set[str] = set()
        """The fields with a conflict that nobody has solved."""

    def value(self, path: str, before: Any, here: Any, now: Any) -> Any:
        """The value to write, None for none."""
        if same(here, now):
            return here
        if _are(dict, before, here, now):
            return self._mapping(path, before or {}, here or {}, now or {})
        if _are(list, before, here, now) and not self._alone(path):
            if same(before, here):
                self._note(path, "changed", before, here, now)
                return now
            return self._list(path, before or [], here or [], now or [])
        if same(before, here):
            self._note(path, "changed", before, here, now)
            return now
        if same(before, now):
            self._note(path, "kept", before, here, now)
            return here
        self._note(path, "conflict", before, here, now)
        if self._prefer is None:
            self.unsolved.add(path.partition(".")[0])
        return now if self._prefer == "source" else here

    def _mapping(self, path: str, before: Mapping[str, Any], here: Mapping[str, Any], now: Mapping[str, Any]) -> Any:
        merged: dict[str, Any] = {}
        for name in dict.fromkeys((*here, *now, *before)):
            value = self.value(f"{path}.{name}", before.get(name), here.get(name), now.get(name))
            if value is not None:
                merged[name] = value
        return merged or None

    def _list(self, path: str, before: Sequence[Any], here: Sequence[Any], now: Sequence[Any]) -> Any:
        by_name = [{named(item): item for item in items} for items in (before, here, now)]
        merged: list[Any] = []
        for name in dict.fromkeys((*by_name[1], *by_name[2], *by_name[0])):
            value = self.value(f"{path}.{name}", *(items.get(name) for items in by_name))
            if value is not None:
                merged.append(value)
        return merged or None

    def _note(self, path: str, outcome: Outcome, before: Any, here: Any, now: Any) -> None:
        self.differences.append(Difference(path, outcome, before, here, now))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: the order of a list says nothing; an empty one says that there is none."""
    return bool(comparable(one) == comparable(other))


def comparable(value: Any) -> Any:
    """A value as it compares: the order of a list says nothing, an empty mapping is none."""
    if isinstance(value, dict):
        return {name: comparable(part) for name, part in value.items()} or None
    if isinstance(value, list):
        return sorted(map(comparable, value), key=lambda part: json.dumps(part, sort_keys=True))
    return (type(value) is bool, value) if isinstance(value, bool | int | float) else value


def _are(type: type, *values: Any) -> bool:
    """Whether those that are there are all of a type, and more than one is."""
    there = [value for value in values if value is not None]
    return all(isinstance(value, type) for value in there) and len(there) > 1


def named(item: Any) -> str:
    """What an item of a list is known by: what it points at, its id, or what it says."""
    if isinstance(item, dict):
        for name in ("to", "id", "name"):
            if isinstance(item.get(name), str):
                about = item.get("for")
                return f"{item[name]}" if about is None else f"{item[name]} ({about})"
    return item if isinstance(item, str) else json.dumps(item, sort_keys=True, ensure_ascii=False)
