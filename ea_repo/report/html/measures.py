"""The indicators as the committee's page shows them: by principle, a column a day, each value with its bar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.check.indicators import Indicators, Series
from ea_repo.finding import Lang, Text
from ea_repo.report.html.chart import Chart, charts
from ea_repo.report.indicator_rows import EVOLUTION, Row, head, rows, section_name, target
from ea_repo.report.words import date


@dataclass(frozen=True)
class Cell:
    """What is known on one day: a value, what it rests on, its bar, and the whole in one sentence."""

    day: str
    value: str
    under: tuple[str, ...]
    chart: Chart | None
    said: str
    drawable: bool


@dataclass(frozen=True)
class Line:
    """An indicator or a part of one, day by day, then how it changed."""

    title: str
    why: str
    notes: tuple[str, ...]
    cells: tuple[Cell, ...]
    change: tuple[str, ...]
    is_part: bool
    is_money: bool = False
    target: str | None = None
    of: str = ""
    """Of a part, the title of its whole."""


class Measured:
    """What the page says of the indicators, in one language."""

    def __init__(self, found: Indicators, lang: Lang, seen: dt.date) -> None:
        self.found, self.lang = found, lang
        self.days = [date(day.date, lang) for day in found.days]
        self.head = head(found, lang)
        self.evolution = EVOLUTION[lang] if len(self.days) > 1 else None
        self.ahead = any(day.date > seen for day in found.days)
        self.targets = any(series.target is not None for series in found.series)
        self.size = len(found.series)

    @property
    def groups(self) -> Iterator[tuple[str, list[Line]]]:
        """The indicators under their principles."""
        for section, group in self.found.groups:
            yield section_name(section, self.lang), [line for series in group for line in self._lines(series)]

    def _lines(self, series: Series) -> Iterator[Line]:
        money, whole = series.indicator.unit == "euros", series.indicator.title.text[self.lang]
        goal = target(series, self.lang) if series.target is not None else None
        for row in rows(series, self.lang, spelled=True):
            why = "" if row.is_part else series.indicator.why.text[self.lang]
            change = () if self.evolution is None else row.cells[-1]
            cells, of = tuple(self._cells(series, row)), whole if row.is_part else ""
            yield Line(row.title, why, row.notes, cells, change, row.is_part, money, None if of else goal, of)

    def _cells(self, series: Series, row: Row) -> Iterator[Cell]:
        drawn = charts(row.values, series.indicator.unit, None if row.is_part else series.target)
        colon = Text("\u00a0: ", ": ")[self.lang]
        for day, value, chart, lines in zip(self.days, row.values, drawn, row.cells, strict=False):
            sentence = f"{row.title}, {day}{colon}{', '.join(lines)}"
            drawable = chart is not None or value.value is None
            yield Cell(day, lines[0], lines[1:], chart, sentence, drawable)
