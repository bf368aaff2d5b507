"""An audit that spares memory says the same, and lets go of what it worked out."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from ea_repo.demo import demo
from ea_repo.load import Workspace, load
from ea_repo.load.graph_bytes import decoded, encoded
from ea_repo.report.json.audit import write as as_json
from ea_repo.repository import Repository


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sparing") / "si"
    demo(folder, 150, 3)
    return folder


def sparing(root: Path, room: int) -> Repository:
    """A workspace of which the columns wait where they can be read again, for which there is so much memory."""

    def waiting(root: Path) -> Workspace:
        workspace = load(root)
        return replace(
            workspace, graph=decoded(encoded(workspace.graph, None), workspace.graph.vocabulary)[0], room=room
        )

    return Repository(root, None, (), waiting)


def test_without_room_an_audit_says_the_same(folder: Path) -> None:
    audits = [sparing(folder, room).check() for room in (0, 2**40)]
    texts = {"".join(as_json(audit)) for audit in (*audits, Repository(folder).check())}
    assert len(texts) == 1


def test_what_a_rule_says_can_be_sent_from_one_process_to_another(folder: Path) -> None:
    for result in Repository(folder).check().results:
        sent = (result.unknown, result.findings, result.reason)
        assert pickle.loads(pickle.dumps(sent)) == sent  # noqa: S301


def test_without_room_nothing_read_for_a_rule_is_kept(folder: Path) -> None:
    kept = []
    for room in (0, 2**40):
        repository = sparing(folder, room)
        flows = next(table for table in repository.graph.tables if table.kind == "flow")
        before = flows.columns["source"]
        repository.check()
        kept.append(flows.columns["source"] is before)
    assert kept == [False, True]
