"""What a plan is coloured by when it is drawn: owners by name, costs by quarters, and a badge on each tile."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Map, MapQuestion
from ea_repo.draw.diagram import Diagram
from ea_repo.impact.refusal import Refusal
from ea_repo.report import map as maps
from ea_repo.repository import Repository
from ea_repo.repository.open_workspace import UnknownName
from tests.texts import workspace

MODEL = """
actor: {dim: {name: DIM}, dsi: {name: DSI}}
zone: {z: {}}
application:
  a: {zone: z, moa: dsi, yearly_cost: 100, criticality: critical}
  b: {zone: z, moa: dsi, yearly_cost: 2000, criticality: standard}
  c: {zone: z, moa: dim, yearly_cost: 30000}
  d: {zone: z, moa: dim, yearly_cost: 400000}
  e: {zone: z}
"""


def drawn(root: Path, view: str = "land-use-plan", colour: str | None = None, badge: str | None = None) -> Diagram:
    workspace(root, settings="name: Test\nat: 2021-12-31\n", si=MODEL)
    answer = Repository(root).draw(MapQuestion(view, colour=colour, badge=badge))
    assert isinstance(answer.content, Map)
    return maps.diagram(Answer(answer.situation, answer.content), "en")


@pytest.mark.parametrize(
    ("colour", "legend"),
    [
        ("owner", {"DIM": 2, "DSI": 2, "not recorded": 1}),
        ("cost", {"up to 100 €": 1, "over 100, up to 2\u202f000 €": 1, "over 2\u202f000, up to 30\u202f000 €": 1,
                  "over 30\u202f000, up to 400\u202f000 €": 1, "not recorded": 1}),
        ("criticality", {"critical": 1, "standard criticality": 1, "criticality not recorded": 3}),
        ("type", {"type not recorded": 5}),
    ],
)  # fmt: skip
def test_a_plan_is_coloured_as_asked(tmp_path: Path, colour: str, legend: dict[str, int]) -> None:
    assert {entry.text: entry.count for entry in drawn(tmp_path, colour=colour).legend} == legend


def test_a_badge_is_told_on_each_tile_that_has_it(tmp_path: Path) -> None:
    labels = {box.element: box.label for box in drawn(tmp_path, badge="owner").boxes if not box.frame}
    assert labels == {"a": ("a", "DSI"), "b": ("b", "DSI"), "c": ("c", "DIM"), "d": ("d", "DIM"), "e": ("e",)}


def test_findings_may_colour_any_plan(tmp_path: Path) -> None:
    assert sum(entry.count for entry in drawn(tmp_path, colour="findings").legend) == 5


@pytest.mark.parametrize("asked", [{"colour": "zork"}, {"colour": "impact"}, {"badge": "zork"}])
def test_a_colour_that_nobody_knows_is_refused(tmp_path: Path, asked: dict[str, str]) -> None:
    with pytest.raises(UnknownName):
        drawn(tmp_path, colour=asked.get("colour"), badge=asked.get("badge"))


def test_a_matrix_has_no_colour_to_choose(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        drawn(tmp_path, view="coverage-matrix", colour="type")
