"""Where a thing is written, found on demand by reading its file once more."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path as File

from ea_repo.finding import Position
from ea_repo.load.files import read
from ea_repo.load.yaml import Path, parse


class Locator:
    """Finds the line and column of a key or an item in files, given how to read their texts."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._text = read
        self._marks = lru_cache(maxsize=64)(self._read)

    @classmethod
    def of(cls, root: File) -> Locator:
        """A locator in the files of a workspace, by their paths relative to its root."""
        return cls(lambda file: read(root, root / file).text)

    def with_text(self, file: str, text: str) -> Locator:
        """The same, with one more text, under a name that is no file of the workspace or in place of it."""
        return Locator(lambda name: text if name == file else self._text(name))

    def find(self, file: str, *path: str | int) -> Position:
        """The place of the longest part of this path that the file has (kind, id, field, index …)."""
        marks = self._marks(file)
        for length in range(len(path), 0, -1):
            if path[:length] in marks:
                return Position(file, *marks[path[:length]])
        return Position(file)

    def _read(self, file: str) -> dict[Path, tuple[int, int]]:
        text = self._text(file)
        return parse(text, marks=True).marks if text is not None else {}
