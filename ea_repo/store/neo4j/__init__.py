"""A Neo4j server that holds shared repositories: elements as nodes, links as relationships, asked in Cypher."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ea_repo.store.credentials import Ask, read_credentials

if TYPE_CHECKING:
    from ea_repo.metamodel import Vocabulary
    from ea_repo.store.address import Address
    from ea_repo.store.answers import Schema
    from ea_repo.store.protocol import Store

NAME = "Neo4j"
SCHEMES: tuple[str, ...] = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@contextmanager
def open_store(address: Address, ask: Ask, *, writing: bool = False) -> Iterator[Store]:
    """A store on a server that answers and is recent enough."""
    # The driver is imported when a server is named, not before.
    from ea_repo.store.neo4j.connection import connect
    from ea_repo.store.neo4j.store import Neo4jStore

    with connect(address, read_credentials(NAME, ask), writing=writing) as connection:
        yield Neo4jStore(connection)


def schema(vocabulary: Vocabulary) -> Schema:
    """The labels, properties and relationships that a push of a workspace of a vocabulary writes."""
    from ea_repo.store.neo4j.cypher_schema import cypher_schema

    return cypher_schema(vocabulary)
