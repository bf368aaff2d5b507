"""Dates and numbers as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.exchange.mapping.keys import natural
from ea_repo.exchange.values import as_date, as_number

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("31/12/2025", "2025-12-31"),
        (" 31.12.2025 ", "2025-12-31"),
        ("31-12-25", "2025-12-31"),
        ("5/7/69", "2069-07-05"),
        ("5/7/70", "1970-07-05"),
        ("31/12/2025 10:30", "2025-12-31"),
        ("2025-12-31T10:30:00Z", "2025-12-31"),
        ("2025-12", "2025-12"),
        ("12/2025", "2025-12"),
        ("2025", "2025"),
        (2025, "2025"),
        (2025.0, "2025"),
        ("1er janvier 2025", "2025-01-01"),
        ("DÉC. 2025", "2025-12"),
        ("Dec 31, 2025", "2025-12-31"),
        (dt.datetime(2025, 12, 31, 10, 30, tzinfo=dt.UTC), "2025-12-31"),
        (dt.date(2025, 12, 31), "2025-12-31"),
        ("12/31/2025", None),
        ("30/02/2025", None),
        ("31/13/2025", None),
        ("bientôt", None),
        ("abc 2025", None),
        ("", None),
        (12.5, None),
        (True, None),
        (None, None),
        (45_000, None),
    ],
)
def test_dates(written: object, date: str | None) -> None:
    assert as_date(written) == date


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_read_in_every_way_that_it_is_written(day: dt.date) -> None:
    ways = [
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        day.isoformat(),
        f"{day:%Y/%m/%d}",
        f"{day:%d/%m/%Y} 08:05:00",
    ]
    assert {as_date(way) for way in ways} == {day.isoformat()}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1\u00a0234\u00a0567", 1_234_567),
        ("1\u2009234", 1234),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1'234", 1234),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1,234", 1.234),
        ("-3,5", -3.5),
        ("\u22123", -3),
        ("12 k€", 12_000),
        ("1,12 M€", 1_120_000),
        ("12 k€ HT", 12_000),
        ("12 k€/an", 12_000),
        ("12 k€ TTC par an", 12_000),
        ("12 000 euros", 12_000),
        ("1 euro", 1),
        ("12 k€/mois", None),
        ("12 k€ HTA", None),
        ("12 euros 50", None),
        ("1 500 €", 1500),
        ("$5", 5),
        (3.0, 3),
        (7, 7),
        ("12 34", None),
        ("1.234.5", None),
        ("1 2345", None),
        ("1e3", None),
        ("douze", None),
        ("12 ans", None),
        ("", None),
        (True, None),
        (None, None),
        (float("nan"), None),
    ],
)
def test_numbers(written: object, number: float | None) -> None:
    assert as_number(written) == number
    assert type(as_number(written)) is type(number)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=2),
    st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ""]),
)
def test_every_number_is_read_as_french_writes_it(number: object, blank: str) -> None:
    written = f"{number:,}".replace(",", blank).replace(".", ",")
    assert as_number(written) == float(str(number))


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    as_date(text)
    as_number(text)


def test_ids_sort_by_their_numbers_and_what_only_looks_like_one_is_none() -> None:
    assert sorted(["a10", "a²", "id-a9", "²"], key=natural) == ["id-a9", "a10", "a²", "²"]
