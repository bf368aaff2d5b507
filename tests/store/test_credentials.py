"""Who enters a store: the environment, else a file that nobody else reads, else a prompt."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.finding import Text
from ea_repo.store import Credentials, StoreError
from ea_repo.store.credentials import read_credentials


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A credentials file where one is looked for; nothing in the environment."""
    for variable in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_CREDENTIALS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "ea-repo" / "neo4j"
    path.parent.mkdir()
    path.write_text("# the hospital's\nNEO4J_USERNAME=of-file\nNEO4J_PASSWORD='secret of file'\n")
    path.chmod(0o600)
    return path


def prompted(sentence: Text) -> str:
    return f"typed after “{sentence.en}”"


def nobody(sentence: Text) -> None:
    """There is no terminal to ask on."""


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "of environment")
    assert read_credentials("Neo4j", prompted) == Credentials("neo4j", "of environment")


def test_then_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_credentials("Neo4j", prompted) == Credentials("of-file", "secret of file")
    monkeypatch.setenv("NEO4J_CREDENTIALS", str(file.rename(file.with_name("another"))))
    assert read_credentials("Neo4j", prompted) == Credentials("of-file", "secret of file")


def test_then_a_prompt_and_without_one_it_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.unlink()
    monkeypatch.setenv("NEO4J_USERNAME", "ea")
    assert read_credentials("Neo4j", prompted) == Credentials("ea", "typed after “Password of ea”")
    with pytest.raises(StoreError, match="no password: the variable NEO4J_PASSWORD"):
        read_credentials("Neo4j", nobody)


def test_a_file_that_others_may_read_is_refused(file: Path) -> None:
    file.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        read_credentials("Neo4j", prompted)


def test_a_file_that_is_named_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEO4J_CREDENTIALS", str(tmp_path / "none"))
    with pytest.raises(StoreError, match="cannot be read"):
        read_credentials("Neo4j", prompted)


def test_a_password_never_shows() -> None:
    assert repr(Credentials("ea", "secret")) == "Credentials(ea)"
