"""How the amounts and dates of a column seem to be written: in thousands, by month, month first, as last days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ea_repo.exchange.guess.guesses import Column, FieldGuess
from ea_repo.exchange.mapping.columns import letters, text
from ea_repo.exchange.values import MIXED_TAXES, DecimalMark, as_date, as_number, groups_or_decimals, tax_said
from ea_repo.finding import Text

_SCALE = re.compile(
    r"\b(?P<k>k ?€|k ?eur(?:os?)?|milliers)(?=\W|$)|\b(?P<m>m ?€|m ?eur(?:os?)?|millions?)(?=\W|$)", re.I
)
_PERIODS = {
    12: ("mensuel", "mensuelle", "mensuels", "mois", "monthly", "month"),
    4: ("trimestriel", "trimestrielle", "trimestre", "quarterly", "quarter"),
    2: ("semestriel", "semestrielle", "semestre"),
}
_CURRENCIES = re.compile(r"[$£¥]|\b(?:usd|gbp|chf|cad|dollars?)\b", re.IGNORECASE)
_ENDS = frozenset(("fin", "end", "échéance", "jusqu", "until", "expiration"))
_GROUPS = {",": re.compile(r"\d\.\d{3}(?:\.\d{3}|,\d)"), ".": re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)")}
"""By the decimal mark, what shows that the other sign groups thousands."""
_DECIMALS = {mark: re.compile(rf"\d{re.escape(mark)}(?:\d{{1,2}}|\d{{4,}})(?!\d)") for mark in _GROUPS}
_WHOLE_DAY = len("2025-12-31")
_FEW = 3


def seems(column: Column) -> Iterator[Text]:
    """What a column that no field takes seems to hold, where it is worth a question: dates, or amounts."""
    written = [value for value in column.values if value not in ("", "-")]
    if written and all(isinstance(value, dt.date) or _is_day(value) for value in written):
        yield Text("des dates, de quoi ? (live_on, retired_on …)", "dates, of what? (live_on, retired_on …)")
    elif written and all("€" in text(value) and as_number(value) is not None for value in written):
        yield Text("des montants, de quoi ? (yearly_cost …)", "amounts, of what? (yearly_cost …)")


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(as_date(value) or "") == _WHOLE_DAY


def read_amounts(guess: FieldGuess, column: Column) -> None:
    """Notes in what unit amounts seem to be, by what period, what a nought says, which sign is their decimal mark."""
    header = column.name
    if noughts := sum(value == "0" for value in column.texts):
        guess.doubts.append(
            Text(
                f'0 ({noughts}) : rien à payer, ou inconnu ? (« ignore: ["0"] »)',
                f'0 ({noughts}): nothing to pay, or not known? (`ignore: ["0"]`)',
            )
        )
    if len({tax for value in (header, *column.texts) if (tax := tax_said(value))}) > 1:
        guess.doubts.append(MIXED_TAXES)
    if scale := _SCALE.search(header):
        guess.reading["unit"] = unit = "k€" if scale["k"] else "M€"
        guess.doubts.append(Text(f"en {unit}, d'après l'en-tête", f"in {unit}, by the header"))
    for times, words in _PERIODS.items():
        if {letters(word) for word in re.split(r"\W+", header)} & {letters(word) for word in words}:
            guess.reading["times"] = times
            guess.doubts.append(
                Text(f"multiplié par {times} : par an, le champ", f"multiplied by {times}: the field is by year")
            )
            break
    if currency := _CURRENCIES.search(header):
        guess.doubts.append(
            Text(f"en {currency[0]} ? le champ est en euros", f"in {currency[0]}? the field is in euros")
        )
    either = [value for value in column.texts if groups_or_decimals(value)]
    if either:
        guess.doubts += _decimal(guess, column, either)


def _decimal(guess: FieldGuess, column: Column, either: Sequence[str]) -> Iterator[Text]:
    """Which sign is the decimal mark, by the other values of the column."""
    few = ", ".join(list(dict.fromkeys(either))[:_FEW])
    marks: tuple[DecimalMark, ...] = (",", ".")
    shown = [
        mark
        for mark in marks
        if any(_GROUPS[mark].search(value) or _DECIMALS[mark].search(value) for value in column.texts)
    ]
    if len(shown) == 1:
        guess.reading["decimal"] = shown[0]
        yield Text(
            f"« {shown[0]} » est la marque décimale, d'après les autres valeurs : {few}",
            f"“{shown[0]}” is the decimal mark, by the other values: {few}",
        )
    else:
        yield Text(
            f'milliers ou décimales ? sera refusé sans « decimal: "," » ou « decimal: "." » ({len(either)}) : {few}',
            f'thousands or decimals? will be refused without `decimal: ","` or `decimal: "."` ({len(either)}): {few}',
        )


def read_dates(guess: FieldGuess, column: Column, *, is_start: bool) -> None:
    """Notes whether dates seem to have the month first, and whether they are last days where a first one is wanted."""
    wrong = [value for value in column.values if as_date(value) is None]
    turned = [value for value in wrong if as_date(value, month_first=True) is not None]
    both = [value for value in column.texts if _differs(value)]
    if turned and not any(_needs_day_first(value) for value in column.texts):
        guess.reading["month_first"] = True
        guess.doubts.append(Text(f"le mois d'abord, d'après {turned[0]}", f"the month comes first, by {turned[0]}"))
    elif turned and both:
        guess.doubts.append(
            Text(f"jour ou mois d'abord ? {both[0]}, {turned[0]}", f"day or month first? {both[0]}, {turned[0]}")
        )
    if not is_start or guess.meaning not in ("retired_on", "phase_out_on"):
        return
    partial = next((value for value in column.texts if len(as_date(value) or "") in (4, 7)), None)
    if {letters(word) for word in re.split(r"\W+", column.name)} & {letters(word) for word in _ENDS}:
        guess.reading["last_day"] = True
        guess.doubts.append(
            Text(
                "un dernier jour ? le champ est le lendemain (sinon, ôter last_day)",
                "a last day? the field is the day after it (else, take last_day out)",
            )
        )
    elif partial is not None:
        guess.doubts.append(
            Text(
                f"dès le premier jour de {partial} ? (« last_day: true » si c'en est le dernier)",
                f"from the first day of {partial} on? (last_day: true where it is its last)",
            )
        )


def _differs(value: str) -> bool:
    first, second = as_date(value), as_date(value, month_first=True)
    return None not in (first, second) and first != second


def _needs_day_first(value: str) -> bool:
    return as_date(value) is not None and as_date(value, month_first=True) is None
