"""Connections to a repository on the server, without the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

from ea_repo.repository import Repository
from ea_repo.store import Credentials, read_address
from ea_repo.store.neo4j import read
from ea_repo.store.neo4j.connection import Connection, connect
from tests.neo4j.server import Server


@contextmanager
def connection_to(
    server: Server, name: str, *, through: str | None = None, writing: bool = False
) -> Iterator[Connection]:
    """A connection to a repository on the server; `through` is the address of a proxy before it."""
    address = read_address(f"{through or server.address}#{name}")
    with connect(address, Credentials(server.username, server.password), writing=writing) as connection:
        yield connection


def on_demand(connection: Connection, root: Path, at: str | None = None, most: int = 10**9) -> Repository:
    """A repository of which only what is asked comes from the server, until that is `most` elements."""
    read_on_demand = partial(
        read.read_on_demand, connection, progress_bar=lambda: nullcontext(_ignore), cached=False, most=most
    )
    return Repository(root, at, (), read_on_demand)


def _ignore(done: int, total: int) -> None:
    """Progress that nobody looks at."""
