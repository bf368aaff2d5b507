"""A document that people read, in one language: what is asked, the answer, and blocks that it rests on.

Blocks are few and general; each format lays them out in its own way and knows nothing of what they say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from ea_repo.finding import Lang

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

Tone = Literal["plain", "good", "bad", "doubtful", "note", "quiet"]
"""How something is shown: by what it says, from good to bad, or as a mere remark."""


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
    one_line: bool = False
    """Whether a text keeps each row on one line, what is too long cut: a list to look through, and not to read."""
    cut: bool = True
    """Whether such a list is cut to the width of the text; in a pipe it is not."""
    uncut: frozenset[int] = frozenset()
    """The columns that are never cut: ids, which one copies."""
    headed: bool | None = None
    """Whether a text names its columns; by default where they would not say by themselves what they are."""
    code: frozenset[int] = frozenset()
    """The columns of words that one types."""

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
        code = frozenset(kept.index(place) for place in self.code if place in kept)
        columns = tuple(self.columns[place] for place in kept)
        return replace(self, columns=columns, rows=rows, state=state, name=name, code=code)


@dataclass(frozen=True)
class Term:
    """A name, and what is said of it: one or several lines."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """Names, each with what is said of it."""

    terms: tuple[Term, ...]
    room: int = 0
    """The least room for the names in a text, so that several blocks may stand in line."""
    jointed: bool = False
    """Whether lines are broken only where their parts meet: they are of names, data and modes."""
    code: bool = False
    """Whether the names are words that one types."""
    more: str = ""


@dataclass(frozen=True)
class Item:
    """A thing in a list: its mark (✗, +, 1. …), its text, and what is said inside it."""

    text: str
    mark: str = ""
    tone: Tone = "plain"
    aside: str = ""
    """What a text puts in a second column, in line with that of the other items."""
    inside: tuple[Block, ...] = ()
    title: str = ""
    """What it is called in full, on a page."""


@dataclass(frozen=True)
class Items:
    """A list; its items may hold lists."""

    items: tuple[Item, ...]
    more: str = ""
    lines: int | None = None
    """How many lines of a text each sentence may take, where that is limited."""


@dataclass(frozen=True)
class Branch:
    """A line of a tree, at its depth: an element, and what is said of each way to it."""

    depth: int
    text: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """A tree, line by line from its top; trees may be deep, so that they are not nested."""

    branches: tuple[Branch, ...]
    more: str = ""


@dataclass(frozen=True)
class Code:
    """A text in a language for machines, to be copied as it is."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class FigureRow:
    """What is measured, notes about it, and the lines of each column; a part of the row above has no notes."""

    title: str
    notes: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    is_part: bool = False


@dataclass(frozen=True)
class FigureGroup:
    """Measures under one title."""

    title: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class Figures:
    """Measures with a column a day; each value stands above what it rests on."""

    head: str
    columns: tuple[str, ...]
    groups: tuple[FigureGroup, ...]


@dataclass(frozen=True)
class Period:
    """Days, from the first to the last one."""

    since: dt.date
    until: dt.date

    def within(self, other: Period) -> Period | None:
        """The days that both have."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Period(since, until) if since <= until else None


@dataclass(frozen=True)
class Bar:
    """Some days of a row, and how they look; one that `runs` shows in every column that it touches."""

    look: str
    period: Period
    runs: bool = False


@dataclass(frozen=True)
class BarRow:
    """Something that lasts: its name, at its depth, its bars in order, and the same in words."""

    name: str
    bars: tuple[Bar, ...]
    words: str
    depth: int = 0
    about: tuple[str, ...] = ()
    """What a page says beside its name, a column each."""
    none: str = ""
    """What to say where it has no bar, when that is not what the chart says of every such row."""


@dataclass(frozen=True)
class BarGroup:
    """Rows of one nature."""

    title: str
    rows: tuple[BarRow, ...]


@dataclass(frozen=True)
class DayMark:
    """A day to mark, with its name; the day looked at is `here`."""

    day: dt.date
    name: str
    here: bool = False


@dataclass(frozen=True)
class Bars:
    """What lasts from when to when, as bars over time."""

    period: Period
    groups: tuple[BarGroup, ...]
    marks: tuple[DayMark, ...] = ()
    looks: Mapping[str, str] = field(default_factory=dict)
    """What each look means."""
    columns: tuple[str, ...] = ()
    """On a page: the heads of the names, of what is said beside them, and of the words."""
    none: str = ""
    """What to say for a row without any bar."""


@dataclass(frozen=True)
class Picture:
    """A map: its title, what it shows in a few words, and what each format draws in its own way."""

    title: str
    summary: str
    drawn: Diagram
    style: Style
    tone: Tone = "quiet"
    """Of what stands for it where nothing is drawn."""

    @property
    def text(self) -> str:
        """What stands for it where nothing is drawn."""
        return f"{self.title} – {self.summary}"


Block = Sentence | Rows | Terms | Items | Tree | Code | Figures | Bars | Picture
TallyPlace = Literal["behind", "right", "colon"]


@dataclass(frozen=True)
class Section:
    """A part of a document, under its own title where it has one, and how much it counts of what."""

    title: str
    blocks: tuple[Block | Section, ...]
    tally: str = ""
    tally_at: TallyPlace = "behind"
    """Where a text puts the tally: behind the title in brackets, at the right of the line, after a colon."""
    on_a_new_page: bool = False
    """Whether it begins a page on paper."""
    on_one_page: bool = False
    """Whether paper holds all of it on one page: people write on it."""


@dataclass(frozen=True)
class Document:
    """What is asked, the line that says of which system and day, the answer, and what it rests on."""

    lang: Lang
    situation: str = ""
    title: str = ""
    about: str = ""
    """What follows the title on its line, and is no part of it."""
    notes: tuple[Block, ...] = ()
    """What one must know to read it, directly below the title."""
    answer: tuple[Sentence, ...] = ()
    blocks: tuple[Block | Section, ...] = ()
    summary: str = ""
    """The whole in a line: the last of a text, where a terminal's reader is; on a page, the first."""
    subject: str = ""
    """What kind of document it is."""
    marking: str = ""
    """For whom it is, and that it is not for others: what stands above everything else."""

    @property
    def brief(self) -> str:
        """The answer in a line."""
        return self.summary or (self.answer[0].text if self.answer else self.title)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its parts that have a title."""
        return tuple(block for block in self.blocks if isinstance(block, Section) and block.title)


@dataclass(frozen=True)
class Euros:
    """An amount of money in a cell."""

    amount: float


SheetCell = str | float | dt.date | Euros | None


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook: days, numbers and amounts as such, for whoever sorts and adds up."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    tones: tuple[Tone, ...] = ()
    state: int = 0
    """The column that says in words what the tones of the rows say in colours."""

    def full(self) -> Sheet:
        """The same without the columns in which nothing is written."""
        kept = [place for place in range(len(self.columns)) if any(row[place] not in (None, "") for row in self.rows)]
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        state = kept.index(self.state) if self.state in kept else 0
        return replace(self, columns=tuple(self.columns[place] for place in kept), rows=rows, state=state)


@dataclass(frozen=True)
class Workbook:
    """An answer as sheets: the first holds its title, of which system and day it is, and what it says in sentences."""

    lang: Lang
    title: str
    situation: str
    sentences: tuple[Sentence, ...]
    sheets: tuple[Sheet, ...]
    marking: str = ""
    """For whom it is, and that it is not for others: what stands above everything else."""


Cell = str | float | None


@dataclass(frozen=True)
class Records:
    """An answer as a spreadsheet takes it: plain values, one record a row, under names that no language changes."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
