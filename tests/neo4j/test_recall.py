"""A snapshot stands for what the server holds as long as nothing at all changed there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.store.neo4j import read
from ea_repo.store.neo4j.head import Head
from tests.neo4j.server import Server, start
from tests.neo4j.sharing import MODEL, Place

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
LIST = ("list", "--format", "json")


@pytest.fixture(scope="module")
def server(server: Server) -> Server:
    """One of their own, started where the other is: what other tests write there is a change too."""
    if os.environ.get("NEO4J_URI"):
        pytest.skip("others may write on that server meanwhile")
    return start(os.getpid())


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The repositories whose elements were read from the server, from now on."""
    found: list[str] = []
    original = read._all

    def watched(known: Head, *rest: object) -> object:
        found.append(known.name)
        return original(known, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "_all", watched)
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the snapshots of the server are; those of the text are elsewhere."""
    return tmp_path / "kept"


def asked(place: Place, kept: Path, *words: str) -> str:
    said = place.ea(*words, *LIST, "--store", place.address, EA_CACHE_DIR=str(kept))
    assert said.code == 0, said.error
    return said.out


def test_the_same_state_is_read_once(place: Place, readings: list[str], kept: Path) -> None:
    place.push()
    first = asked(place, kept)
    assert [asked(place, kept) for _ in range(2)] == [first, first]
    assert readings == [place.name]
    check = place.ea("check", "--format", "json", "--store", place.address, EA_CACHE_DIR=str(kept))
    assert check == place.ea("check", "--format", "json")
    assert readings == [place.name]


def test_without_a_cache_it_is_read_each_time_and_nothing_is_kept(
    place: Place, readings: list[str], kept: Path
) -> None:
    place.push()
    assert asked(place, kept, "--no-cache") == asked(place, kept, "--no-cache")
    assert (readings, kept.exists()) == ([place.name, place.name], False)


def test_a_push_is_seen(place: Place, readings: list[str], kept: Path) -> None:
    place.push()
    before = asked(place, kept)
    place.write(MODEL.replace("GLIMS : labo", "GLIMS"))
    place.push()
    after = asked(place, kept)
    assert (len(readings), before == after) == (2, False)
    assert after == place.ea(*LIST).out


@pytest.mark.parametrize(
    "change",
    [
        "MATCH (e:Element {repository: $name, id: 'glims'}) SET e.text = '{}'",
        "MATCH (e:Element {repository: $name, id: 'glims'}) DETACH DELETE e",
        "CREATE (:Element {repository: $name, id: 'new', kind: 'zone', text: '{}', file: 'a.yaml'})",
    ],
    ids=["changed", "removed", "added"],
)
def test_what_somebody_changes_by_hand_is_seen(
    place: Place, neo4j: Driver, readings: list[str], kept: Path, change: str
) -> None:
    place.push()
    asked(place, kept)
    neo4j.execute_query(change, name=place.name)
    torn = place.ea(*LIST, "--store", place.address, EA_CACHE_DIR=str(kept))
    assert (torn.code, "ea push --whole" in torn.error) == (2, True)
    assert len(readings) == 2


def test_a_spoiled_snapshot_is_not_believed(place: Place, readings: list[str], kept: Path) -> None:
    place.push()
    first = asked(place, kept)
    (file,) = kept.glob("*.snapshot")
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])
    assert asked(place, kept) == first
    assert len(readings) == 2


def test_what_changes_while_it_is_read_is_not_kept(
    place: Place, neo4j: Driver, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.push()
    original = read._all

    def meanwhile(*given: object) -> object:
        neo4j.execute_query("CREATE (:Elsewhere)")
        return original(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "_all", meanwhile)
    assert asked(place, kept)
    assert not kept.exists()
