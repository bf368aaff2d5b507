"""A document as text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from ea_repo.document import Document, Rows, Sentence, Tone
from ea_repo.format.layout.wrap import wrapped

_COLOUR: dict[Tone, str | None] = {"plain": None, "good": "green", "bad": "red", "doubtful": "yellow"}
_TOLD = 3
"""As many columns say by themselves what they are, and so do states."""


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
