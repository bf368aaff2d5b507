"""Bars in characters: one row an element, cut in columns that fit."""

from __future__ import annotations

import datetime as dt

import click
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.answer.answer import Answer
from ea_repo.answer.situation import Situation
from ea_repo.document import Bar, Period
from ea_repo.finding import Lang, Text
from ea_repo.format import text as written
from ea_repo.format.layout.bars import CHARACTERS, UNITS, Scale
from ea_repo.impact.days import Span
from ea_repo.impact.timeline import LANGS, timeline
from ea_repo.report.timeline import document
from ea_repo.report.timeline_words import period, range_
from tests.impact.systems import System, text
from tests.impact.test_timeline_properties import timed
from tests.texts import day, graph_of

YEARS = Period(day("2020-01-01"), day("2022-12-31"))


def situation(date: dt.date) -> Situation:
    return Situation("Essai", date, Text("demandée", "as asked"), 0, 0, ())


def scale(room: int) -> Scale:
    return Scale.of(YEARS, room)


def drawn(*bars: Bar) -> str:
    return "".join(CHARACTERS.get(look or "", " ") for look in scale(12).looks(bars))


def test_the_finest_columns_that_fit() -> None:
    assert [scale(room).months for room in (36, 35, 12, 11, 6, 5, 3, 2, 1)] == [1, 3, 3, 6, 6, 12, 12, 24, 60]
    assert len(scale(12).columns) == 12
    assert scale(12).columns[0] == Period(day("2020-01-01"), day("2020-03-31"))


def test_columns_are_cut_at_the_ends_of_the_days_looked_at() -> None:
    found = Scale.of(Period(day("2020-02-10"), day("2020-05-20")), 2)
    assert found.columns == (
        Period(day("2020-02-10"), day("2020-03-31")),
        Period(day("2020-04-01"), day("2020-05-20")),
    )


def test_a_column_shows_the_phase_of_most_of_its_days() -> None:
    bars = (
        Bar("plan", Period(day("2020-01-01"), day("2020-06-30"))),
        Bar("active", Period(day("2020-07-01"), day("2022-02-15"))),
        Bar("end_of_life", Period(day("2022-02-16"), day("2022-12-31"))),
    )
    assert drawn(*bars) == "··███████   "


def test_a_run_shows_in_every_column_it_touches() -> None:
    assert drawn(Bar("run", Period(day("2020-03-31"), day("2020-12-31")), runs=True)) == "════        "


def test_the_axis_has_years_and_marks() -> None:
    labels, rule = scale(12).axis([day("2021-12-31")], [day("2022-12-31")])
    assert labels == "2020    2022"
    assert rule == "┼───┬──▼┼──◆"


def test_days_in_words() -> None:
    assert range_(Span(day("2020-01-01"), day("2022-12-31")), "en") == "2020–2022"
    assert range_(Span(day("2020-01-01"), day("2020-12-31")), "en") == "2020"
    assert range_(Span(day("2020-01-01"), day("2020-06-30")), "fr") == "du 01/01/2020 au 30/06/2020"
    assert period(Span(day("2020-01-01"), day("2020-01-01")), "fr") == "le 01/01/2020"
    assert period(Span(), "en") == "no beginning nor end written"


@given(st.dates(), st.dates(), st.integers(12, 140))
def test_columns_are_all_the_days_one_after_the_other_and_fit(one: dt.date, other: dt.date, room: int) -> None:
    days = Period(min(one, other), max(one, other))
    found = Scale.of(days, room)
    assert len(found.columns) <= room or found.months == max(UNITS)
    assert (found.columns[0].since, found.columns[-1].until) == (days.since, days.until)
    for before, after in zip(found.columns, found.columns[1:], strict=False):
        assert before.until + dt.timedelta(1) == after.since
    labels, rule = found.axis([one], [other])
    assert len(rule) == len(found.columns) >= len(labels)


@given(timed(), st.integers(50, 140), st.booleans(), st.sampled_from(LANGS))
def test_a_text_fits_its_width(system: System, width: int, whole: bool, lang: Lang) -> None:
    found = timeline(graph_of(text(system)), day("2021-12-31"))
    answer = Answer(situation(found.date), found)
    shown = click.unstyle(written.document(document(answer, lang, whole=whole), width))
    assert max(map(len, shown.splitlines()[1:])) <= width
