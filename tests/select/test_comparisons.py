"""`<` and `>=` on dates, whole or partial, and on numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.select import Selector
from ea_repo.select.validation import flaws
from tests.select.asking import chosen, messages, typed
from tests.texts import graph_of

SI = graph_of("""
application:
  jour: {live_on: 2020-06-15, poc_ends_on: 2020-06-15, yearly_cost: 100}
  mois: {live_on: 2020-06, poc_ends_on: 2020-06, yearly_cost: 99.5}
  annee: {live_on: 2020, poc_ends_on: 2020, yearly_cost: 0}
  muet: {}
  accord: {approvals: {dsi: {on: 2020, until: 2020-06}}}
""")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # A start is its first day: 1 January, 1 June, 15 June 2020.
        ("live_on: '<2020-06'", ["annee"]),
        ("live_on: '<=2020-06'", ["annee", "jour", "mois"]),
        ("live_on: '>=2020-06'", ["jour", "mois"]),
        ("live_on: '>2020-06'", []),
        ("live_on: '<2020'", []),
        ("live_on: '>=2020'", ["annee", "jour", "mois"]),
        ("live_on: '>2020-06-01'", ["jour"]),
        ("live_on: '<= 2020-06-01'", ["annee", "mois"]),
        # An end is its last day: 15 June, 30 June, 31 December 2020.
        ("poc_ends_on: '<2020-07'", ["jour", "mois"]),
        ("poc_ends_on: '>=2020-07'", ["annee"]),
        ("poc_ends_on: '<=2020-06'", ["jour", "mois"]),
        ("poc_ends_on: '>2020-06'", ["annee"]),
        ("poc_ends_on: '>2020'", []),
        ("poc_ends_on: '<2021'", ["annee", "jour", "mois"]),
    ],
)
def test_dates_compare_by_the_days_they_stand_for(condition: str, expected: list[str]) -> None:
    assert chosen(SI, f"{{kind: application, {condition}}}") == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("yearly_cost: '>99.5'", ["jour"]),
        ("yearly_cost: '>=99.5'", ["jour", "mois"]),
        ("yearly_cost: '<99.5'", ["annee"]),
        ("yearly_cost: '<=0'", ["annee"]),
    ],
)
def test_numbers_compare(condition: str, expected: list[str]) -> None:
    assert chosen(SI, f"{{{condition}}}") == expected


def test_dates_inside_a_group_compare_too() -> None:
    assert chosen(SI, "{approvals.dsi.until: '<2020-07'}") == ["accord"]
    assert chosen(SI, "{approvals.dsi.until: '<2020-06'}") == []
    assert chosen(SI, "{approvals.dsi.on: '>=2020'}") == ["accord"]


def test_an_unknown_date_is_neither_before_nor_after() -> None:
    assert "muet" not in [*typed(SI, "application live_on<2050"), *typed(SI, "application live_on>=1990")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{live_on: '<bientôt'}", "compares with a date"),
        ("{live_on: '<2020-13'}", "compares with a date"),
        ("{yearly_cost: '>beaucoup'}", "compares with a number"),
        ("{name: '<orbis'}", "does not compare"),
        ("{type: '>core'}", "does not compare"),
        ("{approvals.dsi.until: '<demain'}", "compares with a date"),
    ],
)
def test_what_cannot_be_compared_is_an_error(text: str, why: str) -> None:
    assert [why in message.en for message in messages(SI, text)] == [True]


WRITTEN = st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@given(WRITTEN, WRITTEN, st.booleans())
def test_comparisons_agree_with_each_other_and_with_the_calendar(written: str, bound: str, is_end: bool) -> None:
    field = "poc_ends_on" if is_end else "live_on"
    graph = graph_of(f"application: {{a: {{{field}: '{written}'}}}}")
    day = last_day(written) if is_end else first_day(written)

    def matches(sign: str) -> bool:
        selector = Selector.parse({field: f"{sign}{bound}"})
        assert not list(flaws(selector, graph))
        return selector.matches(graph, "a")

    assert matches("<") == (day < first_day(bound)) == (not matches(">="))
    assert matches(">") == (day > last_day(bound)) == (not matches("<="))
