"""Generated systems: clean but for what is planted, of which the manifest says everything; the same for one seed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.demo import LARGEST, MANIFEST, PLANTS, SMALLEST, DemoRefused, demo
from ea_repo.repository import Repository
from tests.cli.running import invoke, process

RULES = {each.stem for each in (Path(__file__).parents[2] / "rules").glob("*.yaml")} - {"charter", "indicators"}


def test_every_rule_has_a_plant() -> None:
    assert set(PLANTS) == RULES


@pytest.fixture(scope="module", params=[(100, 1), (100, 7), (600, 3)], ids=str)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    applications, seed = request.param
    folder = tmp_path_factory.mktemp("demo") / "si"
    demo(folder, applications, seed)
    return folder


def _manifest(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return read


def test_the_audit_finds_what_is_planted_and_nothing_else(made: Path) -> None:
    repository = Repository(made)
    audit = repository.check()
    found: dict[str, list[str]] = {}
    for each in audit.findings:
        found.setdefault(each.rule, []).append(each.subject)
    assert {rule: sorted(subjects) for rule, subjects in found.items()} == _manifest(made)["rules"]
    assert not repository.workspace.findings
    assert sum(len(each.unknown) for each in audit.results) == 0


def test_every_rule_is_violated_and_it_has_the_applications_asked(made: Path) -> None:
    manifest = _manifest(made)
    assert manifest["version"] == 1
    assert manifest["rules"].keys() >= RULES
    assert all(manifest["rules"].values())
    graph = Repository(made).graph
    assert len([*graph.of("application")]) == manifest["applications"]
    assert 4 < len([*graph.of("flow")]) / manifest["applications"] < 6 or manifest["applications"] < 500


def test_it_holds_every_kind_of_thing(made: Path) -> None:
    kinds = {file.stem.rpartition("-")[0] for file in (made / "model").rglob("*.yaml")}
    assert kinds >= {
        "zone", "actor", "site", "process", "data_object", "treatment", "referential", "application", "api", "flow",
        "standard", "technology", "node", "contract", "project", "derogation",
    }  # fmt: skip


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def test_the_same_seed_makes_the_same_bytes_and_another_one_others(tmp_path: Path) -> None:
    for name, seed in (("one", 4), ("same", 4), ("other", 5)):
        demo(tmp_path / name, 150, seed)
    one, same, other = (_bytes(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same
    assert one["model/echanges/flow-0001.yaml"] != other["model/echanges/flow-0001.yaml"]


def test_the_command_says_what_it_made_in_an_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "si"
    folder.mkdir()
    said = process(tmp_path, "demo", "--applications", "100", "--seed", "2", "-o", "si", "--lang", "en")
    assert (said.error, said.code) == ("", 0)
    assert said.out.startswith("si: ")
    assert said.out.endswith(" elements; to audit it: ea -C si check\n")
    assert {each.name for each in folder.iterdir()} == {"workspace.yaml", "model", "rules", MANIFEST}
    assert invoke(folder, "check", "--rule", "redundant-solution").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-n", "99", "-o", "new"), f"ea: 99 applications: choose from {SMALLEST} to {LARGEST}\n"),
        (("-n", "9999999", "-o", "new"), f"ea: 9999999 applications: choose from {SMALLEST} to {LARGEST}\n"),
        (("--seed", "-1", "-o", "new"), "ea: -1: a seed is 0 or more\n"),
        (("-o", "full"), "ea: {root}/full: this folder is not empty; choose a new one\n"),
        (("-o", "full/note"), "ea: {root}/full/note: this folder is not empty; choose a new one\n"),
        (("-o", "full/note/si"), "ea: {root}/full/note/si: no workspace can be made here (File exists)\n"),
    ],
)
def test_it_refuses_in_a_sentence_and_writes_nothing(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note").write_text("mine")
    answer = process(tmp_path, "demo", *words)
    assert (answer.out, answer.error, answer.code) == ("", said.format(root=tmp_path), 2)
    assert _bytes(tmp_path / "full") == {"note": b"mine"}
    assert not (tmp_path / "new").exists()


def test_what_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ea_repo.demo.folder.generate", full)
    with pytest.raises(DemoRefused, match="no workspace can be made here"):
        demo(tmp_path / "si", 100, 1)
    assert not [*tmp_path.iterdir()]


def test_two_processes_find_what_is_planted_in_a_large_system(tmp_path: Path) -> None:
    # From 10,000 elements on a second process takes its share of the rules, where the machine allows it.
    demo(tmp_path / "si", 1_300, 2)
    answer = process(tmp_path, "-C", "si", "check", "--format", "json", "--fail-on", "never")
    told = json.loads(answer.out)
    found: dict[str, list[str]] = {}
    for each in told["findings"]:
        found.setdefault(each["rule"], []).append(each["subject"])
    assert {rule: sorted(subjects) for rule, subjects in found.items()} == _manifest(tmp_path / "si")["rules"]
    assert told["summary"]["unknown"] == 0
