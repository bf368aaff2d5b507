"""The indicators for a terminal: by principle, a column a day, as many side by side as the width bears."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import click

from ea_repo.check.indicators import Indicators
from ea_repo.finding import Lang
from ea_repo.report.indicator_rows import INDICATORS, NO_INDICATOR, Row, columns, head, rows, section_name

_BESIDE = 30
"""The least that titles may have beside the columns; with less, they stand above their values."""
_ABOVE = 20
"""The least that the names of parts may have then."""


def as_text(found: Indicators, lang: Lang, width: int) -> str:
    """The table of the indicators; days for which there is no room follow in a further table."""
    lines = textwrap.wrap(f"{found.workspace} · {INDICATORS[lang]} · {head(found, lang)}", max(width, 50))
    lines[0] = lines[0].replace(found.workspace, click.style(found.workspace, bold=True), 1)
    if not found.series:
        return "\n".join([*lines, "", NO_INDICATOR[lang]])
    groups = [
        (section_name(section, lang), [row for each in group for row in rows(each, lang)])
        for section, group in found.groups
    ]
    heads = columns(found, lang)
    widths = [
        max(len(heads[place]), *(len(line) for _, group in groups for row in group for line in row.cells[place]))
        for place in range(len(heads))
    ]
    for block in _blocks(widths, width - _ABOVE):
        lines += ["", *_table(groups, heads, {place: widths[place] for place in block}, width)]
    return "\n".join(lines)


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns that stand side by side; at least one each time."""
    block: list[int] = []
    for place, size in enumerate(widths):
        if block and sum(widths[each] + 2 for each in block) + size + 2 > room:
            yield block
            block = []
        block.append(place)
    yield block


def _table(
    groups: Sequence[tuple[str, list[Row]]], heads: Sequence[str], widths: dict[int, int], width: int
) -> Iterator[str]:
    left = max(width - sum(size + 2 for size in widths.values()), _ABOVE)
    yield _line("", [heads[place] for place in widths], widths, left)
    for place, (name, group) in enumerate(groups):
        yield from ([""] if place else [])
        yield click.style(name, bold=True)
        for row in group:
            cells = [row.cells[each] for each in widths]
            beside = row.is_part or left >= _BESIDE
            words = _words(row, left if beside else max(width, 50))
            yield from () if beside else words
            for first, *shown in zip_longest(words if beside else (), *cells, fillvalue=""):
                yield _line(first, shown, widths, left)


def _words(row: Row, width: int) -> list[str]:
    notes = (line for each in row.notes for line in _wrapped(each, width, 4))
    return [*_wrapped(row.title, width, 6 if row.is_part else 2), *notes]


def _line(first: str, cells: Sequence[str], widths: dict[int, int], left: int) -> str:
    shown = (f"  {cell:>{size}}" for cell, size in zip(cells, widths.values(), strict=True))
    return f"{first:<{left}}{''.join(shown)}".rstrip()


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(text, width, initial_indent=space, subsequent_indent=space, break_on_hyphens=False)
