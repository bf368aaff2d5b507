"""Links: fields that refer to other elements, each of them datable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ea_repo.finding import Text
from ea_repo.metamodel.dates import as_written, first_day, last_day

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"


_UNWRITTEN = (None, None, None, (), None)
"""What a link to an element without dates writes of it."""


@dataclass(frozen=True, slots=True)
class Ref:
    """One value of a link: the element it points at and, where written, from when until when."""

    to: str
    from_: str | None = None
    until: str | None = None
    note: str | None = None
    for_: tuple[str, ...] = ()
    """What the link holds for, where its field takes it: a need in words (supports), or takers by id (masters)."""
    need: str | None = None
    """How much the target needs it, where its field takes it: vital or useful."""

    def __hash__(self) -> int:
        return hash(self.to)

    def __reduce__(self) -> tuple[object, ...]:
        parts = (self.from_, self.until, self.note, self.for_, self.need)
        return (undated, (self.to,)) if parts == _UNWRITTEN else (Ref, (self.to, *parts))

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

    def as_text(self) -> str | dict[str, Any]:
        """The value as one writes it in YAML."""
        parts = {"to": self.to, "from": self.from_, "until": self.until, "note": self.note, "need": self.need}
        written: dict[str, Any] = {name: value for name, value in parts.items() if value is not None}
        if self.for_:
            written["for"] = self.for_[0] if len(self.for_) == 1 else list(self.for_)
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
    names: bool = False
    """The target is said in the name of an exchange of which an end is not written: it is what this brings."""
    phases_in: str | None = None
    """While an element of this type (a deployment) runs, the target is being phased in."""
    falls: bool = False
    """The element is lost when the target is."""
    weakens: bool = False
    """The target is degraded when the element is lost."""
    takers: tuple[str, ...] = ()
    """The kinds of the elements that `for` may name, where it names any: those for whom alone the link holds."""
    told: Text | None = None
    """What the target is to the element (its MOA …), where it must be told of what becomes of the element."""


@cache
def undated(to: str) -> Ref:
    """The link to an element without dates: most are such, and one object for each id keeps large models small."""
    return Ref(to)


_DATED = ("to", "from", "until", "note")
NEEDS = ("vital", "useful")
"""How much something needs what a link or a flow brings it."""


def read_ref(value: Any, details: Sequence[str] = ("for", "need")) -> Ref:
    """One value of a link, from an id or a mapping {to, from, until, note}, with the `details` that its field takes.

    Raises PydanticCustomError for anything else.
    """
    if isinstance(value, Ref):
        return value
    if isinstance(value, str):
        return undated(value)
    if not isinstance(value, dict) or not isinstance(value.get("to"), str):
        raise _wrong("link", "expected an id, or a mapping {to: id, from: date, until: date}")
    known = (*_DATED, *details)
    if extra := sorted(map(str, value.keys() - set(known))):
        raise _wrong(
            "link_field",
            "a link takes {known} here, not {extra}",
            {"known": ", ".join(known), "extra": ", ".join(extra)},
        )
    from_, until = (None if value.get(key) is None else _date(value[key]) for key in ("from", "until"))
    if from_ and until and first_day(from_) > last_day(until):
        raise _wrong(
            "link_dates", "this link ends ({until}) before it begins ({from})", {"until": until, "from": from_}
        )
    note = value.get("note")
    if note is not None and not isinstance(note, str):
        raise _wrong("link_note", "the note of a link is a text")
    need = value.get("need")
    if need is not None and need not in NEEDS:
        raise _wrong("link_need", "the need of a link is vital or useful")
    return Ref(value["to"], from_, until, note, _for(value.get("for")), need)


def _wrong(code: str, message: str, facts: dict[str, Any] | None = None) -> ValueError:
    """What pydantic tells of a link that is wrong: imported where there is one."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(code, message, facts)


def _for(value: Any) -> tuple[str, ...]:
    """What a link holds for: one text or several."""
    texts = tuple(value) if isinstance(value, (list, tuple)) else () if value is None else (value,)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise _wrong("link_for", "what a link is for is a text, or a list of them")
    return texts


def _date(value: Any) -> str:
    try:
        return as_written(value)
    except ValueError as error:
        raise _wrong("link_date", "{error}", {"error": str(error)}) from None
