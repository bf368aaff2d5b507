"""A workbook of several sheets: what it says first, then a table a sheet, which one sorts, filters and prints."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from ea_repo.document import Euros, Sheet, SheetCell, Tone, Workbook
from ea_repo.finding import Lang, Text

_FIRST = Text("Réponse", "Answer")
_ID = "(id)"
"""How the head of a column of ids ends."""
_WIDEST, _NARROWEST, _PAGE = 40, 9, 74
"""How wide a column of words may be, in characters, and the only column of the first sheet."""
_LINE, _TALL_LINE, _MOST_LINES = 15, 22, 12
"""How high a line is, in points, in a table and in a title; how many of them a row shows at most."""
_LONGEST_CELL, _LONGEST_HEADER, _LONGEST_NAME = 32_000, 240, 31
_NOT_IN_NAMES = frozenset("[]:*?/\\'")
_A3, _A4 = 8, 9
_DATES: dict[Lang, str] = {"fr": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_EUROS: dict[Lang, str] = {"fr": '#,##0\\ "€"', "en": '"€"#,##0'}
_COLOURS: dict[Tone, str] = {"bad": "#A8201A", "doubtful": "#7A4D00", "good": "#2F7D4F", "quiet": "#595959"}


def fill(written: Workbook, book: Any) -> None:
    """Writes the sheets into a workbook of XlsxWriter."""
    looks = _Looks(book, written.lang)
    _said(written, book.add_worksheet(_FIRST[written.lang]), looks)
    for table in written.sheets:
        sheet = book.add_worksheet(_name(table.title))
        _table(table.full(), sheet, looks)
        if written.marking:
            # An ampersand begins a command there.
            sheet.set_header(f"&L{written.marking[:_LONGEST_HEADER].replace('&', '&&')}")


def _name(title: str) -> str:
    """A title as a sheet may be called."""
    return "".join(" " if sign in _NOT_IN_NAMES else sign for sign in title)[:_LONGEST_NAME]


class _Looks:
    """How cells look: by what they hold and, of a state, by what it says."""

    def __init__(self, book: Any, lang: Lang) -> None:
        wrapped = {"valign": "top", "text_wrap": True}
        cell = {**wrapped, "border": 1, "border_color": "#D0D0D0"}
        head = {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "vcenter"}
        self.head = book.add_format({**cell, **head})
        self.text, self.id = book.add_format(cell), book.add_format({**cell, "font_color": "#7F7F7F"})
        self.number = book.add_format({**cell, "num_format": "General"})
        self.date = book.add_format({**cell, "num_format": _DATES[lang], "align": "left"})
        self.euros = book.add_format({**cell, "num_format": _EUROS[lang]})
        self.title = book.add_format({**wrapped, "bold": True, "font_size": 16})
        colours = {tone: {"font_color": _COLOURS[tone]} if tone in _COLOURS else {} for tone in get_args(Tone)}
        self.states = {tone: book.add_format({**cell, "bold": True, **colour}) for tone, colour in colours.items()}
        self.said = {tone: book.add_format({**wrapped, **colour}) for tone, colour in colours.items()}


def _said(written: Workbook, sheet: Any, looks: _Looks) -> None:
    """The first sheet: for whom it is, what it is about, what it says."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _PAGE)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    lines = [
        (written.marking, looks.said["bad"]),
        (written.title, looks.title),
        (written.situation, looks.said["quiet"]),
    ]
    lines += [(sentence.text, looks.said[sentence.tone]) for sentence in written.sentences]
    for row, (text, look) in enumerate(line for line in lines if line[0]):
        tall = look is looks.title
        sheet.write_string(row, 0, text, look)
        sheet.set_row(row, (_TALL_LINE if tall else _LINE) * _lines(text, _PAGE * 2 // 3 if tall else _PAGE) + 3)


def _table(table: Sheet, sheet: Any, looks: _Looks) -> None:
    """A table: its header stays in sight and filters, its columns are as wide as what they hold."""
    shown = [[_shown(cell) for cell in row] for row in table.rows]
    longest_words = [max(map(len, name.split())) for name in table.columns]
    widths = [
        max(_NARROWEST, min(_WIDEST, max([least + 2, *(len(row[place]) for row in shown)]) + 2))
        for place, least in enumerate(longest_words)
    ]
    for place, (name, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, looks.head)
    sheet.set_row(0, _LINE * max(map(_lines, table.columns, widths)) + 4)
    for number, (row, texts) in enumerate(zip(table.rows, shown, strict=True), start=1):
        sheet.set_row(number, _LINE * min(_MOST_LINES, max(map(_lines, texts, widths))))
        for place, cell in enumerate(row):
            look = looks.id if table.columns[place].endswith(_ID) else looks.text
            if table.tones and place == table.state:
                look = looks.states[table.tones[number - 1]]
            _write(sheet, number, place, cell, look, looks)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _shown(cell: SheetCell) -> str:
    """About what a cell shows, for the room that it takes."""
    match cell:
        case None:
            return ""
        case Euros(amount):
            return f"{amount:,.0f} €"
        case _:
            return str(cell)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return sum(len(line) // (width + 4) + 1 for line in text.split("\n"))


def _write(sheet: Any, row: int, column: int, cell: SheetCell, look: Any, looks: _Looks) -> None:
    """Writes a cell as what it is: words, a day, an amount, a number, or nothing."""
    match cell:
        case None:
            sheet.write_blank(row, column, None, look)
        case str():
            sheet.write_string(row, column, cell[:_LONGEST_CELL], look)
        case dt.date():
            sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), looks.date)
        case Euros(amount):
            sheet.write_number(row, column, amount, looks.euros)
        case _:
            sheet.write_number(row, column, cell, looks.number)
