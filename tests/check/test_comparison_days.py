"""The days that a workspace gives itself to compare."""

from __future__ import annotations

import datetime as dt

from ea_repo.check.comparison_days import comparison_days
from ea_repo.check.indicators import DayLookedAt
from ea_repo.finding import Text
from tests.check.judging import graph_of

TODAY = DayLookedAt(dt.date(2021, 12, 31), Text("demandée", "as asked"))


def days(text: str) -> list[tuple[str, str]]:
    return [(day.date.isoformat(), day.origin.en) for day in comparison_days(graph_of(text), TODAY)]


def test_the_day_looked_at_and_those_of_the_states_in_order() -> None:
    states = "state: {z: {name: Cible, date: 2025}, a: {date: 2020-06}, sans: {name: Un jour}}"
    assert days(states) == [("2020-06-30", "a"), ("2021-12-31", "as asked"), ("2025-12-31", "Cible")]


def test_a_state_of_the_same_day_shares_it() -> None:
    assert days("state: {a: {name: Situation, date: 2021}, b: {date: 2021-12-31}}") == [
        ("2021-12-31", "as asked, Situation, b")
    ]


def test_an_example_is_no_state_to_compare_with() -> None:
    assert days("state: {a: {date: 2025, illustrative: true}}") == [("2021-12-31", "as asked")]


def test_of_too_many_the_nearest_stay() -> None:
    states = ", ".join(f"s{year}: {{date: {year}}}" for year in range(2015, 2031))
    assert [date[:4] for date, _ in days(f"state: {{{states}}}")] == ["2019", "2020", "2021", "2022", "2023"]
