"""The values of a link: an id, or a mapping with dates."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from ea_repo.metamodel import Ref
from ea_repo.metamodel.field_types import Refs
from ea_repo.metamodel.link import read_ref

REFS: TypeAdapter[tuple[Ref, ...]] = TypeAdapter(Refs)


def test_an_id_is_a_link_without_dates() -> None:
    assert read_ref("hegp") == Ref("hegp")


def test_a_mapping_is_a_link_with_its_dates_as_written() -> None:
    written = {"to": "bichat", "from": 2023, "until": dt.date(2024, 6, 14), "note": "pilot"}
    assert read_ref(written) == Ref("bichat", "2023", "2024-06-14", "pilot")


def test_a_name_with_nothing_after_it_in_a_link_is_absent() -> None:
    assert read_ref({"to": "bichat", "from": None, "until": None, "note": None}) == Ref("bichat")


def test_a_link_takes_one_value_or_a_list_of_them() -> None:
    assert REFS.validate_python("a") == (Ref("a"),)
    assert REFS.validate_python({"to": "a", "until": "2023"}) == (Ref("a", until="2023"),)
    assert REFS.validate_python(["a", {"to": "b"}]) == (Ref("a"), Ref("b"))
    assert REFS.validate_python([]) == ()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (3, "expected an id, or a mapping {to: id, from: date, until: date}"),
        (True, "expected an id"),
        (["a"], "expected an id"),
        ({}, "expected an id"),
        ({"from": "2023"}, "expected an id"),
        ({"to": 3}, "expected an id"),
        ({"to": None}, "expected an id"),
        ({"to": "a", "form": "2023", "since": "x"}, "not form, since"),
        ({"to": "a", "from": "2023-13"}, "there is no 2023-13 in the calendar"),
        ({"to": "a", "until": "soon"}, "expected a date"),
        ({"to": "a", "from": True}, "expected a date"),
        ({"to": "a", "from": "2023-06-02", "until": "2023-06-01"}, "ends .2023-06-01. before it begins .2023-06-02."),
        ({"to": "a", "note": 3}, "the note of a link is a text"),
    ],
)
def test_anything_else_is_refused_with_its_reason(value: object, reason: str) -> None:
    with pytest.raises(PydanticCustomError, match=reason):
        read_ref(value)


def test_a_link_may_begin_and_end_in_the_same_year_or_day() -> None:
    assert read_ref({"to": "a", "from": "2023", "until": "2023"}) == Ref("a", "2023", "2023")
    assert read_ref({"to": "a", "from": "2023-06-14", "until": "2023"}) == Ref("a", "2023-06-14", "2023")
    assert read_ref({"to": "a", "from": "2023", "until": "2023-01-01"}) == Ref("a", "2023", "2023-01-01")


@pytest.mark.parametrize(
    ("ref", "visible", "hidden"),
    [
        (Ref("a", from_="2023"), ["2023-01-01", "2030-01-01"], ["2022-12-31"]),
        (Ref("a", until="2023"), ["2023-12-31", "1950-01-01"], ["2024-01-01"]),
        (Ref("a", from_="2023-02", until="2024-02"), ["2023-02-01", "2024-02-29"], ["2023-01-31", "2024-03-01"]),
        (Ref("a", from_="2023-06-14", until="2023-06-14"), ["2023-06-14"], ["2023-06-13", "2023-06-15"]),
        (Ref("a"), ["1950-01-01", "2999-12-31"], []),
    ],
)
def test_a_link_holds_from_the_first_day_of_its_start_to_the_last_day_of_its_end(
    ref: Ref, visible: list[str], hidden: list[str]
) -> None:
    assert all(ref.visible(dt.date.fromisoformat(date)) for date in visible)
    assert not any(ref.visible(dt.date.fromisoformat(date)) for date in hidden)
    assert ref.visible(None)


_DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)).map(str)


@given(st.builds(Ref, st.just("a"), st.none() | _DAYS, st.none() | _DAYS, st.none() | st.text(min_size=1)))
def test_what_a_link_says_as_text_is_read_back_as_the_same_link(ref: Ref) -> None:
    if ref.from_ and ref.until and ref.from_ > ref.until:
        with pytest.raises(ValidationError):
            REFS.validate_python(ref.as_text())
    else:
        assert REFS.validate_python([ref.as_text()]) == (ref,)
