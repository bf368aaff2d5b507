"""Where things are written: found on demand, by reading once more the file, or only the lines of one element.

Reading does not keep the places of what it reads. Most elements stand in a file as people write them, two spaces in
from the line of their kind: their lines are found by searching the text, and only these are parsed. Where a file is
written otherwise, all of it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path as File

from ea_repo.finding import Position
from ea_repo.load.files import read_as
from ea_repo.load.yaml import Path, parse

Marks = dict[Path, tuple[int, int]]
"""The line and column of each key and item, by its path (kind, id, field, index …)."""
Locate = Callable[..., Position]
"""Finds where an element (by its id), a field of it or an item of that is written."""
_KIND = re.compile(r"([a-z_]+):[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*  (?=[^\s])")
"""The line of a kind whose elements are indented by two spaces."""
_ELEMENT = re.compile(r"\n  ([^\s#'\":][^\s:]*):(?=[ \n]|\Z)")
"""The line of an element among those of its kind, after the end of the line before."""
_FIELD = re.compile(r" {4}([a-z_]+):(?: *\Z| +(?=[^'!& ]))")
"""The line of a field whose value begins in the same line, or is not written."""
_QUOTED = re.compile(r'"[^"\\]*"')
_BRACKETS = frozenset("[]{}")
_TOP_LEVEL = re.compile(r"\n(?=[^\s#])")
_STEP = 4096
"""Lines are counted once for each so many characters of a file."""
_NEXT_ELEMENT = re.compile(r"^ {0,2}(?=[^\s#])", re.MULTILINE)
"""Where the next element begins, or the next kind."""


class Locator:
    """Finds the line and column of a key or an item in files, and keeps what it read of the last ones.

    `marks` gives the places of everything in a file; `text` gives its text, None where it cannot be had.
    """

    def __init__(self, marks: Callable[[str], Marks], text: Callable[[str], str | None] = lambda _: None) -> None:
        self.marks = lru_cache(maxsize=64)(marks)
        self.text = lru_cache(maxsize=4)(text)
        self._kind_spans = lru_cache(maxsize=8)(self._find_kind_spans)
        self._starts = lru_cache(maxsize=8)(self._find_starts)
        self._lines_before = lru_cache(maxsize=4)(self._count_lines)
        self._element_marks = lru_cache(maxsize=256)(self._parse_element)

    @classmethod
    def of(cls, root: File) -> Locator:
        """A locator in the files of a workspace, which are named by their paths relative to its root."""
        return cls.reading(lambda file: read_as(file, root / file).text)

    @classmethod
    def reading(cls, text: Callable[[str], str | None]) -> Locator:
        """A locator in texts: `text` gives that of a file, None where it cannot be had."""
        return cls(lambda file: _marks(text(file)), text)

    def with_text(self, file: str, text: str) -> Locator:
        """The same, with the text of one more file, or another text in place of that of a file."""
        return Locator(
            lambda name: _marks(text) if name == file else self.marks(name),
            lambda name: text if name == file else self.text(name),
        )

    def find(self, file: str, *path: str | int) -> Position:
        """The place of a path (kind, id, field, index …), or of the longest beginning of it that the file has."""
        element = self._find_element(file, str(path[0]), str(path[1])) if len(path) > 1 else None
        if element is not None and len(path) == 2:
            return Position(file, element.line, 3)
        if element is not None and len(path) == 3:
            line = _field_lines(self._element_text(file, element)).get(str(path[2]))
            if line is not None:
                return Position(file, element.line + line, 5)
        marks = (self._element_marks(file, element) if element is not None else {}) or self.marks(file)
        beginnings = (path[:length] for length in range(len(path), 0, -1))
        return Position(file, *next((marks[beginning] for beginning in beginnings if beginning in marks), (1, 1)))

    def elements(self, file: str) -> dict[tuple[str, str], int]:
        """The line of each element of a file, by its kind and id, all at once; only of those found by searching."""
        text = self.text(file) or ""
        lines: dict[tuple[str, str], int] = {}
        line, counted = 1, 0
        spans = ((start, end, kind) for kind, several in self._kind_spans(file).items() for start, end in several)
        for start, end, kind in sorted(spans):
            for element in _ELEMENT.finditer(text, start, end):
                line, counted = line + text.count("\n", counted, element.start(1)), element.start(1)
                lines.setdefault((kind, element[1]), line)
        return lines

    def _find_kind_spans(self, file: str) -> dict[str, list[tuple[int, int]]]:
        """By kind, where its elements stand in a file: from which character to which, for each block of the kind."""
        text = self.text(file) or ""
        tops = [*([0] if text[:1].strip("#") else []), *(match.end() for match in _TOP_LEVEL.finditer(text)), len(text)]
        spans: dict[str, list[tuple[int, int]]] = {}
        for top, end in pairwise(tops):
            if head := _KIND.match(text, top):
                spans.setdefault(head[1], []).append((head.end() - 3, end))
        return spans

    def _count_lines(self, file: str) -> list[int]:
        """How many lines end before each step of `_STEP` characters of a file."""
        text = self.text(file) or ""
        steps = (text.count("\n", start, start + _STEP) for start in range(0, len(text), _STEP))
        return [*accumulate(steps, initial=0)]

    def _line(self, file: str, at: int) -> int:
        """The line, counted from 1, of the character `at` of a file."""
        step = at // _STEP
        return self._lines_before(file)[step] + (self.text(file) or "").count("\n", step * _STEP, at) + 1

    def _find_element(self, file: str, kind: str, id: str) -> _ElementStart | None:
        """Where an element begins in a file; None where that cannot be found by searching."""
        at = self._starts(file).get((kind, id))
        return None if at is None else _ElementStart(kind, at, self._line(file, at))

    def _find_starts(self, file: str) -> dict[tuple[str, str], int]:
        """By kind and id, the character at which the line of an element begins; the first, where there are several."""
        text = self.text(file) or ""
        starts: dict[tuple[str, str], int] = {}
        for kind, spans in self._kind_spans(file).items():
            for start, end in spans:
                for element in _ELEMENT.finditer(text, start, end):
                    starts.setdefault((kind, element[1]), element.start() + 1)
        return starts

    def _element_text(self, file: str, element: _ElementStart) -> str:
        """The lines of an element."""
        text = self.text(file) or ""
        following = _NEXT_ELEMENT.search(text, text.find(":", element.start))
        return text[element.start : following.start() if following else None]

    def _parse_element(self, file: str, element: _ElementStart) -> Marks:
        """The marks of one element; none where its lines cannot be parsed without the rest of the file."""
        document = parse(f"{element.kind}:\n{self._element_text(file, element)}", marks=True)
        if document.flaws:
            return {}
        return {path: (line + element.line - 2, column) for path, (line, column) in document.marks.items()}


@dataclass(frozen=True, slots=True)
class _ElementStart:
    """Where an element begins in a file: at which character, in which line; and its kind."""

    kind: str
    start: int
    line: int


def _field_lines(element: str) -> dict[str, int]:
    """By field, its line in the text of an element (1: the one after the id); none where fields may share lines."""
    first, *lines = element.rstrip().split("\n")
    numbers: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        field = _FIELD.match(line)
        if field is None or not _closed(line) or not first.endswith(":"):
            return {}
        numbers.setdefault(field[1], number)
    return numbers


def _closed(line: str) -> bool:
    """Whether the quotes and brackets that open in a line close in it; False where that is not sure."""
    rest = _QUOTED.sub("", line)
    if '"' in rest or ("'" in rest and not _BRACKETS.isdisjoint(rest)):
        return False
    return rest.count("{") == rest.count("}") and rest.count("[") == rest.count("]")


def _marks(text: str | None) -> Marks:
    return parse(text, marks=True).marks if text is not None else {}
