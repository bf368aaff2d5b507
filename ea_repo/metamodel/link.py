"""Links: fields that refer to other elements, each of them datable."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from ea_repo.finding import Text
from ea_repo.metamodel.dates import as_written, first_day, last_day

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True, slots=True)
class Ref:
    """One value of a link: the element it points at and, where written, from when until when."""

    to: str
    from_: str | None = None
    until: str | None = None
    note: str | None = None

    @property
    def lasting(self) -> bool:
        """Whether the link holds on every day."""
        return self.from_ is None and self.until is None

    def visible(self, date: dt.date | None) -> bool:
        """Whether the link holds on that day, the first and the last included; without a date, every link does."""
        if date is None or (self.from_ is None and self.until is None):
            return True
        started = self.from_ is None or first_day(self.from_) <= date
        return started and (self.until is None or date <= last_day(self.until))

    def as_text(self) -> str | dict[str, str]:
        """The value as one writes it in YAML."""
        dated = {"to": self.to, "from": self.from_, "until": self.until, "note": self.note}
        written = {name: value for name, value in dated.items() if value is not None}
        return self.to if written.keys() == {"to"} else written


@dataclass(frozen=True)
class Link:
    """What a link field means; it is written on one element only, and the way back is derived from it.

    Below, "the element" is the one that has the field, "the target" the one that it points at.
    """

    to: tuple[str, ...]
    """The kinds that it may point at."""
    inverse: str
    """The name of the same relation seen from the target."""
    archimate: str = "Association"
    """The relationship of ArchiMate 3.2."""
    one: bool = False
    """At most one value holds at a date."""
    acyclic: bool = False
    """Following the field from element to element never comes back."""
    whole: bool = False
    """The target contains the element: who selects the target selects the element."""
    lends_dates: bool = False
    """An element without dates has those of the target, and is never in service without it."""
    needed: bool = False
    """The element is not in service unless the target is."""
    end: bool = False
    """The target is one of the two ends of an exchange, which is not in service where this end is not visible."""
    phases_in: str | None = None
    """While an element of this type (a deployment) runs, the target is being phased in."""
    falls: bool = False
    """The element is lost when the target is."""
    weakens: bool = False
    """The target is degraded when the element is lost."""
    told: Text | None = None
    """What the target is to the element (its MOA …), where it must be told of what becomes of the element."""


@cache
def _undated(to: str) -> Ref:
    """The link to an element without dates: most are such, and one object for each id keeps large models small."""
    return Ref(to)


def read_ref(value: Any) -> Ref:
    """One value of a link, from an id or a mapping {to, from, until, note}.

    Raises PydanticCustomError for anything else.
    """
    if isinstance(value, Ref):
        return value
    if isinstance(value, str):
        return _undated(value)
    if not isinstance(value, dict) or not isinstance(value.get("to"), str):
        raise PydanticCustomError("link", "expected an id, or a mapping {to: id, from: date, until: date}")
    if extra := sorted(map(str, value.keys() - {"to", "from", "until", "note"})):
        raise PydanticCustomError(
            "link_field", "a link takes to, from, until and note, not {extra}", {"extra": ", ".join(extra)}
        )
    from_, until = (None if value.get(key) is None else _date(value[key]) for key in ("from", "until"))
    if from_ and until and first_day(from_) > last_day(until):
        raise PydanticCustomError(
            "link_dates", "this link ends ({until}) before it begins ({from})", {"until": until, "from": from_}
        )
    note = value.get("note")
    if note is not None and not isinstance(note, str):
        raise PydanticCustomError("link_note", "the note of a link is a text")
    return Ref(value["to"], from_, until, note)


def _date(value: Any) -> str:
    try:
        return as_written(value)
    except ValueError as error:
        raise PydanticCustomError("link_date", "{error}", {"error": str(error)}) from None


_TEXTS = frozenset((str,))


def _read_refs(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """The values of a link field; plain ids, which most are, are read without pydantic: many times faster."""
    if type(value) is str:
        return (_undated(value),)
    if type(value) is list and _TEXTS.issuperset(map(type, value)):
        return tuple(map(_undated, value))
    return validate(value if isinstance(value, (list, tuple)) else (value,))


Refs = Annotated[tuple[Annotated[Ref, BeforeValidator(read_ref)], ...], WrapValidator(_read_refs)]
"""The type of a link field: one value or a list of them."""
