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
        """Whether the link holds on that day; every link does when no date is asked."""
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
    """What a link field means; the relation is derived from it and never written twice.

    `to`: the kinds it may point at. `inverse`: the name of the same relation seen from the other end.
    `one`: at most one value holds at a date. `acyclic`: following it never comes back.
    `lends_dates`: an element without dates has those of the one it points at, and is not in service without it.
    `whole`: the target contains the element, so that selecting the target selects the element.
    `needed`: the element is not in service unless the target is. `end`: one of the two ends of an exchange, which
    is not in service where this end is not visible. `phases_in`: while an element whose type is this one runs, what
    it points at is being phased in. `falls`: the element is lost when what it points at is. `weakens`: what it
    points at is degraded when the element is lost. `told`: what those whom it points at are to the element, who must
    be told of what becomes of it. `archimate`: the ArchiMate 3.2 relationship.
    """

    to: tuple[str, ...]
    inverse: str
    archimate: str = "Association"
    one: bool = False
    acyclic: bool = False
    whole: bool = False
    lends_dates: bool = False
    needed: bool = False
    end: bool = False
    phases_in: str | None = None
    falls: bool = False
    weakens: bool = False
    told: Text | None = None


@cache
def _plain(to: str) -> Ref:
    # Most links carry no date: one object an id keeps large models small.
    return Ref(to)


def read_ref(value: Any) -> Ref:
    """One value of a link, from an id or a mapping {to, from, until, note}; raises on anything else."""
    if isinstance(value, Ref):
        return value
    if isinstance(value, str):
        return _plain(value)
    if not isinstance(value, dict) or not isinstance(value.get("to"), str):
        raise PydanticCustomError("link", "expected an id, or a mapping {to: id, from: date, until: date}")
    if extra := sorted(map(str, value.keys() - {"to", "from", "until", "note"})):
        raise PydanticCustomError(
            "link_field", "a link takes to, from, until and note, not {extra}", {"extra": ", ".join(extra)}
        )
    from_, until = (None if value.get(k) is None else _date(value[k]) for k in ("from", "until"))
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
    # Most links are plain ids: they need no word of pydantic's.
    if type(value) is str:
        return (_plain(value),)
    if type(value) is list and _TEXTS.issuperset(map(type, value)):
        return tuple(map(_plain, value))
    return validate(value if isinstance(value, (list, tuple)) else (value,))


Refs = Annotated[tuple[Annotated[Ref, BeforeValidator(read_ref)], ...], WrapValidator(_read_refs)]
"""The type of a link field: one value or a list of them."""
