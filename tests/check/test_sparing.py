"""An audit that spares memory says the same, and lets go of what it worked out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ea_repo.demo import demo
from ea_repo.load import Workspace, load
from ea_repo.load.encoding import decoded, encoded
from ea_repo.report.json.audit import write as as_json
from ea_repo.repository import Repository


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sparing") / "si"
    demo(folder, 150, 3)
    return folder


def sparing(root: Path, room: int) -> Repository:
    """A workspace of which the columns wait where they can be read again, for which there is so much memory."""

    def waiting(root: Path) -> Workspace:
        found = load(root)
        return replace(found, graph=decoded(encoded(found.graph, None))[0], room=room)

    return Repository(root, None, (), waiting)


def test_without_room_an_audit_says_the_same(made: Path) -> None:
    audits = [sparing(made, room).check() for room in (0, 2**40)]
    told = {as_json(each) for each in (*audits, Repository(made).check())}
    assert len(told) == 1


def test_without_room_nothing_read_for_a_rule_is_kept(made: Path) -> None:
    kept = []
    for room in (0, 2**40):
        repository = sparing(made, room)
        flows = next(each for each in repository.graph.tables if each.kind == "flow")
        before = flows.columns["source"]
        repository.check()
        kept.append(flows.columns["source"] is before)
    assert kept == [False, True]
