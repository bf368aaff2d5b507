"""The calendar as a map: what it is asked about comes first, and is never left out."""

from __future__ import annotations

import datetime as dt

from hypothesis import given

from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.view_to_diagram import draw
from ea_repo.impact.timeline import Timeline
from ea_repo.report import timeline_words
from ea_repo.report.map_calendar import calendar
from tests.draw.drawing import point, style
from tests.impact.systems import System
from tests.impact.systems import text as written
from tests.impact.test_timeline_properties import drawn as timeline_of
from tests.impact.test_timeline_properties import timed
from tests.texts import graph_of

PLAIN = 90
APPLICATIONS = "\n".join(f"  a{number:02}: {{live_on: 2019, retired_on: 2023}}" for number in range(PLAIN))
MODEL = f"""
process: {{p: {{name: Admission}}}}
application:
{APPLICATIONS}
  x-old: {{name: Old, live_on: 2019, retired_on: 2022, successor: z-new}}
  z-new: {{name: New, live_on: 2021, retired_on: 2024-06}}
  y-first: {{name: First, live_on: 2019, retired_on: 2020, covers: p}}
  y-then: {{name: Then, live_on: 2022, retired_on: 2024-06, covers: p}}
"""


def drawn(timeline: Timeline, most: int) -> Diagram:
    view = View("timeline", "timeline.yaml", point(form="timeline", most=most), {})
    return draw(view, Context(timeline.graph, style(), "en", "Test"), calendar(timeline, "en"))


def rows(diagram: Diagram) -> list[str]:
    return [box.tooltip for box in diagram.boxes if box.id.startswith("row:")]


def test_gaps_and_double_runs_come_before_what_merely_begins_and_ends() -> None:
    diagram = drawn(timeline_of(graph_of(MODEL)), most=10)
    assert rows(diagram)[:4] == ["not covered: Admission", "New", "Old", "with New"]
    assert len(rows(diagram)) == 10
    assert f"{PLAIN + 6 - 10} rows not shown: name the elements wanted (--focus)" in diagram.notes


def test_what_is_asked_about_is_shown_however_little_room_there_is() -> None:
    assert rows(drawn(timeline_of(graph_of(MODEL)), most=1)) == ["not covered: Admission", "New", "Old", "with New"]


PERHAPS = """
process: {p: {name: Admission}, q: {name: Tri}}
application:
  a: {name: A, covers: q, supports: {to: p}, live_on: 2019, retired_on: 2022}
  b: {name: B, supports: p, live_on: 2019, retired_on: 2023}
"""


def test_a_gap_to_be_confirmed_is_not_drawn_as_one() -> None:
    diagram = drawn(timeline_of(graph_of(PERHAPS)), most=10)
    assert rows(diagram)[:2] == ["not covered: Tri", "to be confirmed: Admission"]
    bars = {box.id.rsplit(":", 1)[0]: box.look for box in diagram.boxes if box.id.startswith("bar:gap")}
    assert bars == {"bar:gap:q": "bad", "bar:gap_to_confirm:p": "unknown"}
    assert {"process not covered", "gap to be confirmed"} <= {entry.text for entry in diagram.legend}


@given(timed())
def test_the_map_says_the_double_runs_and_gaps_of_the_timeline(system: System) -> None:
    timeline = timeline_of(graph_of(written(system)))
    text = "\n".join(text_equivalent(drawn(timeline, most=1)))
    sentences = [timeline_words.overlap(timeline.graph, overlap, "en") for overlap in timeline.overlaps]
    sentences += [timeline_words.gap(timeline.graph, gap, "en") for gap in timeline.gaps]
    assert all(sentence in text for sentence in sentences)


def test_words_of_a_bar_are_the_days_written_not_those_of_the_window() -> None:
    timeline = timeline_of(graph_of("application: {a: {live_on: 2010, retired_on: 2030}}"), "a")
    text = "\n".join(text_equivalent(drawn(timeline, most=5)))
    assert str(dt.date(2018, 1, 1)) not in text
    assert str(dt.date(2024, 12, 31)) not in text
