"""The cells of a workbook, passed over before the library reads them: how far they go, and which have no value.

What is not far apart on the disk may be in memory: a cell in the last row, one that says that it is repeated, a long
text to which many cells refer. The library would end the program there, so such a workbook is refused before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.parsers import expat

from ea_repo.exchange.inventory import NoValue
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

MAX_CELLS = 5_000_000
"""The largest rectangle that a sheet's cells may span: a stray one far away would take the memory of all between."""
MAX_CHARACTERS = 400_000_000
"""The longest text of all cells of a sheet, each counted as often as it stands there."""
DAMAGED = Text("ce classeur est endommagé, ou protégé", "this workbook is damaged, or protected")
_REFERENCE = re.compile(r"([A-Za-z]{0,7})([0-9]{0,10})")
"""Where a cell is, at the longest: more letters or digits are of no sheet that there is."""
_COUNT = re.compile(r"[0-9]{1,12}")
_LEAST_CELL = 10
"""The bytes that a cell takes at the least."""


def too_far(file: str, sheet: str) -> Unreadable:
    """That the cells of a sheet span more than memory holds."""
    why = Text(
        "des cellules isolées, très loin des autres, rendent cette feuille démesurée : effacez-les",
        "stray cells, far away from the others, make this sheet outsize: clear them",
    )
    return Unreadable(why, Place(file, inside=sheet))


def _must_fit(file: str, sheet: str, cells: int, characters: int) -> None:
    """Raises Unreadable for a sheet that memory does not hold."""
    if cells > MAX_CELLS:
        raise too_far(file, sheet)
    if characters > MAX_CHARACTERS:
        why = Text(
            "un long texte, répété de cellule en cellule, rend cette feuille démesurée : effacez-le",
            "a long text, repeated from cell to cell, makes this sheet outsize: clear it",
        )
        raise Unreadable(why, Place(file, inside=sheet))


def without_value(file: str, sheet: str, content: bytes, shared: bytes) -> Mapping[tuple[int, int], NoValue]:
    """The cells of a sheet of an xlsx that show an error, or hold a formula that no program has computed.

    `shared` are the texts that its cells refer to. Raises Unreadable where the cells span, or say, more than memory
    holds.
    """
    texts = [len(text) for text in shared.split(b"</si>")]
    weighed = len(content) // _LEAST_CELL * max(texts) > MAX_CHARACTERS
    cells = _Cells(texts if weighed else ())
    _pass_over(file, content, cells)
    _must_fit(file, sheet, cells.last_row * cells.last_column, cells.characters)
    return cells.without_value


def must_fit(file: str, content: bytes) -> None:
    """Raises Unreadable where the cells of a sheet of an ods span, or say, more than memory holds."""
    _pass_over(file, content, _RepeatedCells(file))


def _pass_over(file: str, content: bytes, cells: _Cells | _RepeatedCells) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = cells.start
    parser.StartDoctypeDeclHandler = _refuse
    cells.listen_to(parser)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise Unreadable(DAMAGED, Place(file)) from None


def _refuse(*_: object) -> None:
    """A workbook declares no entities: attacks are made of that."""
    raise ValueError


class _Cells:
    """The cells of one sheet of an xlsx; `texts`: how long the shared texts are, where they are weighed."""

    def __init__(self, texts: Sequence[int]) -> None:
        self._texts = texts
        self._row = self._column = 0
        self._type = ""
        self._formula: str | None = None
        self._said = ""
        self._tag = ""
        self._parser: Any = None
        self.last_row = self.last_column = 1
        self.characters = 0
        self.without_value: dict[tuple[int, int], NoValue] = {}

    def listen_to(self, parser: Any) -> None:
        self._parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            self._row = _count(attributes.get("r"), self._row + 1)
            self._column = 0
        elif tag == "f" or (tag == "v" and (self._formula is not None or self._is_asked())):
            self._tag = tag
            if tag == "f":
                self._formula = self._formula or ""
            self._parser.CharacterDataHandler = self._text
            self._parser.EndElementHandler = self._end

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = _row_and_column(reference)
        self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)
        self._type = attributes.get("t", "")
        self._formula, self._said, self._tag = None, "", ""

    def _is_asked(self) -> bool:
        return self._type == "e" or (self._type == "s" and bool(self._texts))

    def _text(self, text: str) -> None:
        if self._tag == "f":
            self._formula = (self._formula or "") + text
        elif self._tag == "v":
            self._said += text

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("f", "v"):
            self._tag = ""
        elif tag == "c":
            self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
            if self._type == "e" and self._said:
                self.without_value[self._row, self._column] = NoValue(self._said)
            elif self._formula is not None and not self._said and self._type != "str":
                self.without_value[self._row, self._column] = NoValue(f"={self._formula}")
            elif self._type == "s" and self._texts:
                place = _count(self._said.strip(), 0)
                self.characters += self._texts[place] if place < len(self._texts) else max(self._texts)


class _RepeatedCells:
    """The cells of the sheets of an ods, each as often as it says that it is repeated."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._table = ""
        self._rows = self._row_times = self._last_row = self._last_column = 0
        self._column = self._cell_times = self._filled = 0
        self._is_filled = False
        self._length = self._row_characters = self._characters = 0

    def listen_to(self, parser: Any) -> None:
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        said = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        if tag == "table":
            self._table = said.get("name", "")
            self._rows = self._last_row = self._last_column = self._characters = 0
        elif tag == "table-row":
            self._row_times = _count(said.get("number-rows-repeated"), 1)
            self._column = self._filled = self._row_characters = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell_times = _count(said.get("number-columns-repeated"), 1)
            self._is_filled, self._length = "value-type" in said or "formula" in said, 0
        elif tag == "s":  # So many blanks.
            self._length += _count(said.get("c"), 1)

    def _text(self, text: str) -> None:
        self._length += len(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("table-cell", "covered-table-cell"):
            self._column += self._cell_times
            if self._is_filled or self._length:
                self._filled = self._column
                self._row_characters += self._length * self._cell_times
        elif tag == "table-row":
            self._rows += self._row_times
            if self._filled:
                self._last_row, self._last_column = self._rows, max(self._last_column, self._filled)
                self._characters += self._row_characters * self._row_times
            _must_fit(self._file, self._table, self._last_row * self._last_column, self._characters)


def _count(written: str | None, otherwise: int) -> int:
    """A number as it is written, as large as can be where that is none that a program writes."""
    if written is None:
        return otherwise
    return int(written) if _COUNT.fullmatch(written) else MAX_CELLS + 1


def _row_and_column(reference: str) -> tuple[int, int]:
    """Where a cell says that it is; as far as can be, where it says so in a way that no program does."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return MAX_CELLS, MAX_CELLS
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2] or 1), column
