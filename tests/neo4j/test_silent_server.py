"""A server that is slow, silent or busy: a command goes through, or ends with one sentence, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.store import StoreError
from ea_repo.store.neo4j import connection as connection_module
from ea_repo.store.neo4j import repository_node
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.push_log import read_log
from tests.cli.running import Said
from tests.neo4j.connecting import connection_to
from tests.neo4j.proxy import Proxy, needs_local_server
from tests.neo4j.shared_workspace import CHANGED, SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
SENTENCES = ("no answer", "gone silent", "broke at the last moment")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for less long before it gives up; the server's own keep-alive is short too (CONFIGURATION)."""
    monkeypatch.setattr(connection_module, "_CONNECT_SECONDS", 3.0)
    monkeypatch.setattr(connection_module, "_RETRY_SECONDS", 3.0)


def through(proxy: Proxy, workspace: SharedWorkspace, command: str) -> Said:
    """A command that reaches the server by a proxy: it goes through, or ends with one of the sentences."""
    result = workspace.ea(command, f"{proxy.address}#{workspace.name}")
    assert workspace.server.password not in result.error
    if result.code:
        assert (result.code, result.out, result.error.count("\n")) == (2, "", 1)
        assert any(sentence in result.error for sentence in SENTENCES), result.error
    return result


@needs_local_server
def test_a_slow_way_only_takes_longer(workspace: SharedWorkspace, tmp_path: Path) -> None:
    with Proxy(workspace.server, delay=0.02) as proxy:
        for command in ("push", "status", "log"):
            assert through(proxy, workspace, command).code == 0
        slow = workspace.ea("check", "--store", f"{proxy.address}#{workspace.name}", "--format", "json")
    assert slow.out
    assert slow == workspace.ea("check", "--store", workspace.address, "--format", "json")
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()


@needs_local_server
@pytest.mark.usefixtures("impatient")
def test_a_server_that_says_nothing_is_told(workspace: SharedWorkspace) -> None:
    with Proxy(workspace.server, stall_after=0) as silent:
        assert "no answer" in through(silent, workspace, "log").error


@needs_local_server
@pytest.mark.usefixtures("impatient")
def test_a_reading_command_ends_when_the_server_goes_silent(workspace: SharedWorkspace) -> None:
    workspace.push()
    with Proxy(workspace.server) as proxy:
        assert through(proxy, workspace, "log").code == 0
    with Proxy(workspace.server, stall_after=int(0.95 * proxy.passed)) as silent:
        assert "gone silent" in through(silent, workspace, "log").error
        # It is not tried again, to wait as long once more.
        assert (silent.stalled, silent.connections) == (True, 1)


@needs_local_server
@pytest.mark.usefixtures("impatient")
def test_a_silence_between_two_transactions_is_told_for_what_it_is(workspace: SharedWorkspace) -> None:
    workspace.push()
    server, name = workspace.server, workspace.name
    with Proxy(server) as proxy, connection_to(server, name, through=proxy.address) as connection:
        repository_node.addressed(connection)
        passed = proxy.passed
    # In the answer to the beginning of the second.
    with (
        Proxy(server, stall_after=passed + 50) as silent,
        connection_to(server, name, through=silent.address) as connection,
    ):
        repository_node.addressed(connection)
        assert not silent.stalled
        with pytest.raises(StoreError, match="gone silent"):
            read_log(connection, 10)


@needs_local_server
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("share", [0.5, 0.99], ids=["while it is sent", "at the last moment"])
def test_a_push_ends_when_the_server_goes_silent_and_nothing_is_lost(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path, share: float
) -> None:
    same = SharedWorkspace(tmp_path / "same", workspace.server, f"{workspace.name}-b")
    for pushed in (workspace, same):
        pushed.write()
        pushed.push()
        pushed.write(CHANGED)
    before = workspace.pulled_content(tmp_path / "before")
    with Proxy(workspace.server) as proxy:
        assert through(proxy, same, "push").code == 0
    with Proxy(workspace.server, stall_after=int(share * proxy.passed)) as silent:
        through(silent, workspace, "push")
        assert silent.stalled
    assert workspace.pulled_content(tmp_path / "after") in (before, workspace.text_content())
    workspace.push()
    assert workspace.pulled_content(tmp_path / "again") == workspace.text_content()
    assert workspace.staged(driver) == 0


def test_who_waits_for_another_is_told(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    lock = "MATCH (r:EaRepository {name: $name}) SET r.lock = 'held' RETURN r"

    def wait(connection: Connection) -> None:
        connection.write(lambda tx: tx.run(lock, name=workspace.name).consume(), seconds=1)

    with connection_to(workspace.server, workspace.name, writing=True) as connection:
        with driver.session() as session, session.begin_transaction() as transaction:
            transaction.run(lock, name=workspace.name).consume()
            with pytest.raises(StoreError, match="too busy, perhaps with another push"):
                wait(connection)
            transaction.rollback()
        wait(connection)
