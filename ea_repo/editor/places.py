"""Places of a text as an editor counts them (in UTF-16, unless it says otherwise) and as we do (in characters)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types
from pygls.workspace.position_codec import PositionCodec, ServerTextPosition, ServerTextRange

from ea_repo.editor.spot import line_and_column, offset, spot_at


@dataclass(frozen=True)
class Places:
    """The places of the text of a document; lines and columns count from 0."""

    uri: str
    text: str
    codec: PositionCodec

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, each with its end; what ends a line is the same for YAML and for editors."""
        return self.text.splitlines(keepends=True) if "\r" in self.text else self.text.split("\n")

    def read(self, position: types.Position) -> tuple[int, int]:
        """The line and the column that an editor says."""
        place = self.codec.position_from_client_units(self.lines, position)
        return place.line, place.character

    def range(self, line: int, column: int, last_line: int, last_column: int) -> types.Range:
        """From a line and a column to others, for the editor."""
        start, end = ServerTextPosition(line, column), ServerTextPosition(last_line, last_column)
        return self.codec.range_to_client_units(self.lines, ServerTextRange(start, end))

    def span(self, start: int, end: int) -> types.Range:
        """From a character of the text to another."""
        return self.range(*line_and_column(self.text, start), *line_and_column(self.text, end))

    def offset(self, line: int, column: int) -> int:
        """Which character of the text stands at a line and a column."""
        return offset(self.text, line, column)

    def word(self, line: int, column: int) -> types.Range:
        """The scalar that stands at a place, where it is written in one line; else the rest of the line."""
        spot = spot_at(self.text, line, column)
        at = self.offset(line, column)
        if spot is not None and spot.start == at and "\n" not in self.text[spot.start : spot.end]:
            return self.span(spot.start, spot.end)
        rest = self.lines[line].rstrip() if line < len(self.lines) else ""
        return self.range(line, min(column, len(rest)), line, len(rest))
