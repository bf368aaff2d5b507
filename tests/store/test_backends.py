"""A store is a folder: the scheme of an address finds it, and the commands ask no more of it than the protocol."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ea_repo.store
import ea_repo.store.neo4j
from ea_repo.store import Backend, StoreError, read_address
from ea_repo.store.backends import backends
from tests.cli.running import Said, invoke
from tests.store.backends import memory

PROTOCOL: list[Backend] = [ea_repo.store.neo4j, memory]
"""The types say that both satisfy it."""
ADDRESS = "memory://here"
MODEL = "application:\n  siu: {}\n  orbis: {covers: soigner}\nprocess: {soigner: {}}\n"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One more folder where stores are, with the store of `backends/memory` in it."""
    folders = [*ea_repo.store.__path__, str(Path(__file__).with_name("backends"))]
    monkeypatch.setattr(ea_repo.store, "__path__", folders)
    yield
    sys.modules.pop("ea_repo.store.memory", None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "si.yaml").write_text(MODEL)
    (tmp_path / "workspace.yaml").write_text("name: Essai\n")
    return tmp_path


def ea(root: Path, *words: str) -> Said:
    result = invoke(root, *words)
    assert result.code == 0, result.error
    return result


def test_every_folder_is_a_kind_of_server(folder: None) -> None:
    assert [backend.NAME for backend in backends()] == ["Memory", "Neo4j"]
    with pytest.raises(StoreError, match="is not the address of a Memory or Neo4j server"):
        read_address("http://here")


def test_without_the_folder_there_is_no_such_address() -> None:
    with pytest.raises(StoreError, match="is not the address of a Neo4j server"):
        read_address(ADDRESS)


def test_a_store_that_is_a_folder_is_pushed_to_compared_read_and_pulled(
    folder: None, root: Path, tmp_path: Path
) -> None:
    assert json.loads(ea(root, "push", ADDRESS, "--format", "json").out)["added"] == ["orbis", "siu", "soigner"]
    (root / "model" / "si.yaml").write_text(MODEL.replace("siu: {}", "siu: {name: SIU}"))
    status = json.loads(ea(root, "status", ADDRESS, "--format", "json").out)
    assert (status["added"], status["changed"], status["push"]) == ([], ["siu"], 1)
    ea(root, "push", ADDRESS)
    for words in (("list", "--format", "json"), ("deps", "siu"), ("check", "--fail-on", "never", "--format", "json")):
        assert ea(root, *words, "--store", ADDRESS) == ea(root, *words)
    ea(root, "pull", ADDRESS, "-o", str(tmp_path / "pulled"))
    assert ea(tmp_path / "pulled", "show", "siu", "--format", "json").out.count("SIU") == 1
    assert [push["version"] for push in json.loads(ea(root, "log", ADDRESS, "--format", "json").out)] == [2, 1]
    refused = invoke(root, "query", "anything", "--store", ADDRESS)
    assert (refused.code, refused.error) == (2, "ea: this memory answers no question\n")
