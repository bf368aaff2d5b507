"""The sheet of a referential: who has its data from whom, the wrong sources first; what is silent is told apart."""

from __future__ import annotations

from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.view_to_diagram import draw
from ea_repo.report.map_marks import of_lineage
from tests.draw.drawing import DAY, FLOWS, point, style
from tests.texts import graph_of

MODEL = """
data_object: {d: {name: Identity}}
referential: {siu: {name: SIU, masters: d, sanctuarised: true}}
application:
  ward: {name: Ward}
  copied: {name: Copied}
  local: {name: Local, masters: d}
  fed: {name: Fed}
  user: {name: User, uses: d}
flow:
  f: {source: siu, target: ward, data: d, mode: api}
  g: {source: ward, target: copied, data: d, mode: file}
  h: {source: local, target: fed, data: d, mode: file}
"""


def drawn(model: str = MODEL) -> Diagram:
    graph = graph_of(model).at(DAY)
    view = point(
        form="takers",
        colour="lineage",
        show={"kind": "application"},
        focus={"kind": "application", "required": True},
        arrows=[{**FLOWS, "colour": "lineage"}],
    )
    context = Context(graph, style(), "en", "Test", marks=of_lineage(graph, ["siu"]), focus=("siu",))
    return draw(View("sheet", "sheet.yaml", view, {}), context)


def test_wrong_sources_come_first_and_masters_last() -> None:
    assert [box.label for box in drawn().boxes if box.frame] == [
        ("Receives from a copy (1)",),
        ("Receives from a duplicated referential (1)",),
        ("Receives from the master (1)",),
        ("Use the datum, source not recorded (1)",),
        ("Masters (2)",),
    ]


def test_the_text_says_from_whom_what_and_how() -> None:
    text = "\n".join(text_equivalent(drawn()))
    assert "application · Copied (copied) · receives from a copy: from Ward: Identity, by file" in text
    assert "application · Ward (ward) · receives from the master: from SIU: Identity, by API" in text
    assert "application · User (user) · no recorded flow brings it" in text


def test_nobody_who_takes_says_what_to_record() -> None:
    assert drawn("data_object: {d: {}}\nreferential: {siu: {masters: d}}\n").notes == ("none",)
