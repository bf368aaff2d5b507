"""Files read each by itself, by one process or two, make the workspace that they make when read one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import load, parts, read_model
from ea_repo.load.files import sources
from ea_repo.load.locate import Locator
from tests.load.everything import everything_in

ROOT = Path(__file__).parents[2]
OWN = """name: Ici
fields: {application: {room: {type: text, label: {fr: Salle, en: Room}}}}
kinds: {bed: {label: {fr: Lit, en: Bed}, plural: {fr: Lits, en: Beds}}}
"""
FILES = {
    "a.yaml": "application:\n  alpha: {room: 12, part_of: beta, live_on: 2O22, tags: one}\n  beta: {room: North}\n",
    "b.yaml": "bed: {one: {name: One}, two: }\napplication: {gamma: {part_of: [alpha, {to: beta, from: 2022}]}}\n",
    "c.yaml": "application: {beta: {name: Again}, delta: {colour: red, covers: [care, care]}}\nprocess: {care: }\n",
    "d.yaml": "process: {care: {critical: yes}}\nsite: {north: {id: north, part_of: north}}\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "workspace.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "model").mkdir()
    for name, text in FILES.items():
        (tmp_path / "model" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_files_read_apart_make_what_they_make_one_after_the_other(root: Path) -> None:
    workspace = load(root)
    locator = Locator.of(root)
    graph, findings = read_model(sources(root, "model"), locator, workspace.settings.vocabulary)
    assert list(workspace.findings) == findings
    assert {finding.rule for finding in findings} >= {"duplicate-id", "wrong-date", "unknown-field", "link-repeated"}
    records = [workspace.graph.record(id) for id in workspace.graph]
    assert records == [graph.record(id) for id in graph]
    assert [[*record.fields] for record in records] == [[*graph.record(id).fields] for id in graph]
    assert [table.kind for table in workspace.graph.tables] == [table.kind for table in graph.tables]
    assert [[*table.columns] for table in workspace.graph.tables] == [[*table.columns] for table in graph.tables]


@pytest.mark.parametrize("of", ["organisation", "own words"])
def test_two_processes_read_what_one_does(of: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = ROOT if of == "organisation" else root
    alone = everything_in(load(workspace))
    monkeypatch.setattr(parts, "_LARGE", 0)
    assert everything_in(load(workspace)) == alone
