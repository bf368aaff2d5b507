"""A workbook for people: a sheet a kind, with words, lists to choose from, and room for what is not known yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ea_repo.exchange.cells import shown
from ea_repo.exchange.choices import LISTS, Choices
from ea_repo.exchange.columns import Column, value_in
from ea_repo.exchange.export import MAKER, Export
from ea_repo.exchange.labels import Labels
from ea_repo.exchange.workbook_layout import (
    LABEL as LABEL_ROW,
)  # fmt: skip
from ea_repo.exchange.workbook_layout import (
    LONGEST,
    OWN_SHEET,
    SAID,
    SHEET,
    TOO_LONG,
    base_row,
    heads,
    shown_columns,
)
from ea_repo.exchange.workbook_words import change_log, column_help, read_me, sheet_name
from ea_repo.finding import Text
from ea_repo.write.workbook import workbook

NAME = "xlsx"
LABEL = Text("classeur à remplir", "workbook to fill in")
ENDING = ".xlsx"
_DAY = dt.datetime(2000, 1, 1)
"""The day that every workbook says it was made on: the same elements are the same bytes."""
_ROOM = 200
"""How many empty rows below the elements are ready for new ones."""
_WIDEST, _NARROWEST = 45, 11
_LINE, _A_LINE = 16, 85
"""How high a line of text is, in points, and how many characters it takes on the first sheet."""
_A3, _HIGHEST = 8, 8
_REFERENCES = Text("Références", "References")


def write(export: Export) -> Iterator[bytes]:
    """The workbook; a text is never run as a formula."""

    def fill(book: Any) -> None:
        book.set_properties({"author": MAKER, "created": _DAY, "title": export.workspace})
        _Writer(book, export).write()

    return workbook(fill)


class _Writer:
    def __init__(self, book: Any, export: Export) -> None:
        self.book, self.export, self.lang = book, export, export.lang
        self.labels = Labels.of(export.graph, export.graph)
        self.kinds = export.graph.vocabulary.kinds
        top = {"valign": "top", "border": 1, "border_color": "#D0D0D0"}
        self.formats = {
            "head": book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True,
                                     "valign": "vcenter", "border": 1}),
            "id": book.add_format({**top, "font_color": "#7F7F7F", "num_format": "@"}),
            "words": book.add_format({**top, "text_wrap": True, "num_format": "@"}),
            "number": book.add_format({**top, "num_format": "General"}),
            "money": book.add_format({**top, "num_format": '#,##0.00\\ "€"'}),
            "date": book.add_format({**top, "num_format": "dd/mm/yyyy"}),
            "unknown": book.add_format({"bg_color": "#FFF2CC"}),
            "title": book.add_format({"bold": True, "font_size": 16}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }  # fmt: skip
        self.choices = Choices(export.graph, self.labels, self.lang)
        self.rows: list[list[str]] = []
        """What the hidden sheet tells."""

    def write(self) -> None:
        export = self.export
        first = self.book.add_worksheet(read_me(export).title[:31])
        sheets = {kind: self.book.add_worksheet(sheet_name(self.kinds[kind], self.lang)) for kind in export.by_kind}
        references = self.book.add_worksheet(_REFERENCES[self.lang])
        log = self.book.add_worksheet(change_log(export).title[:31])
        lists, own = self.book.add_worksheet(LISTS), self.book.add_worksheet(OWN_SHEET)
        self.rows += [[SAID, name, value] for name, value in self.said().items()]
        self.choices.write(self.book, references, lists, self.columns(), self.formats["head"])
        for kind, ids in export.by_kind.items():
            self.kind(sheets[kind], kind, ids)
        self.read_me(first)
        self.log(log)
        self.rows += [[LABEL_ROW, id, label] for id, label in self.labels.items()]
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                own.write_string(number, column, cell)
        lists.very_hidden()
        own.very_hidden()
        first.activate()

    def columns(self) -> Iterator[Column]:
        """The columns of all sheets, one after the other."""
        for kind, ids in self.export.by_kind.items():
            yield from shown_columns(self.kinds[kind], [self.export.written(id) for id in ids])

    def said(self) -> Mapping[str, str]:
        export = self.export
        commit = export.commits[0].id if export.commits else ""
        return {
            "workspace": export.workspace,
            "day": export.day,
            "commit": commit,
            "lang": self.lang,
            **export.properties,
        }

    def kind(self, sheet: Any, kind: str, ids: Sequence[str]) -> None:
        """The sheet of a kind."""
        elements = {id: self.export.written(id) for id in ids}
        columns = shown_columns(self.kinds[kind], list(elements.values()))
        names = heads(columns, self.lang)
        title = sheet_name(self.kinds[kind], self.lang)
        self.rows.append([SHEET, title, kind, *(cell for name, column in zip(names, columns, strict=True)
                                                for cell in (name, column.path))])  # fmt: skip
        last = len(ids)
        sheet.set_row(0, 45)
        sheet.write_string(0, 0, "id", self.formats["head"])
        sheet.set_column(0, 0, 30, self.formats["id"])
        for place, (name, column) in enumerate(zip(names, columns, strict=True), start=1):
            sheet.write_string(0, place, name, self.formats["head"])
            help = column_help(column, self.lang, self.kinds, self.kinds[kind])
            sheet.write_comment(0, place, help, {"x_scale": 2, "y_scale": 1.6})
            self.validate(sheet, place, column, last)
        widths = [len(name) // 2 for name in names]
        for row, (id, written) in enumerate(elements.items(), start=1):
            sheet.write_string(row, 0, id, self.formats["id"])
            sheet.set_row(row, _LINE * self.height(columns, written))
            kept = [column for place, column in enumerate(columns, start=1)
                    if self.cell(sheet, row, place, column, written, widths)]  # fmt: skip
            self.rows.append(base_row(id, kind, written, kept))
        for place, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
            sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, width + 2)), self.format(column))
        if columns:
            sheet.conditional_format(1, 1, last, len(columns), {"type": "blanks", "format": self.formats["unknown"]})
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)
        sheet.autofilter(0, 0, last, len(columns))

    def cell(
        self, sheet: Any, row: int, place: int, column: Column, written: Mapping[str, Any], widths: list[int]
    ) -> bool:
        """Writes what an element says in a column; whether the cell holds it."""
        value = shown(column, value_in(written, column), self.labels.label, self.lang)
        style = self.format(column)
        if value is None:
            sheet.write_blank(row, place, None, style)
            return True
        if isinstance(value, str):
            fits = len(value) <= LONGEST
            sheet.write_string(row, place, value if fits else TOO_LONG[self.lang], style)
            widths[place - 1] = max(widths[place - 1], *(len(line) for line in value.split("\n")[:20]))
            return fits
        if isinstance(value, dt.date):
            sheet.write_datetime(row, place, dt.datetime(value.year, value.month, value.day), style)
        else:
            sheet.write_number(row, place, value, self.formats["number"] if column.sort == "date" else style)
        return True

    def height(self, columns: Sequence[Column], written: Mapping[str, Any]) -> int:
        """How many lines the row of an element needs, up to what one still reads at a glance."""
        cells = (shown(column, value_in(written, column), self.labels.label, self.lang) for column in columns)
        texts = (cell.split("\n") for cell in cells if isinstance(cell, str))
        return min(_HIGHEST, max((sum(len(line) // _WIDEST + 1 for line in text) for text in texts), default=1))

    def format(self, column: Column) -> Any:
        return self.formats.get(column.sort, self.formats["words"])

    def validate(self, sheet: Any, place: int, column: Column, last: int) -> None:
        """A list to choose from, where a column has one: other words are asked about, not forbidden."""
        if (name := self.choices.name(column)) is not None:
            level = "information" if column.sort == "links" else "warning"
            rule = {"validate": "list", "source": f"={name}", "error_type": level, "show_error": column.sort != "links"}
            sheet.data_validation(1, place, last + _ROOM, place, rule)

    def read_me(self, sheet: Any) -> None:
        page = read_me(self.export)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100, self.formats["text"])
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, page.heading, self.formats["title"])
        for row, line in enumerate(page.lines, start=2):
            sheet.set_row(row, _LINE * (len(line) // _A_LINE + 1))
            sheet.write_string(row, 0, line, self.formats["text"])

    def log(self, sheet: Any) -> None:
        page = change_log(self.export)
        for place, (name, width) in enumerate(zip(page.heads, (12, 28, 80, 12), strict=True)):
            sheet.write_string(0, place, name, self.formats["head"])
            sheet.set_column(place, place, width, self.formats["text"])
        for row, commit in enumerate(self.export.commits, start=1):
            for place, text in enumerate((commit.day, commit.author, commit.subject, commit.id)):
                sheet.write_string(row, place, text[:LONGEST], self.formats["text"])
        sheet.freeze_panes(1, 0)
