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
from tests.neo4j.server import NoServer, Server, shared
from tests.neo4j.sharing import Place, driver

if TYPE_CHECKING:
    from neo4j import Driver


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The server at NEO4J_URI or, without it, one for this run."""
    folder = tmp_path_factory.getbasetemp()
    try:
        return shared(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
    except NoServer as missing:
        if os.environ.get("EA_TEST_REQUIRE_ALL"):
            pytest.fail(f"{missing} is missing: these tests may not be skipped here")
        pytest.skip(f"{missing} is not there: these tests need a real Neo4j")


@pytest.fixture
def neo4j(server: Server) -> Iterator[Driver]:
    """The driver itself, to look at what is there."""
    with driver(server) as opened:
        yield opened


@pytest.fixture
def place(server: Server, tmp_path: Path) -> Place:
    """A small workspace, and a name for it on the server that no other test has."""
    made = Place(tmp_path / "si", server, f"test-{uuid.uuid4()}")
    made.write()
    return made


@pytest.fixture(scope="session")
def made(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A made-up system, and its name on the server."""
    folder, name = tmp_path_factory.mktemp("asked") / "si", f"test-{uuid.uuid4()}"
    demo(folder, 120, 5)
    assert invoke(folder, "push", "--as", name, **server.environment).code == 0
    return folder, name
