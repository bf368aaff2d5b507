"""YAML of several documents as plain values that know where they are written, read as the workspace's own text is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.inventory import Rejected
from ea_repo.exchange.place import Place
from ea_repo.finding import Position
from ea_repo.load.problems import finding
from ea_repo.load.yaml import parse

Step = str | int
_MARK = re.compile(r"^(?:---(?=\s|$)|\.\.\.\s*$)", re.MULTILINE)
"""What parts documents: a text inside one is indented, and cannot look so."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its value, where each of its parts is written, and what is wrong with it."""

    file: str
    value: Any
    marks: Mapping[tuple[Step, ...], tuple[int, int]]
    rejected: tuple[Rejected, ...]

    def at(self, *path: Step) -> Place:
        """Where a value is written, or the nearest that it is in."""
        for length in range(len(path), 0, -1):
            if place := self.marks.get(path[:length]):
                return Place(self.file, *place)
        return Place(self.file, *min(self.marks.values(), default=(1, 1)))


def documents(file: str, text: str) -> Iterator[Document]:
    """The documents of a text that say something; never raises on what they say."""
    begin, line = 0, 0
    for match in [*_MARK.finditer(text), None]:
        end = match.start() if match else len(text)
        read = parse(text[begin:end], marks=True)
        rejected = tuple(
            _rejected(file, flaw.problem, flaw.line + line, flaw.column, flaw.facts) for flaw in read.flaws
        )
        if read.value is not None or rejected:
            marks = {path: (line + row, column) for path, (row, column) in read.marks.items()}
            yield Document(file, read.value, marks, rejected)
        line += text.count("\n", begin, match.end() if match else end)
        begin = match.end() if match else end


def _rejected(file: str, problem: str, line: int, column: int, facts: Mapping[str, str]) -> Rejected:
    why = finding(problem, Position(file, line, column), file, **facts).message
    return Rejected(Place(file, line, column), why)
