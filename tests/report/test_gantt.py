"""Bars in characters: one row an element, cut in columns that fit."""

from __future__ import annotations

import datetime as dt

import click
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.situation import Situation
from ea_repo.finding import Lang, Text
from ea_repo.impact.days import Span
from ea_repo.impact.timeline import LANGS, Life, timeline
from ea_repo.report import timeline_text
from ea_repo.report.gantt import UNITS, Scale
from ea_repo.report.timeline_words import period, range_
from tests.impact.systems import System, text
from tests.impact.test_timeline_properties import timed
from tests.texts import day, graph_of

YEARS = Span(day("2020-01-01"), day("2022-12-31"))


def situation(date: dt.date) -> Situation:
    return Situation("Essai", date, Text("demandée", "as asked"), 0, 0, ())


def scale(room: int) -> Scale:
    return Scale.of(YEARS, room)


def test_the_finest_columns_that_fit() -> None:
    assert [scale(room).months for room in (36, 35, 12, 11, 6, 5, 3, 2, 1)] == [1, 3, 3, 6, 6, 12, 12, 24, 60]
    assert len(scale(12).columns) == 12
    assert scale(12).columns[0] == Span(day("2020-01-01"), day("2020-03-31"))


def test_columns_are_cut_at_the_ends_of_the_days_looked_at() -> None:
    found = Scale.of(Span(day("2020-02-10"), day("2020-05-20")), 2)
    assert found.columns == (Span(day("2020-02-10"), day("2020-03-31")), Span(day("2020-04-01"), day("2020-05-20")))


def test_a_column_shows_the_phase_of_most_of_its_days() -> None:
    life = Life(
        "a",
        (
            ("plan", Span(day("2020-01-01"), day("2020-06-30"))),
            ("active", Span(day("2020-07-01"), day("2022-02-15"))),
            ("end_of_life", Span(day("2022-02-16"), day("2022-12-31"))),
        ),
    )
    assert scale(12).bar(life) == "··███████   "


def test_a_run_shows_in_every_column_it_touches() -> None:
    life = Life("p", (("unknown", YEARS),), Span(day("2020-03-31"), day("2020-12-31")))
    assert scale(12).bar(life) == "════        "


def test_the_axis_has_years_and_marks() -> None:
    labels, rule = scale(12).axis(day("2021-12-31"), [day("2022-12-31")])
    assert labels == "2020    2022"
    assert rule == "┼───┬──▼┼──◆"


def test_days_in_words() -> None:
    assert range_(YEARS, "en") == "2020–2022"
    assert range_(Span(day("2020-01-01"), day("2020-12-31")), "en") == "2020"
    assert range_(Span(day("2020-01-01"), day("2020-06-30")), "fr") == "du 01/01/2020 au 30/06/2020"
    assert period(Span(day("2020-01-01"), day("2020-01-01")), "fr") == "le 01/01/2020"
    assert period(Span(), "en") == "no beginning nor end written"


@given(st.dates(), st.dates(), st.integers(12, 140))
def test_columns_are_all_the_days_one_after_the_other_and_fit(one: dt.date, other: dt.date, room: int) -> None:
    days = Span(min(one, other), max(one, other))
    found = Scale.of(days, room)
    assert len(found.columns) <= room or found.months == max(UNITS)
    assert (found.columns[0].since, found.columns[-1].until) == (days.since, days.until)
    for before, after in zip(found.columns, found.columns[1:], strict=False):
        assert before.until + dt.timedelta(1) == after.since
    labels, rule = found.axis(one, [other])
    assert len(rule) == len(found.columns) >= len(labels)


@given(timed(), st.integers(50, 140), st.booleans(), st.sampled_from(LANGS))
def test_a_text_fits_its_width(system: System, width: int, whole: bool, lang: Lang) -> None:
    found = timeline(graph_of(text(system)), day("2021-12-31"))
    said = click.unstyle(timeline_text.as_text(found, situation(found.date), lang, width, whole=whole))
    assert max(map(len, said.splitlines()[1:])) <= width
