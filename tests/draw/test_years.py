"""Obsolescence by year: what is out of support first, what stands on each technology, what is not recorded counted."""

from __future__ import annotations

from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.view_to_diagram import draw
from ea_repo.report.map_marks import of_support
from tests.draw.drawing import DAY, point, style
from tests.texts import graph_of

MODEL = """
process: {beds: {name: Beds}, pay: {name: Payroll}}
technology:
  old: {name: Old, end_of_support_on: 2020}
  paid: {name: Paid, end_of_support_on: 2020, own_support_until: 2024-06-30}
  new: {name: New, end_of_support_on: 2030}
  dull: {name: Dull, end_of_support_on: 2030}
  mute: {name: Mute}
node: {host: {name: Host, technologies: old}, machine: {name: Machine, runs_on: host}}
application:
  ward: {name: Ward, criticality: critical, technologies: new, runs_on: machine, covers: beds}
  staff: {name: Staff, technologies: [paid, new], supports: pay}
  gone: {name: Gone, technologies: new, retired_on: 2015}
"""


def drawn() -> Diagram:
    graph = graph_of(MODEL).at(DAY)
    context = Context(graph, style(), "en", "Test", marks=of_support(graph, DAY, "en"))
    view = View("years", "years.yaml", point(form="years", colour="support", show={"kind": "technology"}), {})
    return draw(view, context)


def test_years_come_in_order_what_is_over_first_and_what_is_unknown_last() -> None:
    assert [box.label for box in drawn().boxes if box.frame] == [
        ("Already ended (1)",), ("2024 (1)",), ("2025 – 2029 · no recorded end (0)",), ("2030 (2)",), (
        "End not recorded (1)",)]  # fmt: skip


def test_what_stands_on_a_technology_is_told_through_the_nodes_between() -> None:
    met = {box.id: box.label for box in drawn().boxes if box.id.startswith("met:")}
    assert met["met:old"] == ("critical (1): Ward", "nodes (2): Host, Machine", "processes (1): Beds")
    assert met["met:paid"] == ("criticality not recorded (1): Staff", "processes (1): Payroll")
    assert met["met:new"][:2] == ("critical (1): Ward", "criticality not recorded (1): Staff")
    assert met["met:dull"] == ("—",)


def test_a_technology_says_the_end_that_counts_and_its_vendors_own() -> None:
    names = {box.id: " ".join(box.label) for box in drawn().boxes if box.id.startswith("row:")}
    assert names["row:paid"] == "Paid · ends on 2024-06-30 (vendor: 2020-12-31)"
    assert names["row:new"] == "New · ends on 2030-12-31"
    assert names["row:mute"] == "Mute"


def test_tiles_of_technologies_say_the_end_that_counts() -> None:
    graph = graph_of(MODEL).at(DAY)
    context = Context(graph, style(), "en", "Test", marks=of_support(graph, DAY, "en"))
    viewpoint = point(form="tiles", colour="support", show={"kind": "technology"}, label=["name", "support"])
    boxes = draw(View("tiles", "tiles.yaml", viewpoint, {}), context).boxes
    assert [box.label for box in boxes if box.element == "paid"] == [("Paid", "2024-06-30")]
    assert [box.label for box in boxes if box.element == "mute"] == [("Mute",)]
    assert [box.meaning for box in boxes if box.element == "paid"] == ["paid support only, 2024-06-30"]


def test_what_stands_on_it_is_coloured_where_support_is_over_or_nearly() -> None:
    looks = {box.id: box.look for box in drawn().boxes}
    assert (looks["row:old"], looks["met:old"]) == ("bad", "bad")
    assert (looks["row:new"], looks["met:new"]) == ("good", "head")


def test_the_text_says_when_what_and_on_what() -> None:
    text = "\n".join(text_equivalent(drawn()))
    on_it = "critical (1): Ward · nodes (2): Host, Machine · processes (1): Beds"
    assert f"- technology · Old (old) · without support, ended on 2020-12-31: {on_it}" in text
    assert "Gone" not in text
