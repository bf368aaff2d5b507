"""A document, or the text_equivalent of a map, as text: for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ea_repo.document import (
    Bars,
    Block,
    Code,
    Document,
    Figures,
    Item,
    Items,
    Picture,
    Rows,
    Section,
    Sentence,
    Terms,
    Tree,
)
from ea_repo.finding import Lang
from ea_repo.format import Format
from ea_repo.format.layout.bars import bars
from ea_repo.format.layout.columns import terms, tree
from ea_repo.format.layout.figures import figures
from ea_repo.format.layout.style import toned
from ea_repo.format.layout.tables import aligned
from ea_repo.format.layout.wrap import wrapped

if TYPE_CHECKING:
    from ea_repo.draw.diagram import Diagram
    from ea_repo.draw.style import Style

FORMAT = Format("text", (".txt",), "text/plain")
WIDTH = 110
_LEAST = 50
"""Sentences are not broken into shorter lines, however narrow the terminal."""
_COLON = {"fr": " : ", "en": ": "}


def document(written: Document, width: int = WIDTH) -> str:
    """The text: the situation, what is asked, the answer, then what it rests on; the whole in a line at the end."""
    return "\n".join(_document(written, width))


def diagram(drawn: Diagram, style: Style) -> str:
    """What a map shows, one thing a line."""
    from ea_repo.draw.text_equivalent import text_equivalent

    return "\n".join(text_equivalent(drawn))


def _document(written: Document, width: int) -> Iterator[str]:
    parts = [
        [toned(line, "bad", bold=True) for line in wrapped(written.marking, width)],
        list(_situation(written)),
        [*_title(written, width), *_notes(written, width)],
        [line for sentence in written.answer for line in _sentence(sentence, width, bold=True)],
        *(list(_block(block, written.lang, width, 0)) for block in written.blocks),
        [toned(line, "plain", bold=True) for line in wrapped(written.summary, width)],
    ]
    if not written.title:
        # What there is to know of a document without a title stands right below its first line.
        parts[1:3] = [[*parts[1], *parts[2]]]
    for place, lines in enumerate([lines for lines in parts if lines]):
        yield from [""] if place else []
        yield from lines


def _situation(written: Document) -> Iterator[str]:
    whose, between, what = written.situation.partition(" · ")
    if written.situation:
        yield f"{toned(whose, 'plain', bold=True)}{between}{what}"


def _title(written: Document, width: int) -> Iterator[str]:
    if written.title:
        whole = f"{written.title}  {written.about}" if written.about else written.title
        first, *others = wrapped(whole, width)
        bold = written.title if first.startswith(written.title) else first
        yield toned(bold, "plain", bold=True) + first[len(bold) :]
        yield from others


def _notes(written: Document, width: int) -> Iterator[str]:
    for note in written.notes:
        yield from _block(note, written.lang, width, 0 if isinstance(note, Sentence) else 2)


def _block(block: Block | Section, lang: Lang, width: int, indent: int) -> Iterator[str]:
    """A block in lines, indented; trees and charts bring their own margin."""
    match block:
        case Section():
            yield from _section(block, lang, width, indent)
        case Sentence() | Picture():
            yield from _shifted(_sentence(block, width - indent), indent)
        case Rows():
            yield from _shifted(aligned(block, width - indent), indent)
        case Terms():
            yield from terms(block, width, indent)
        case Items():
            yield from _items(block, lang, width, indent)
        case Tree():
            yield from tree(block, width)
        case Code():
            yield from _shifted(block.text.rstrip().splitlines(), indent + 2)
        case Figures():
            yield from figures(block, width)
        case Bars():
            yield from bars(block, lang, width)


def _section(section: Section, lang: Lang, width: int, indent: int) -> Iterator[str]:
    yield from _shifted(_heading(section, lang, width - indent), indent)
    for place, block in enumerate(section.blocks):
        yield from [""] if isinstance(block, Section) and block.title and (place or section.title) else []
        yield from _block(block, lang, width, indent + 2)


def _heading(section: Section, lang: Lang, width: int) -> Iterator[str]:
    title, tally = section.title, section.tally
    if not title:
        return
    match section.tally_at:
        case "right" if tally:
            yield toned(title, "plain", bold=True) + " " * max(2, width - len(title) - len(tally)) + tally
        case "colon" if tally:
            first, *others = wrapped(f"{title}{_COLON[lang]}{tally}", width, rest="  ")
            yield first.replace(title, toned(title, "plain", bold=True), 1)
            yield from others
        case _:
            whole = f"{title} ({tally})" if tally else title
            yield from (toned(line, "plain", bold=True) for line in wrapped(whole, width))


def _sentence(sentence: Sentence | Picture, width: int, *, bold: bool = False) -> Iterator[str]:
    return (toned(line, sentence.tone, bold=bold) for line in wrapped(sentence.text, width))


def _items(block: Items, lang: Lang, width: int, indent: int) -> Iterator[str]:
    """Each item at its mark; what is inside stands below its text."""
    size = max((len(item.text) for item in block.items if item.aside), default=0)
    for item in block.items:
        yield from _item(item, block, size, lang, width, indent)
    if block.more:
        yield toned(" " * _start(block.items[-1], indent) + block.more, "quiet")


def _start(item: Item, indent: int) -> int:
    """Where the text of an item begins, behind its mark."""
    return indent + (len(item.mark) + 1 if item.mark else 0)


def _item(item: Item, block: Items, size: int, lang: Lang, width: int, indent: int) -> Iterator[str]:
    text = f"{item.text:<{size}}  {item.aside}" if item.aside else item.text
    start = _start(item, indent)
    first, *others = _hanging(text, width, start, block.lines)
    if item.mark:
        yield f"{' ' * indent}{toned(item.mark, item.tone)} {first[start:]}"
    else:
        yield " " * start + toned(first[start:], item.tone)
    yield from others
    for inner in item.inside:
        if isinstance(inner, Items):
            yield from _items(inner, lang, width, start)
        elif isinstance(inner, Sentence):
            yield from (toned(line, inner.tone) for line in _hanging(inner.text, width, start + 2, block.lines))
        else:
            yield from _block(inner, lang, width, start + 2)


def _hanging(text: str, width: int, indent: int, most: int | None) -> list[str]:
    """A sentence whose lines but the first are set in, cut after so many lines."""
    return wrapped(text, max(width, _LEAST), " " * indent, " " * (indent + 2), most=most) or [" " * indent]


def _shifted(lines: Iterable[str], indent: int) -> Iterator[str]:
    return (f"{' ' * indent}{line}" if line else "" for line in lines)
