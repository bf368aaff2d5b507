"""Maps that go out with the elements: at the positions of the drawing, referring to what goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.exchange import Inventory, read
from ea_repo.exchange.inventory import View
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace

SI = """\
zone: {soins: {name: Soins}, urgences: {name: Urgences, part_of: soins}}
node: {serveur: {name: Serveur}}
application:
  a: {name: A, zone: urgences, runs_on: serveur}
  b: {name: B, zone: soins}
flow: {a-b: {source: a, target: b}, a-b-2: {source: a, target: b}, b-a: {source: b, target: a}}
"""
MAPS = {
    "plan": """\
title: {fr: Plan, en: Plan}
question: {fr: "Où ?", en: "Where?"}
form: tiles
show: {kind: application}
group: zone
empty: {fr: rien, en: none}
""",
    "flux": """\
title: {fr: Flux, en: Flows}
question: {fr: "Qui ?", en: "Who?"}
show: [{kind: application}, {kind: node}]
group: zone
arrows:
  - {flows: {}, verb: {fr: envoie, en: sends}}
  - {link: runs_on, verb: {fr: sur, en: on}}
empty: {fr: rien, en: none}
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = a_workspace(tmp_path, si=SI)
    (root / "cartography").mkdir()
    for name, text in MAPS.items():
        (root / "cartography" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def model(root: Path, name: str, *selector: str) -> Inventory:
    """The model in which the elements go out, read as one of somebody else: with its views."""
    out = Repository(root).export(name, selector, "fr")
    assert out.left_out == ()
    file = root.parent / f"out{out.ending}"
    file.write_bytes(b"".join(out.content).replace(b"ea:generator", b"generator"))
    return read([file])


@pytest.mark.parametrize("name", ["archimate", "archi"])
def test_frames_hold_what_stands_in_them(root: Path, name: str) -> None:
    plan = next(view for view in model(root, name).views if view.id == "view-plan")
    shown = {node.shows: [inner.shows for inner in node.nodes] for node in plan.all_nodes()}
    assert shown == {"id-soins": ["id-b", "id-urgences"], "id-urgences": ["id-a"], "id-a": [], "id-b": []}
    for node in plan.all_nodes():
        for inner in node.nodes:
            assert node.x <= inner.x
            assert node.y <= inner.y
            assert inner.x + inner.width <= node.x + node.width
            assert inner.y + inner.height <= node.y + node.height


@pytest.mark.parametrize("name", ["archimate", "archi"])
def test_lines_are_the_relations_of_the_model_in_their_direction(root: Path, name: str) -> None:
    made = model(root, name)
    relations = {relation.id: (relation.source, relation.target) for relation in made.relations}
    flows = next(view for view in made.views if view.id == "view-flux")
    boxes = {node.id: node.shows for node in flows.all_nodes()}
    lines = {line.shows: (boxes[line.source], boxes[line.target]) for line in flows.connections}
    assert lines == {id: relations[id] for id in ("id-a-b", "id-a-b-2", "id-b-a", "rel-a.runs_on.1")}


@pytest.mark.parametrize("name", ["archimate", "archi"])
def test_what_does_not_go_out_is_on_no_view(root: Path, name: str) -> None:
    made = model(root, name, "id=a,b,a-b")
    flows = next(view for view in made.views if view.id == "view-flux")
    assert {node.shows for node in flows.all_nodes()} == {"", "id-a", "id-b"}
    assert {line.shows for line in flows.connections} == {"id-a-b", ""}


def test_both_forms_have_the_same_views_and_the_same_bytes_each_time(root: Path) -> None:
    def places(view: View) -> list[tuple[str, int, int, int, int]]:
        return sorted((node.id, node.x, node.y, node.width, node.height) for node in view.all_nodes())

    theirs, ours = ({view.id: places(view) for view in model(root, name).views} for name in ("archimate", "archi"))
    assert theirs == ours
    first, again = (b"".join(Repository(root).export("archi", (), "fr").content) for _ in range(2))
    assert first == again


def test_views_may_be_left_out(root: Path) -> None:
    assert b"<view" not in b"".join(Repository(root).export("archimate", (), "fr", views=False).content)
