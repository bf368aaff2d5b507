"""A document as a Markdown page: for a merge request, a wiki or a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import click

from ea_repo.document import Document, Rows, Sentence

_SPECIAL = re.compile(r"([\\`*{}\[\]<>#|]|(?<![^\W_])_|_(?![^\W_]))")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))


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
