"""What is known of a Neo4j server before it is asked anything."""

from __future__ import annotations

import pytest
from neo4j.exceptions import Neo4jError

from ea_repo.metamodel import built_in
from ea_repo.store import Address, StoreError, schema
from ea_repo.store.neo4j.connection import refuse_old_server
from ea_repo.store.neo4j.driver_errors import as_store_errors


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/2025.01.0", "Memgraph/3.0"])
def test_a_recent_server_is_taken(agent: str) -> None:
    refuse_old_server(agent, Address("bolt://x"))


def test_a_server_before_neo4j_5_is_refused() -> None:
    with pytest.raises(StoreError, match=r"this server is Neo4j 4\.4\.40"):
        refuse_old_server("Neo4j/4.4.40", Address("bolt://x"))


def test_the_schema_names_what_there_is_to_ask() -> None:
    known = schema(built_in())
    referential = next(node for node in known.nodes if node.labels == ":Element:Application:Referential")
    assert {"repository", "id", "name", "sanctuarised", "needs_availability", "live_on"} <= {*referential.properties}
    assert not {"masters", "deployed_at"} & {*referential.properties}
    ties = {(tie.source, tie.type, tie.target) for tie in known.relationships}
    assert {("Application", "DEPLOYED_AT", "Site"), ("Application", "FEEDS", "Application")} <= ties


@pytest.mark.parametrize("what", ["MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "OutOfMemoryError"])
@pytest.mark.parametrize(
    ("writing", "advice"),
    [
        (True, ("cet envoi change d'un coup ; rien n'est changé", "push under another name (--as)")),
        (False, ("demandez moins à la fois", "ask for less at a time")),
    ],
)
def test_a_server_without_the_memory_says_what_to_do(what: str, writing: bool, advice: tuple[str, str]) -> None:
    error = Neo4jError._hydrate_neo4j(code=f"Neo.TransientError.General.{what}", message="The allocation of 2.0 MiB …")
    with pytest.raises(StoreError) as refused, as_store_errors("bolt://here", writing=writing):
        raise error
    said = refused.value.message
    for sentence, words in ((said.fr, advice[0]), (said.en, advice[1])):
        assert "server.memory.heap.max_size" in sentence
        assert words in sentence
