"""What the columns of a sheet seem to be, as a first mapping says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.mapping.columns import text
from ea_repo.finding import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its values, as texts."""

    name: str
    values: tuple[Any, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text(value).strip() for value in self.values)


@dataclass(slots=True)
class FieldGuess:
    """What a column seems to be."""

    meaning: str
    """The field."""
    column: str
    split: str | None = None
    ignore: list[str] = field(default_factory=list)
    create: str | None = None
    values: dict[str, str | None] = field(default_factory=dict)
    reading: dict[str, Any] = field(default_factory=dict)
    """How its numbers or dates are to be read, as a mapping says it: unit, times, decimal, last_day, month_first."""
    doubts: list[Text] = field(default_factory=list)
    aside: bool = False
    """Whether it is left among the properties, for the reason that its doubts give."""


@dataclass(slots=True)
class SheetGuess:
    """What the rows of a sheet seem to be."""

    type: str
    kind: str
    name: str | None
    key: str | None = None
    fields: list[FieldGuess] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """The columns that seem to be nothing here."""
    unplaced: list[tuple[str, Text]] = field(default_factory=list)
    """Of these, the columns that hold dates or amounts, with the doubt that they leave."""
    doubts: list[Text] = field(default_factory=list)
