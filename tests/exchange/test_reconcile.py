"""What others see beside what is declared: only on one side, differing, or perhaps the same, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.exchange.importing import Asked
from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.reconcile.reconciliation import Reconciliation
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, imported, source, texts
from tests.exchange.reading import written

MODEL = """\
actor: {dsi: {name: DSI}, dn: {name: Direction du numérique}}
site: {nord: {name: Nord}, sud: {name: Sud}}
node:
  srv1: {name: SRV1, type: server, site: nord, operator: dsi}
  srv2: {name: Serveur 2, aliases: [srv-deux], type: server, site: nord}
  srv3: {name: SRV3, type: server, site: sud}
  salle: {name: Salle A, type: room}
  ancien: {name: Ancien, type: server, retired_on: 2020}
application: {orbis: {name: ORBIS}}
"""
SEEN = """\
nom;lieu;exploitant
SRV1;Sud;DSI
Srv-Deux;Nord;
SRV4;Nord;dsi
SRV 3 (bis);Sud;
"""
MAPPING = """\
records:
  "*": {kind: node, name: nom, fields: {type: {value: server}, site: lieu, operator: exploitant}}
"""


def reconciled(root: Path, table: str = SEEN, ids: str = "", at: str | None = None) -> Reconciliation:
    folder = written(root.parent, {"mapping.yaml": MAPPING, "ids.yaml": ids})
    asked = Asked((source(root.parent, table),), mapping=folder / "mapping.yaml")
    return Repository(root, at).reconcile(asked, folder / "ids.yaml" if ids else None).content


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_workspace(tmp_path, si=MODEL)


def test_declared_and_not_seen_seen_and_not_declared_and_differing(root: Path) -> None:
    before = texts(root)
    found = reconciled(root)
    assert texts(root) == before
    assert (found.matched, found.kinds, found.agrees) == (2, ("node",), False)
    assert [(one.id, str(one.written)) for one in found.declared] == [("srv3", "model/si.yaml:6:3")]
    assert [(one.name, str(one.at)) for one in found.seen] == [
        ("SRV4", "source.csv:4:1"),
        ("SRV 3 (bis)", "source.csv:5:1"),
    ]
    (differing,) = found.differing
    assert (differing.id, differing.field, differing.declared, differing.seen) == ("srv1", "site", ["nord"], ["sud"])
    assert (str(differing.at), str(differing.written)) == ("source.csv:2:6", "model/si.yaml:4:36")


def test_what_may_be_the_same_is_proposed_with_its_score_and_reasons_and_never_taken(root: Path) -> None:
    seen = {one.name: one for one in reconciled(root).seen}
    near = seen["SRV 3 (bis)"].near[0]
    assert near.id == "srv3"
    assert 70 <= near.score < 100
    assert [reason.en for reason in near.reasons][1:] == ["site in common: Sud"]


def test_a_file_of_ids_says_which_is_which(root: Path) -> None:
    found = reconciled(root, ids="SRV 3 (bis): srv3\n")
    assert not found.declared
    assert [one.name for one in found.seen] == ["SRV4"]
    with pytest.raises(Unreadable) as refused:
        reconciled(root, ids="SRV 3 (bis): srv33\n")
    assert (refused.value.at.line, refused.value.why.en) == (1, "“srv33” does not exist here; did you mean “srv3”?")


def test_two_things_of_one_name_are_never_matched_by_it(root: Path) -> None:
    found = reconciled(root, "nom;lieu;exploitant\nSRV3;Nord;\nSRV3;Sud;\n")
    assert [one.name for one in found.seen] == ["SRV3", "SRV3"]
    assert "srv3" in [one.id for one in found.declared]


def test_only_what_is_in_service_and_of_the_types_that_the_source_holds_is_missed(root: Path) -> None:
    declared = {one.id for one in reconciled(root, "nom;lieu;exploitant\nSRV1;Nord;DSI\n").declared}
    assert declared == {"srv2", "srv3"}
    assert "ancien" in {one.id for one in reconciled(root, "nom;lieu;exploitant\nSRV1;Nord;DSI\n", at="2019").declared}


def test_what_came_from_a_source_is_known_again_by_where_it_came_from(tmp_path: Path, root: Path) -> None:
    path = source(tmp_path, "nom;lieu;exploitant\nSRV9;Sud;\n")
    imported(root, path, MAPPING)
    file = root / "model" / "source" / "node.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: SRV9", "name: Nouveau nom"), encoding="utf-8")
    assert not reconciled(root, "nom;lieu;exploitant\nSRV9;Sud;\n").seen


def test_where_both_agree_nothing_is_left(root: Path) -> None:
    table = "nom;lieu;exploitant\nSRV1;Nord;DSI\nSrv-deux;Nord;\nSRV3;Sud;\n"
    assert reconciled(root, table).agrees
