"""The columns of a record by the names that mappings call them, and conditions on what they hold."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from ea_repo.exchange.inventory import Item, Ref, Relation, Value
from ea_repo.exchange.place import Place
from ea_repo.select.full_text import fold

OWN = ("$id", "$name", "$documentation", "$type", "$folder", "$profile", "$source", "$target")
"""What an item says beside its columns, by the names that mappings call it."""
_BLANK = ("", None, ())


class Columns:
    """Finds columns by name, whatever their capitals and accents, and notes which names were never met."""

    def __init__(self) -> None:
        self._actual: dict[tuple[str, str], str] = {}
        self._met: dict[str, set[str]] = {}

    def value(self, item: Item, name: str) -> Value:
        """What an item says in a column; None where it says nothing."""
        if name.startswith("$"):
            return _own(item, name)
        found = item.fields.get(name)
        if found is None:
            actual = self.name(item, name)
            found = item.fields.get(actual, _given(item, actual))
        if found is None and "." in name and name not in item.places:
            found = _inside(item.fields, name.split("."))
        return None if isinstance(found, str) and not found.strip() else found

    def place(self, item: Item, name: str) -> Place:
        """Where a column of an item is written."""
        return item.place(self.name(item, name))

    def first(self, item: Item, names: Sequence[str], nothing: Container[str] = ()) -> tuple[Value, str]:
        """What the first of some columns that holds something holds, and its name; some texts say nothing."""
        for name in names:
            value = self.value(item, name)
            if value not in _BLANK and not (nothing and text(value).strip().casefold() in nothing):
                return value, name
        return None, names[0] if names else ""

    def name(self, item: Item, name: str) -> str:
        """The column that a name means: that one, else the one of the same letters."""
        if name in item.fields or name in item.places:
            return name
        key = (item.type, name)
        known = self._actual.get(key, "")
        if known and (known in item.fields or known in item.places):
            return known
        wanted = letters(name)
        given = (property.name for property in item.properties)
        actual = next((one for one in (*item.fields, *item.places, *given) if letters(one) == wanted), name)
        if actual != name:
            self._actual[key] = actual
        return actual


def letters(name: str) -> str:
    """A name as it is compared: its letters and digits, without accents and capitals."""
    return "".join(sign for sign in fold(name) if sign.isalnum())


def known_columns(items: Iterable[Item]) -> dict[str, None]:
    """Every column that some of these items have."""
    names: dict[str, None] = {}
    for item in items:
        names |= dict.fromkeys(item.fields)
        names |= dict.fromkeys(item.places)
        names |= dict.fromkeys(given.name for given in item.properties)
    return names


def holds(columns: Columns, item: Item, where: Mapping[str, Any]) -> bool:
    """Whether an item has the values that a condition wants: all of its columns, one value of each list."""
    return all(_is_one(columns.value(item, name), wanted) for name, wanted in where.items())


def _is_one(value: Value, wanted: Any) -> bool:
    said = {letters(part) if letters(part) else part for part in texts(value)}
    for one in wanted if isinstance(wanted, list | tuple) else (wanted,):
        if one is None and not said:
            return True
        if one == "*" and said:
            return True
        if one is not None and (letters(text(one)) or text(one)) in said:
            return True
    return False


def _own(item: Item, name: str) -> Value:
    match name:
        case "$id":
            return item.id
        case "$name":
            return str(item.name) or None
        case "$documentation":
            return str(item.documentation) or None
        case "$type":
            return item.type
        case "$folder":
            return item.folder[-1] if item.folder else None
        case "$profile":
            return item.profiles
        case "$source" | "$target" if isinstance(item, Relation):
            return Ref(item.source if name == "$source" else item.target)
        case _:
            return None


def _given(item: Item, name: str) -> Value:
    """The values of a property of the authors, several where it was given several times."""
    values = tuple(str(given.value) for given in item.properties if given.name == name)
    return values[0] if len(values) == 1 else values or None


def _inside(value: Value, steps: Sequence[str]) -> Value:
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def text(value: Value) -> str:
    """A single value as a text."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return ""
        case Ref():
            return value.to
        case str():
            return value
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case tuple():
            return json.dumps([_as_json(part) for part in value], ensure_ascii=False)
        case Mapping():
            return json.dumps(_as_json(value), ensure_ascii=False)
        case _:
            return str(value)


def texts(value: Value) -> tuple[str, ...]:
    """A value as texts: each of a list, none where nothing is said."""
    if isinstance(value, tuple):
        return tuple(text(part) for part in value if part not in _BLANK)
    return () if value in _BLANK else (text(value),)


def as_plain(value: Value) -> Any:
    """A value as YAML has it: numbers and flags as they are, all else as texts, lists and mappings of these."""
    if isinstance(value, Mapping):
        return {str(name): as_plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [as_plain(part) for part in value]
    return value if isinstance(value, bool | int | float) else text(value)


_as_json = as_plain
