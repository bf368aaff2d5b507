"""The roadmap: gaps and double runs first, then zones with their milestones, and what is still to be dated."""

from __future__ import annotations

from hypothesis import given

from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.view_to_diagram import draw
from ea_repo.impact.timeline import Timeline
from ea_repo.report import timeline_words
from ea_repo.report.map_roadmap import roadmap
from tests.draw.drawing import point, style
from tests.impact.systems import System
from tests.impact.systems import text as written
from tests.impact.test_timeline_properties import drawn as timeline_of
from tests.impact.test_timeline_properties import timed
from tests.texts import graph_of

MODEL = """
zone: {care: {name: Care}, beds: {name: Beds, part_of: care}, staff: {name: Staff}}
process: {p: {name: Admission}}
application:
  old: {name: Old, zone: beds, live_on: 2019, retired_on: 2022, successor: new}
  new: {name: New, zone: beds, live_on: 2021, retired_on: 2024-06, covers: p}
  pay: {name: Pay, zone: staff, live_on: 2022-03-01}
  still: {name: Still, zone: staff, live_on: 2001}
project: {move: {name: Move, delivers: pay}, free: {name: Free}}
"""


def drawn(timeline: Timeline, most: int = 70) -> Diagram:
    view = View("roadmap", "roadmap.yaml", point(form="timeline", group="zone", most=most), {})
    return draw(view, Context(timeline.graph, style(), "en", "Test"), roadmap(timeline, "zone", most, "en"))


def rows(diagram: Diagram) -> list[str]:
    return [box.tooltip for box in diagram.boxes if box.id.startswith("row:")]


def test_gaps_and_double_runs_come_first_then_zones() -> None:
    assert rows(drawn(timeline_of(graph_of(MODEL)))) == [
        "Gaps and double runs (2)", "not covered: Admission", "Old with New", "Leave without a written successor (1)",
        "Care (2)", "Old", "New",
        "Staff (1)", "Pay",
        "Without a date, not in the calendar (2)", "Staff (1)", "Group not recorded (1)",
    ]  # fmt: skip


def test_the_text_says_the_days_on_which_something_changes_and_what_has_none() -> None:
    text = "\n".join(text_equivalent(drawn(timeline_of(graph_of(MODEL)))))
    assert "- Pay: planned → active" in text
    assert "- Staff (1): Move" in text
    assert "- Leave without a written successor (1): New" in text
    assert "- Group not recorded (1): Free" in text


def test_no_day_runs_through_what_has_no_date() -> None:
    boxes = drawn(timeline_of(graph_of(MODEL))).boxes
    calendar = max(box.place.bottom for box in boxes if box.id.startswith(("mark:", "band:")) and box.place)
    undated = [box.place.y for box in boxes if box.id.startswith(("row:undated", "bar:undated")) and box.place]
    assert undated and min(undated) >= calendar
    assert all(box.place and box.place.y == 0 for box in boxes if box.id.startswith("day:"))


def test_that_no_gap_shows_says_on_how_many_dates_it_rests() -> None:
    text = "process: {p: {name: P}}\napplication: {a: {name: A, covers: p, live_on: 2001}, b: {name: B, covers: p}}\n"
    some = "\n".join(text_equivalent(drawn(timeline_of(graph_of(text)))))
    assert "none to be seen in 1 covered or supported process (of the applications that serve them, 1 of 2 are" in some
    every = "\n".join(
        text_equivalent(drawn(timeline_of(graph_of(text.replace("covers: p}", "covers: p, live_on: 2002}")))))
    )
    assert "none in 1 covered or supported process" in every


def test_where_room_is_short_the_others_of_a_zone_are_named() -> None:
    many = "\n".join(f"  a{number}: {{name: App {number}, zone: z, live_on: 2022}}" for number in range(20))
    diagram = drawn(timeline_of(graph_of(f"zone: {{z: {{name: Z}}}}\napplication:\n{many}\n")), most=5)
    text = "\n".join(text_equivalent(diagram))
    assert all(f"App {number}" in text for number in range(20))
    assert "- Also change (15): App" in text


@given(timed())
def test_the_roadmap_says_the_double_runs_and_gaps_of_the_timeline(system: System) -> None:
    timeline = timeline_of(graph_of(written(system)))
    text = "\n".join(text_equivalent(drawn(timeline, most=1)))
    sentences = [timeline_words.overlap(timeline.graph, overlap, "en") for overlap in timeline.overlaps]
    sentences += [timeline_words.gap(timeline.graph, gap, "en") for gap in timeline.gaps]
    assert all(sentence in text for sentence in sentences)
    for life in timeline.lives:
        if life.changes(timeline.range):
            assert timeline.graph.name(life.id) in text
