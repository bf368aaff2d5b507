"""A snapshot stands for what the server holds as long as nothing at all changed there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.store.neo4j import read
from ea_repo.store.neo4j.repository_node import RepositoryNode
from tests.neo4j.shared_workspace import MODEL, SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

# What other tests write there is a change too.
pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("alone")]
LIST = ("list", "--format", "json")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The repositories whose elements are read from the server, from now on."""
    names: list[str] = []
    original = read._read_content

    def watched(known: RepositoryNode, *rest: object) -> object:
        names.append(known.name)
        return original(known, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "_read_content", watched)
    return names


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the snapshots of the server are; those of the text are elsewhere."""
    return tmp_path / "kept"


def listed(workspace: SharedWorkspace, kept: Path, *words: str) -> str:
    """The elements, as they are listed from the server."""
    result = workspace.ea(*words, *LIST, "--store", workspace.address, EA_CACHE_DIR=str(kept))
    assert result.code == 0, result.error
    return result.out


def test_the_same_state_is_read_once(workspace: SharedWorkspace, readings: list[str], kept: Path) -> None:
    workspace.push()
    first = listed(workspace, kept)
    assert [listed(workspace, kept) for _ in range(2)] == [first, first]
    assert readings == [workspace.name]
    check = workspace.ea("check", "--format", "json", "--store", workspace.address, EA_CACHE_DIR=str(kept))
    assert check == workspace.ea("check", "--format", "json")
    assert readings == [workspace.name]


def test_without_a_cache_it_is_read_each_time_and_nothing_is_kept(
    workspace: SharedWorkspace, readings: list[str], kept: Path
) -> None:
    workspace.push()
    assert listed(workspace, kept, "--no-cache") == listed(workspace, kept, "--no-cache")
    assert (readings, kept.exists()) == ([workspace.name, workspace.name], False)


def test_a_push_is_seen(workspace: SharedWorkspace, readings: list[str], kept: Path) -> None:
    workspace.push()
    before = listed(workspace, kept)
    workspace.write(MODEL.replace("GLIMS : labo", "GLIMS"))
    workspace.push()
    after = listed(workspace, kept)
    assert (len(readings), before == after) == (2, False)
    assert after == workspace.ea(*LIST).out


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (e:Element {repository: $name, id: 'glims'}) SET e.text = '{}'",
        "MATCH (e:Element {repository: $name, id: 'glims'}) DETACH DELETE e",
        "CREATE (:Element {repository: $name, id: 'new', kind: 'zone', text: '{}', file: 'a.yaml'})",
    ],
    ids=["changed", "removed", "added"],
)
def test_what_somebody_changes_by_hand_is_seen(
    workspace: SharedWorkspace, driver: Driver, readings: list[str], kept: Path, change: str
) -> None:
    workspace.push()
    listed(workspace, kept)
    driver.execute_query(change, name=workspace.name)
    refused = workspace.ea(*LIST, "--store", workspace.address, EA_CACHE_DIR=str(kept))
    assert (refused.code, "ea push --whole" in refused.error) == (2, True)
    assert len(readings) == 2


def test_a_spoiled_snapshot_is_not_believed(workspace: SharedWorkspace, readings: list[str], kept: Path) -> None:
    workspace.push()
    first = listed(workspace, kept)
    (file,) = kept.glob("*.snapshot")
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])
    assert listed(workspace, kept) == first
    assert len(readings) == 2


def test_what_changes_while_it_is_read_is_not_kept(
    workspace: SharedWorkspace, driver: Driver, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.push()
    original = read._read_content

    def meanwhile(*arguments: object) -> object:
        driver.execute_query("CREATE (:Elsewhere)")
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "_read_content", meanwhile)
    assert listed(workspace, kept)
    assert not kept.exists()
