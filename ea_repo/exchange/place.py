"""Where something stands in a file that others wrote, and what makes such a file unreadable."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.finding import Text


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a source, printed as one finds it again there.

    A text has a line and a column, counted from 1: `model.xml:12:5`. What is not read by lines has the address
    that its own tools use: `inventory.xlsx:Applications!B12` for a cell, `index.json:/3/name` for a JSON pointer.
    """

    file: str
    line: int = 0
    column: int = 0
    inside: str = ""

    def __str__(self) -> str:
        if self.inside:
            return f"{self.file}:{self.inside}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Unreadable(Exception):
    """A source that cannot be read at all: why, in one sentence, and where."""

    def __init__(self, why: Text, at: Place) -> None:
        self.why = why
        self.at = at
        self.message = Text(f"{at} : {why.fr}", f"{at}: {why.en}")
        super().__init__(f"{at}: {why.en}")


def letters(column: int) -> str:
    """A column, counted from 1, as spreadsheets call it: A, B … Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
