"""Where a thing is written, found on demand by reading its file once more."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path as File

from ea_repo.finding import Position
from ea_repo.load.files import read
from ea_repo.load.yaml import Path, parse

Marks = dict[Path, tuple[int, int]]
"""The line and column of each key and item, by its path (kind, id, field, index …)."""


class Locator:
    """Finds the line and column of a key or an item in files, given how to know the places in each."""

    def __init__(self, marks: Callable[[str], Marks]) -> None:
        self.marks = lru_cache(maxsize=64)(marks)

    @classmethod
    def of(cls, root: File) -> Locator:
        """A locator in the files of a workspace, by their paths relative to its root."""
        return cls.reading(lambda file: read(root, root / file).text)

    @classmethod
    def reading(cls, text: Callable[[str], str | None]) -> Locator:
        """A locator in texts, given how to read each."""
        return cls(lambda file: _marks(text(file)))

    def with_text(self, file: str, text: str) -> Locator:
        """The same, with one more text, under a name that is no file of the workspace or in place of it."""
        return Locator(lambda name: _marks(text) if name == file else self.marks(name))

    def find(self, file: str, *path: str | int) -> Position:
        """The place of the longest part of this path that the file has (kind, id, field, index …)."""
        marks = self.marks(file)
        for length in range(len(path), 0, -1):
            if path[:length] in marks:
                return Position(file, *marks[path[:length]])
        return Position(file)


def _marks(text: str | None) -> Marks:
    return parse(text, marks=True).marks if text is not None else {}
