"""The indicators: for people as text or Markdown, for programs as JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import click

from ea_repo.check.indicators import Indicators, Series
from ea_repo.check.measure import Value
from ea_repo.check.rule import Section
from ea_repo.check.words import number
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import kinds
from ea_repo.report.words import NOT_RECORDED, date, escaped, kind_words

VERSION = 1

_INDICATORS = Text("indicateurs", "indicators")
_NONE = Text(
    "aucun indicateur déclaré (rules/indicators.yaml)", "no indicator is declared (rules/indicators.yaml)"
)  # fmt: skip
_OTHERS = Text("Autres indicateurs", "Other indicators")
_EVOLUTION = Text("évolution", "evolution")
_INDICATOR = Text("Indicateur", "Indicator")
_TARGET = Text("cible", "target")
_NO_TARGET = Text("aucune cible enregistrée", "no target recorded")
_DIRECTION = {
    "up": Text("↑ plus, c'est mieux", "↑ more is better"),
    "down": Text("↓ moins, c'est mieux", "↓ less is better"),
}
_NOTHING = Text("sans objet", "not applicable")
_BETTER, _WORSE = Text("mieux", "better"), Text("moins bien", "worse")
_MET = {True: Text("✓ atteinte", "✓ met"), False: Text("✗ manquée", "✗ missed")}
_TITLE_WIDTH = 30
"""The least that a title may have beside the columns of dates."""


def as_text(found: Indicators, lang: Lang, width: int) -> str:
    """A table by principle, a column a day and the evolution; as many days side by side as the width bears."""
    if not found.series:
        return f"{_head(found, lang)}\n\n{_NONE[lang]}"
    rows = {series.indicator.id: _rows(series, found, lang) for series in found.series}
    columns = [list(each) for each in zip(*(row.cells for each in rows.values() for row in each), strict=True)]
    heads = [*(date(each.date, lang) for each in found.days), *([_EVOLUTION[lang]] if len(found.days) > 1 else [])]
    widths = [
        max(len(line) for cell in [[head], *column] for line in cell)
        for head, column in zip(heads, columns, strict=True)
    ]
    lines = [_head(found, lang)]
    for block in _blocks(widths, width - _TITLE_WIDTH):
        left = width - sum(widths[place] + 2 for place in block)
        lines += ["", (" " * left + "".join(f"  {heads[place]:>{widths[place]}}" for place in block)).rstrip()]
        for section, group in found.groups:
            lines.append(click.style(_section(section, lang), bold=True))
            for series in group:
                for row in rows[series.indicator.id]:
                    lines += row.shown(left, [widths[place] if place in block else 0 for place in range(len(widths))])
    return "\n".join(lines)


def _head(found: Indicators, lang: Lang) -> str:
    days = ", ".join(f"{date(each.date, lang)} ({each.origin[lang]})" for each in found.days)
    return f"{click.style(found.workspace, bold=True)} · {_INDICATORS[lang]} · {days}"


def _section(section: Section | None, lang: Lang) -> str:
    return f"{section.title.text[lang]} ({', '.join(section.sections)})" if section else _OTHERS[lang]


def _blocks(widths: list[int], room: int) -> Iterator[list[int]]:
    """The columns that stand side by side; at least one each time."""
    block: list[int] = []
    for place, size in enumerate(widths):
        if block and sum(widths[each] + 2 for each in block) + size + 2 > room:
            yield block
            block = []
        block.append(place)
    yield block


@dataclass(frozen=True)
class _Row:
    """A few lines of the table: what stands on the left, and each column's lines."""

    left: tuple[str, ...]
    cells: tuple[list[str], ...]
    indent: int

    def shown(self, left: int, widths: list[int]) -> Iterator[str]:
        title = [line for each in self.left for line in _wrapped(each, left, self.indent)]
        shown = [(cell, size) for cell, size in zip(self.cells, widths, strict=True) if size]
        for words, *cells in zip_longest(title, *(cell for cell, _ in shown), fillvalue=""):
            columns = (f"  {cell:>{size}}" for cell, (_, size) in zip(cells, shown, strict=True))
            yield f"{words:<{left}}{''.join(columns)}".rstrip()


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(text, width, initial_indent=space, subsequent_indent=space, break_on_hyphens=False)


def _rows(series: Series, found: Indicators, lang: Lang) -> list[_Row]:
    indicator = series.indicator
    unit = indicator.unit
    notes = f"{', '.join(indicator.charter)} · {_DIRECTION[indicator.direction][lang]} · {_target(series, lang)}"
    cells = [[shown(each, unit, lang), *_under(each, lang), *_judged(series, each, lang)] for each in series.values]
    title = f"  {indicator.title.text[lang]}"
    reasons = dict.fromkeys(each.reason[lang] for each in series.values if each.reason)
    rows = [_Row((title.strip(), notes, *reasons), (*cells, *_change(series, series.values, lang)), 2)]
    for part in _parts(series):
        values = tuple(each.parts.get(part, Value(None, 0, 0)) for each in series.values)
        small = [[shown(each, unit, lang)] for each in values]
        evolution = [each[:1] for each in _change(series, values, lang)]
        rows.append(_Row((_part_name(series, part, lang),), (*small, *evolution), 6))
    return rows


def _parts(series: Series) -> list[str]:
    return list(dict.fromkeys(part for each in series.values for part in each.parts))


def _part_name(series: Series, part: str, lang: Lang) -> str:
    if part in series.indicator.parts:
        return series.indicator.parts[part].text[lang]
    return kind_words(part, lang) if part in kinds() else part


def _target(series: Series, lang: Lang) -> str:
    if series.target is None:
        return _NO_TARGET[lang]
    return f"{_TARGET[lang]} {_amount(series.target, series.indicator.unit, lang)}"


def shown(value: Value, unit: str, lang: Lang) -> str:
    """A value as one reads it; one that is not known is never nothing."""
    if value.value is None:
        return NOT_RECORDED[lang] if value.of or value.unknown else _NOTHING[lang]
    return _amount(value.value, unit, lang)


def _amount(value: float, unit: str, lang: Lang) -> str:
    match unit:
        case "euros":
            return f"{number(value, lang)}\u00a0€" if lang == "fr" else f"€{number(value, lang)}"
        case "percent":
            return f"{number(round(value, 1), lang)}\u00a0%" if lang == "fr" else f"{number(round(value, 1), lang)}%"
        case _:
            return number(value, lang)


def _under(value: Value, lang: Lang) -> list[str]:
    """The denominator and the unknowns, under a value."""
    of = f"{value.count}/{value.of}" if value.count is not None else f"{Text('sur', 'of')[lang]} {value.of}"
    many = "" if lang == "en" or value.unknown == 1 else "s"
    unknown = f"{value.unknown} {Text('inconnu', 'unknown')[lang]}{many}"
    return [*([of] if value.of else []), *([unknown] if value.unknown else [])]


def _judged(series: Series, value: Value, lang: Lang) -> list[str]:
    met = series.met(value)
    return [] if met is None else [_MET[met][lang]]


def _change(series: Series, values: tuple[Value, ...], lang: Lang) -> list[list[str]]:
    """From the first day to the last: by how much, and whether that is better."""
    if len(values) < 2:
        return []
    first, last = values[0].value, values[-1].value
    if first is None or last is None:
        return [["–"]]
    change = round(last - first, 2)
    if not change:
        return [["="]]
    unit = series.indicator.unit
    amount = f"{number(round(abs(change), 1), lang)} pt" if unit == "percent" else _amount(abs(change), unit, lang)
    better = (change > 0) == (series.indicator.direction == "up")
    return [[f"{'+' if change > 0 else '−'}{amount}", (_BETTER if better else _WORSE)[lang]]]


def as_markdown(found: Indicators, lang: Lang) -> str:
    """A page with a table for each principle."""
    colon = " :" if lang == "fr" else ":"
    days = ", ".join(f"{date(each.date, lang)} ({each.origin[lang]})" for each in found.days)
    lines = [f"# {escaped(found.workspace)}{colon} {_INDICATORS[lang]}", "", escaped(days)]
    if not found.series:
        return "\n".join([*lines, "", _NONE[lang]])
    heads = [_INDICATOR[lang], *(date(each.date, lang) for each in found.days)]
    heads += [_EVOLUTION[lang]] if len(found.days) > 1 else []
    for section, group in found.groups:
        lines += [
            "",
            f"## {escaped(_section(section, lang))}",
            "",
            _line(heads),
            _line(["---", *["---:"] * (len(heads) - 1)]),
        ]
        for series in group:
            for row in _rows(series, found, lang):
                title = (escaped(row.left[0]) if row.indent == 2 else f"– {escaped(row.left[0])}")  # fmt: skip
                notes = [escaped(each) for each in row.left[1:]]
                cells = ["<br>".join(escaped(line) for line in cell) for cell in row.cells]
                lines.append(_line(["<br>".join([title, *notes]), *cells]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def as_json(found: Indicators) -> str:
    """The indicators as one JSON object, described in `docs/indicators.md`; the same bytes for the same text."""
    data = {
        "version": VERSION,
        "workspace": found.workspace,
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
        "title": {"fr": indicator.title.fr, "en": indicator.title.en},
        "why": {"fr": indicator.why.fr, "en": indicator.why.en},
        "direction": indicator.direction,
        "unit": indicator.unit,
        "target": series.target,
        "values": [
            {
                "date": day.date.isoformat(),
                **_plain(value),
                "met": series.met(value),
                "reason": {"fr": value.reason.fr, "en": value.reason.en} if value.reason else None,
                "parts": {name: _plain(part) for name, part in value.parts.items()},
            }
            for day, value in zip(found.days, series.values, strict=True)
        ],
    }


def _plain(value: Value) -> dict[str, Any]:
    rounded = None if value.value is None else round(value.value, 2)
    whole = rounded is not None and float(rounded).is_integer()
    return {
        "value": int(rounded) if rounded is not None and whole else rounded,
        "of": value.of,
        "unknown": value.unknown,
        "count": value.count,
    }


def as_csv(found: Indicators, lang: Lang) -> str:
    """One line an indicator, part and day, for spreadsheets; what is not known is empty."""
    heads = (
        "indicator",
        "part",
        "title",
        "principle",
        "direction",
        "unit",
        "target",
        "date",
        "value",
        "of",
        "unknown",
        "met",
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for series in (each for _, group in found.groups for each in group):
        indicator = series.indicator
        for part in ("", *_parts(series)):
            title = _part_name(series, part, lang) if part else indicator.title.text[lang]
            for day, whole in zip(found.days, series.values, strict=True):
                value = whole.parts.get(part, Value(None, 0, 0)) if part else whole
                met = None if part else series.met(whole)
                plain = _plain(value)
                writer.writerow(
                    (
                        indicator.id, part, _harmless(title), series.principle or "", indicator.direction, indicator.unit,
                        "" if part or series.target is None else series.target, day.date.isoformat(),
                        "" if plain["value"] is None else plain["value"], value.of, value.unknown,
                        "" if met is None else str(met).lower(),
                    )
                )  # fmt: skip
    return out.getvalue().rstrip("\n")


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
