"""What is an address of a store, and what is refused in one sentence that shows no password."""

from __future__ import annotations

import pytest

from ea_repo.store import Address, StoreError, read_address


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("NEO4J_URI", "NEO4J_DATABASE"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("neo4j://server", Address("neo4j://server")),
        ("bolt://server:7688/", Address("bolt://server:7688")),
        ("neo4j+s://server/sante#AP-HP", Address("neo4j+s://server", "sante", "AP-HP")),
        ("neo4j://server?policy=europe#A%20B", Address("neo4j://server?policy=europe", None, "A B")),
    ],
)
def test_an_address_says_the_server_its_database_and_the_repository(written: str, address: Address) -> None:
    assert read_address(written) == address


def test_what_is_said_apart_comes_before_the_address_and_the_environment_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://server")
    monkeypatch.setenv("NEO4J_DATABASE", "default")
    assert read_address(None) == Address("bolt://server", "default")
    assert read_address("bolt://other/own#a", "given", "b") == Address("bolt://other", "given", "b")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (None, "which address? for instance neo4j://server, or the variable NEO4J_URI"),
        ("http://127.0.0.1", "“http://127.0.0.1” is not the address of a Neo4j server (neo4j://, neo4j+s://,"),
        ("server", "is not the address of a Neo4j server"),
        ("bolt://[::1", "is not the address of a Neo4j server"),
        ("neo4j://127.0.0.1:port", "is not the address of a Neo4j server"),
        ("bolt://neo4j:p-secret@127.0.0.1", "holds neither user nor password: NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("http://neo4j:p-secret@127.0.0.1", "“…” is not the address of a Neo4j server"),
        ("bolt://neo4j:p-secret@[::1", "“…” is not the address of a Neo4j server"),
    ],
)
def test_what_is_no_address_is_told(written: str | None, sentence: str) -> None:
    with pytest.raises(StoreError) as refused:
        read_address(written)
    assert sentence in refused.value.message.en
    assert "p-secret" not in refused.value.message.en + refused.value.message.fr
