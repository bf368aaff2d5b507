"""A push that stops, or meets another: readers see what one push wrote, and the next push puts everything right."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ea_repo.load import load
from ea_repo.store import Origin, StoreError
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.push import _CLEAR_UNFINISHED
from ea_repo.store.neo4j.store import Neo4jStore
from tests.cli.running import ENVIRONMENT
from tests.neo4j.connecting import connection_to
from tests.neo4j.proxy import Proxy, needs_local_server
from tests.neo4j.server import Server
from tests.neo4j.shared_workspace import CHANGED, MODEL, SIZE, SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
KILLED = """
import os, signal, sys
from pathlib import Path
from ea_repo.load import load
from ea_repo.store import Origin, open_store, read_address

def progress(done, total):
    if total - done <= int(left):
        os.kill(os.getpid(), signal.SIGKILL)

root, name, left = sys.argv[1:]
with open_store(read_address(None), lambda sentence: None, writing=True) as store:
    store.push(name, load(Path(root)), Origin("test"), progress, whole=False)
"""
"""A push that is killed once all that is new is sent, and no more than so many things are left to do."""


def larger(elements: int) -> str:
    """A model of the small one and so many elements more."""
    return MODEL + "process:\n" + "".join(f"  p-{number}: {{name: P {number}}}\n" for number in range(elements))


def test_a_push_that_is_killed_leaves_what_was_there_and_the_next_one_recovers(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    workspace.push()
    before = workspace.pulled_content(tmp_path / "before")
    workspace.write(larger(5))
    push_and_be_killed(workspace, tmp_path, left=5)
    assert workspace.staged(driver) == 5
    assert workspace.pulled_content(tmp_path / "after") == before
    assert len(workspace.push()["added"]) == 5
    assert workspace.staged(driver) == 0
    assert len(workspace.ids(driver)) == SIZE + 5


def push_and_be_killed(workspace: SharedWorkspace, home: Path, left: int) -> None:
    environment = {**ENVIRONMENT, "HOME": str(home), **workspace.server.environment}
    command = [sys.executable, "-c", KILLED, str(workspace.root), workspace.name, str(left)]
    process = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert process.returncode == -9, process.stderr


def test_a_first_push_that_is_killed_while_it_shows_leaves_no_repository(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    workspace.write(larger(5))
    push_and_be_killed(workspace, tmp_path, left=6)
    assert 0 < len(workspace.ids(driver)) < SIZE + 5
    read = workspace.ea("list", "--store", workspace.address)
    assert (read.code, read.out) == (2, "")
    workspace.write(CHANGED)
    assert len(workspace.status()["added"]) == SIZE + 1
    assert len(workspace.push()["added"]) == SIZE + 1
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()
    assert workspace.staged(driver) == 0


@pytest.mark.parametrize("left", [3, 6, 12])
def test_of_two_first_pushes_the_last_to_begin_wins_whatever_the_other_shows(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path, left: int
) -> None:
    other = replace(workspace, root=tmp_path / "other")
    other.write(CHANGED)
    workspace.write(larger(5))
    with pytest.raises(StoreError, match="another push began meanwhile"):
        workspace.push_and(other.push, left)
    assert workspace.pulled_content(tmp_path / "pulled") == other.text_content()
    assert workspace.staged(driver) == 0


class Overtaken(Connection):
    """The connection of a first push that clears what an earlier one left only when another push has taken over."""

    def __init__(self, connection: Connection, other: SharedWorkspace, left: int) -> None:
        super().__init__(connection._session, connection.address)
        self._other, self._left, self._met = other, left, False

    def run(self, statement: str, **parameters: Any) -> list[Mapping[str, Any]]:
        if statement != _CLEAR_UNFINISHED or self._met:
            return super().run(statement, **parameters)
        self._met = True
        cleared: list[Mapping[str, Any]] = []
        # The other push begins now, and this one clears when so many things are left for the other to do.
        self._other.push_and(lambda: cleared.extend(super(Overtaken, self).run(statement, **parameters)), self._left)
        return cleared


@pytest.mark.parametrize("left", [1, 6, 12])
def test_a_first_push_clears_nothing_of_one_that_has_taken_over(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path, left: int
) -> None:
    other = replace(workspace, root=tmp_path / "other")
    other.write(larger(5))
    with connection_to(workspace.server, workspace.name, writing=True) as connection:
        store = Neo4jStore(Overtaken(connection, other, left))
        with pytest.raises(StoreError, match="another push began meanwhile"):
            store.push(workspace.name, load(workspace.root), Origin("test"), lambda *_: None, whole=False)
    assert workspace.pulled_content(tmp_path / "pulled") == other.text_content()
    assert len(workspace.ids(driver)) == SIZE + 5
    assert workspace.staged(driver) == 0


def test_of_two_pushes_at_once_the_last_to_begin_wins_and_the_other_is_told(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    other = replace(workspace, root=tmp_path / "other")
    other.write()
    workspace.write(larger(5))
    with pytest.raises(StoreError, match="another push began meanwhile"):
        workspace.push_and(other.push)
    assert len(workspace.ids(driver)) == SIZE
    workspace.push()
    assert len(workspace.ids(driver)) == SIZE + 5
    assert workspace.staged(driver) == 0


def test_a_push_with_nothing_to_change_leaves_another_alone(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    workspace.push()
    same = replace(workspace, root=tmp_path / "same")
    same.write()
    workspace.write(larger(5))
    answers = []
    status = workspace.push_and(lambda: answers.append(same.push()))
    assert [answer["unchanged"] for answer in answers] == [SIZE]
    assert len(status.added) == 5
    assert len(workspace.ids(driver)) == SIZE + 5


@needs_local_server
def test_a_connection_that_breaks_in_the_middle_is_tried_again(
    workspace: SharedWorkspace, server: Server, driver: Driver
) -> None:
    workspace.write(larger(6_000))
    with Proxy(server, cut_after=1_000_000) as proxy:
        result = workspace.ea("push", f"{proxy.address}#{workspace.name}")
    assert proxy.cut
    assert result.code == 0, result.error
    assert len(workspace.ids(driver)) == SIZE + 6_000
    assert workspace.staged(driver) == 0


@pytest.mark.usefixtures("alone")
def test_a_server_that_is_killed_in_the_middle_of_a_push_loses_nothing(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    workspace.push()
    before = workspace.pulled_content(tmp_path / "before")
    workspace.write(CHANGED)
    starts = workspace.server.starts
    try:
        workspace.push_and(workspace.server.kill)
        went_through = True
    except StoreError:
        went_through = False
    workspace.server.wait(starts + 1)
    # A push that was tried again when the server was back has gone through.
    expected = [workspace.text_content()] if went_through else [before, workspace.text_content()]
    assert workspace.pulled_content(tmp_path / "after") in expected
    workspace.push()
    assert workspace.pulled_content(tmp_path / "again") == workspace.text_content()
    assert workspace.staged(driver) == 0


@pytest.mark.usefixtures("alone")
def test_a_disk_that_fills_up_in_the_middle_of_a_push_is_told_and_nothing_is_lost(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    server = workspace.server
    if server.no_disk:
        pytest.skip(f"no small disk may be mounted here, so none can be filled: {server.no_disk}")
    workspace.push()
    before = workspace.pulled_content(tmp_path / "before")
    workspace.write(CHANGED.replace("name: ORBIS ", f"description: {'long ' * 3_000}\n    name: ORBIS "))
    starts = server.starts
    try:
        with server.full_disk():
            with pytest.raises(StoreError, match="can write no more on its disk, which is likely full"):
                workspace.push_and(lambda: None)
            closed = workspace.ea("status", workspace.address)
            assert closed.code == 2
            assert "make room on its disk" in closed.error
    finally:
        server.kill()
        server.wait(starts + 1)
    assert workspace.pulled_content(tmp_path / "after") == before
    assert len(workspace.push()["added"]) == 1
    assert workspace.pulled_content(tmp_path / "again") == workspace.text_content()
    assert workspace.staged(driver) == 0
