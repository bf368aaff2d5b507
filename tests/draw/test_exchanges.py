"""The matrix of exchanges: in the order of zones, with totals, every flow counted; zones where elements are many."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.render import drawn as drawn_by_graphviz
from ea_repo.draw.render import picture_of
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.format.layout.map_records import map_records
from tests.draw.drawing import drawn, point, style

VERB = {"fr": "transmet à", "en": "sends to"}
MODEL = """
zone: {care: {name: Care}, beds: {name: Beds, part_of: care}, lab: {name: Lab, part_of: care}, staff: {name: Staff}}
application:
  pay: {name: Pay, zone: staff}
  ward: {name: Ward, zone: beds}
  bed: {name: Bed, zone: beds}
  glims: {name: Glims, zone: lab}
  lone: {name: Lone, zone: lab}
  free: {name: Free}
flow:
  f: {source: ward, target: bed, mode: api}
  g: {source: ward, target: glims, mode: file}
  h: {source: bed, target: glims, mode: api}
  i: {source: glims, target: pay, mode: api}
  j: {source: free, target: pay}
"""


def view(most: int) -> Diagram:
    focus = {"kind": ["zone", "application"], "many": True}
    cells = {"flows": {}, "colour": "mode", "verb": VERB}
    return drawn(
        MODEL, point(form="matrix", rows={"kind": "application"}, cells=cells, group="zone", focus=focus, most=most)
    )


def labels(diagram: Diagram, kind: str) -> list[str]:
    return [" ".join(box.label) for box in diagram.boxes if box.id.startswith(f"{kind}:")]


def test_rows_and_columns_stand_by_zones_then_names_and_have_their_names() -> None:
    diagram = view(most=60)
    assert labels(diagram, "group") == ["A · Care", "B · Staff", "C · Group not recorded"]
    assert labels(diagram, "row") == ["1 Bed", "2 Glims", "3 Ward", "4 Pay", "5 Free"]
    assert labels(diagram, "column") == labels(diagram, "row")
    assert labels(diagram, "heading") == ["A", "B", "C"]
    assert "the diagonal: an application and itself, void" in [entry.text for entry in diagram.legend]
    assert diagram.notes == ("1 without any recorded exchange, not shown",)


@pytest.mark.usefixtures("graphviz")
def test_names_of_columns_are_written_upwards_in_every_picture() -> None:
    diagram = view(most=60)
    drawing = drawn_by_graphviz(diagram, style())
    assert len(re.findall(r'rotate\(-90 [^>]*class="turned"[^>]*>\d [A-Z]', drawing.svg)) == 5
    text = PdfReader(io.BytesIO(picture_of(drawing, style(), "pdf"))).pages[0].extract_text()
    assert text.count("Glims") == 2 and picture_of(drawing, style(), "png").startswith(b"\x89PNG")


def test_totals_are_what_each_sends_and_receives() -> None:
    text = "\n".join(text_equivalent(view(most=60)))
    assert "application · Ward (ward) · sends 2, receives: not recorded" in text
    assert "application · Glims (glims) · sends 1, receives 2" in text


def test_where_applications_are_too_many_zones_take_their_places_and_no_flow_is_dropped() -> None:
    diagram = view(most=4)
    assert labels(diagram, "row") == ["Beds (2)", "Lab (1)", "B · Staff (1)", "C · Group not recorded (1)"]
    assert not labels(diagram, "diagonal")
    assert diagram.notes[-1].startswith("5 elements: too many for one page, gathered by group")
    text = "\n".join(text_equivalent(diagram))
    assert "Beds (2) sends to Beds (2) · 1 by API" in text
    assert "Beds (2) sends to Lab (1) · 1 by API" in text
    assert "Beds (2) sends to Lab (1) · 1 by file" in text
    assert "Group not recorded (1) sends to Staff (1) · 1 mode not recorded" in text
    cells = [box for box in diagram.boxes if box.id.startswith("cell:")]
    assert sum(int(box.label[0]) for box in cells) == 5


def test_no_exchange_says_what_to_record() -> None:
    cells = {"flows": {}, "colour": "mode", "verb": VERB}
    diagram = drawn("application: {a: {}}", point(form="matrix", rows={"kind": "application"}, cells=cells))
    assert diagram.notes == ("none",)


def test_without_any_zone_the_least_linked_are_left_out_with_their_names() -> None:
    model = """
        application: {a: {}, b: {}, c: {}}
        flow: {f: {source: a, target: b, mode: api}, g: {source: b, target: a, mode: file}, i: {source: a, target: c}}
        """
    cells = {"flows": {}, "colour": "mode", "verb": VERB}
    diagram = drawn(model, point(form="matrix", rows={"kind": "application"}, cells=cells, most=2))
    assert diagram.notes == ("1 not shown, those with the fewest exchanges: c",)
    assert {box.id: box.look for box in diagram.boxes if box.id.startswith("cell:")} == {
        "cell:a:b:0": "good", "cell:b:a:0": "bad"}  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=20), st.integers(1, 9))
def test_every_flow_between_two_applications_is_in_a_cell(pairs: list[tuple[int, int]], most: int) -> None:
    applications = "\n".join(f"  a{number}: {{zone: z{number % 3}}}" for number in range(9))
    flows = "\n".join(f"  f{number}: {{source: a{one}, target: a{two}}}" for number, (one, two) in enumerate(pairs))
    model = f"zone: {{z0: {{}}, z1: {{}}, z2: {{}}}}\napplication:\n{applications}\nflow:\n{flows}\n"
    cells = {"flows": {}, "colour": "mode", "verb": VERB}
    diagram = drawn(model, point(form="matrix", rows={"kind": "application"}, cells=cells, group="zone", most=most))
    counted = sum(int(box.label[0]) for box in diagram.boxes if box.id.startswith("cell:"))
    kept = sum(one != two for one, two in pairs)
    if not any("fewest exchanges" in note for note in diagram.notes):
        assert counted == kept


def test_as_records_a_cell_says_its_row_its_column_and_how_many_flows() -> None:
    records = map_records(view(most=60))
    cells = [dict(zip(records.columns, row, strict=True)) for row in records.rows]
    assert [(cell["from"], cell["to"], cell["state"]) for cell in cells if cell["to"]] == [
        ("bed", "glims", "1 by API"),
        ("free", "pay", "1 mode not recorded"),
        ("glims", "pay", "1 by API"),
        ("ward", "bed", "1 by API"),
        ("ward", "glims", "1 by file"),
    ]
    assert len([cell for cell in cells if not cell["to"]]) == 5


def test_no_flow_recorded_is_not_said_to_be_none_and_flows_to_what_is_gone_are_named() -> None:
    model = """
    application: {a: {name: A}, b: {name: B}, s: {name: S, retired_on: 2015}}
    flow: {f: {source: a, target: b, mode: file}, g: {source: s, target: b, mode: manual}}
    """
    rows = {"kind": "application", "in_service": True}
    cells = {"flows": {"in_service": True}, "colour": "mode", "verb": VERB}
    matrix = drawn(model, point(form="matrix", rows=rows, cells=cells))
    assert labels(matrix, "total") == ["1", "?", "?", "1"]
    assert matrix.notes == ("1 flow with an end that is out of service on that day, not shown: S → B",)
    arrows = [{"flows": {"in_service": True}, "verb": VERB, "colour": "mode"}]
    network = drawn(model, point(show=rows, arrows=arrows, focus={"kind": "application"}, around=True))
    assert network.notes == matrix.notes


def test_each_means_of_exchange_looks_like_no_other() -> None:
    scale = dict(style().order("mode"))
    looks = [style().look(value.look) for value in scale.values()]
    assert len({(look.sign, look.line) for look in looks}) == len(looks)
