"""A document that people read: a title, sections, sentences and tables; its writers are text, Markdown and HTML."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import click
import jinja2
from markupsafe import Markup

import ea_repo
from ea_repo.finding import Lang
from ea_repo.report.words import escaped, wrapped

Tone = Literal["plain", "good", "bad", "doubtful"]
_COLOUR: dict[Tone, str | None] = {"plain": None, "good": "green", "bad": "red", "doubtful": "yellow"}


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


@dataclass(frozen=True)
class Section:
    """A part of a document under its own title."""

    title: str
    blocks: tuple[Sentence | Rows, ...]


@dataclass(frozen=True)
class Document:
    """What is asked, the line that says of which system and day, the answer, and what it rests on."""

    title: str
    situation: str
    answer: tuple[Sentence, ...]
    sections: tuple[Section, ...]


def as_text(document: Document, width: int) -> str:
    lines = [document.situation, "", *_wrapped(Sentence(document.title), width, bold=True), ""]
    for sentence in document.answer:
        lines += _wrapped(sentence, width, bold=True)
    for section in document.sections:
        lines += ["", click.style(section.title, bold=True)]
        for block in section.blocks:
            indented = _wrapped(block, width - 2) if isinstance(block, Sentence) else _aligned(block, width - 2)
            lines += [f"  {line}" if line else "" for line in indented]
    return "\n".join(lines)


def _wrapped(sentence: Sentence, width: int, *, bold: bool = False) -> list[str]:
    lines = wrapped(sentence.text, width)
    return [click.style(line, fg=_COLOUR[sentence.tone], bold=bold) for line in lines]


def _aligned(table: Rows, width: int) -> Iterator[str]:
    """Aligned columns; the last one is wrapped in what is left of the width."""
    wide = [max([len(row[place]) for row in table.rows], default=0) for place in range(len(table.columns))]
    before = [min(size, max(12, width // 3)) for size in wide[:-1]]
    last = max(24, width - sum(before) - 2 * len(before))
    for row, tone in zip(table.rows, table.tones or _plain(table), strict=True):
        cells = [wrapped(cell, max(1, size), cut=True) or [""] for cell, size in zip(row, [*before, last], strict=True)]
        for place in range(max(map(len, cells))):
            texts = [cell[place] if place < len(cell) else "" for cell in cells]
            padded = [text.ljust(size) for text, size in zip(texts, [*before, 0], strict=True)]
            padded[0] = click.style(padded[0], fg=_COLOUR[tone]) if _COLOUR[tone] else padded[0]
            yield "  ".join(padded).rstrip()
    if table.more:
        yield table.more


def _plain(table: Rows) -> tuple[Tone, ...]:
    plain: Tone = "plain"
    return (plain,) * len(table.rows)


def as_markdown(document: Document) -> str:
    lines = [f"# {escaped(document.title)}", "", escaped(click.unstyle(document.situation)), ""]
    lines += _between(f"**{escaped(each.text)}**" for each in document.answer)
    for section in document.sections:
        lines += ["", f"## {escaped(section.title)}"]
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


def as_html(document: Document, lang: Lang) -> str:
    """One page, self-contained and without script."""
    style = (files("ea_repo.report") / "audit.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        document=document,
        situation=click.unstyle(document.situation),
        lang=lang,
        style=Markup(style),  # noqa: S704 - ours
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        version=ea_repo.__version__,
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((files("ea_repo.report") / "document.html").read_text(encoding="utf-8"))
