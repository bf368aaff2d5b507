"""CSV in the dialects that people send: the separator is found, cells keep their line and column."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.sheet import Row, Sheet, plain
from ea_repo.exchange.source import File
from ea_repo.finding import Text

_SEPARATORS = ("\t", ";", "|", ",")
"""From the one that texts hold least to the one that they hold most."""
_SAMPLE = 200
_RULE = re.compile(r"\s*\|?\s*:?-{3,}")
"""The line below the header of a table in Markdown."""
_ENOUGH = 0.6
"""Which part of the rows, at least, a separator cuts alike."""
_QUOTE = '"'


def sheet_of(file: File) -> Sheet:
    """The one sheet of a file; raises Unreadable where it is no text, or a quote is never closed."""
    lines = list(io.StringIO(file.text, newline=""))
    declared, skipped = _declared(lines)
    # A list has one column, and needs none.
    separator = declared or separator_of(lines) or separator_of(lines, enough=0) or _SEPARATORS[-1]
    rows, starts = _rows(file.name, lines[skipped:], separator)
    text = _Text(file.name, lines, separator, tuple(start + skipped for start in starts))
    return Sheet(file.stem, rows, text.place)


def is_csv(file: File) -> bool:
    """Whether a file is a text that something cuts into columns, and no table of a document."""
    if file.beginning is None or file.looks_json or file.root_name is not None:
        return False
    lines = list(io.StringIO(file.beginning, newline=""))
    if len(file.beginning) < len(file.data) // 4:
        lines.pop()  # Cut in the middle.
    # One line alone may be anything that has commas.
    cut = len(lines) > 1 and bool(_declared(lines)[0] or separator_of(lines))
    return cut and not any(map(_RULE.match, lines[:_SAMPLE]))


def separator_of(lines: Sequence[str], enough: float = _ENOUGH) -> str:
    """What separates the columns: what cuts most rows into the same number of cells; empty where nothing does."""
    best, found = enough, ""
    for separator in _SEPARATORS:
        share = _evenness(lines[:_SAMPLE], separator)
        # Texts hold commas: another separator that does nearly as well is the one.
        if share > best + (0.1 if found else 0):
            best, found = share, separator
    return found


def _evenness(lines: Sequence[str], separator: str) -> float:
    """Which part of the rows this separator cuts into as many cells, two or more; 0 where it hardly cuts."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    cut = sum(sum(bool(cell.strip()) for cell in row) > 1 for row in rows)
    return max(widths.values()) / len(rows) if widths and cut >= len(rows) / 5 else 0


def _declared(lines: Sequence[str]) -> tuple[str, int]:
    """The separator that a first line `sep=;` declares, as Excel writes it, and how many lines that takes."""
    first = lines[0].strip().strip(_QUOTE) if lines else ""
    declared = len(first) == 5 and first.lower().startswith("sep=")
    return (first[4], 1) if declared else ("", 0)


def _rows(file: str, lines: Sequence[str], separator: str) -> tuple[tuple[Row, ...], list[int]]:
    """Every row, empty ones too, and the line that each begins on, counted from 1."""
    reader = csv.reader(lines, delimiter=separator)
    rows: list[Row] = []
    starts: list[int] = []
    begin = 1
    try:
        for row in reader:
            rows.append(plain(row))
            starts.append(begin)
            begin = reader.line_num + 1
    except csv.Error:
        why = Text(
            "une cellule dépasse 131 072 caractères : il manque sans doute un guillemet",
            "a cell is longer than 131,072 characters: a quote is probably missing",
        )
        raise Unreadable(why, Place(file, begin, 1)) from None
    return tuple(rows), starts


@dataclass(frozen=True, slots=True)
class _Text:
    """The lines of a file, to tell on demand where a cell begins."""

    file: str
    lines: Sequence[str]
    separator: str
    starts: Sequence[int]

    def place(self, row: int, column: int) -> Place:
        """Where a cell begins; a row's end stands for the cells that it has not."""
        if not 0 < row <= len(self.starts):
            return Place(self.file, 1, 1)
        line, at = self.starts[row - 1], 0
        before, quoted, fresh = column - 1, False, True
        while before:
            text = self.lines[line - 1]
            if at >= len(text.rstrip("\r\n")) and not quoted:
                break
            if at >= len(text):
                line, at = line + 1, 0
                if line > len(self.lines):
                    return Place(self.file, len(self.lines), 1)
                continue
            sign = text[at]
            if sign == _QUOTE and (fresh or quoted):
                quoted = not quoted
            fresh = sign == self.separator and not quoted
            before -= fresh
            at += 1
        return Place(self.file, line, at + 1)
