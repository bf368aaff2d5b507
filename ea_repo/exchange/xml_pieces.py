"""XML of which large parts are written as they come: a tree holds the rest, and marks where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import Self
from xml.etree import ElementTree as ET

from ea_repo.exchange.xml_text import xml_safe
from ea_repo.write.spool import Spool

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
"""How a file begins."""
_MARK = "ea-place"
_MARKS = re.compile(rf'\s*<{_MARK}\b[^>]* number="(\d+)" />')
_AT_ONCE = 500
"""How many elements are written at once."""


class Place:
    """Where many elements stand in a tree: they wait on the disk, as text, until the tree is written."""

    def __init__(self, spool: Spool, mark: ET.Element, depth: int) -> None:
        self._spool, self.mark, self._depth = spool, mark, depth
        self._waiting: list[ET.Element] = []
        self.empty = True

    def append(self, element: ET.Element) -> None:
        if self.empty:
            # The root declares the spaces of names that are met in the tree, of which this element is no part.
            number = self.mark.attrib.pop("number")
            self.mark.attrib |= {name: "" for name in element.attrib if name.startswith("{")} | {"number": number}
            self.empty = False
        self._waiting.append(element)
        if len(self._waiting) >= _AT_ONCE:
            self._put()

    def _put(self) -> None:
        if self._waiting:
            frame = ET.Element("frame")
            frame.extend(self._waiting)
            ET.indent(frame, level=self._depth)
            text = ET.tostring(frame, encoding="unicode")
            self._spool.put(text[text.index(">") + 1 : text.rindex("\n")])
            self._waiting = []

    def texts(self) -> Iterator[str]:
        """The elements as text, each on lines of its own."""
        self._put()
        yield from self._spool.texts()


class Places:
    """The places of one tree; what waits in them is gone with the block that they are opened for."""

    def __init__(self) -> None:
        self._opened, self._places = ExitStack(), list[Place]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._opened.close()

    def inside(self, above: ET.Element, depth: int) -> Place:
        """A new place, behind all that an element already holds; `depth`: how deep that is below the root."""
        mark = ET.SubElement(above, _MARK, {"number": str(len(self._places))})
        self._places.append(Place(self._opened.enter_context(Spool()), mark, depth))
        return self._places[-1]

    def texts(self, root: ET.Element) -> Iterator[str]:
        """The tree as `ET.tostring` writes it once it is indented, in pieces."""
        ET.indent(root)
        shell: Sequence[str] = _MARKS.split(ET.tostring(root, encoding="unicode"))
        yield shell[0]
        for number, text in zip(shell[1::2], shell[2::2], strict=True):
            yield from self._places[int(number)].texts()
            yield text


def written(texts: Iterable[str]) -> Iterator[str]:
    """Texts of XML as a file may hold them: a reader takes a bare carriage return for a line end."""
    return (xml_safe(text.replace("\r", "&#13;")) for text in texts)
