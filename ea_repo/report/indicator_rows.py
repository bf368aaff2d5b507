"""The indicators as rows that people read: words and numbers, a column a day, then the evolution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.check.charter import Section
from ea_repo.check.indicators import Indicators, Series
from ea_repo.check.measure import Value
from ea_repo.check.registry import Unit
from ea_repo.finding import Lang, Text
from ea_repo.metamodel import kinds
from ea_repo.report.words import NOT_RECORDED, changed_by, date, kind_words, titled
from ea_repo.typography import THIN, euros, number

INDICATORS = Text("indicateurs de la charte", "indicators of the charter")
NO_INDICATOR = Text(
    "aucun indicateur déclaré (rules/indicators.yaml)", "no indicator is declared (rules/indicators.yaml)"
)
EVOLUTION = Text("évolution", "evolution")
_OTHERS = Text("Autres indicateurs", "Other indicators")
_TARGET = Text("cible", "target")
_NO_TARGET = Text("aucune cible enregistrée", "no target recorded")
_DIRECTION = {
    "up": Text("↑ plus, c'est mieux", "↑ more is better"),
    "down": Text("↓ moins, c'est mieux", "↓ less is better"),
}
_NOTHING = Text("sans objet", "not applicable")
_TOO_LITTLE = Text("trop peu connu", "too little known")
_KNOWN = Text("connu pour {known} sur {asked}", "{known} of {asked} known")
_BETTER, _WORSE = Text("mieux", "better"), Text("moins bien", "worse")
_MET = {True: Text("✓ atteinte", "✓ met"), False: Text("✗ manquée", "✗ missed")}
_TARGET_MET = {True: Text("✓ cible atteinte", "✓ target met"), False: Text("✗ cible manquée", "✗ target missed")}


@dataclass(frozen=True)
class Row:
    """What is measured, notes about it, and the lines of each column; a part of another row has no notes."""

    title: str
    notes: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    values: tuple[Value, ...]
    is_part: bool = False


def head(indicators: Indicators, lang: Lang) -> str:
    """The days, each with where it comes from, and the change files."""
    days = ", ".join(f"{date(day.date, lang)} ({day.origin[lang]})" for day in indicators.days)
    return f"{days}, {changed_by(indicators.changes)[lang]}" if indicators.changes else days


def columns(indicators: Indicators, lang: Lang) -> list[str]:
    """The heads of the columns: the days, then the evolution where there are several."""
    return [
        *(date(day.date, lang) for day in indicators.days),
        *([EVOLUTION[lang]] if len(indicators.days) > 1 else []),
    ]


def section_name(section: Section | None, lang: Lang) -> str:
    return titled(section.title.text[lang], section.sections) if section else _OTHERS[lang]


def rows(series: Series, lang: Lang, *, spelled: bool = False) -> Iterator[Row]:
    """An indicator, then its parts; `spelled` where there is room to say of what, of each part too."""
    indicator = series.indicator
    notes = [_DIRECTION[indicator.direction][lang], target(series, lang)]
    if indicator.charter:
        notes = [", ".join(indicator.charter), *notes]
    reasons = dict.fromkeys(value.reason[lang] for value in series.values if value.reason)
    cells = [_cell(series, value, lang, spelled=spelled) for value in series.values]
    change = _change(series, series.values, lang)
    yield Row(indicator.title.text[lang], (" · ".join(notes), *reasons), (*cells, *change), series.values)
    for part in parts(series):
        values = tuple(value.parts.get(part, Value(None, 0, 0)) for value in series.values)
        small = [_cell(series, value, lang, spelled=spelled, is_part=True) for value in values]
        evolution = [lines[:1] for lines in _change(series, values, lang)]
        yield Row(part_name(series, part, lang), (), (*small, *evolution), values, is_part=True)


def parts(series: Series) -> list[str]:
    """The names of the parts of an indicator, on any day."""
    return list(dict.fromkeys(part for value in series.values for part in value.parts))


def part_name(series: Series, part: str, lang: Lang) -> str:
    """What people call a part of an indicator."""
    if part in series.indicator.parts:
        return series.indicator.parts[part].text[lang]
    return kind_words(part, lang) if part in kinds() else part


def target(series: Series, lang: Lang) -> str:
    if series.target is None:
        return _NO_TARGET[lang]
    return f"{_TARGET[lang]} {amount(series.target, series.indicator.unit, lang)}"


def shown(value: Value, unit: Unit, lang: Lang) -> str:
    """A value as one reads it; one that is not known is never nothing."""
    if value.value is None:
        return NOT_RECORDED[lang] if value.of or value.unknown else _NOTHING[lang]
    return amount(value.value, unit, lang)


def amount(value: float, unit: Unit, lang: Lang) -> str:
    """A number with its unit."""
    if unit == "euros":
        return euros(value, lang)
    if unit == "percent":
        return f"{_decimal(value, lang)}{THIN}%" if lang == "fr" else f"{_decimal(value, lang)}%"
    return number(value, lang)


def _decimal(value: float, lang: Lang) -> str:
    plain = f"{value:.1f}".removesuffix(".0")
    return plain.replace(".", ",") if lang == "fr" else plain


def _cell(series: Series, value: Value, lang: Lang, *, spelled: bool, is_part: bool = False) -> tuple[str, ...]:
    """A value, and under it the denominator, the unknowns, whether the target is met."""
    lines = [shown(value, series.indicator.unit, lang) if series.shows(value) else _TOO_LITTLE[lang]]
    if spelled:
        rests = value.unknown and not value.unknown_within
        lines += _known(value, lang, series.kind) if rests else _of(value, lang, series.kind)
    elif not is_part:
        lines += [*_short_of(value, lang), *([] if value.unknown_within else _unknown(value, lang))]
    met = None if is_part or not series.shows(value) else series.met(value)
    words = _TARGET_MET if spelled else _MET
    return (*lines, *([] if met is None else [words[met][lang]]))


def _short_of(value: Value, lang: Lang) -> list[str]:
    of = number(value.of, lang)
    words = f"{Text('sur', 'of')[lang]} {of}" if value.count is None else f"{number(value.count, lang)} / {of}"
    return [words] if value.of else []


def _of(value: Value, lang: Lang, asked: str | None) -> list[str]:
    """The denominator in words: `12 of 43 flows`."""
    counted = "" if value.count is None else f"{number(value.count, lang)} "
    kind = f" {kind_words(asked, lang, number=1 if value.of == 1 else 2)}" if asked else ""
    return [f"{counted}{Text('sur', 'of')[lang]} {number(value.of, lang)}{kind}"] if value.of else []


def _known(value: Value, lang: Lang, asked: str | None) -> list[str]:
    """What a value counts, and on how many known it rests: `12 of 30`, `30 of 43 flows known`."""
    kind = f" {kind_words(asked, lang, number=1 if value.asked == 1 else 2)}" if asked else ""
    of = Text("sur", "of")[lang]
    counted = [f"{number(value.count, lang)} {of} {number(value.known, lang)}"] if value.count is not None else []
    rests = _KNOWN[lang].format(known=number(value.known, lang), asked=f"{number(value.asked, lang)}{kind}")
    return [*(counted if value.known else []), rests]


def _unknown(value: Value, lang: Lang) -> list[str]:
    plural = "s" if lang == "fr" and value.unknown > 1 else ""
    words = f"{number(value.unknown, lang)} {Text('inconnu', 'unknown')[lang]}{plural}"
    return [words] if value.unknown else []


def _change(series: Series, values: tuple[Value, ...], lang: Lang) -> list[tuple[str, ...]]:
    """From the first day to the last: by how much, and whether that is better."""
    if len(values) < 2:
        return []
    first, last = values[0].value, values[-1].value
    if first is None or last is None or not all(map(series.shows, (values[0], values[-1]))):
        return [("–",)]
    unit = series.indicator.unit
    # A reader subtracts what is shown.
    change = round(round(last, 1) - round(first, 1), 1) if unit == "percent" else last - first
    if not change:
        return [("=",)]
    by = f"{_decimal(abs(change), lang)}{THIN}pt" if unit == "percent" else amount(abs(change), unit, lang)
    signed = f"{'+' if change > 0 else '−'}{by}"
    if unit != "percent" and values[0].unknown != values[-1].unknown:
        # What became known or unknown may outweigh the change: it is neither better nor worse.
        return [(signed,)]
    better = (change > 0) == (series.indicator.direction == "up")
    return [(signed, (_BETTER if better else _WORSE)[lang])]
