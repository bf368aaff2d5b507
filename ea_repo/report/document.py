"""A document that people read: a title, sections, sentences and tables; as text and Markdown (HTML is beside)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import click

from ea_repo.report.words import escaped, wrapped

Tone = Literal["plain", "good", "bad", "doubtful"]
_COLOUR: dict[Tone, str | None] = {"plain": None, "good": "green", "bad": "red", "doubtful": "yellow"}
_TOLD = 3
"""As many columns say by themselves what they are, and so do states."""


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


def as_text(document: Document, width: int) -> str:
    lines = [document.situation, "", *_wrapped(Sentence(document.title), width, bold=True), ""]
    for sentence in document.answer:
        lines += _wrapped(sentence, width, bold=True)
    for section in document.sections:
        lines += ["", *_wrapped(Sentence(section.heading), width, bold=True)]
        for block in section.blocks:
            indented = _wrapped(block, width - 2) if isinstance(block, Sentence) else _aligned(block.full(), width - 2)
            lines += [f"  {line}" if line else "" for line in indented]
    return "\n".join(lines)


def _wrapped(sentence: Sentence, width: int, *, bold: bool = False) -> list[str]:
    return [click.style(line, fg=_COLOUR[sentence.tone], bold=bold) for line in wrapped(sentence.text, width)]


def _aligned(table: Rows, width: int) -> Iterator[str]:
    """Aligned columns, the widest narrowed to fit; under a head where they would not say what they are."""
    head = (table.columns,) if len(table.columns) > _TOLD and not table.tones else ()
    sizes = _fitted([*head, *table.rows], width)
    for each in head:
        yield from (click.style(line.rstrip(), dim=True) for line in _line(each, sizes))
    for row, tone in zip(table.rows, table.tones or _plain(table), strict=True):
        yield from _line(row, sizes, table.toned, _COLOUR[tone])
    if table.more:
        yield from wrapped(table.more, width)


def _plain(table: Rows) -> tuple[Tone, ...]:
    plain: Tone = "plain"
    return (plain,) * len(table.rows)


def _line(row: Sequence[str], sizes: Sequence[int], toned: int | None = None, colour: str | None = None) -> list[str]:
    """A row on as many lines as its longest cell takes."""
    cells = [wrapped(cell, size) for cell, size in zip(row, sizes, strict=True)]
    lines = []
    for number in range(max(map(len, cells), default=0)):
        line, end = "", 0
        for place, cell in enumerate(cells):
            if number < len(cell):
                at = sum(sizes[:place]) + 2 * place
                said = click.style(cell[number], fg=colour) if place == toned and colour else cell[number]
                line, end = f"{line}{' ' * (at - end)}{said}", at + len(cell[number])
        lines.append(line)
    return lines


def _fitted(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: as its text, or narrower where all would not fit, but never than a word."""
    columns = list(zip(*rows, strict=True))
    sizes = [max(map(len, cells)) for cells in columns]
    least = [max((len(word) for cell in cells for word in wrapped(cell, 1)), default=0) for cells in columns]
    while sum(sizes) + 2 * (len(sizes) - 1) > width and sizes != least:
        sizes[max((place for place in range(len(sizes)) if sizes[place] > least[place]), key=sizes.__getitem__)] -= 1
    return sizes


def as_markdown(document: Document) -> str:
    lines = [f"# {escaped(document.title)}", "", escaped(click.unstyle(document.situation)), ""]
    lines += _between(f"**{escaped(each.text)}**" for each in document.answer)
    for section in document.sections:
        lines += ["", f"## {escaped(section.heading)}"]
        for block in section.blocks:
            lines += ["", *([escaped(block.text)] if isinstance(block, Sentence) else _as_rows(block))]
    return "\n".join(lines)


def _between(paragraphs: Iterable[str]) -> list[str]:
    return "\n\n".join(paragraphs).split("\n")


def _as_rows(table: Rows) -> Iterator[str]:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(map(escaped, cells)) + " |"

    yield line(table.columns)
    yield f"|{' --- |' * len(table.columns)}"
    yield from map(line, table.rows)
    if table.more:
        yield from ("", escaped(table.more))
