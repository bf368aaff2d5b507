"""Dates as people write them: what each stands for, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.metamodel import kind
from ea_repo.metamodel.dates import as_written, days_later, first_day, last_day, months_later


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-06", "2023-06-01", "2023-06-30"),
        ("2023-06-14", "2023-06-14", "2023-06-14"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_year_or_a_month_has_a_first_and_a_last_day(written: str, first: str, last: str) -> None:
    assert first_day(written).isoformat() == first
    assert last_day(written).isoformat() == last


@pytest.mark.parametrize(
    ("value", "text"),
    [(2023, "2023"), ("2023", "2023"), ("2023-06", "2023-06"), (dt.date(2023, 6, 14), "2023-06-14")],
)
def test_a_date_is_kept_as_written_whichever_way_a_parser_gave_it(value: object, text: str) -> None:
    assert as_written(value) == text


@pytest.mark.parametrize(
    "value",
    [
        "2023-02-29",
        "1900-02-29",
        "2023-13",
        "2023-00",
        "2023-06-00",
        "2023-06-31",
        "0000",
        "2023-6",
        "2023-06-1",
        "23",
        "20233",
        "2023/06/14",
        "14-06-2023",
        " 2023",
        "2023\n",
        "2023-06-14T08:00",
        "٢٠٢٣",
        "",
        "today",
        5,
        202,
        20231,
        -2023,
        2023.5,
        True,
        None,
        ["2023"],
        {"year": 2023},
        dt.datetime(2023, 6, 14, 8, 0),
    ],
)
def test_what_is_no_date_of_the_calendar_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"expected a date|in the calendar"):
        as_written(value)


@given(st.dates())
def test_every_day_of_the_calendar_is_within_its_month_and_its_year(date: dt.date) -> None:
    text = date.isoformat()
    if date.year >= 1000:
        assert as_written(date) == as_written(text) == text
    assert first_day(text) == last_day(text) == date
    for part in (text[:7], text[:4]):
        assert first_day(part) <= date <= last_day(part)
        assert (
            (last_day(part) + dt.timedelta(1)).isoformat()[: len(part)] != part
            if last_day(part) < dt.date.max
            else True
        )
        assert first_day(part).day == 1


@pytest.mark.parametrize(
    ("kind_", "field", "day"),
    [
        ("application", "planned_on", "2023-01-01"),
        ("application", "live_on", "2023-01-01"),
        ("application", "phase_out_on", "2023-01-01"),
        ("application", "retired_on", "2023-01-01"),
        ("project", "starts_on", "2023-01-01"),
        ("application", "overlap_until", "2023-12-31"),
        ("application", "poc_ends_on", "2023-12-31"),
        ("technology", "own_support_until", "2023-12-31"),
        ("project", "ends_on", "2023-12-31"),
        ("contract", "ends_on", "2023-12-31"),
        ("derogation", "expires_on", "2023-12-31"),
        ("attestation", "expires_on", "2023-12-31"),
        ("state", "date", "2023-12-31"),
    ],
)
def test_a_start_is_its_first_day_and_an_end_its_last(kind_: str, field: str, day: str) -> None:
    assert kind(kind_).dates[field].day("2023").isoformat() == day


@given(st.dates(), st.integers(-(10**7), 10**7))
def test_a_day_so_many_days_later_stays_on_the_calendar(day: dt.date, days: int) -> None:
    ordinal = day.toordinal() + days
    beyond = dt.date.min if ordinal < 1 else dt.date.max
    is_there = 1 <= ordinal <= dt.date.max.toordinal()
    assert days_later(day, days) == (dt.date.fromordinal(ordinal) if is_there else beyond)


def test_months_end_with_the_calendar() -> None:
    assert months_later(dt.date(9999, 12, 1), 1) == dt.date.max
    assert months_later(dt.date(1, 1, 31), -1) == dt.date.min
    assert months_later(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
