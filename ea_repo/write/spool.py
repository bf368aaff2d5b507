"""Texts that wait for their turn in a file, on the disk where they are long."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

_HELD = 1 << 20
"""How many bytes of a spool are held in memory before they go to the disk."""
_READ = 1 << 16


class Spool:
    """Bytes put one after the other, and taken again in that order; gone with the block that it is opened for."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115  (closed with the block)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type_: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, text: str) -> None:
        """Adds a text; halves of characters stay what they are."""
        self._file.write(text.encode("utf-8", "surrogatepass"))

    def texts(self) -> Iterator[str]:
        """All that was put, in pieces."""
        import codecs

        decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        self._file.seek(0)
        while data := self._file.read(_READ):
            yield decoder.decode(data)
