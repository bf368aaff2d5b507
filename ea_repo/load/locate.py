"""Where a thing is written, found on demand by reading its file, or only its element, once more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path as File

from ea_repo.finding import Position
from ea_repo.load.files import read
from ea_repo.load.yaml import Path, parse

Marks = dict[Path, tuple[int, int]]
"""The line and column of each key and item, by its path (kind, id, field, index …)."""
_KIND = re.compile(r"([a-z_]+):[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*  (?=[^\s])")
"""The line of a kind whose elements are set two spaces in."""
_ELEMENT = re.compile(r"^  ([^\s#'\":][^\s:]*):(?=[ \n]|\Z)", re.MULTILINE)
"""The line of an element among those of its kind."""
_ID = re.compile(r"[^\s#'\":][^\s:]*")
"""An element's name that is written as it is."""
_FIELD = re.compile(r" {4}([a-z_]+):(?: *\Z| +(?=[^'!& ]))")
"""The line of a field that says something in the same line, or nothing."""
_QUOTED = re.compile(r'"[^"\\]*"')
_BRACKETS = frozenset("[]{}")
_TOP = re.compile(r"\n(?=[^\s#])")
_STEP = 4096
"""How many characters go together when lines are counted."""
_BESIDE = re.compile(r"^ {0,2}(?=[^\s#])", re.MULTILINE)
"""Where the next element begins, or the next kind."""


class Locator:
    """Finds the line and column of a key or an item in files, given how to know the places in each.

    Where their texts can be had too, the lines of one element are enough to find what is in it.
    """

    def __init__(self, marks: Callable[[str], Marks], text: Callable[[str], str | None] = lambda _: None) -> None:
        self.marks = lru_cache(maxsize=64)(marks)
        self.text = lru_cache(maxsize=4)(text)
        self._parts = lru_cache(maxsize=8)(self._find_parts)
        self._counts = lru_cache(maxsize=4)(self._count)
        self._marks_of = lru_cache(maxsize=256)(self._read_lines)

    @classmethod
    def of(cls, root: File) -> Locator:
        """A locator in the files of a workspace, by their paths relative to its root."""
        return cls.reading(lambda file: read(root, root / file).text)

    @classmethod
    def reading(cls, text: Callable[[str], str | None]) -> Locator:
        """A locator in texts, given how to read each."""
        return cls(lambda file: _marks(text(file)), text)

    def with_text(self, file: str, text: str) -> Locator:
        """The same, with one more text, under a name that is no file of the workspace or in place of it."""
        return Locator(
            lambda name: _marks(text) if name == file else self.marks(name),
            lambda name: text if name == file else self.text(name),
        )

    def find(self, file: str, *path: str | int) -> Position:
        """The place of the longest part of this path that the file has (kind, id, field, index …)."""
        lines = self._lines(file, str(path[0]), str(path[1])) if len(path) > 1 else None
        if lines is not None and len(path) == 2:
            return Position(file, lines.first, 3)
        if lines is not None and len(path) == 3 and (line := _fields(self._element(file, lines)).get(str(path[2]))):
            return Position(file, lines.first + line, 5)
        marks = (self._marks_of(file, lines) if lines is not None else {}) or self.marks(file)
        for length in range(len(path), 0, -1):
            if path[:length] in marks:
                return Position(file, *marks[path[:length]])
        return Position(file)

    def elements(self, file: str) -> dict[tuple[str, str], int]:
        """The line of each element of a file that can be told apart from the others, all at once."""
        text = self.text(file) or ""
        found: dict[tuple[str, str], int] = {}
        line, counted = 1, 0
        parts = ((start, end, kind) for kind, several in self._parts(file).items() for start, end in several)
        for start, end, kind in sorted(parts):
            for each in _ELEMENT.finditer(text, start + 1, end):
                line, counted = line + text.count("\n", counted, each.start()), each.start()
                found.setdefault((kind, each[1]), line)
        return found

    def _find_parts(self, file: str) -> dict[str, list[tuple[int, int]]]:
        """Where the elements of each kind stand in a file, from which character to which."""
        text = self.text(file) or ""
        tops = [*([0] if text[:1].strip("#") else []), *(each.end() for each in _TOP.finditer(text)), len(text)]
        found: dict[str, list[tuple[int, int]]] = {}
        for top, end in pairwise(tops):
            if part := _KIND.match(text, top):
                found.setdefault(part[1], []).append((part.end() - 3, end))
        return found

    def _count(self, file: str) -> list[int]:
        """How many lines end before each step of a file."""
        text = self.text(file) or ""
        steps = (text.count("\n", start, start + _STEP) for start in range(0, len(text), _STEP))
        return [*accumulate(steps, initial=0)]

    def _line(self, file: str, at: int) -> int:
        """The line of a character."""
        step = at // _STEP
        return self._counts(file)[step] + (self.text(file) or "").count("\n", step * _STEP, at) + 1

    def _lines(self, file: str, kind: str, id: str) -> _Lines | None:
        """Where an element stands in its file, None where its lines cannot be told apart from the others."""
        text = self.text(file) or ""
        for start, end in self._parts(file).get(kind, ()) if _ID.fullmatch(id) else ():
            at = _begin(text, f"\n  {id}:", start, end)
            if at is not None:
                return _Lines(kind, at, self._line(file, at))
        return None

    def _element(self, file: str, lines: _Lines) -> str:
        """The lines of an element."""
        text = self.text(file) or ""
        following = _BESIDE.search(text, text.find(":", lines.start))
        return text[lines.start : following.start() if following else None]

    def _read_lines(self, file: str, lines: _Lines) -> Marks:
        """The marks of one element, none where its lines say nothing by themselves."""
        document = parse(f"{lines.kind}:\n{self._element(file, lines)}", marks=True)
        if document.flaws:
            return {}
        return {path: (line + lines.first - 2, column) for path, (line, column) in document.marks.items()}


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of an element: of which kind, from which character, from which line on."""

    kind: str
    start: int
    first: int


def _fields(element: str) -> dict[str, int]:
    """The line of each field of an element that writes each in a line of its own, nothing where it may not."""
    first, *lines = element.rstrip().split("\n")
    found: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        field = _FIELD.match(line)
        if field is None or not _closed(line) or not first.endswith(":"):
            return {}
        found.setdefault(field[1], number)
    return found


def _closed(line: str) -> bool:
    """Whether all that opens in a line closes in it, as far as one can tell without reading it."""
    rest = _QUOTED.sub("", line)
    if '"' in rest or ("'" in rest and not _BRACKETS.isdisjoint(rest)):
        return False
    return rest.count("{") == rest.count("}") and rest.count("[") == rest.count("]")


def _begin(text: str, line: str, start: int, end: int) -> int | None:
    """The first line that begins like this one and says no more, or has more after a space."""
    while (found := text.find(line, start, end)) >= 0:
        start = found + len(line)
        if start == len(text) or text[start] in " \n":
            return found + 1
    return None


def _marks(text: str | None) -> Marks:
    return parse(text, marks=True).marks if text is not None else {}
