"""The heat map and the quadrants: every element stands in one cell, what is not recorded is counted and said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.render import render
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.view_to_diagram import draw
from ea_repo.report.map_marks import of_support_under
from ea_repo.semantics.support import support_under
from tests.draw.drawing import DAY, drawn, point, style
from tests.texts import graph_of

SHOWN = {"kind": "application", "in_service": True}
HEAT = point(
    form="grid",
    colour="support",
    show=SHOWN,
    grid={"down": "criticality", "across": "support", "heat": {"critical": {"ended": "bad"}}},
)
TIME = point(
    form="quadrants",
    colour="fit",
    show=SHOWN,
    quadrants={"field": "disposition", "cells": [["migrate", "invest"], ["eliminate", "tolerate"]]},
)
TECHNOLOGIES = """
technology: {old: {end_of_support_on: 2020}, new: {end_of_support_on: 2030}}
"""


def heat(model: str) -> Diagram:
    graph = graph_of(TECHNOLOGIES + model).at(DAY)
    context = Context(graph, style(), "en", "Test", marks=of_support_under(graph, DAY))
    return draw(View("heat", "heat.yaml", HEAT, {}), context)


def counts(diagram: Diagram) -> dict[str, int]:
    return {box.id.removeprefix("count:"): int(box.label[0]) for box in diagram.boxes if box.id.startswith("count:")}


def test_the_worst_stands_first_and_what_is_unknown_last() -> None:
    diagram = heat("""
application:
  ward: {name: Ward, criticality: critical, technologies: old}
  lab: {name: Lab, criticality: critical, technologies: [old, new]}
  pay: {name: Pay, criticality: standard, technologies: new}
  mute: {name: Mute}
""")
    titles = [box.id for box in diagram.boxes if box.id.startswith("title:")]
    assert titles == [
        *(f"title:support:{value}" for value in ("ended", "soon", "extended", "supported", "null")),
        *(f"title:criticality:{value}" for value in ("critical", "important", "standard", "null")),
    ]
    assert counts(diagram) == {"critical:ended": 2, "standard:supported": 1, "null:null": 1}
    assert diagram.notes == ("criticality not recorded: 1 of 4", "dates of support not recorded: 1 of 4")
    text = "\n".join(text_equivalent(diagram))
    assert "- critical × without support (2): Lab, Ward" in text
    assert "- important × without support: 0 known, perhaps 1 of which a fact is missing" in text


def test_a_cell_without_any_element_says_none_or_how_many_may_be_there() -> None:
    known = heat("application: {ward: {name: Ward, criticality: critical, technologies: old}}")
    unknown = heat("application: {mute: {name: Mute}, ward: {name: Ward, criticality: critical}}")
    cells = {box.id: box.label for box in known.boxes if box.id.startswith("cell:")}
    assert cells["cell:standard:supported"] == ("0",)
    cells = {box.id: box.label for box in unknown.boxes if box.id.startswith("cell:")}
    assert (cells["cell:critical:ended"], cells["cell:standard:ended"]) == (("0 + 2 ?",), ("0 + 1 ?",))


def test_the_legend_of_a_heat_map_says_what_each_look_of_its_cells_says() -> None:
    legend = heat("application: {ward: {name: Ward, criticality: critical, technologies: old}}").legend
    assert [(entry.look, entry.text, entry.count) for entry in legend] == [
        ("bad", "urgent", 1), ("band", "no hurry, or to be recorded", 0), ("head", "0: none", 11)]  # fmt: skip


def test_a_cell_that_is_marked_out_names_all_of_its_elements() -> None:
    many = "\n".join(
        f"  a{number}: {{name: App {number}, criticality: critical, technologies: old}}" for number in range(90)
    )
    diagram = heat(f"application:\n{many}\n")
    (cell,) = (box for box in diagram.boxes if box.id == "cell:critical:ended")
    assert all(f"App {number}" in " ".join(cell.label) for number in range(90))


@given(
    st.lists(
        st.tuples(st.sampled_from(["critical", "standard", ""]), st.sampled_from(["old", "new", ""])),
        min_size=1,
        max_size=12,
    )
)
def test_each_application_is_in_the_cell_of_what_is_recorded_of_it(systems: list[tuple[str, str]]) -> None:
    lines = [
        f"  a{number}: {{criticality: {criticality or None}, technologies: [{technology}]}}".replace(
            "criticality: None, ", ""
        )
        for number, (criticality, technology) in enumerate(systems)
    ]
    model = "application:\n" + "\n".join(lines)
    graph = graph_of(TECHNOLOGIES + model).at(DAY)
    wanted: dict[str, int] = {}
    for number, (criticality, _) in enumerate(systems):
        key = f"{criticality or 'null'}:{support_under(graph, f'a{number}', DAY)}"
        wanted[key] = wanted.get(key, 0) + 1
    assert counts(heat(model)) == wanted


def test_quadrants_are_what_the_organisation_recorded_and_count_the_rest() -> None:
    diagram = drawn(
        """
        application:
          a: {name: A, disposition: invest, fit: good}
          b: {name: B, disposition: eliminate}
          c: {name: C, fit: poor}
          d: {name: D}
          gone: {name: Gone, disposition: invest, retired_on: 2015}
        """,
        TIME,
    )
    assert [box.label for box in diagram.boxes if box.frame] == [
        ("Migrate (0)",), ("Invest (1)",), ("Eliminate (1)",), ("Tolerate (0)",),
        ("Disposition not recorded (2 of 4)",)]  # fmt: skip
    text = "\n".join(text_equivalent(diagram))
    assert "  - application · A (a) · serves its users well" in text
    assert "  - application · C (c) · serves them poorly" in text
    assert diagram.notes == ("2 of 4 placed, by what is written: none is computed",)


def test_quadrants_name_those_that_are_in_none_where_they_are_too_many_for_tiles() -> None:
    many = "\n".join(f"  a{number}: {{name: App {number}, fit: poor}}" for number in range(200))
    text = "\n".join(text_equivalent(drawn(f"application:\n{many}\n", TIME)))
    assert (
        "- Disposition not recorded (200 of 200) · serves them poorly: 200: App 0, App 1" in text and "App 199" in text
    )


def test_the_axes_of_quadrants_say_what_their_ends_are() -> None:
    words = [{"fr": word, "en": word} for word in ("high", "low", "bad", "good")]
    fields = {"field": "disposition", "cells": [["migrate", "invest"], ["eliminate", "tolerate"]]}
    view = point(form="quadrants", show=SHOWN, quadrants={**fields, "rows": words[:2], "columns": words[2:]})
    places = {box.label[0]: box.place for box in drawn("application: {a: {}}", view).boxes if box.place}
    migrate, tolerate = places["Migrate (0)"], places["Tolerate (0)"]
    assert (places["high"].y, places["low"].y) == (migrate.y, tolerate.y)
    assert (places["bad"].x, places["good"].x) == (migrate.x, tolerate.x)


def test_empty_models_say_what_to_record() -> None:
    assert drawn("process: {p: {}}", HEAT).notes == ("none",)
    assert drawn("process: {p: {}}", TIME).notes == ("none",)


def test_a_cell_of_a_thousand_names_is_drawn() -> None:
    """Graphviz refuses a text of more than 16 kB."""
    many = "\n".join(
        f"  a{number}: {{name: Application of the ward {number}, criticality: standard}}" for number in range(1000)
    )
    diagram = heat(f"application:\n{many}\n")
    assert "Application of the ward 999" in "\n".join(text_equivalent(diagram))
    assert render(diagram, style(), "svg").startswith(b"<?xml")
