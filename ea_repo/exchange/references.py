"""Foreign keys of databases that were exported whole: resolved once all rows are known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from ea_repo.exchange.inventory import Record, Ref, Value

Find = Callable[[str, str, Value], str]
"""From the type of a record, the name of a field and its value: the id of the record that it means, empty for none."""


def resolved(records: Iterable[Record], find: Find) -> tuple[Record, ...]:
    """The records, with a reference in place of each value that means another record."""
    return tuple(dataclasses.replace(record, fields=_fields(record, find)) for record in records)


def _fields(record: Record, find: Find) -> Mapping[str, Value]:
    return {name: _value(record.type, name, value, find) for name, value in record.fields.items()}


def _value(type: str, name: str, value: Value, find: Find) -> Value:
    if isinstance(value, tuple) and value and all(isinstance(part, int) for part in value):
        meant = [find(type, name, part) for part in value]
        return tuple(map(Ref, meant)) if all(meant) else value
    if isinstance(value, int | str) and not isinstance(value, bool):
        to = find(type, name, value)
        return Ref(to) if to else value
    return value
