"""Every reading command gives the same bytes on the server as on the text."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.cli.main import main
from tests.cli.running import invoke
from tests.impact.systems import losses, text
from tests.neo4j.server import Server
from tests.neo4j.sharing import Place

pytestmark = pytest.mark.neo4j
OURS = Path(__file__).parents[2]
COMMANDS = [
    ("check", "--format", "json"),
    ("check", "--format", "sarif"),
    ("check", "--unknown", "--lang", "fr"),
    ("check", "--rule", "redundant-solution"),
    ("list", "--format", "json"),
    ("list", "application", "phase=active", "--at", "2024"),
    ("show", "orbis", "--format", "json"),
    ("find", "identité", "--format", "json"),
    ("deps", "siu", "--format", "json"),
    ("path", "siu", "eds", "--format", "json"),
    ("lineage", "identite-patient", "--format", "json"),
    ("impact", "siu", "--format", "json"),
    ("impact", "orbis", "--site", "lariboisiere"),
    ("retire", "ipop", "--format", "json"),
    ("timeline", "--format", "json"),
    ("indicators", "--at", "2021-12-31", "--at", "2025", "--format", "json"),
    ("draw", "flows", "--focus", "orbis", "--format", "dot", "-o", "-"),
    ("draw", "land-use-plan", "--format", "mermaid", "-o", "-"),
]


@pytest.fixture(scope="module")
def ours(server: Server) -> str:
    """AP-HP's own model on the server, under a name of this test."""
    name = f"test-{uuid.uuid4()}"
    said = invoke(OURS, "push", "--as", name, **server.environment)
    assert said.code == 0, said.error
    return f"{server.address}#{name}"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_says_the_same_of_the_server_as_of_the_text(
    words: tuple[str, ...], ours: str, server: Server
) -> None:
    own = invoke(OURS, *words)
    assert own.out
    assert invoke(OURS, *words, "--store", ours, **server.environment) == own


def test_a_made_up_system_is_judged_the_same(server: Server, tmp_path: Path) -> None:
    system, name = tmp_path / "system", f"test-{uuid.uuid4()}"
    assert invoke(tmp_path, "demo", "-n", "200", "-o", str(system)).code == 0
    assert invoke(system, "push", "--as", name, **server.environment).code == 0
    words = ("check", "--format", "json")
    shared = invoke(system, *words, "--store", f"{server.address}#{name}", **server.environment)
    assert shared == invoke(system, *words)


@given(st.data())
@settings(max_examples=15)
def test_random_systems_pushed_one_over_the_other_are_judged_the_same(
    server: Server, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = Place(tmp_path_factory.getbasetemp() / "random", server, f"test-random-{os.getpid()}")
    shutil.copytree(OURS / "rules", place.root / "rules", dirs_exist_ok=True)
    system, roots, date = data.draw(losses())
    place.write(text(system), annex="")
    place.push()
    assert place.status()["unchanged"] == sum(map(len, system.values()))
    for words in (("check", "--unknown"), ("impact", *roots), ("list",)):
        asked = (*words, "--at", str(date), "--format", "json")
        assert place.ea(*asked, "--store", place.address) == place.ea(*asked)


def test_a_change_file_is_read_over_the_server(ours: str, server: Server, tmp_path: Path) -> None:
    changes = tmp_path / "changes.yaml"
    changes.write_text("remove: [ipop]\napplication: {orbis: {retired_on: 2022}}\n")
    words = ("check", "--with", str(changes), "--at", "2023", "--format", "json")
    assert invoke(OURS, *words, "--store", ours, **server.environment) == invoke(OURS, *words)


def test_without_a_workspace_the_starters_rules_judge(
    ours: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("check", "--format", "json")
    named = invoke(tmp_path, *words, "--store", ours, **server.environment)
    assert (named.code, named.out) == (2, "")  # -C names a folder that is no workspace.
    environment = {"COLUMNS": "100", "LANG": "C", "LC_ALL": "C", **server.environment}
    found = CliRunner().invoke(main, [*words, "--store", ours], env=environment)
    assert found.stdout == invoke(OURS, *words).out
