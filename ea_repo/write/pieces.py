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


def gathered(texts: Iterable[str]) -> Iterator[str]:
    """Texts that follow one another, in pieces of a size that is worth handing on."""
    waiting, size = list[str](), 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _SIZE:
            yield "".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting)


def encoded(texts: Iterable[str], errors: str = "replace") -> Iterator[bytes]:
    """The same as UTF-8."""
    return (text.encode("utf-8", errors) for text in gathered(texts))


def read(file: Path) -> Iterator[bytes]:
    """What a file holds, in pieces."""
    with file.open("rb") as opened:
        while piece := opened.read(_SIZE):
            yield piece


def ended(texts: Iterable[str]) -> Iterator[str]:
    """Texts that follow one another, the last line of which ends."""
    last = ""
    for text in texts:
        yield text
        last = text or last
    if not last.endswith("\n"):
        yield "\n"
