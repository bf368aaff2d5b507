"""The indicators: for people as text or Markdown, for programs as JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.check.indicators import Indicators, Series
from ea_repo.check.measure import Value
from ea_repo.finding import Lang, Text
from ea_repo.format.csv import as_csv as rows_as_csv
from ea_repo.format.markdown import escaped
from ea_repo.report.indicator_rows import (
    INDICATORS,
    NO_INDICATOR,
    columns,
    head,
    part_name,
    parts,
    rows,
    section_name,
)
from ea_repo.report.indicators_text import as_text

__all__ = ["as_csv", "as_json", "as_markdown", "as_text"]

VERSION = 1
_INDICATOR = Text("indicateur", "indicator")
_COLUMNS = (
    "indicator", "part", "title", "principle", "direction", "unit", "target", "date", "value", "of", "unknown", "met"
)  # fmt: skip


def as_markdown(found: Indicators, lang: Lang) -> str:
    """A page with a table for each principle."""
    colon = " :" if lang == "fr" else ":"
    lines = [f"# {escaped(found.workspace)}{colon} {INDICATORS[lang]}", "", escaped(head(found, lang))]
    if not found.series:
        return "\n".join([*lines, "", NO_INDICATOR[lang]])
    heads = [_INDICATOR[lang], *columns(found, lang)]
    for section, group in found.groups:
        lines += ["", f"## {escaped(section_name(section, lang))}", ""]
        lines += [_line(heads), _line(["---", *["---:"] * (len(heads) - 1)])]
        for row in (row for series in group for row in rows(series, lang)):
            title = f"– {escaped(row.title)}" if row.is_part else f"**{escaped(row.title)}**"
            lines.append(_line([_lines([title, *map(escaped, row.notes)]), *(_lines(each) for each in row.cells)]))
    return "\n".join(lines)


def _lines(said: Sequence[str]) -> str:
    return "<br>".join(said)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_json(found: Indicators) -> str:
    """The indicators as one JSON object, described in `docs/indicators.md`; the same bytes for the same text."""
    data = {
        "version": VERSION,
        "workspace": found.workspace,
        "changes": list(found.changes),
        "dates": [each.date.isoformat() for each in found.days],
        "indicators": [_series(series, found) for _, group in found.groups for series in group],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _series(series: Series, found: Indicators) -> dict[str, Any]:
    indicator = series.indicator
    return {
        "indicator": indicator.id,
        "principle": series.principle,
        "charter": list(indicator.charter),
        "title": _both(indicator.title.text),
        "why": _both(indicator.why.text),
        "direction": indicator.direction,
        "unit": indicator.unit,
        "target": series.target,
        "values": [
            {
                "date": day.date.isoformat(),
                **value_as_json(value),
                "met": series.met(value),
                "reason": _both(value.reason) if value.reason else None,
                "parts": {name: value_as_json(part) for name, part in value.parts.items()},
            }
            for day, value in zip(found.days, series.values, strict=True)
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {"fr": text.fr, "en": text.en}


def value_as_json(value: Value) -> dict[str, Any]:
    """A value with its denominator and its unknowns."""
    return {"value": _number(value.value), "of": value.of, "unknown": value.unknown, "count": value.count}


def _number(value: float | None) -> float | int | None:
    """A number to two decimals, whole where it is."""
    rounded = None if value is None else round(value, 2)
    return int(rounded) if rounded is not None and rounded == int(rounded) else rounded


def as_csv(found: Indicators, lang: Lang) -> str:
    """One line an indicator or part, and day, for spreadsheets; what is not known is empty."""
    series = (each for _, group in found.groups for each in group)
    return rows_as_csv(_COLUMNS, (row for each in series for row in _written(each, found, lang)))


def _written(series: Series, found: Indicators, lang: Lang) -> Iterator[list[str | float | None]]:
    indicator = series.indicator
    for part in ("", *parts(series)):
        title = part_name(series, part, lang) if part else indicator.title.text[lang]
        for day, whole in zip(found.days, series.values, strict=True):
            value = whole.parts.get(part, Value(None, 0, 0)) if part else whole
            met = None if part else series.met(whole)
            yield [
                indicator.id, part, title, series.principle, indicator.direction, indicator.unit,
                None if part else series.target, day.date.isoformat(), _number(value.value), value.of, value.unknown,
                None if met is None else str(met).lower(),
            ]  # fmt: skip
