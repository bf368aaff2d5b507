"""The bars: what they are made of, on which side of them a target stands, and what has none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.check.measure import Value, share
from ea_repo.report.html.chart import Chart, bar, charts

COUNTS = st.integers(0, 500)


def one(value: Value, unit: str, target: float | None = None) -> Chart | None:
    (found,) = charts([value], unit, target)  # type: ignore[arg-type]
    return found


def widths(found: Chart | None) -> dict[str, float]:
    assert found is not None
    return {name: width for name, _, width in found.parts}


def test_a_share_is_drawn_among_all_that_was_asked_about() -> None:
    assert widths(one(share(10, 40, 60), "percent")) == {"counted": 10, "rest": 30, "unknown": 60}


def test_completeness_has_the_unknown_in_its_denominator() -> None:
    value = Value(25, 40, 30, 10, unknown_within=True)
    assert widths(one(value, "percent")) == {"counted": 25, "unknown": 75}


def test_a_count_is_drawn_among_its_denominator() -> None:
    assert widths(one(Value(10, 100, 20), "count")) == {"counted": 10, "rest": 70, "unknown": 20}


@pytest.mark.parametrize("unit", ["percent", "count", "euros"])
def test_what_is_unknown_is_never_drawn_as_zero(unit: str) -> None:
    assert one(Value(None, 0 if unit == "percent" else 7, 7), unit, 3) == Chart((("unknown", 0, 100),))
    assert "unknown" not in widths(one(share(0, 7, 0) if unit == "percent" else Value(0, 7, 0), unit))


@pytest.mark.parametrize("unit", ["percent", "count", "euros"])
def test_where_there_is_nothing_to_look_at_nothing_is_drawn(unit: str) -> None:
    assert one(Value(None, 0, 0), unit, 3) is None


@pytest.mark.parametrize("number", [math.inf, math.nan, -math.inf])
def test_no_bar_can_show_what_is_no_number(number: float) -> None:
    assert charts([Value(number, 3, 0), Value(1, 3, 0)], "euros", None) == [None, None]
    assert charts([Value(1, 3, 0)], "euros", number) == [None]


def test_a_count_of_more_than_there_are_is_not_drawn() -> None:
    assert one(Value(5, 3, 0), "count") is None


def test_amounts_are_on_one_scale_from_0() -> None:
    low, high, none = charts([Value(500, 2, 0), Value(1000, 2, 0), Value(0, 2, 0)], "euros", 2000)
    assert [widths(each) for each in (low, high, none)] == [{"counted": 25}, {"counted": 50}, {}]
    assert {each.target for each in (low, high, none) if each} == {100}


def test_an_amount_that_is_not_whole_is_open_at_its_end() -> None:
    known, partly = charts([Value(1000, 2, 0), Value(500, 2, 1)], "euros", None)
    assert widths(known) == {"counted": 88}
    assert widths(partly) == {"counted": 44, "unknown": 12}


def test_an_amount_below_0_goes_the_other_way() -> None:
    lost, won = charts([Value(-500, 2, 0), Value(500, 2, 0)], "euros", None)
    assert lost == Chart((("counted", 0, 50),), zero=50)
    assert won == Chart((("counted", 50, 50),), zero=50)


def test_a_number_of_something_else_is_not_drawn_among_its_denominator() -> None:
    few, many = charts([Value(2, 50, 0, among=False), Value(4, 50, 0, among=False)], "count", 1)
    assert (widths(few), widths(many)) == ({"counted": 50}, {"counted": 100})
    assert few is not None
    assert few.target == 25


@given(COUNTS, COUNTS, COUNTS)
def test_the_parts_of_a_bar_fill_it_and_none_is_too_thin(counted: int, rest: int, unknown: int) -> None:
    found = bar({"counted": counted, "rest": rest, "unknown": unknown})
    assert [name for name, _, _ in found] == [
        name for name, number in zip(("counted", "rest", "unknown"), (counted, rest, unknown), strict=True) if number
    ]
    assert not found or math.isclose(sum(width for *_, width in found), 100, abs_tol=0.05)
    assert all(width > 2 for *_, width in found)


@given(COUNTS, COUNTS, COUNTS, st.floats(0, 100))
def test_a_target_stands_on_the_side_of_the_value_where_it_is(
    counted: int, rest: int, unknown: int, target: float
) -> None:
    value = share(counted, counted + rest, unknown)
    found = one(value, "percent", target)
    if value.value is None or found is None:
        assert found is None or found.target is None
        return
    assert found.target is not None
    end = widths(found).get("counted", 0)
    assert found.target >= end - 0.02 if target >= value.value else found.target <= end + 0.02
