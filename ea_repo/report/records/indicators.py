"""The indicators for a spreadsheet; what is not known is empty."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.check.indicators import Indicators, Series
from ea_repo.check.measure import Value
from ea_repo.document import Cell, Records
from ea_repo.finding import Lang
from ea_repo.report.indicator_rows import part_name, parts
from ea_repo.report.json.indicators import rounded

_COLUMNS = (
    "indicator", "part", "title", "principle", "direction", "unit", "target", "date", "value", "of", "unknown", "met"
)  # fmt: skip


def records(indicators: Indicators, lang: Lang) -> Records:
    """One line an indicator or part, and day."""
    series = (series for _, group in indicators.groups for series in group)
    return Records(_COLUMNS, (row for measured in series for row in _rows(measured, indicators, lang)))


def _rows(series: Series, indicators: Indicators, lang: Lang) -> Iterator[list[Cell]]:
    indicator = series.indicator
    for part in ("", *parts(series)):
        title = part_name(series, part, lang) if part else indicator.title.text[lang]
        for day, whole in zip(indicators.days, series.values, strict=True):
            value = whole.parts.get(part, Value(None, 0, 0)) if part else whole
            met = None if part else series.met(whole)
            yield [
                indicator.id, part, title, series.principle, indicator.direction, indicator.unit,
                None if part else series.target, day.date.isoformat(), rounded(value.value), value.of, value.unknown,
                None if met is None else str(met).lower(),
            ]  # fmt: skip
