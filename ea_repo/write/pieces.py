"""Contents in pieces, so that a large one need not be held whole while it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_SIZE = 1 << 16
"""How many characters are gathered, or bytes read, at once: smaller pieces cost more than they save."""


def pieces(content: str | bytes | Iterable[bytes]) -> Iterable[bytes]:
    """A content as its pieces: a whole one is one of them."""
    if isinstance(content, str):
        # What stands for a byte that is no UTF-8, in the name of a file, is shown.
        return (content.encode("utf-8", "backslashreplace"),)
    return (content,) if isinstance(content, bytes) else content


def encoded(texts: Iterable[str], errors: str = "replace") -> Iterator[bytes]:
    """Texts that follow one another as UTF-8, in pieces of a size that is worth writing."""
    gathered, size = list[str](), 0
    for text in texts:
        gathered.append(text)
        size += len(text)
        if size >= _SIZE:
            yield "".join(gathered).encode("utf-8", errors)
            gathered, size = [], 0
    if gathered:
        yield "".join(gathered).encode("utf-8", errors)


def read(file: Path) -> Iterator[bytes]:
    """What a file holds, in pieces."""
    with file.open("rb") as opened:
        while piece := opened.read(_SIZE):
            yield piece
