"""A server that is slow, silent or busy: a command goes through, or ends in bounded time, and nothing is lost."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.store.neo4j import head
from ea_repo.store.neo4j.address import Credentials, address
from ea_repo.store.neo4j.connection import Connection, connected
from ea_repo.store.neo4j.log import log
from ea_repo.store.neo4j.trouble import Trouble
from tests.cli.running import Said
from tests.neo4j.proxy import Proxy, before_ours
from tests.neo4j.sharing import MODEL, Place, said

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
ENDS = 60
"""Seconds: 20 for a server that does not say who it is, 10 for one that goes silent (conf), and a busy machine."""
SENTENCES = ("no answer", "gone silent", "broke at the last moment")


def through(place: Place, proxy: Proxy, *words: str) -> Said:
    """A command that reaches the server by a proxy; it ends soon, with at most one sentence."""
    start = time.monotonic()
    done = place.ea(words[0], f"{proxy.address}#{place.name}", *words[1:])
    assert time.monotonic() - start < ENDS
    assert place.server.password not in done.error
    if done.code:
        assert (done.code, done.out, done.error.count("\n")) == (2, "", 1)
        assert any(each in done.error for each in SENTENCES), done.error
    return done


@before_ours
def test_a_slow_way_only_takes_longer(place: Place, tmp_path: Path) -> None:
    with Proxy(place.server, delay=0.1) as proxy:
        assert through(place, proxy, "push").code == 0
        assert through(place, proxy, "status").code == 0
        assert through(place, proxy, "log").code == 0
        slow = place.ea("check", "--store", f"{proxy.address}#{place.name}", "--format", "json")
    assert slow == place.ea("check", "--store", place.address, "--format", "json")
    assert slow.out
    assert said(place.pulled(tmp_path / "pulled")) == said(place.graph())


@before_ours
def test_a_silence_between_two_transactions_is_told_for_what_it_is(place: Place) -> None:
    place.push()
    who = Credentials(place.server.username, place.server.password)
    with Proxy(place.server) as proxy, connected(address(f"{proxy.address}#{place.name}"), who) as connection:
        head.one(connection)
        first = proxy.passed
    # In the answer to the beginning of the second.
    with (
        Proxy(place.server, stall_after=first + 50) as silent,
        connected(address(f"{silent.address}#{place.name}"), who) as connection,
        pytest.raises(Trouble) as told,
    ):
        head.one(connection)
        assert not silent.stalled
        log(connection, 10)
    assert "gone silent" in told.value.message.en


@before_ours
@pytest.mark.parametrize(("share", "sentence"), [(0, "no answer"), (0.15, ""), (0.95, "gone silent")])
def test_a_reading_command_ends_when_the_server_goes_silent(place: Place, share: float, sentence: str) -> None:
    place.push()
    with Proxy(place.server) as proxy:
        assert through(place, proxy, "log").code == 0
    with Proxy(place.server, stall_after=int(share * proxy.passed)) as silent:
        assert sentence in through(place, silent, "log").error
        assert silent.stalled


@before_ours
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_push_ends_when_the_server_goes_silent_and_nothing_is_lost(
    place: Place, neo4j: Driver, tmp_path: Path, share: float
) -> None:
    place.push()
    before = said(place.pulled(tmp_path / "before"))
    place.write(MODEL.replace("need: vital", "need: useful") + "process:\n  soigner: {}\n")
    with Proxy(place.server) as proxy:
        other = Place(tmp_path / "other", place.server, f"{place.name}-b")
        other.write()
        assert through(other, proxy, "push").code == 0
        proxy.passed = 0
        other.write(MODEL.replace("need: vital", "need: useful") + "process:\n  soigner: {}\n")
        assert through(other, proxy, "push").code == 0
    with Proxy(place.server, stall_after=int(share * proxy.passed)) as silent:
        through(place, silent, "push")
        assert silent.stalled
    assert said(place.pulled(tmp_path / "after")) in (before, said(place.graph()))
    place.push()
    assert said(place.pulled(tmp_path / "again")) == said(place.graph())
    left = neo4j.execute_query("MATCH (n:EaStaged {repository: $name}) RETURN count(n) AS n", name=place.name)
    assert left.records[0]["n"] == 0


def test_who_waits_for_another_is_told_in_time(place: Place, neo4j: Driver) -> None:
    place.push()
    lock = "MATCH (r:EaRepository {name: $name}) SET r.lock = 'held' RETURN r"
    at, who = address(place.address), Credentials(place.server.username, place.server.password)

    def wait(connection: Connection) -> None:
        connection.write(lambda tx: tx.run(lock, name=place.name).consume(), seconds=1)

    with neo4j.session() as session, session.begin_transaction() as held:
        held.run(lock, name=place.name).consume()
        with connected(at, who, writing=True) as connection, pytest.raises(Trouble) as told:
            wait(connection)
        assert "too busy, perhaps with another push" in told.value.message.en
        held.rollback()
    with connected(at, who, writing=True) as connection:
        wait(connection)
