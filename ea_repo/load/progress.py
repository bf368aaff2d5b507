"""How far the reading of a text is, told to somebody who waits for it."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Called again and again with how much is done, and of how much in all."""


def ignore_progress(done: int, total: int) -> None:
    """An OnProgress for nobody."""


_READING = 0.8
"""The share of the whole that reading the files is."""


class Progress:
    """Tells how far the reading of a text of `size` characters is: each of them is read, then all is settled."""

    def __init__(self, size: int, on_progress: OnProgress) -> None:
        self._size, self._on_progress = size, on_progress
        self._read = 0

    def read(self, size: int) -> None:
        """Tells that so many more characters are read."""
        self.reached(self._read + size)

    def reached(self, size: int) -> None:
        """Tells that so many characters are read."""
        self._read = size
        self._on_progress(int(_READING * self._read), self._size)

    def settled(self, share: float) -> None:
        """Tells that this share of what is left, from 0 to 1, is done; by then all is read."""
        self._on_progress(int((_READING + (1 - _READING) * share) * self._size), self._size)
