"""Whether what is written in a field is one of the values wanted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ea_repo.metamodel import Kind
from ea_repo.metamodel.dates import DateRole, as_written, first_day, last_day
from ea_repo.select.field_paths import values_at

COMPARISON = re.compile(r"(<=|>=|<|>)\s*(.+)")


def is_comparison(value: Any) -> bool:
    """Whether a value wanted is a bound: `<2023`, `>=4`."""
    return isinstance(value, str) and COMPARISON.fullmatch(value) is not None


def matcher(of: Kind, path: tuple[str, ...], wanted: tuple[Any, ...], date: dt.date | None) -> Callable[[Any], Any]:
    """A function that says of a field's value whether what stands at the path is wanted, None where nothing does."""
    answers: dict[Any, bool | None] = {}

    def matches(value: Any) -> bool | None:
        if not isinstance(value, str):
            return _matches(of, path, value, wanted, date)
        # Many elements write the same words and dates: each is judged once.
        if value not in answers:
            answers[value] = _matches(of, path, value, wanted, date)
        return answers[value]

    return matches


def _matches(of: Kind, path: tuple[str, ...], value: Any, wanted: tuple[Any, ...], date: dt.date | None) -> bool | None:
    rest = path[1:]
    for step in rest if value is not False else ():
        value = _inside(value, step, date)
        if value is None:
            return None
    if rest and "*" in wanted:
        return True
    values = value if isinstance(value, tuple) else (value,)
    day = _role(of, path) if value is not False else None
    return any(equal(item, expected, day.day if day else None) for item in values for expected in wanted)


@lru_cache(1_000)
def _role(of: Kind, path: tuple[str, ...]) -> DateRole | None:
    values = values_at(of, path)
    return None if values is None else values.role


def _inside(value: Any, name: str, date: dt.date | None) -> Any:
    """What a group of fields says under a name; of several groups, those that hold at the date."""
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, tuple):
        current = (part for part in value if _current(part, date))
        return tuple(inner for part in current if (inner := _inside(part, name, date)) is not None)
    # A group of fields.
    fields = getattr(type(value), "model_fields", {})
    field = next((own for own, info in fields.items() if name in (own, info.alias)), None)
    return getattr(value, field) if field else None


def _current(part: Any, date: dt.date | None) -> bool:
    start, end = getattr(part, "from_", None), getattr(part, "until", None)
    if date is None:
        return True
    return (start is None or first_day(start) <= date) and (end is None or date <= last_day(end))


def equal(value: Any, wanted: Any, day: Callable[[str], dt.date] | None) -> bool:
    """Whether a value is the one wanted, or compares so; `day` reads a date, where the value is one."""
    comparison = COMPARISON.fullmatch(wanted) if isinstance(wanted, str) and wanted[:1] in "<>" else None
    if comparison:
        return _compared(value, comparison[1], comparison[2], day)
    if wanted is None or isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    # A number is a text in the shell, and a year of a date a number in a rule.
    return bool(value == wanted) or str(value) == str(wanted)


def _compared(value: Any, sign: str, bound: str, day: Callable[[str], dt.date] | None) -> bool:
    left: Any
    right: Any
    if day is not None:
        # A partial bound is a whole period: `<2023` is before it, `>2023` after it, `<=2023` not after it.
        written = as_written(bound)
        left, right = day(value), first_day(written) if sign in ("<", ">=") else last_day(written)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        left, right = float(value), float(bound)
    else:
        return False
    return bool({"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign])
