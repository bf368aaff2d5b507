"""The body of a document of python-docx, put on the disk as it grows: little is held of the tree that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word

_HELD = 200
"""How many paragraphs and tables, or rows of a table, are held before they go to the disk."""
_SECTION, _TABLE_ENDS = b"<w:sectPr", b"</w:tbl>"


@dataclass(frozen=True)
class _Open:
    """An element to which things are added, and the text of the whole tree before and after what is added to it.

    The children that it begins and ends with are its own: the page of a body, the columns of a table.
    """

    element: Any
    before: bytes
    after: bytes
    begins_with: int = 0
    ends_with: int = 0


class WordBody:
    """What is added to a document whose page is set up already; the file gets the text that it would have, whole.

    What is on the disk is in the tree no more: python-docx finds neither its paragraphs nor the ids of its pictures.
    """

    def __init__(self, word: Word, file: IO[bytes]) -> None:
        self._root, self._file = word.element, file
        whole = self._text()
        place = whole.rindex(_SECTION)
        self._open = _Open(word.element.body, whole[:place], whole[place:], ends_with=1)
        file.write(self._open.before)

    def make_room(self) -> None:
        """Is called before something is added: what was added before goes to the disk, where it is much."""
        if len(self._open.element) > _HELD:
            self._put()

    def end(self) -> None:
        """Is called once nothing more is added."""
        self._put()
        self._file.write(self._open.after)

    @contextmanager
    def table(self, table: Any) -> Iterator[None]:
        """While rows are added to the last table of the body, which has none yet, these go to the disk as well."""
        body, element = self._open, table._tbl
        after = _TABLE_ENDS + body.after
        self._file.write(self._text()[len(body.before) : -len(after)])
        self._forget(but=element)
        self._open = _Open(element, self._text()[: -len(after)], after, begins_with=len(element))
        yield
        self._put()
        self._file.write(_TABLE_ENDS)
        self._open = body
        self._forget()

    def _put(self) -> None:
        """Puts what was added on the disk."""
        self._file.write(self._text()[len(self._open.before) : -len(self._open.after)])
        self._forget()

    def _forget(self, but: Any = None) -> None:
        """Takes what was added out of the tree."""
        children = list(self._open.element)
        for child in children[self._open.begins_with : len(children) - self._open.ends_with]:
            if child is not but:
                self._open.element.remove(child)

    def _text(self) -> bytes:
        from docx.opc.oxml import serialize_part_xml

        return serialize_part_xml(self._root)
