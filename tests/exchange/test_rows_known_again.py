"""Rows that only their order tells apart are known again by what they say; what a key does not tell is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.exchange.merge.plan import Plan
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, graph, imported, said, source

APPLICATIONS = "application: {a: {}, b: {}, c: {}, d: {}}\ndata_object: {x: {}, y: {}}\n"
FLOWS = """\
source: flux
records:
  "*":
    kind: flow
    fields:
      source: de
      target: vers
      data: objet
      mode: {from: mode, values: {API: api, fichier: file}}
"""
HEAD = "de,vers,objet,mode,note\n"
FIRST = HEAD + "A,B,x,API,\nC,D,x,API,\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace into which two flows came, of which an architect then wrote that the second is vital."""
    root = a_workspace(tmp_path, si=APPLICATIONS)
    imported(root, source(tmp_path, FIRST), FLOWS)
    Repository(root).set("c-d", ["need=vital"])
    return root


def again(tmp_path: Path, root: Path, rows: str) -> Plan:
    """The next version of the sheet, brought in."""
    return imported(root, source(tmp_path, HEAD + rows), FLOWS)


def notes(plan: Plan) -> list[str]:
    return [note.text.en for note in plan.notes]


def vital(root: Path) -> list[tuple[str, list[str], list[str]]]:
    """The flows that are vital, with their ends."""
    si = graph(root)
    return [
        (id, list(si.targets(id, "source")), list(si.targets(id, "target")))
        for id in si.of("flow") if si.value(id, "need") == "vital"
    ]  # fmt: skip


STAYS = [("c-d", ["c"], ["d"])]


@pytest.mark.parametrize(
    ("rows", "added", "gone", "changed"),
    [
        pytest.param("B,A,x,API,\nA,B,x,API,\nC,D,x,API,\n", ["b-a"], [], [], id="one more before"),
        pytest.param("C,D,x,API,\nA,B,x,API,\n", [], [], [], id="sorted"),
        pytest.param("C,D,x,API,\n", [], ["a-b"], [], id="one less"),
        pytest.param("A,B,x,API,\nD,C,x,API,\n", ["d-c"], ["c-d"], [], id="other ends are another flow"),
        pytest.param("A,B,x,API,\nC,D,y,fichier,\n", [], [], ["data", "mode"], id="alone between its ends"),
        pytest.param("A,B,x,API,\nC,D,y,API,\nC,D,x,API,\n", ["c-d-flow"], [], [], id="two between its ends"),
        pytest.param("A,B,x,API,\nC,D,x,fichier,\nC,D,x,API,\n", ["c-d-flow"], [], [], id="told apart by mode"),
        pytest.param("C,D,x,API,\nC,D,x,API,\nA,B,x,API,\n", ["c-d-flow"], [], [], id="twice the same"),
    ],
)
def test_a_flow_is_known_again_by_its_ends_and_what_it_carries(
    tmp_path: Path, root: Path, rows: str, added: list[str], gone: list[str], changed: list[str]
) -> None:
    plan = again(tmp_path, root, rows)
    assert [one.id for one in plan.added] == added
    assert [one.id for one in plan.gone] == gone
    assert sorted(change.field for change in plan.changed) == changed
    assert not plan.conflicts
    assert not notes(plan)
    assert vital(root) == STAYS
    assert not again(tmp_path, root, rows).writes


def test_what_stays_doubtful_is_new_and_told(tmp_path: Path, root: Path) -> None:
    plan = again(tmp_path, root, "A,B,x,API,\nC,D,y,fichier,\nC,D,y,API,\n")
    assert [one.id for one in plan.added] == ["c-d-flow", "c-d-2"]
    assert [one.id for one in plan.gone] == ["c-d"]
    assert notes(plan) == [
        "2 rows are new, or of those before (c-d): nothing says which; taken as new, the others stay "
        "(a `key` column would tell them apart)"
    ]
    assert vital(root) == STAYS


def test_an_end_that_cannot_be_read_takes_nothing_away(tmp_path: Path, root: Path) -> None:
    plan = again(tmp_path, root, "B,A,x,API,\nA,B,x,API,\nC,Dé?,x,API,\n")
    assert [one.id for one in plan.added] == ["b-a"]
    assert not plan.gone
    assert vital(root) == STAYS


def test_what_is_known_only_by_its_elements_is_known_again_so(tmp_path: Path, root: Path) -> None:
    (root / "model" / "flux" / "imported.json").unlink()
    plan = again(tmp_path, root, "B,A,x,API,\nA,B,x,API,\nC,D,x,API,\n")
    assert [one.id for one in plan.added] == ["b-a"]
    assert vital(root) == STAYS


def test_a_flow_both_ways_keeps_its_way_back(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=APPLICATIONS)
    mapping = FLOWS + "    both_ways: {note: oui}\n"
    imported(root, source(tmp_path, HEAD + "A,B,x,API,\nC,D,x,API,oui\n"), mapping)
    Repository(root).set("d-c", ["need=vital"])
    plan = imported(root, source(tmp_path, HEAD + "C,D,x,API,oui\nB,C,x,API,\nA,B,x,API,\n"), mapping)
    assert [one.id for one in plan.added] == ["b-c"]
    assert not plan.changed
    assert vital(root) == [("d-c", ["d"], ["c"])]


@pytest.mark.parametrize("order", ["43210", "24130", "10324"])
def test_no_order_of_the_rows_changes_anything(tmp_path: Path, order: str) -> None:
    rows = ["A,B,x,API,\n", "A,B,y,API,\n", "A,B,x,fichier,\n", "C,D,x,API,\n", "D,C,x,API,\n"]
    root = a_workspace(tmp_path, si=APPLICATIONS)
    imported(root, source(tmp_path, HEAD + "".join(rows)), FLOWS)
    plan = again(tmp_path, root, "".join(rows[int(place)] for place in order))
    assert not (plan.added or plan.gone or plan.changed or plan.conflicts)


KEYED = 'source: parc\nrecords: {"*": {kind: application, key: n, name: nom, fields: {description: role}}}\n'


def test_a_key_that_stands_twice_or_is_missing_is_told_and_doubles_nothing(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    imported(root, source(tmp_path, "n,nom,role\n1,Paie,un\n2,RH,deux\n3,GED,trois\n"), KEYED)
    plan = imported(root, source(tmp_path, "n,nom,role\n1,RH,deux\n1,Paie,un\n,GED,trois\n"), KEYED)
    assert not (plan.added or plan.gone or plan.changed)
    assert notes(plan) == [
        "the key “1” is that of 2 rows: RH, Paie; each comes in by itself",
        "1 row has no key: GED; known again by its name",
    ]
    assert [str(note.at) for note in plan.notes] == ["source.csv:3:1", "source.csv:4:1"]


def test_a_key_that_stands_twice_is_told_the_first_time_too(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, "n,nom,role\n1,Paie,un\n1,RH,deux\n,GED,trois\n,Mel,\n"), KEYED)
    assert [note.text.fr for note in plan.notes] == [
        "la clé « 1 » est celle de 2 lignes : Paie, RH ; chacune vient à part",
        "2 lignes n'ont pas de clé : GED, Mel ; reconnues à leur nom",
    ]
    assert [one.id for one in plan.added][:4] == ["paie", "rh", "ged", "mel"]


def test_two_of_one_name_are_known_again_by_what_they_say(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    mapping = 'source: parc\nrecords: {"*": {kind: application, name: nom, fields: {description: role}}}\n'
    imported(root, source(tmp_path, "nom,role\nGED,du siège\nGED,des sites\n"), mapping)
    Repository(root).set("ged", ["criticality=critical"])
    plan = imported(root, source(tmp_path, "nom,role\nGED,des écoles\nGED,des sites\nGED,du siège\n"), mapping)
    assert [one.id for one in plan.added] == ["ged-2"]
    assert not plan.changed
    assert said(graph(root), "ged") == {"name": "GED", "description": "du siège", "criticality": "critical"}
