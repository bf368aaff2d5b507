"""The indicators for programs, described in `docs/indicators.md`."""

from __future__ import annotations

from typing import Any

from ea_repo.check.indicators import Indicators, Series
from ea_repo.check.measure import Value
from ea_repo.report.json.values import both, dumped

VERSION = 1


def write(indicators: Indicators) -> str:
    """The indicators as one JSON object; the same bytes for the same text."""
    return dumped(
        {
            "version": VERSION,
            "workspace": indicators.workspace,
            "changes": list(indicators.changes),
            "dates": [day.date.isoformat() for day in indicators.days],
            "indicators": [_series(series, indicators) for _, group in indicators.groups for series in group],
        }
    )


def _series(series: Series, indicators: Indicators) -> dict[str, Any]:
    indicator = series.indicator
    return {
        "indicator": indicator.id,
        "principle": series.principle,
        "charter": list(indicator.charter),
        "title": both(indicator.title.text),
        "why": both(indicator.why.text),
        "direction": indicator.direction,
        "unit": indicator.unit,
        "target": series.target,
        "values": [
            {
                "date": day.date.isoformat(),
                **value_data(value),
                "met": series.met(value),
                "reason": both(value.reason) if value.reason else None,
                "parts": {name: value_data(part) for name, part in value.parts.items()},
            }
            for day, value in zip(indicators.days, series.values, strict=True)
        ],
    }


def value_data(value: Value) -> dict[str, Any]:
    """A value with its denominator and its unknowns."""
    return {"value": rounded(value.value), "of": value.of, "unknown": value.unknown, "count": value.count}


def rounded(value: float | None) -> float | int | None:
    """A number to two decimals, whole where it is."""
    shown = None if value is None else round(value, 2)
    return int(shown) if shown is not None and shown == int(shown) else shown
