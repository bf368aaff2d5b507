"""A document that people read, in one language: a title, sections, sentences and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Tone = Literal["plain", "good", "bad", "doubtful"]


@dataclass(frozen=True)
class Sentence:
    """A sentence or two; what it says is good, bad or doubtful."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Rows:
    """A table: its columns, its rows, what each row says (good, bad …), and what is not shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[Tone, ...] = ()
    more: str = ""
    state: int = 0
    """The column that says in words what the tones say in colours."""
    name: int | None = None
    """The column that names what a row is about; by default the first that is no state."""

    @property
    def toned(self) -> int | None:
        """The column of the states, where there are any."""
        return self.state if self.tones else None

    @property
    def naming(self) -> int:
        if self.name is not None:
            return self.name
        return 1 if self.toned == 0 and len(self.columns) > 1 else 0

    def full(self) -> Rows:
        """The same without the columns in which nothing is written."""
        kept = [place for place in range(len(self.columns)) if any(row[place] for row in self.rows)]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        state = kept.index(self.state) if self.state in kept else 0
        name = kept.index(self.name) if self.name in kept else None
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows, state=state, name=name)


@dataclass(frozen=True)
class Section:
    """A part of a document under its own title, and how much it counts of what."""

    title: str
    blocks: tuple[Sentence | Rows, ...]
    tally: str = ""
    counts: str = ""
    """The same in full, where there is room."""

    @property
    def heading(self) -> str:
        return f"{self.title} ({self.tally})" if self.tally else self.title


@dataclass(frozen=True)
class Document:
    """What is asked, the line that says of which system and day, the answer, and what it rests on."""

    title: str
    situation: str
    answer: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    subject: str = ""
    """What kind of document it is."""
