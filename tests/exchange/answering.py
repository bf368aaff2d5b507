"""Workbooks of a campaign, answered as somebody does in a spreadsheet program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl

CONFIRMED = "confirmed, unchanged"


class Answering:
    """A workbook of a campaign that somebody answers, by the elements and the words of its questions."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book = openpyxl.load_workbook(file)
        self.sheet = self.book["Questions"]

    def rows(self) -> list[tuple[Any, ...]]:
        """What the sheet of questions shows, the head apart."""
        return list(self.sheet.iter_rows(min_row=2, max_col=8, values_only=True))

    def questions(self, element: str) -> list[str]:
        """What is asked about an element."""
        return [str(row[2]) for row in self.rows() if str(row[1]).startswith(f"{element} (")]

    def cell(self, element: str, question: str, column: int = 4) -> Any:
        """The cell of the answer to a question, or another one of its row."""
        [row] = [
            number
            for number, row in enumerate(self.rows(), start=2)
            if str(row[1]).startswith(f"{element} (") and question in str(row[2])
        ]
        return self.sheet.cell(row, column)

    def answer(self, element: str, question: str, value: Any) -> str:
        """Answers a question; its place, as the import names it."""
        cell = self.cell(element, question)
        cell.value = value
        return f"Questions!{cell.coordinate}"

    def confirm(self, element: str, question: str = "still hold") -> str:
        """Says that what is recorded still holds: of an element, or of one of its facts."""
        cell = self.cell(element, question, 5)
        cell.value = CONFIRMED
        return f"Questions!{cell.coordinate}"

    def signed(self, by: str, on: dt.date | None = None) -> None:
        """Says who answers, and when."""
        first = self.book["Read me"]
        first["B4"] = by
        first["B5"] = on

    def save(self, file: Path) -> Path:
        """Gives it back under another name."""
        file.parent.mkdir(exist_ok=True)
        self.book.save(file)
        return file
