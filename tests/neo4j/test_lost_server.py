"""A server that is killed, or whose disk is full, in the middle of a push: nothing is lost once it is back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.neo4j.disk import Disk, NoDisk, mounted
from tests.neo4j.pushing import MANY, many, pushing, staged
from tests.neo4j.server import Server, start
from tests.neo4j.sharing import Place, said

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
DISK = "64m"
MB = 1_000_000


@pytest.fixture(scope="module")
def server(server: Server) -> Iterator[Server]:
    """One of their own, started where the other is: nobody else is to lose it."""
    if os.environ.get("NEO4J_URI"):
        pytest.skip("that server is not for tests to kill")
    started = start(os.getpid())
    yield started
    os.kill(started.process, signal.SIGTERM)


@pytest.mark.parametrize("share", [0.1, 1], ids=["at the beginning", "near the switch"])
def test_a_server_that_is_killed_in_the_middle_of_a_push_loses_nothing(
    place: Place, neo4j: Driver, tmp_path: Path, share: float
) -> None:
    place.push()
    before = said(place.pulled(tmp_path / "before"))
    many(place)
    wanted = said(place.graph())
    with pushing(place, neo4j, int(share * MANY)) as process:
        place.server.kill()
        _, error = process.communicate(timeout=120)
    assert process.returncode in (0, 2)
    assert "Traceback" not in error.decode()
    # A push that was tried again when the server was back has gone through.
    shown = said(place.pulled(tmp_path / "after"))
    assert shown == wanted if process.returncode == 0 else shown in (before, wanted)
    place.push()
    assert said(place.pulled(tmp_path / "again")) == wanted
    assert not staged(place, neo4j)


@pytest.fixture
def disk(server: Server, tmp_path: Path) -> Iterator[Disk]:
    """A small disk for the data of a server, where this machine lets one be mounted."""
    folder = tmp_path / "home" / "data"
    folder.mkdir(parents=True)
    try:
        with mounted(folder, DISK) as found:
            yield found
    except NoDisk as why:
        pytest.skip(f"no disk may be mounted here, so none can be filled: {why}")


@pytest.mark.parametrize("room", [3 * MB, 12 * MB], ids=["while it is sent", "while it is shown"])
def test_a_disk_that_is_full_is_told_and_nothing_is_lost(disk: Disk, tmp_path: Path, room: int) -> None:
    server = start(os.getpid(), "512m", home=tmp_path / "home", within=disk.within)
    place = Place(tmp_path / "si", server, "full")
    place.write()
    place.push()
    before = said(place.pulled(tmp_path / "before"))
    many(place)
    with disk.full_but(room):
        refused, closed = place.ea("push", place.address), place.ea("status", place.address)
    assert (refused.code, closed.code) == (2, 2)
    assert "can write no more on its disk, which is likely full" in refused.error
    assert "make room on its disk" in closed.error
    server.kill()
    assert said(place.pulled(tmp_path / "after")) == before
    assert len(place.push()["added"]) == MANY
    assert said(place.pulled(tmp_path / "again")) == said(place.graph())
    os.kill(server.process, signal.SIGTERM)
