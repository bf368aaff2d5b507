"""A real Neo4j; CI must have it, a newcomer may not. Tests write under names of their own, in one database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.demo import demo
from tests.cli.running import invoke
from tests.needs import REQUIRE_ALL
from tests.neo4j.server import NoServer, Server, shared_server
from tests.neo4j.shared_workspace import SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

OURS = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The server at NEO4J_URI or, without it, one for this run."""
    folder = tmp_path_factory.getbasetemp()
    try:
        return shared_server(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
    except NoServer as missing:
        if os.environ.get(REQUIRE_ALL):
            pytest.fail(f"{missing}: these tests may not be skipped here")
        pytest.skip(f"{missing}: these tests need a real Neo4j")


@pytest.fixture(autouse=True)
def turn(request: pytest.FixtureRequest, server: Server) -> Iterator[None]:
    """Tests of several workers are on the server together; one that asks for `alone` is there while no other is."""
    with server.turn(alone="alone" in request.fixturenames):
        yield


@pytest.fixture
def alone(server: Server) -> None:
    """For a test that kills the server, changes its constraints, or must see no change by others."""
    if not server.home:
        pytest.skip("the server at NEO4J_URI is not for one test alone")


@pytest.fixture(scope="session")
def driver(server: Server) -> Iterator[Driver]:
    """The driver itself, to look at what is there."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(server.address, auth=(server.username, server.password)) as opened:
        yield opened


@pytest.fixture
def workspace(server: Server, tmp_path: Path) -> SharedWorkspace:
    """A small workspace, not pushed yet, and a name for it on the server that no other test has."""
    shared = SharedWorkspace(tmp_path / "si", server, f"test-{uuid.uuid4()}")
    shared.write()
    return shared


@pytest.fixture(scope="session")
def generated(server: Server, tmp_path_factory: pytest.TempPathFactory) -> SharedWorkspace:
    """A made-up system, pushed; no test changes it."""
    root = tmp_path_factory.mktemp("generated") / "si"
    demo(root, 100, 5)
    return _pushed(root, server)


@pytest.fixture(scope="session")
def ours(server: Server) -> SharedWorkspace:
    """AP-HP's own model, pushed; no test changes it."""
    return _pushed(OURS, server)


def _pushed(root: Path, server: Server) -> SharedWorkspace:
    name = f"test-{uuid.uuid4()}"
    result = invoke(root, "push", "--as", name, **server.environment)
    assert result.code == 0, result.error
    return SharedWorkspace(root, server, name)
