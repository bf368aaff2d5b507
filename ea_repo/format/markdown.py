"""A document as a Markdown page: for a merge request, a wiki or a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

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

FORMAT = Format("markdown", (".md",), "text/markdown")
_SPECIAL = re.compile(r"([\\`*{}\[\]<>#|]|(?<![^\W_])_|_(?![^\W_]))")
_COLON = {"fr": " : ", "en": ": "}
_DEEP = 4
"""The level of a title in a list."""


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))


def document(written: Document, width: int = 0) -> Iterator[str]:
    """The page: its title, the situation, the answer, then what it rests on. It has no width."""
    for number, lines in enumerate(filter(None, _paragraphs(written))):
        yield "\n\n" if number else ""
        yield "\n".join(lines)


def _paragraphs(written: Document) -> Iterator[list[str]]:
    """What stands between empty lines, each in lines."""
    title = written.title or written.situation
    if written.marking:
        yield [f"**{escaped(written.marking)}**"]
    yield [f"# {escaped(title)}"]
    about = " ".join(written.about.split())
    yield from ([escaped(text)] for text in (about, written.situation) if text and text != title)
    if written.summary:
        yield [f"**{escaped(written.summary)}**"]
    yield from ([f"**{escaped(sentence.text)}**"] for sentence in written.answer)
    for block in (*written.notes, *written.blocks):
        yield from _block(block, written.lang, 2)


def _block(block: Block | Section, lang: Lang, level: int) -> Iterator[list[str]]:
    """The paragraphs of a block, each in lines; its title, where it has one, at this level."""
    match block:
        case Section():
            yield from _section(block, lang, level)
        case Sentence() | Picture():
            yield [escaped(block.text)]
        case Rows():
            yield from _rows(block)
        case Terms():
            yield list(_terms(block, lang))
            yield from _more(block.more)
        case Items():
            yield list(_items(block, lang, ""))
            yield from _more(block.more)
        case Tree():
            yield [f"{'  ' * branch.depth}- {_term(branch.text, branch.lines, lang)}" for branch in block.branches]
            yield from _more(block.more)
        case Code():
            yield [f"```{block.language}", *block.text.rstrip().splitlines(), "```"]
        case Figures():
            yield from _figures(block, level)
        case Bars():
            yield list(_bars(block))


def _section(section: Section, lang: Lang, level: int) -> Iterator[list[str]]:
    if section.title:
        tally = {"behind": f" ({section.tally})", "right": f" · {section.tally}"}.get(section.tally_at, "")
        yield [f"{'#' * level} {escaped(section.title + (tally if section.tally else ''))}"]
    if section.tally and section.tally_at == "colon":
        yield [escaped(section.tally)]
    for block in section.blocks:
        yield from _block(block, lang, level + 1)


def _more(text: str) -> Iterator[list[str]]:
    if text:
        yield [escaped(text)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(table: Rows) -> Iterator[list[str]]:
    rows = [
        _line(_code(cell) if place in table.code else escaped(cell) for place, cell in enumerate(row))
        for row in table.rows
    ]
    yield [_line(map(escaped, table.columns)), f"|{' --- |' * len(table.columns)}", *rows]
    yield from _more(table.more)


def _code(text: str) -> str:
    """Words that one types; those of ours hold no backtick."""
    return f"`{text}`" if text and "`" not in text else escaped(text)


def _terms(block: Terms, lang: Lang) -> Iterator[str]:
    for term in block.terms:
        yield f"- {_term(term.name, term.lines, lang, code=block.code)}"


def _term(name: str, lines: Sequence[str], lang: Lang, *, code: bool = False) -> str:
    text = escaped("; ".join(filter(None, lines)))
    head = _code(name) if code else f"**{escaped(name)}**"
    return f"{head}{_COLON[lang]}{text}" if text else head


def _items(block: Items, lang: Lang, margin: str) -> Iterator[str]:
    for item in block.items:
        yield from _item(item, lang, margin)


def _item(item: Item, lang: Lang, margin: str) -> Iterator[str]:
    """A list item, numbered where its mark is a number; what is inside is set in below it."""
    numbered = item.mark[:-1].isdigit() and item.mark.endswith(".")
    bullet = item.mark if numbered else "-"
    inner = margin + " " * (len(bullet) + 1)
    # Sentences go on below the text, as lines of the same item.
    sentences = [block for block in item.inside if isinstance(block, Sentence)]
    lines = [_name(item, numbered=numbered), *(escaped(sentence.text) for sentence in sentences)]
    yield f"{margin}{bullet} " + f"  \n{inner}".join(lines)
    for block in item.inside:
        match block:
            case Items():
                yield from _items(block, lang, inner)
            case Terms():
                yield from (f"{inner}{line}" for line in _terms(block, lang))
            case Sentence():
                pass
            case _:
                for paragraph in _block(block, lang, _DEEP):
                    yield from ("", *(f"{inner}{line}" for line in paragraph), "")


def _name(item: Item, *, numbered: bool) -> str:
    """What an item is; what a text puts in a second column follows its name."""
    name = escaped(item.title or item.text)
    text = f"**{name}** – {escaped(item.aside)}" if item.aside else name
    return f"{escaped(item.mark)} {text}" if item.mark and not numbered else text


def _figures(block: Figures, level: int) -> Iterator[list[str]]:
    for group in block.groups:
        yield [f"{'#' * level} {escaped(group.title)}"]
        lines = [_line([block.head, *block.columns]), _line(["---", *["---:"] * len(block.columns)])]
        for row in group.rows:
            title = f"– {escaped(row.title)}" if row.is_part else f"**{escaped(row.title)}**"
            lines.append(_line(map("<br>".join, [[title, *map(escaped, row.notes)], *row.cells])))
        yield lines


def _bars(block: Bars) -> Iterator[str]:
    """What lasts, in words."""
    yield _line(block.columns)
    yield f"|{' --- |' * len(block.columns)}"
    for group in block.groups:
        for row in group.rows:
            yield _line(map(escaped, (row.name, *row.about, row.words)))
