"""A repository on the server, of which only what is asked comes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from ea_repo.repository import Repository
from ea_repo.store.neo4j import read
from ea_repo.store.neo4j.address import Address, Credentials, address
from ea_repo.store.neo4j.connection import Connection, connected
from tests.neo4j.server import Server


@contextmanager
def entered(server: Server, name: str) -> Iterator[Connection]:
    """A connection to a repository on the server."""
    place: Address = address(f"{server.address}#{name}")
    with connected(place, Credentials(server.username, server.password)) as connection:
        yield connection


def asked(connection: Connection, root: Path, at: str | None = None, most: int = 10**9) -> Repository:
    """A repository of which only what is asked comes from the server."""
    whole = partial(read.read_as_asked, connection, telling=lambda: nullcontext(_nobody), cached=False, most=most)
    return Repository(root, at, (), lambda root: whole(root).workspace)


def _nobody(done: int, total: int) -> None:
    """Is told nothing."""
