"""The workbook of a campaign: a question a row, what is known written in, room for what is not."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ea_repo.exchange.campaign.asked import WHOLE, Form, Question
from ea_repo.exchange.campaign.cells import cell_of, column_for, recorded
from ea_repo.exchange.campaign.layout import (
    ANSWERED_BY,
    ANSWERED_ON,
    ASKED,
    BASE,
    COLUMNS,
    CONFIRMED,
    FIRST,
    HEAD,
    LABEL,
    OWN_SHEET,
    QUESTIONS,
    REFERENCES,
    SAID,
)
from ea_repo.exchange.campaign.looks import formats
from ea_repo.exchange.campaign.words import (
    HEADS,
    LABELS,
    NOBODY,
    SEE_BELOW,
    question_text,
    read_me,
    reason_text,
    subject,
)
from ea_repo.exchange.choices import LISTS, Choices
from ea_repo.exchange.columns import Column, value_in
from ea_repo.exchange.export import MAKER
from ea_repo.exchange.labels import Labels
from ea_repo.exchange.place import letters
from ea_repo.exchange.workbook_layout import LONGEST, TOO_LONG
from ea_repo.exchange.workbook_words import column_help
from ea_repo.finding import Lang
from ea_repo.graph import Graph
from ea_repo.select.paths import fields as written_fields
from ea_repo.write.workbook import workbook

_DAY = dt.datetime(2000, 1, 1)
"""The day that every workbook says it was made on: the same questions are the same bytes."""
_WIDTHS = {
    "number": 5,
    "element": 24,
    "question": 44,
    "answer": 38,
    "confirmed": 14,
    "why": 44,
    "due": 12,
    "remark": 24,
}
_CONFIRMED = "confirmed"
"""The list that offers to confirm."""
_POINTS, _MOST_LINES, _A4 = 14, 12, 9


@dataclass(frozen=True, slots=True)
class Sending:
    """What all workbooks of a campaign share."""

    graph: Graph
    workspace: str
    campaign: str
    key: str
    due: str
    lang: Lang


def write(form: Form, sending: Sending) -> Iterator[bytes]:
    """The workbook that one owner is sent; a text is never run as a formula."""

    def fill(book: Any) -> None:
        book.set_properties({"author": MAKER, "created": _DAY, "title": f"{sending.workspace} – {form.name}"})
        _Writer(book, form, sending).write()

    return workbook(fill)


class _Writer:
    def __init__(self, book: Any, form: Form, sending: Sending) -> None:
        self.book, self.form, self.sending = book, form, sending
        self.graph, self.lang = sending.graph, sending.lang
        self.columns = {
            question: column_for(self.graph.kind(question.id), question.fact) for question in form.questions
        }
        self.written = {id: written_fields(self.graph, id) for id in form.elements}
        self.labels = Labels.of(self.graph, dict.fromkeys([*self._nameable(), *form.elements, *self._named()]))
        self.formats = formats(book)
        self.own: list[list[str]] = []
        """What the hidden sheet tells."""
        self.choices = Choices(self.graph, self.labels, self.lang)

    def _nameable(self) -> Iterator[str]:
        """The elements that some answer may name."""
        wanted = {kind for column in self.columns.values() if column is not None for kind in column.kinds} - {"*"}
        accepts, kind_of = self.graph.vocabulary.accepts, self.graph.kind
        return (id for id in self.graph if any(accepts(kind, kind_of(id)) for kind in wanted))

    def _named(self) -> list[str]:
        """The elements that answers name already."""
        values = (
            value_in(self.written[question.id], column) or ()
            for question, column in self.columns.items()
            if column is not None and column.sort == "links"
        )
        named = (str(item["to"] if isinstance(item, dict) else item) for value in values for item in value)
        return [id for id in named if id in self.graph]

    def write(self) -> None:
        lang = self.lang
        first = self.book.add_worksheet(FIRST[lang])
        questions = self.book.add_worksheet(QUESTIONS[lang])
        references = self.book.add_worksheet(REFERENCES[lang])
        lists = self.book.add_worksheet(LISTS)
        own = self.book.add_worksheet(OWN_SHEET)
        self.read_me(first)
        asked = (column for column in self.columns.values() if column is not None)
        self.choices.write(self.book, references, lists, asked, self.formats["head"], {_CONFIRMED: [CONFIRMED[lang]]})
        self.questions(questions)
        self.own += [[LABEL, id, label] for id, label in self.labels.items()]
        for row, cells in enumerate(self.own):
            for place, text in enumerate(cells):
                own.write_string(row, place, text)
        own.very_hidden()
        lists.very_hidden()
        questions.activate()

    def read_me(self, sheet: Any) -> None:
        """Who answers and when, and how to fill in the rest."""
        form, lang, sending = self.form, self.lang, self.sending
        properties = {
            "campaign": sending.campaign,
            "key": sending.key,
            "workspace": sending.workspace,
            "owner": form.owner or "",
            "name": form.name,
            "due": sending.due,
            "lang": lang,
        }
        self.own += [[SAID, name, value] for name, value in properties.items()]
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 72)
        sheet.set_portrait()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        title = form.name if form.owner is not None else NOBODY[lang]
        sheet.merge_range(0, 0, 0, 1, title, self.formats["title"])
        sheet.merge_range(1, 0, 1, 1, subject(form, sending.workspace, sending.due, lang), self.formats["text"])
        sheet.set_row(0, 24)
        sheet.set_row(1, 2 * _POINTS)
        for row, (name, style) in enumerate(((ANSWERED_BY, "text"), (ANSWERED_ON, "date")), start=3):
            sheet.set_row(row, 22)
            sheet.write_string(row, 0, LABELS[name][lang], self.formats["label"])
            sheet.write_blank(row, 1, None, self.formats[f"missing {style}"])
            self.own.append([HEAD, name, LABELS[name][lang]])
        for row, line in enumerate(read_me(form, lang), start=6):
            sheet.merge_range(row, 0, row, 1, line, self.formats["text"])
            sheet.set_row(row, _POINTS * (len(line) // 108 + 1) + 4)

    def questions(self, sheet: Any) -> None:
        """A question a row."""
        lang, last = self.lang, len(self.form.questions)
        for place, name in enumerate(COLUMNS):
            sheet.write_string(0, place, HEADS[name][lang], self.formats["head"])
            sheet.set_column(place, place, _WIDTHS[name])
            self.own.append([HEAD, name, HEADS[name][lang]])
        sheet.set_row(0, 32)
        met: set[str] = set()
        for row, question in enumerate(self.form.questions, start=1):
            self.question(sheet, row, question, first=question.id not in met)
            met.add(question.id)
        self.bases()
        hidden = len(COLUMNS)
        sheet.set_column(hidden, hidden, None, None, {"hidden": True})
        answer, confirmed = COLUMNS.index("answer"), COLUMNS.index("confirmed")
        chosen = {"validate": "list", "source": f"=INDIRECT(${letters(hidden + 1)}2)", "show_error": False}
        sheet.data_validation(1, answer, last, answer, chosen)
        sheet.data_validation(
            1, confirmed, last, confirmed, {"validate": "list", "source": f"={self.choices.other(_CONFIRMED)}"}
        )
        sheet.freeze_panes(1, 2)
        sheet.outline_settings(symbols_below=False)
        # The hidden column too: rows that are sorted take their lists along.
        sheet.autofilter(0, 0, last, hidden)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def question(self, sheet: Any, row: int, question: Question, *, first: bool) -> None:
        lang, column = self.lang, self.columns[question]
        kind = self.graph.vocabulary.kinds[self.graph.kind(question.id)]
        whole = question.fact == WHOLE
        name = f"{self.graph.name(question.id)} ({kind.label[lang]})"
        text = question_text(question, kind.name, lang, in_words=column is None and not whole)
        # What was said of the whole of an element holds for each of its facts.
        reasons = question.reasons if whole or question.cause != "stale" else ()
        why = "\n".join(reason_text(reason, lang) for reason in reasons)
        sheet.write_number(row, 0, row, self.formats["number"])
        sheet.write_string(row, 1, name, self.formats["first" if first else "quiet"])
        sheet.write_string(row, 2, text, self.formats["first" if whole else "plain"])
        answer = self.answer(sheet, row, question, column)
        sheet.write_blank(
            row, 4, None, self.formats["plain" if question.cause == "missing" else f"{question.cause} text"]
        )
        sheet.write_string(row, 5, why[:LONGEST], self.formats["quiet"])
        due = dt.datetime.fromisoformat(self.sending.due)
        sheet.write_datetime(row, 6, due, self.formats["date"])
        sheet.write_blank(row, 7, None, self.formats["plain"])
        if column is not None and (list_ := self.choices.name(column)) is not None:
            sheet.write_string(row, len(COLUMNS), list_)
        if column is not None and question.cause != "stale" and not column.choices:
            help = column_help(column, lang, self.graph.vocabulary.kinds, kind)
            sheet.write_comment(row, 3, help, {"x_scale": 2, "y_scale": 1.6})
        cells = ((name, 1), (text, 2), (answer, 3), (why, 5))
        lines = max(_lines(text, _WIDTHS[COLUMNS[place]]) for text, place in cells)
        sheet.set_row(row, _POINTS * min(_MOST_LINES, lines) + 2, None, {} if first else {"level": 1})
        self.own.append([ASKED, str(row), question.id, kind.name, question.fact, question.cause])

    def answer(self, sheet: Any, row: int, question: Question, column: Column | None) -> str:
        """Writes what is known; the text that the cell shows."""
        look = f"{question.cause} text"
        if question.fact == WHOLE:
            sheet.write_string(row, 3, SEE_BELOW[self.lang], self.formats["quiet"])
            return SEE_BELOW[self.lang]
        value = None if column is None else recorded(self.written[question.id], column)
        cell = None if column is None else cell_of(column, value, self.labels.label, self.lang)
        if column is not None and column.sort in ("date", "money", "number"):
            look = f"{question.cause} {column.sort}"
        if cell is None:
            sheet.write_blank(row, 3, None, self.formats[look])
            return ""
        if isinstance(cell, dt.date):
            sheet.write_datetime(row, 3, dt.datetime(cell.year, cell.month, cell.day), self.formats[look])
        elif isinstance(cell, str):
            cell = cell if len(cell) <= LONGEST else TOO_LONG[self.lang]
            sheet.write_string(row, 3, cell, self.formats[f"{question.cause} text"])
        else:
            number = f"{question.cause} number" if column is not None and column.sort == "date" else look
            sheet.write_number(row, 3, cell, self.formats[number])
        return str(cell)

    def bases(self) -> None:
        """What the workbook shows of each element, for the day it comes back."""
        bases: dict[str, dict[str, Any]] = {id: {} for id in self.form.elements}
        for question, column in self.columns.items():
            if column is not None and column.field in self.written[question.id]:
                bases[question.id][column.field] = self.written[question.id][column.field]
        for id, fields in bases.items():
            text = json.dumps(fields, ensure_ascii=False)
            parts = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
            self.own.append([BASE, id, self.graph.kind(id), *parts])


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column."""
    return sum(len(line) // (width + 4) + 1 for line in text.split("\n"))
