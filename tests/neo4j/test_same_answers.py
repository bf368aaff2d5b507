"""Every reading command gives the same bytes on the server as on the text."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.cli.main import main
from ea_repo.starter import folder
from tests.cli.running import invoke
from tests.impact.systems import losses, text
from tests.neo4j.server import Server
from tests.neo4j.shared_workspace import SharedWorkspace
from tests.texts import keyboard

pytestmark = pytest.mark.neo4j
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


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_says_the_same_of_the_server_as_of_the_text(words: tuple[str, ...], ours: SharedWorkspace) -> None:
    of_text = ours.ea(*words)
    assert of_text.out
    assert ours.ea(*words, "--store", ours.address) == of_text


def test_a_made_up_system_is_judged_the_same(generated: SharedWorkspace) -> None:
    words = ("check", "--format", "json")
    assert generated.ea(*words, "--store", generated.address) == generated.ea(*words)


@given(st.data())
@settings(max_examples=10)
def test_random_systems_pushed_one_over_the_other_are_judged_the_same(
    server: Server, ours: SharedWorkspace, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    workspace = SharedWorkspace(tmp_path_factory.getbasetemp() / "random", server, f"test-random-{os.getpid()}")
    shutil.copytree(ours.root / "rules", workspace.root / "rules", dirs_exist_ok=True)
    system, roots, date = data.draw(losses())
    workspace.write(text(system), annex="")
    workspace.push()
    assert workspace.status()["unchanged"] == sum(map(len, system.values()))
    for words in (("check", "--unknown"), ("impact", *roots), ("list",)):
        command = (*words, "--at", str(date), "--format", "json")
        assert workspace.ea(*command, "--store", workspace.address) == workspace.ea(*command)


def test_a_change_file_is_read_over_the_server(ours: SharedWorkspace, tmp_path: Path) -> None:
    changes = tmp_path / "changes.yaml"
    changes.write_text("remove: [ipop]\napplication: {orbis: {retired_on: 2022}}\n")
    words = ("check", "--with", str(changes), "--at", "2023", "--format", "json")
    assert ours.ea(*words, "--store", ours.address) == ours.ea(*words)


def test_without_a_workspace_the_starters_rules_judge(
    ours: SharedWorkspace, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("check", "--format", "json")
    no_workspace = invoke(tmp_path, *words, "--store", ours.address, **server.environment)
    assert (no_workspace.code, no_workspace.out) == (2, "")  # -C names a folder that is no workspace.
    environment = {"COLUMNS": "100", "LANG": "C", "LC_ALL": "C", **server.environment}
    result = CliRunner().invoke(main, [*words, "--store", ours.address], env=environment)
    common = shutil.copytree(ours.root, tmp_path / "common")
    shutil.rmtree(common / "rules")
    (common / "rules").mkdir()
    shutil.copy(folder("rules").parent / "charter.yaml", common / "rules")
    assert keyboard(result.stdout) == invoke(common, *words).out != ours.ea(*words).out
